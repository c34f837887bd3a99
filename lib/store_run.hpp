/// @file
/// @brief The contribution of one store to the result of a run.
#pragma once

#include <vector>

#include "admit/demand.hpp"
#include "base/diagnostic.hpp"
#include "feastctl.hpp"
#include "model/companions.hpp"
#include "whole_run/whole_run.hpp"

namespace feastctl {

/// Everything that a run learns from one store. It owns its texts, because it outlives the store's arena.
struct StoreRun {
  StoreResult result{};
  JoinedText joined{};    ///< with Options::joined, its objects
  Diagnostics reading{};  ///< findings about its text
  Diagnostics findings{};
  whole_run::Share share{};
  std::vector<admit::Demand> demands{};  ///< on the quotas of its namespace
  std::vector<model::Asked> asked{};     ///< the companions that its verdict depends on
  bool is_store = false;                 ///< false if its text cannot be parsed
  bool built = false;
};

}  // namespace feastctl
