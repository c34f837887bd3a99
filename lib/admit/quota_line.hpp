/// @file
/// @brief What a quota allows and what a run needs of it, for a table.
#pragma once

#include <string>

#include "base/quantity.hpp"

namespace feastctl::admit {

/// How much of a resource is allowed, used before, and needed by the run at most.
struct QuotaLine {
  std::string name_space, quota, resource;
  Quantity hard, used, needed;
};

}  // namespace feastctl::admit
