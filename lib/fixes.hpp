/// @file
/// @brief Offers fixes for the findings in a store: those whose edits are right, and that help.
#pragma once

#include <functional>

#include "base/diagnostic.hpp"
#include "parse/inputs.hpp"

namespace feastctl {

/// Runs a store through the stages and collects its findings.
using RunStore = std::function<void(const model::StoreDocument& store, Diagnostics& out)>;

/// Turns the fixes that rules proposed for `findings` into edits of the text of `store`. A fix is offered if the store,
/// run again with it, has one error less (or lacks the warning that it is for). It stays safe only if no other finding
/// appears. `tree` is where the store was read; `run` has its surroundings.
void offer_fixes(const Sources& sources, const parse::Inputs& inputs, const model::StoreDocument& store,
                 const RunStore& run, const TreeBuilder& tree, Diagnostics& findings);

/// Drops what rules proposed.
void drop_fixes(Diagnostics& findings);

}  // namespace feastctl
