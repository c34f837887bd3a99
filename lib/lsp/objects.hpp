/// @file
/// @brief The objects of a project by name: what references can lead to.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lsp/outline.hpp"
#include "lsp/workspace.hpp"

namespace feastctl::lsp {

/// An object in the text of a project.
struct NamedObject {
  std::string_view kind;
  std::string_view name;
  std::string name_space;
  SourceId source = 0;
  Extent place{};  ///< of its name
  Outline outline;
};

/// The objects of this kind, in the order of the input. They refer to the texts of the last run.
std::vector<NamedObject> objects_of_kind(const Project& project, std::string_view kind);

}  // namespace feastctl::lsp
