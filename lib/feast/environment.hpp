/// @file
/// @brief What the environment of a container says of a variable, as far as the input tells.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "model/companions.hpp"
#include "model/feature_store.hpp"

namespace feastctl::feast {

/// A variable in a container.
struct Setting {
  enum class Known : std::uint8_t {
    kNot,      ///< nothing sets it
    kPerhaps,  ///< it is set, or may be, to a value that is not in the input
    kValue,
  };
  Known known = Known::kNot;
  std::string_view value{};
};

/// The environment of a container: env wins over envFrom, what comes later over what comes before.
class Environment {
 public:
  Environment(std::string_view container, std::string_view name_space, const model::Companions& companions,
              Arena& arena)
      : container_(container), name_space_(name_space), companions_(&companions), arena_(&arena) {}

  /// Takes in the `env` and `envFrom` of a server, which may be absent.
  void add(const Node* env, const Node* env_from);

  [[nodiscard]] Setting find(std::string_view name) const;
  [[nodiscard]] std::string_view container() const { return container_; }

 private:
  [[nodiscard]] Setting of_entry(const Node& entry) const;
  [[nodiscard]] Setting of_key(const Node& reference, bool secret) const;
  [[nodiscard]] Setting of_source(const Node& source, std::string_view name) const;

  std::string_view container_, name_space_;
  const model::Companions* companions_;
  Arena* arena_;
  std::vector<const Node*> env_, env_from_;
};

/// Whether every container has the variable, whatever its env says: what Linux, the image and Kubernetes set.
bool is_set_everywhere(std::string_view name);

/// The environments of the containers that read a store's feature_store.yaml: its servers, and `feast apply`.
std::vector<Environment> environments(const model::FeatureStore& store, const model::Companions& companions,
                                      Arena& arena);

}  // namespace feastctl::feast
