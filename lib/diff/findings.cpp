/// The effects of a change as findings. Their rules are not in the catalog, because they concern a change, not an
/// input.
#include <fmt/format.h>

#include "diff/parts.hpp"

namespace feastctl::diff {

namespace {

Rule rule_of(std::string_view code, Severity severity, std::string_view sentence) {
  return {.code = code, .name = code, .severity = severity, .sentence = sentence, .why = {}, .remedy = {}};
}

const Rule& rule_of(Effect effect) {
  static const Rule refused = rule_of("refused", Severity::kError, "Kubernetes refuses the change.");
  static const Rule careful = rule_of("careful", Severity::kWarning, "The change may lose something.");
  static const Rule kept = rule_of("kept", Severity::kWarning, "An apply will not undo the difference.");
  static const Rule restarts = rule_of("restarts", Severity::kNote, "The change restarts pods.");
  switch (effect) {
    case Effect::kRefused: return refused;
    case Effect::kCareful: return careful;
    case Effect::kKept: return kept;
    case Effect::kRestarts: break;
  }
  return restarts;
}

Diagnostic finding_of(const Trap& trap, std::string message) {
  const Rule& rule = rule_of(trap.effect);
  Diagnostic finding{
      .rule = &rule, .severity = rule.severity, .message = std::move(message), .where = trap.where, .path = trap.path};
  finding.hint = trap.remedy;
  return finding;
}

}  // namespace

std::vector<Diagnostic> findings(const Changes& changes, bool in_files, const std::vector<Trap>& stores) {
  std::vector<Diagnostic> found;
  for (const Trap& trap : stores) found.push_back(finding_of(trap, fmt::format("{}: {}", trap.path, trap.message)));
  for (const ObjectChange& change : changes) {
    for (const Trap& trap : change.traps) {
      const std::string at = trap.path.empty() ? "" : trap.path + ": ";
      found.push_back(finding_of(trap, trap.effect == Effect::kRestarts
                                           ? words(trap, change)
                                           : fmt::format("{}: {}{}", title(change), at, trap.message)));
      if (!in_files) found.back().where = {};
    }
  }
  return found;
}

}  // namespace feastctl::diff
