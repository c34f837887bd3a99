/// Findings that only one of the releases has.
#include <fmt/format.h>

#include <unordered_set>

#include "upgrade/upgrade.hpp"

namespace feastctl::upgrade {

namespace {

/// A key that is equal for the same problem in both releases, although messages may name the release.
std::string identity(const Diagnostic& d) {
  return fmt::format("{}\n{}\n{}\n{}\n{}", d.rule->code, d.path, d.object.kind, d.object.name, d.object.path);
}

/// The findings of a severity that are not in `others`.
std::vector<Diagnostic> only_in(const Diagnostics& findings, const Diagnostics& others, Severity severity) {
  std::unordered_set<std::string> known;
  for (const Diagnostic& d : others.all()) {
    if (d.severity == severity) known.insert(identity(d));
  }
  std::vector<Diagnostic> found;
  for (const Diagnostic& d : findings.all()) {
    if (d.severity == severity && known.insert(identity(d)).second) found.push_back(d);
  }
  return found;
}

void append(Kind kind, std::vector<Diagnostic>&& findings, std::vector<Consequence>& out) {
  for (Diagnostic& d : findings) out.push_back({kind, std::move(d)});
}

}  // namespace

std::vector<Consequence> verdicts(const Diagnostics& before, const Diagnostics& after, const Wanted& wanted) {
  std::vector<Consequence> found;
  const bool refused = after.errors() != 0;
  if (before.errors() != 0 && refused) return found;
  if (refused) {
    append(Kind::kRefused, only_in(after, before, Severity::kError), found);
  } else if (before.errors() != 0) {
    append(Kind::kAccepted, only_in(before, after, Severity::kError), found);
    for (Consequence& c : found) c.finding.hint.clear();  // nothing needs to be done
  } else {
    append(Kind::kWarned, only_in(after, before, Severity::kWarning), found);
    append(Kind::kQuiet, only_in(before, after, Severity::kWarning), found);
  }
  if (wanted.ignored) std::erase_if(found, [&](const Consequence& c) { return wanted.ignored(c.finding); });
  return found;
}

}  // namespace feastctl::upgrade
