/// @file
/// @brief Applies the fixes of a whole run, in rounds: `feastctl validate --fix`.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "feastctl.hpp"

namespace feastctl {

/// Which fixes to apply.
struct FixOptions {
  bool unsafe = false;  ///< those that make a choice, too; after the safe ones
  /// Whether a finding counts: fixes of others are not applied.
  std::function<bool(const Diagnostic&)> counts = [](const Diagnostic&) { return true; };
};

/// The inputs with fixes applied.
struct FixRun {
  std::vector<std::string> texts{};  ///< by source; empty if nothing was fixed
  std::size_t count = 0;             ///< the fixes that were applied
  Result result{};                   ///< of the run over the fixed texts, with the fixes that are left

  /// The text of a source, which it keeps if it had nothing to fix.
  [[nodiscard]] std::string_view text(const Sources& sources, SourceId id) const {
    return texts.empty() ? sources.at(id).text : std::string_view(texts[id - 1]);
  }
};

/// Runs, applies fixes, and runs again, until there is none left to apply. Fixes that overlap are applied in different
/// rounds. A round that does not help as a whole is repeated with one fix per source, or given up.
FixRun fix_run(const Sources& sources, const Options& options, const FixOptions& wanted);

}  // namespace feastctl
