/// @file
/// @brief What fixes change in a file, as a patch.
#pragma once

#include <string>
#include <string_view>

namespace feastctl::fix {

/// A unified diff of a file.
struct Patch {
  std::string text{};     ///< with the names of the file above the hunks; empty if nothing can be shown
  bool withheld = false;  ///< whether changes are left out, because a Secret may be next to them
};

/// The difference between a file before and after its fixes. Each document is compared for itself, so that no line of a
/// Secret is in the context of a change.
Patch unified(std::string_view name, std::string_view before, std::string_view after);

}  // namespace feastctl::fix
