/// Unified hunks of two texts.
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

#include "diff/parts.hpp"

namespace feastctl::diff {

namespace {

using Lines = std::vector<std::string_view>;

constexpr std::size_t kContext = 3;
constexpr std::size_t kMostCells = 4'000'000;  // beyond, everything between the first and last difference is replaced

/// The lines of a text; those of a file have their line ends, because it matters whether the last one has it.
Lines lines_of(std::string_view text, bool file) {
  Lines lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    const auto next = std::min(end + 1, text.size());
    lines.push_back(text.substr(0, file ? next : end));
    text.remove_prefix(next);
  }
  return lines;
}

/// A line of the diff: ' ', '-' or '+'.
struct Edit {
  char sign;
  std::string_view line;
};

/// The edits between two lists of lines that have nothing in common at their ends: by their longest common part.
void align(std::span<const std::string_view> a, std::span<const std::string_view> b, std::vector<Edit>& out) {
  const std::size_t width = b.size() + 1;
  std::vector<std::uint32_t> longest;
  if ((a.size() + 1) * width <= kMostCells) {
    longest.resize((a.size() + 1) * width);
    for (std::size_t i = a.size(); i-- > 0;) {
      for (std::size_t j = b.size(); j-- > 0;) {
        longest[i * width + j] = a[i] == b[j] ? longest[(i + 1) * width + j + 1] + 1
                                              : std::max(longest[(i + 1) * width + j], longest[i * width + j + 1]);
      }
    }
  }
  std::size_t i = 0;
  std::size_t j = 0;
  while (!longest.empty() && i < a.size() && j < b.size()) {
    if (a[i] == b[j]) {
      out.push_back({' ', a[i++]}), ++j;
    } else if (longest[(i + 1) * width + j] >= longest[i * width + j + 1]) {
      out.push_back({'-', a[i++]});
    } else {
      out.push_back({'+', b[j++]});
    }
  }
  for (; i < a.size(); ++i) out.push_back({'-', a[i]});
  for (; j < b.size(); ++j) out.push_back({'+', b[j]});
}

std::vector<Edit> edits_of(const Lines& a, const Lines& b) {
  std::vector<Edit> edits;
  std::size_t begin = 0;
  while (begin < a.size() && begin < b.size() && a[begin] == b[begin]) edits.push_back({' ', a[begin++]});
  std::size_t end = 0;
  while (begin + end < a.size() && begin + end < b.size() && a[a.size() - 1 - end] == b[b.size() - 1 - end]) ++end;
  align(std::span(a).subspan(begin, a.size() - begin - end), std::span(b).subspan(begin, b.size() - begin - end),
        edits);
  for (std::size_t i = a.size() - end; i < a.size(); ++i) edits.push_back({' ', a[i]});
  return edits;
}

void append_edit(const Edit& edit, bool file, std::string& out) {
  out += edit.sign;
  out += edit.line;
  if (edit.line.ends_with('\n')) return;
  out += file ? "\n\\ No newline at end of file\n" : "\n";
}

/// `12` or `12,3`, and for no lines the line before, as diff counts.
std::string range(std::size_t first, std::size_t count) {
  return count == 1 ? fmt::format("{}", first + 1) : fmt::format("{},{}", count == 0 ? first : first + 1, count);
}

}  // namespace

std::string unified_lines(std::string_view before, std::string_view after, const LinesBefore& place) {
  const Lines a = lines_of(before, place.file);
  const Lines b = lines_of(after, place.file);
  const std::vector<Edit> edits = edits_of(a, b);
  std::string text;
  std::size_t old_line = place.old_lines;
  std::size_t new_line = place.new_lines;
  for (std::size_t i = 0; i < edits.size();) {
    if (edits[i].sign == ' ') {
      ++i, ++old_line, ++new_line;
      continue;
    }
    const std::size_t lead = std::min(kContext, i);  // hunks are cut further apart than two contexts, so no overlap
    std::size_t last = i;
    for (std::size_t k = i; k < edits.size() && k <= last + 2 * kContext + 1; ++k)
      last = edits[k].sign == ' ' ? last : k;
    const std::size_t stop = std::min(edits.size(), last + kContext + 1);
    std::string body;
    std::size_t removed = 0;
    std::size_t added = 0;
    for (std::size_t k = i - lead; k < stop; ++k) {
      append_edit(edits[k], place.file, body);
      removed += edits[k].sign == '+' ? 0 : 1;
      added += edits[k].sign == '-' ? 0 : 1;
    }
    text += fmt::format("@@ -{} +{} @@\n{}", range(old_line - lead, removed), range(new_line - lead, added), body);
    old_line += removed - lead;
    new_line += added - lead;
    i = stop;
  }
  return text;
}

}  // namespace feastctl::diff
