#include "lsp/default_value.hpp"

#include <array>

namespace feastctl::lsp {

namespace {

/// The document without an item, whose bytes become blanks.
std::string without(const Outline& outline, const Item& item) {
  std::string text(outline.text().substr(outline.extent().begin, outline.extent().end - outline.extent().begin));
  const auto blank = [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      char& c = text[i - outline.extent().begin];
      if (c != '\n' && c != '\r') c = ' ';
    }
  };
  std::size_t end = item.end;
  if (item.in_brackets) {
    const std::size_t comma = outline.text().find_first_not_of(" \t\r\n", end);
    if (comma != std::string_view::npos && outline.text()[comma] == ',') end = comma + 1;
  }
  blank(item.name.begin, end);
  return text;
}

/// The origin that the comment at the end of `feastctl defaults --origin` gives for a path, or for one above or below.
std::string origin_of(std::string_view text, std::string_view path) {
  for (std::size_t at = text.find("\n#   "); at != std::string_view::npos; at = text.find("\n#   ", at + 1)) {
    std::string_view line = text.substr(at + 5, text.find('\n', at + 1) - at - 5);
    const std::string_view filled = line.substr(0, line.find(' '));
    const bool related = filled == path || (filled.starts_with(path) && filled[path.size()] == '.') ||
                         (path.starts_with(filled) && path[filled.size()] == '.');
    if (!related) continue;
    line.remove_prefix(filled.size());
    const std::size_t origin = line.find_first_not_of(' ');
    return origin == std::string_view::npos ? std::string() : std::string(line.substr(origin));
  }
  return {};
}

/// The value of an item of printed YAML, with the margin of its lines removed.
std::string value_text(const Outline& outline, const Item& item) {
  if (!item.value.empty())
    return std::string(outline.text().substr(item.value.begin, item.value.end - item.value.begin));
  std::string_view rest = outline.text().substr(item.name.end, item.end - item.name.end);
  std::string out;
  for (std::size_t at = rest.find('\n'); at != std::string_view::npos; at = rest.find('\n', at + 1)) {
    const std::string_view line = rest.substr(at + 1, rest.find('\n', at + 1) - at - 1);
    const std::size_t margin = line.starts_with(std::string(item.column, ' ') + "- ") ? item.column : item.column + 2;
    if (!out.empty()) out += '\n';
    if (line.size() > margin) out += line.substr(margin);
  }
  return out;
}

}  // namespace

std::optional<DefaultValue> default_value(const Document& document, const Outline& outline, int item) {
  const std::string path = outline.path(item);
  if (!path.starts_with("spec.") || path.find('[') != std::string::npos) return std::nullopt;
  const std::string text = without(outline, outline.at(item));
  Sources sources;
  sources.add("store", text);
  Options options = document.project->settings.options;
  options.task = Task::kDefaults;
  options.fixes = false;
  options.origins = true;
  options.format = Format::kYaml;
  options.jobs = 1;
  const Result result = run(sources, options);
  if (result.findings.errors() != 0 || result.stores.size() != 1 || result.stores.front().objects.empty())
    return std::nullopt;
  const std::string& applied = result.stores.front().objects.front().text;
  const Outline defaults(applied, {0, applied.size()});
  for (std::size_t i = 0; i < defaults.items().size(); ++i) {
    if (defaults.path(static_cast<int>(i)) != path) continue;
    const std::string origin = origin_of(applied, path);
    if (origin.empty()) return std::nullopt;
    return DefaultValue{value_text(defaults, defaults.items()[i]), origin};
  }
  return std::nullopt;
}

}  // namespace feastctl::lsp
