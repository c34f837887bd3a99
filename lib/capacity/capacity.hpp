/// @file
/// @brief What stores need at most together, and whether it fits.
///
/// needs.hpp: the needs of one store; store_needs.cpp takes them from its bundle, connections.cpp knows Feast's pools.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "capacity/needs.hpp"
#include "capacity/nodes.hpp"
#include "feastctl.hpp"

namespace feastctl::capacity {

/// What there is.
struct Available {
  std::optional<NodeSize> node{};
  std::optional<std::uint64_t> connections{};  ///< that each database server accepts
};

/// The number of connections of one row, or nothing where it has no limit or is not known.
struct Count {
  bool unlimited = false;
  bool by_node = false;  ///< the number of workers depends on the node's CPUs, and no node is given
  std::uint64_t number = 0;
};
Count count_of(const Connections& row, const std::optional<NodeSize>& node);

/// The workers in each pod, unless they depend on a node that is not given.
std::optional<std::uint64_t> workers_of(const Connections& row, const std::optional<NodeSize>& node);

/// A database server, and what all stores open there.
struct DatabaseLine {
  std::vector<const Connections*> rows;
  Count total;
};

/// The sums over all stores of a result that has needs.
struct Totals {
  std::uint64_t pods = 0;
  Quantity cpu{}, memory{}, cpu_limit{}, memory_limit{};
  bool cpu_is_limited = true, memory_is_limited = true;
  std::size_t volumes = 0;
  Quantity storage{};
  std::uint64_t nodes = 0;              ///< that are needed, if a node is given
  std::vector<DatabaseLine> databases;  ///< by server; one whose server is unknown has a line of its own
};
Totals totals_of(const Result& result, const Available& available);

/// Reports what does not fit. What quotas say is among the findings of the result.
void judge(const Result& result, const Totals& totals, const Available& available, Diagnostics& out);

/// What is printed.
struct Report {
  const Result* result;
  const Totals* totals;
  const Available* available;
  bool fits = true;
};

/// A table for people.
std::string as_table(const Report& report);

/// The same in JSON.
std::string as_json(const Report& report);

}  // namespace feastctl::capacity
