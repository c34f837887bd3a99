/// @file
/// @brief The servers of a FeatureStore, with their constant properties: names, ports, commands
/// (docs/reference/objects.md).
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace feastctl::model {

/// The servers in the order of their containers in the pod; lineage has its own Deployment.
enum class ServerType : std::uint8_t { kRegistry, kOnline, kOffline, kUi, kLineage };

/// The constant properties of a type of server.
struct ServerFacts {
  std::string_view name;                 ///< in names and labels: feast-X-<name>, feast.dev/service-type
  int http_port;                         ///< the container's port without TLS
  int https_port;                        ///< … and with TLS
  std::array<std::string_view, 3> args;  ///< the arguments after `feast`; empty entries are ignored
};

inline constexpr int kRegistryRestHttpPort = 6572;
inline constexpr int kRegistryRestHttpsPort = 6573;
inline constexpr int kMetricsPort = 8000;
inline constexpr int kServiceHttpPort = 80;
inline constexpr int kServiceHttpsPort = 443;

/// The properties, by ServerType.
inline constexpr std::array<ServerFacts, 5> kServerFacts{{
    {"registry", 6570, 6571, {"serve_registry"}},
    {"online", 6566, 6567, {"serve", "-h", "0.0.0.0"}},
    {"offline", 8815, 8816, {"serve_offline", "-h", "0.0.0.0"}},
    {"ui", 8888, 8443, {"ui", "-h", "0.0.0.0"}},
    {"lineage", 6580, 6581, {"serve_lineage", "-h", "0.0.0.0"}},
}};

/// The properties of a type of server.
constexpr const ServerFacts& facts(ServerType type) {
  return kServerFacts[static_cast<std::size_t>(type)];
}

/// The name of a type of server.
constexpr std::string_view name_of(ServerType type) {
  return facts(type).name;
}

}  // namespace feastctl::model
