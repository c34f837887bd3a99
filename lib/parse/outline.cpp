#include "parse/outline.hpp"

#include "base/ascii.hpp"
#include "parse/scalar.hpp"

namespace feastctl::parse {

namespace {

bool is_word(std::string_view text, std::string_view marks) {
  if (text.empty() || !is_alphanumeric(text.front())) return false;
  for (const char c : text) {
    if (!is_alphanumeric(c) && marks.find(c) == std::string_view::npos) return false;
  }
  return true;
}

/// Whether YAML has the same lines: it also breaks lines at lone carriage returns and some Unicode characters.
bool has_odd_line_ends(std::string_view text) {
  return text.find('\r') != std::string_view::npos || text.find("\xC2\x85") != std::string_view::npos ||
         text.find("\xE2\x80\xA8") != std::string_view::npos || text.find("\xE2\x80\xA9") != std::string_view::npos;
}

/// The lines of a text that are neither blank nor comments.
class Lines {
 public:
  explicit Lines(std::string_view text) : rest_(text) {}

  /// The next line without trailing blanks, or an empty one after the last.
  std::string_view next() {
    while (!rest_.empty()) {
      const std::size_t end = rest_.find('\n');
      std::string_view line = rest_.substr(0, end);
      rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
      const std::size_t first = line.find_first_not_of(' ');
      if (first == std::string_view::npos || line[first] == '#') continue;
      while (line.back() == ' ') line.remove_suffix(1);
      return line;
    }
    return {};
  }

 private:
  std::string_view rest_;
};

bool is_indented(std::string_view line) {
  return line.starts_with(' ');
}

/// A value that is complete on its line: a word, or a quoted string without quotes or escapes. Returns whether it is
/// one, with the text in `value`.
bool is_simple_value(std::string_view written, std::string_view& value) {
  const char first = written.front();
  if (first == '\'' || first == '"') {
    if (written.size() < 2 || written.back() != first) return false;
    value = written.substr(1, written.size() - 2);
    return value.find_first_of(first == '"' ? "\"\\" : "'") == std::string_view::npos;
  }
  value = written;
  return is_word(written, "-_./:@+=");
}

/// A name in `written` that is certainly a string, not a number or a YAML keyword.
bool is_name(std::string_view written, std::string_view value) {
  const bool quoted = value.size() != written.size();
  return !value.empty() &&
         (quoted ||
          resolve(Dialect::kKubernetes, {.value = value, .tag = {}, .plain = true, .plain_implicit = true}).type ==
              Scalar::Type::kText);
}

/// Reads the entries of `metadata`; `line` is the line after `metadata:` and becomes the first line that is not
/// indented. Returns false if an entry is not simple.
bool take_metadata(Lines& lines, std::string_view& line, Outline& out) {
  const std::size_t column = line.find_first_not_of(' ');
  for (; is_indented(line); line = lines.next()) {
    const std::size_t indent = line.find_first_not_of(' ');
    const std::size_t colon = line.find(':');
    if (indent < column || colon == std::string_view::npos) return false;
    const std::string_view key = line.substr(indent, colon - indent);
    if (!is_word(key, "-_./")) return false;
    std::string_view written = line.substr(colon + 1);
    std::string_view value;
    if (!written.empty()) {
      if (written.front() != ' ' || written.find_first_not_of(' ') == std::string_view::npos) return false;
      written.remove_prefix(written.find_first_not_of(' '));
      if (!is_simple_value(written, value)) return false;
    }
    std::string_view* const into = indent != column     ? nullptr
                                   : key == "name"      ? &out.name
                                   : key == "namespace" ? &out.name_space
                                                        : nullptr;
    if (into == nullptr) continue;
    if (!into->empty() || written.empty() || !is_name(written, value)) return false;
    *into = value;
  }
  return !out.name.empty();
}

/// Whether only `spec` and `status` follow, each at most once, so that nothing can override a key seen before.
bool has_plain_rest(Lines& lines, std::string_view line) {
  bool spec = false;
  bool status = false;
  for (; !line.empty(); line = lines.next()) {
    if (is_indented(line)) continue;
    // A list may start at the column of its key, but not below these two.
    bool* const seen = line == "spec:" ? &spec : line == "status:" ? &status : nullptr;
    if (seen == nullptr || *seen) return false;
    *seen = true;
  }
  return true;
}

/// Whether `text` ends with `word`, but for blanks and quotes; they are taken off with it.
bool take_end(std::string_view& text, std::string_view word) {
  text = text.substr(0, text.find_last_not_of(" \t\"'") + 1);
  if (!text.ends_with(word)) return false;
  text.remove_suffix(word.size());
  return true;
}

}  // namespace

std::optional<Outline> outline(std::string_view document) {
  if (has_odd_line_ends(document)) return std::nullopt;
  constexpr std::string_view kKind = "kind: FeatureStore";
  constexpr std::string_view kV1 = "apiVersion: feast.dev/v1";
  constexpr std::string_view kV1Alpha1 = "apiVersion: feast.dev/v1alpha1";
  Lines lines(document);
  std::string_view first = lines.next();
  if (first == "---") first = lines.next();
  const std::string_view second = lines.next();
  const std::string_view version = first == kKind ? second : first;
  const std::string_view kind = first == kKind ? first : second;
  if (kind != kKind || (version != kV1 && version != kV1Alpha1) || lines.next() != "metadata:") return std::nullopt;
  Outline out{.name = {}, .name_space = {}, .v1alpha1 = version == kV1Alpha1};
  std::string_view line = lines.next();
  if (!is_indented(line) || !take_metadata(lines, line, out) || !has_plain_rest(lines, line)) return std::nullopt;
  return out;
}

bool names_store(std::string_view document) {
  constexpr std::string_view kStore = "FeatureStore";
  for (std::size_t at = document.find(kStore); at != std::string_view::npos; at = document.find(kStore, at + 1)) {
    const std::size_t end = at + kStore.size();
    if (end < document.size() && is_alphanumeric(document[end])) continue;
    std::string_view before = document.substr(0, at);
    if (take_end(before, ":") && take_end(before, "kind")) return true;
  }
  return false;
}

}  // namespace feastctl::parse
