#include "fix_run.hpp"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "fix/apply.hpp"
#include "report/fold.hpp"

namespace feastctl {

namespace {

constexpr int kMostFixRounds = 32;

/// The number of errors, and that of warnings.
using Count = std::pair<std::size_t, std::size_t>;

Count count_of(const Result& result) {
  Count count;
  for (const Diagnostic& d : result.findings.all()) {
    if (d.severity == Severity::kError) ++count.first;
    if (d.severity == Severity::kWarning) ++count.second;
  }
  return count;
}

/// The run so far.
class Rounds {
 public:
  Rounds(const Sources& sources, Options options, const FixOptions& wanted)
      : sources_(sources), options_(std::move(options)), wanted_(wanted) {
    options_.fixes = true;
    options_.done = nullptr;
    run_.result = run(sources, options_);
  }

  FixRun finish() {
    int left = kMostFixRounds;
    while (left-- > 0 && round(false)) continue;
    while (wanted_.unsafe && left-- > 0 && round(true)) continue;
    return std::move(run_);
  }

 private:
  struct Choice {
    const Diagnostic* finding = nullptr;
    const Fix* fix = nullptr;
  };

  /// Applies fixes that do not overlap. Returns whether that helped.
  bool round(bool unsafe) { return round(unsafe, false) || round(unsafe, true); }

  bool round(bool unsafe, bool one_per_source) {
    const std::vector<Choice> choices = chosen(unsafe);
    std::vector<std::string> texts;
    std::unordered_set<const Fix*> applied;
    for (SourceId id = 1; id <= sources_.size(); ++id) {
      fix::Applied now = apply(id, choices, one_per_source);
      applied.insert(now.fixes.begin(), now.fixes.end());
      texts.push_back(std::move(now.text));
    }
    if (applied.empty()) return false;
    Sources now;
    for (SourceId id = 1; id <= sources_.size(); ++id) now.add(sources_.at(id).name, texts[id - 1]);
    Result result = run(now, options_);
    // Each fix has been tried alone: together, they should correct as many errors.
    const auto of_errors = static_cast<std::size_t>(std::ranges::count_if(
        choices, [&](const Choice& c) { return c.finding->severity == Severity::kError && applied.contains(c.fix); }));
    const Count before = count_of(run_.result);
    const Count after = count_of(result);
    if (after >= before || (!one_per_source && after.first + of_errors > before.first)) return false;
    run_.texts = std::move(texts);
    run_.count += applied.size();
    run_.result = std::move(result);
    return true;
  }

  fix::Applied apply(SourceId id, const std::vector<Choice>& choices, bool only_one) const {
    std::vector<const Fix*> here;
    for (const Choice& choice : choices) {
      const bool other = choice.fix->edits.front().where.source != id || (only_one && !here.empty());
      if (!other) here.push_back(choice.fix);
    }
    return fix::apply(run_.text(sources_, id), id, here);
  }

  /// For each finding that counts, its first fix of the wanted kind. What follows from another finding is left until
  /// that is fixed.
  [[nodiscard]] std::vector<Choice> chosen(bool unsafe) const {
    const auto& findings = run_.result.findings.all();
    const report::Causes causes(findings);
    std::vector<Choice> choices;
    for (const Diagnostic& d : findings) {
      if (d.severity == Severity::kNote || causes.of(d) != nullptr || !wanted_.counts(d)) continue;
      const auto fix = std::ranges::find_if(d.fixes, [unsafe](const Fix& f) { return unsafe || f.safe; });
      if (fix != d.fixes.end()) choices.push_back({&d, &*fix});
    }
    return choices;
  }

  const Sources& sources_;
  Options options_;
  const FixOptions& wanted_;
  FixRun run_;
};

}  // namespace

FixRun fix_run(const Sources& sources, const Options& options, const FixOptions& wanted) {
  return Rounds(sources, options, wanted).finish();
}

}  // namespace feastctl
