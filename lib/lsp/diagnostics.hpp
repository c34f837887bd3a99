/// @file
/// @brief Findings as the protocol's diagnostics.
#pragma once

#include "lsp/json.hpp"
#include "lsp/workspace.hpp"

namespace feastctl::lsp {

/// The range between two bytes, as JSON.
Json range_of(const Lines& lines, std::size_t begin, std::size_t end);

/// The findings in a document as a list of diagnostics; `related` says whether the client shows other places.
Json diagnostics_of(const Workspace& workspace, const Document& document, bool related);

}  // namespace feastctl::lsp
