/// @file
/// @brief Nodes of one size: reading what they have for pods, and how many of them pods need.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/quantity.hpp"

namespace feastctl::capacity {

/// What each node has for pods. The limit of 110 pods is the kubelet's default (maxPods).
struct NodeSize {
  std::uint64_t count = 0;  ///< how many there are; 0: as many as are needed
  Quantity cpu{}, memory{};
  std::uint64_t pods = 110;

  /// The size as it is written: `3x4cpu,16Gi`.
  [[nodiscard]] std::string words() const;
};

/// Reads `4cpu,16Gi`, with `3x` before it for three nodes, and `,30pods` behind it for a limit of pods. Nothing when it
/// is not of that form.
std::optional<NodeSize> read_node_size(std::string_view text);

/// Pods that are alike, in a number.
struct PodSize {
  Quantity cpu{}, memory{};
  std::uint64_t count = 0;
};

/// How many nodes of the size the pods need when each is put on the first node with room, the largest first. Pods that
/// fit on no empty node do not count.
std::uint64_t nodes_for(const std::vector<PodSize>& pods, const NodeSize& size);

/// How many pods of the size an empty node has room for.
std::uint64_t fitting(const PodSize& pod, const NodeSize& size);

}  // namespace feastctl::capacity
