#include "text_fixes.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/arena.hpp"
#include "catalog/codes.hpp"
#include "fix/apply.hpp"
#include "fix/document.hpp"
#include "fix/offer.hpp"
#include "fix/tabs.hpp"

namespace feastctl {

namespace {

constexpr std::size_t kMostTextRuns = 32;  // per run: each is a run of a whole source

/// A document that was read again, with what lives as long.
struct ReadAgain {
  const parse::Part* part = nullptr;
  std::optional<fix::Document> document{};
};

ReadAgain read_again(const Sources& sources, const parse::Inputs& inputs, const Span& where, const TreeBuilder& tree) {
  const parse::Part* part = parse::part_at(inputs.parts, where);
  if (part == nullptr) return {};
  Diagnostics said;
  const auto read = parse::read_part(sources, *part, tree, said);
  if (!read || read->root == nullptr) return {};
  ReadAgain again{part, {}};
  again.document.emplace(sources.at(part->source).text, *part, *read->root, said.errors());
  return again;
}

/// The findings that are not notes, by code and message; the errors apart.
struct Verdict {
  std::vector<std::pair<const Rule*, std::string>> all{};
  std::size_t errors = 0;
};

Verdict verdict_of(const Diagnostics& findings) {
  Verdict said{.errors = findings.errors()};
  for (const Diagnostic& d : findings.all()) {
    if (d.severity != Severity::kNote) said.all.emplace_back(d.rule, d.message);
  }
  std::ranges::sort(said.all);
  return said;
}

/// Tries fixes on one source at a time.
class Trials {
 public:
  Trials(const Sources& sources, const RunSources& run) : sources_(sources), run_(run) {}

  bool offer(const Diagnostic& finding, Fix& fix) {
    if (fix.edits.empty() || runs_ >= kMostTextRuns) return false;
    const SourceId id = finding.where.source;
    const Fix* const one[] = {&fix};
    const fix::Applied applied = fix::apply(sources_.at(id).text, id, one);
    if (applied.fixes.empty()) return false;
    const Verdict& before = alone(id);
    ++runs_;
    const Verdict after = verdict_of(run_alone(id, applied.text));
    if (after.errors >= before.errors) return false;
    fix.safe = fix.safe && std::ranges::includes(before.all, after.all);
    return true;
  }

 private:
  [[nodiscard]] Diagnostics run_alone(SourceId id, std::string_view text) const {
    Sources one;
    one.add(sources_.at(id).name, text);
    return run_(one);
  }

  /// What is found in a source as it is, without the others.
  const Verdict& alone(SourceId id) {
    const auto known = alone_.find(id);
    if (known != alone_.end()) return known->second;
    return alone_.emplace(id, verdict_of(run_alone(id, sources_.at(id).text))).first->second;
  }

  const Sources& sources_;
  const RunSources& run_;
  std::map<SourceId, Verdict> alone_;
  std::size_t runs_ = 0;
};

}  // namespace

void offer_text_fixes(const Sources& sources, const parse::Inputs& inputs, const RunSources& run,
                      Diagnostics& findings) {
  Trials trials(sources, run);
  for (Diagnostic& d : findings.all()) {
    const auto proposed = [](const Fix& fix) { return !fix.changes.empty(); };
    if (d.rule == &catalog::kTabIndentation) {
      const parse::Part* part = parse::part_at(inputs.parts, d.where);
      if (part == nullptr) continue;
      d.fixes = fix::without_tabs(sources.at(d.where.source).text, {part->source, part->begin, part->end}, d.where);
      std::erase_if(d.fixes, [&](Fix& fix) { return !trials.offer(d, fix); });
      // Several ways to indent may be right; a safe one has no other finding, and then the first is as good as any.
      std::stable_partition(d.fixes.begin(), d.fixes.end(), [](const Fix& fix) { return fix.safe; });
      if (d.fixes.size() > 1) d.fixes.resize(1);
    } else if (std::ranges::any_of(d.fixes, proposed)) {
      Arena arena;
      const TreeBuilder tree(arena);
      const ReadAgain again = read_again(sources, inputs, d.where, tree);
      std::erase_if(d.fixes, [&](Fix& fix) {
        if (!proposed(fix)) return false;
        return !again.document || fix::make_edits(*again.document, fix, tree) == nullptr || !trials.offer(d, fix);
      });
    }
  }
}

void offer_reading_fixes(const Sources& sources, const parse::Inputs& inputs, const TreeBuilder& tree,
                         Diagnostics& findings) {
  for (Diagnostic& d : findings.all()) {
    if (d.fixes.empty()) continue;
    const ReadAgain again = read_again(sources, inputs, d.where, tree);
    std::erase_if(d.fixes,
                  [&](Fix& fix) { return !again.document || !fix::make_reading_edits(*again.document, fix, tree); });
  }
}

}  // namespace feastctl
