#include "fix/unified.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/secret_text.hpp"
#include "diff/diff.hpp"
#include "parse/reader.hpp"

namespace feastctl::fix {

namespace {

/// The documents of a file with the lines between them; the whole file if documents begin within lines.
std::vector<std::string_view> pieces_of(std::string_view text) {
  Sources sources;
  const SourceId id = sources.add({}, text);
  Diagnostics said;
  std::vector<parse::Part> parts;
  parse::split(sources, id, said, parts);
  std::vector<std::string_view> pieces;
  std::size_t done = 0;
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const std::size_t begin = parts[i].begin;
    if (text[begin - 1] != '\n') return {text};
    pieces.push_back(text.substr(done, begin - done));
    done = begin;
  }
  pieces.push_back(text.substr(done));
  return pieces;
}

std::size_t count_lines(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count(text, '\n'));
}

}  // namespace

Patch unified(std::string_view name, std::string_view before, std::string_view after) {
  std::vector<std::string_view> old_pieces = pieces_of(before);
  std::vector<std::string_view> new_pieces = pieces_of(after);
  if (old_pieces.size() != new_pieces.size()) {
    old_pieces = {before};
    new_pieces = {after};
  }
  Patch patch;
  diff::LinesBefore place{.file = true};
  for (std::size_t i = 0; i < old_pieces.size(); ++i) {
    if (old_pieces[i] != new_pieces[i]) {
      if (secret_stretches(old_pieces[i]).empty()) {
        patch.text += diff::unified_lines(old_pieces[i], new_pieces[i], place);
      } else {
        patch.withheld = true;
      }
    }
    place.old_lines += count_lines(old_pieces[i]);
    place.new_lines += count_lines(new_pieces[i]);
  }
  if (!patch.text.empty()) patch.text.insert(0, fmt::format("--- {0}\n+++ {0}\n", name));
  return patch;
}

}  // namespace feastctl::fix
