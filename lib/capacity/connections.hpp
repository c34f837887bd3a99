/// @file
/// @brief How many connections Feast's processes open to a database.
///
/// Source: Feast 0.60 to 0.67 (infra/online_stores, infra/utils/postgres, infra/registry/sql.py, cli/serve.py) and the
/// defaults of SQLAlchemy's QueuePool.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/node.hpp"

namespace feastctl::capacity {

/// What one process opens.
struct Pool {
  std::uint64_t size = 0;  ///< at most; 0: without a limit
  std::string basis;       ///< in words
  std::string server;      ///< host and port of the database, empty when unknown
};

/// The pool of an online store of this type, whose parameters are `values` (nullptr: unknown, so Feast's defaults are
/// taken). Empty for types whose clients keep no fixed number of connections.
std::vector<Pool> online_pools(std::string_view type, const Node* values);

/// The pools of a registry of type `sql`: one, or two with a `read_path`. Empty for SQLite.
std::vector<Pool> registry_pools(const Node* values);

}  // namespace feastctl::capacity
