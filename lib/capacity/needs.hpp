/// @file
/// @brief What a store needs at most: pods, volumes, database connections. Plain values, without trees.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/quantity.hpp"

namespace feastctl::capacity {

/// Pods that are alike, as many as one cause brings about.
struct Pods {
  std::string object;    ///< `Deployment feast-sample`
  std::string_view why;  ///< replica, hpa, surge, job, or applied for the object itself
  std::uint64_t count = 0;
  Quantity cpu{}, memory{};                                ///< requests of one pod, as the scheduler counts them
  Quantity cpu_limit{}, memory_limit{};                    ///< limits of one pod
  bool cpu_is_limited = false, memory_is_limited = false;  ///< whether every container has such a limit
  std::vector<std::string> unsized{};                      ///< containers without a CPU or memory request
  Diagnostic of_cpu{}, of_memory{};  ///< the place of the largest request, as a finding without words
};

/// A PersistentVolumeClaim of the bundle.
struct Volume {
  std::string name, storage_class;
  Quantity storage{};
};

/// Connections to one database, by processes that are alike.
struct Connections {
  std::string_view use;           ///< online store, registry, registry (read_path)
  std::string type;               ///< postgres, mysql, sql
  std::uint64_t pods = 0;         ///< at most at one time
  std::int64_t workers = 0;       ///< of the online server in each pod; -1: twice the node's CPUs plus one
  std::uint64_t servers = 0;      ///< other processes in each pod that connect
  std::uint64_t jobs = 0;         ///< processes beside them, whatever the number of pods
  std::uint64_t per_process = 0;  ///< 0: without a limit
  std::string basis{};            ///< where per_process comes from, in words
  std::string server{};           ///< host and port, to tell database servers apart; not for output
  Diagnostic place{};             ///< a finding without words
};

/// The needs of one store.
struct Needs {
  std::vector<Pods> pods;
  std::vector<Volume> volumes;
  std::vector<Connections> connections;
  std::string_view uncounted{};  ///< an online store whose connections have no fixed number, such as redis
};

}  // namespace feastctl::capacity
