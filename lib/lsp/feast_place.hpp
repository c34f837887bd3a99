/// @file
/// @brief Places in feature_store.yaml, and in the sections of it that Secrets hold.
#pragma once

#include <string_view>
#include <vector>

#include "feast/table.hpp"
#include "lsp/outline.hpp"
#include "lsp/workspace.hpp"

namespace feastctl::lsp {

/// A part of a document that Feast reads.
struct FeastText {
  Outline outline;                             ///< of that part alone
  std::vector<const feast::Section*> whole{};  ///< what it may be, if it is one section (in a Secret)
};

/// The text for Feast at `offset`: all of feature_store.yaml, or the value of a Secret that is named after a store
/// type.
std::optional<FeastText> feast_text_at(const Document& document, std::size_t offset);

/// The parameters that can be in an item of such a text; -1 is its top.
std::vector<const feast::Parameter*> parameters_in(const FeastText& text, int container, feast::Minor release);

/// The role (online_store, registry, …) whose type the item names; empty if it does not.
std::string_view role_of_type(const FeastText& text, int item);

}  // namespace feastctl::lsp
