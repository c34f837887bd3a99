/// @file
/// @brief Changes in the tree: what the text must mean after a fix.
#pragma once

#include <span>

#include "base/fix.hpp"
#include "fix/document.hpp"

namespace feastctl::fix {

/// The value of a change, which is written as YAML in flow style; nullptr if it cannot be read.
const Node* read_value(std::string_view value, const TreeBuilder& tree);

/// The document's root after the changes, whose places are those in the document as it is; nullptr if they do not fit.
const Node* changed(const Document& document, std::span<const Change> changes, const TreeBuilder& tree);

}  // namespace feastctl::fix
