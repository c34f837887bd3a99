#include "report/conceal.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/key_material.hpp"
#include "base/secret_text.hpp"
#include "catalog/catalog.hpp"

namespace feastctl::report {

namespace {

constexpr std::size_t kHarmless = 3;  ///< brackets, quotes and colons reveal nothing

/// Replaces quoted text, unless it is too short to reveal anything. Quoted text may contain quotes, so everything from
/// the first to the last quote is replaced.
void conceal_quoted(std::string& text) {
  constexpr std::string_view kQuotes = "`\"";
  const std::size_t open = text.find_first_of(kQuotes);
  const std::size_t close = text.find_last_of(kQuotes);
  if (open == std::string::npos || close - open <= kHarmless + 1) return;
  text.replace(open + 1, close - open - 1, kConcealed);
}

/// Keeps the parts of a path that every Secret has; a key of its data, or text that became a key by mistake, may reveal
/// something.
void conceal_path(std::string& path) {
  constexpr std::array<std::string_view, 9> kKnown{"items", "apiVersion", "kind",       "metadata", "name",
                                                   "type",  "data",       "stringData", "namespace"};
  for (std::size_t begin = 0; begin < path.size();) {
    const std::size_t end = std::min(path.find_first_of(".[", begin), path.size());
    if (std::ranges::find(kKnown, std::string_view(path).substr(begin, end - begin)) == kKnown.end()) {
      path.replace(begin, std::string::npos, kConcealed);
      return;
    }
    begin = end < path.size() && path[end] == '[' ? std::min(path.find(']', end), path.size() - 1) + 1 : end;
    if (begin < path.size() && path[begin] == '.') ++begin;
  }
}

/// The found value can be the name of a type; otherwise, it is the user's text.
void conceal_found(std::string& found) {
  for (const Kind kind :
       {Kind::kNull, Kind::kBool, Kind::kInteger, Kind::kFloat, Kind::kString, Kind::kList, Kind::kMap}) {
    if (found == kind_name(kind)) return;
  }
  found.clear();
}

void conceal(Diagnostic& d) {
  conceal_found(d.found);
  conceal_quoted(d.message);
  conceal_quoted(d.hint);
  conceal_quoted(d.expected);
  conceal_path(d.path);
  d.fixes.clear();
}

/// Whether any text of the fix looks like key material: its edits would not work without it.
bool holds_keys(const Fix& fix) {
  return holds_key_material(fix.title) ||
         std::ranges::any_of(fix.edits, [](const Edit& edit) { return holds_key_material(edit.text); });
}

void conceal_keys(Diagnostic& d) {
  std::erase_if(d.fixes, holds_keys);
  for (std::string* text : {&d.message, &d.found, &d.expected, &d.hint, &d.path}) conceal_key_material(*text);
  for (Note& note : d.notes) {
    conceal_key_material(note.message);
    conceal_key_material(note.path);
  }
}

}  // namespace

SecretPlaces::SecretPlaces(std::span<const Diagnostic> findings, const Sources& sources)
    : sources_(&sources), broken_(sources.size()), stretches_(sources.size()) {
  for (const Diagnostic& d : findings) {
    const bool unreadable = d.rule->severity == Severity::kError && catalog::is_about_text(*d.rule);
    if (unreadable && d.where.known() && d.where.source <= sources.size()) {
      broken_[d.where.source - 1].push_back(d.where.begin);
    }
  }
  for (auto& places : broken_) std::ranges::sort(places);
}

bool SecretPlaces::hide(Span where) {
  if (!where.known() || where.source > stretches_.size()) return false;
  auto& stretches = stretches_[where.source - 1];
  if (!stretches) stretches = secret_stretches(sources_->at(where.source).text, broken_[where.source - 1]);
  return in_stretch(*stretches, where.begin) || (where.begin > 0 && in_stretch(*stretches, where.begin - 1));
}

void conceal_secrets(Diagnostics& findings, const Sources& sources) {
  SecretPlaces secrets(findings.all(), sources);
  for (Diagnostic& d : findings.all()) {
    if (d.rule->code.starts_with("FS1") || d.rule->code.starts_with("FS72")) {
      const bool hidden = secrets.hide(d.where);
      if (hidden) conceal(d);
      for (Note& note : d.notes) {
        if (hidden || secrets.hide(note.where)) conceal_quoted(note.message), conceal_path(note.path);
      }
    }
    conceal_keys(d);
  }
}

}  // namespace feastctl::report
