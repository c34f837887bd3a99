#include "fix/scalar.hpp"

#include <algorithm>

#include "base/json_string.hpp"
#include "emit/json.hpp"
#include "emit/yaml.hpp"

namespace feastctl::fix {

namespace {

constexpr std::string_view kFlowSyntax = ",[]{}";

std::string string_text(std::string_view text, Style style) {
  const bool plain = emit::scalar_style(text) == emit::ScalarStyle::kPlain &&
                     (style == Style::kBlock || text.find_first_of(kFlowSyntax) == std::string_view::npos);
  return style != Style::kJson && plain ? std::string(text) : json_string(text);
}

/// Calls `take` with each line of `text`, with its line end.
template <typename Take>
void each_line(std::string_view text, const Take& take) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    take(text.substr(0, end));
    text.remove_prefix(end);
  }
}

}  // namespace

std::string on_one_line(const Node& value, Style style) {
  if (value.is_string()) return string_text(value.text, style);
  const bool container = value.is_map() || value.is_list();
  std::string out;
  if (!container || style == Style::kJson) {
    emit::write_json(value, out);
    return out;
  }
  for (const Member& m : value.members()) {
    out += (out.empty() ? "" : ", ") + string_text(m.key, Style::kFlow) + ": " + on_one_line(*m.value, Style::kFlow);
  }
  for (const Node* item : value.items()) out += (out.empty() ? "" : ", ") + on_one_line(*item, Style::kFlow);
  return value.is_map() ? "{" + out + "}" : "[" + out + "]";
}

std::string like(std::string_view text, std::string_view written, Style style) {
  const char quote = written.empty() ? '\0' : written.front();
  const bool quoted = written.size() > 1 && (quote == '\'' || quote == '"') && written.back() == quote;
  const bool harmless = std::ranges::all_of(text, [](char c) { return c >= ' ' && c < 0x7F; }) &&
                        text.find_first_of("'\"\\") == std::string_view::npos;
  if (!quoted || !harmless) return string_text(text, style);
  return quote + std::string(text) + quote;
}

std::string as_lines(std::string_view key, const Node& value, std::size_t column, std::string_view eol,
                     const TreeBuilder& tree) {
  std::string yaml;
  emit::write_yaml(*tree.map({{key, &value}}), yaml);
  std::string out;
  each_line(yaml, [&](std::string_view line) {
    line.remove_suffix(1);
    out.append(line.empty() ? 0 : column, ' ').append(line).append(eol);
  });
  return out;
}

std::string shifted(std::string_view lines, std::size_t from, std::size_t to) {
  std::string out;
  each_line(lines, [&](std::string_view line) {
    const std::size_t blanks = std::min(line.find_first_not_of(' '), line.size());
    const bool empty = line.find_first_not_of(" \r\n") == std::string_view::npos;
    if (!empty && to > from) out.append(to - from, ' ');
    if (!empty && to < from) line.remove_prefix(std::min(blanks, from - to));
    out += line;
  });
  return out;
}

}  // namespace feastctl::fix
