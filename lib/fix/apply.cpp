#include "fix/apply.hpp"

#include <algorithm>
#include <map>

namespace feastctl::fix {

namespace {

/// The edits chosen so far, by their first byte.
using Chosen = std::map<std::uint32_t, const Edit*>;

/// Whether an edit can be applied together with the chosen ones. Edits that touch can, unless both begin at the same
/// byte: then their order would matter.
bool is_free(const Edit& edit, const Chosen& chosen) {
  const auto after = chosen.lower_bound(edit.where.begin);
  if (after != chosen.end() && (after->first == edit.where.begin || after->first < edit.where.end)) return false;
  return after == chosen.begin() || std::prev(after)->second->where.end <= edit.where.begin;
}

bool fits(const Fix& fix, std::string_view text, SourceId source, const Chosen& chosen) {
  return !fix.edits.empty() && std::ranges::all_of(fix.edits, [&](const Edit& edit) {
    const Span& where = edit.where;
    return where.source == source && where.begin <= where.end && where.end <= text.size() && is_free(edit, chosen);
  });
}

}  // namespace

Applied apply(std::string_view text, SourceId source, std::span<const Fix* const> fixes) {
  Chosen chosen;
  Applied applied;
  for (const Fix* fix : fixes) {
    if (!fits(*fix, text, source, chosen)) continue;
    for (const Edit& edit : fix->edits) chosen.emplace(edit.where.begin, &edit);
    applied.fixes.push_back(fix);
  }
  std::size_t done = 0;
  for (const auto& [begin, edit] : chosen) {
    applied.text.append(text.substr(done, begin - done)).append(edit->text);
    done = edit->where.end;
  }
  applied.text += text.substr(done);
  return applied;
}

}  // namespace feastctl::fix
