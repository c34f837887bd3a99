#include "fix/tabs.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace feastctl::fix {

namespace {

constexpr std::string_view kTitle = "Indent with spaces";

struct Line {
  std::size_t begin = 0;
  std::string_view blanks;  ///< before the first character
};

std::vector<Line> lines_of(std::string_view text, std::size_t from) {
  std::vector<Line> lines;
  for (std::size_t begin = from; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    lines.push_back({begin, line.substr(0, std::min(line.find_first_not_of(" \t"), line.size()))});
    begin = end + 1;
  }
  return lines;
}

/// The number of spaces that look like `blanks` where a tab goes to the next multiple of `width`.
std::size_t width_of(std::string_view blanks, std::size_t width) {
  std::size_t column = 0;
  for (const char c : blanks) column = c == '\t' ? (column / width + 1) * width : column + 1;
  return column;
}

Edit indentation(const Line& line, SourceId source, std::size_t columns) {
  const auto begin = static_cast<std::uint32_t>(line.begin);
  return {{source, begin, begin + static_cast<std::uint32_t>(line.blanks.size())}, std::string(columns, ' ')};
}

}  // namespace

std::vector<Fix> without_tabs(std::string_view text, const Span& document, const Span& where) {
  const std::vector<Line> lines = lines_of(text.substr(0, document.end), document.begin);
  const auto after = std::ranges::upper_bound(lines, where.begin, {}, &Line::begin);
  if (after == lines.begin()) return {};
  const auto at = std::prev(after);
  if (at->blanks.find('\t') == std::string_view::npos) return {};
  std::vector<Fix> fixes;
  constexpr std::size_t kWidths[] = {2, 4, 8};
  for (const std::size_t width : kWidths) {
    Fix fix{.title = std::string(kTitle), .safe = true};
    for (const Line& line : lines) {
      // After spaces, a tab may be part of a text.
      if (line.begin == at->begin || line.blanks.starts_with('\t')) {
        fix.edits.push_back(indentation(line, where.source, width_of(line.blanks, width)));
      }
    }
    fixes.push_back(std::move(fix));
  }
  const auto like = [&](const Line& line, std::size_t more) {
    if (line.blanks.find('\t') != std::string_view::npos) return;
    Fix fix{.title = std::string(kTitle), .safe = true};
    fix.edits.push_back(indentation(*at, where.source, line.blanks.size() + more));
    fixes.push_back(std::move(fix));
  };
  if (at != lines.begin()) like(*std::prev(at), 0), like(*std::prev(at), 2);
  if (after != lines.end()) like(*after, 0);
  return fixes;
}

}  // namespace feastctl::fix
