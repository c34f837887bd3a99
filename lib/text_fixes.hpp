/// @file
/// @brief Offers fixes for findings about the text: tabs, duplicate keys, a misspelled kind.
#pragma once

#include <functional>

#include "base/diagnostic.hpp"
#include "parse/inputs.hpp"

namespace feastctl {

/// Runs other sources in the same way, and answers what was found.
using RunSources = std::function<Diagnostics(const Sources& sources)>;

/// Turns fixes of findings that no store has, because its document could not be read or recognized, into edits. Each is
/// tried on its source alone: it is offered if that has one error less, and stays safe only if it has no other finding.
void offer_text_fixes(const Sources& sources, const parse::Inputs& inputs, const RunSources& run,
                      Diagnostics& findings);

/// The same for findings about the text of one document that could be read.
void offer_reading_fixes(const Sources& sources, const parse::Inputs& inputs, const TreeBuilder& tree,
                         Diagnostics& findings);

}  // namespace feastctl
