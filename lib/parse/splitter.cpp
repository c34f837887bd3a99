#include <fmt/format.h>

#include <algorithm>

#include "catalog/codes.hpp"
#include "parse/characters.hpp"
#include "parse/json.hpp"
#include "parse/reader.hpp"

namespace feastctl::parse {

namespace {

constexpr std::size_t kNoLine = std::string_view::npos;
constexpr std::string_view kSeparator = "---";
/// How far kubectl looks for the brace that makes a file JSON.
constexpr std::size_t kJsonGuess = 4096;

/// The bytes of the blank character (Unicode's white space, as Go's unicode.IsSpace) that `text` begins with, or 0.
std::size_t space_size(std::string_view text) {
  if (text.empty()) return 0;
  const char c = text.front();
  if (c == ' ' || (c >= '\t' && c <= '\r')) return 1;
  constexpr std::string_view kOthers[] = {
      "\xC2\x85",     "\xC2\xA0",     "\xE1\x9A\x80", "\xE2\x80\x80", "\xE2\x80\x81", "\xE2\x80\x82", "\xE2\x80\x83",
      "\xE2\x80\x84", "\xE2\x80\x85", "\xE2\x80\x86", "\xE2\x80\x87", "\xE2\x80\x88", "\xE2\x80\x89", "\xE2\x80\x8A",
      "\xE2\x80\xA8", "\xE2\x80\xA9", "\xE2\x80\xAF", "\xE2\x81\x9F", "\xE3\x80\x80"};
  const auto* const found =
      std::ranges::find_if(kOthers, [&](std::string_view space) { return text.starts_with(space); });
  return found == std::end(kOthers) ? 0 : found->size();
}

std::size_t after_spaces(std::string_view text, std::size_t at) {
  while (const std::size_t size = space_size(text.substr(at))) at += size;
  return at;
}

/// Whether a part is certainly empty for YAML: spaces, line ends and comments of printable ASCII alone. (A tab at the
/// start of a line, or a control character in a comment, is an error that the reader must see.)
bool surely_empty(std::string_view text) {
  if (text.starts_with(kSeparator)) text.remove_prefix(kSeparator.size());
  bool comment = false;
  for (const char c : text) {
    if (c == '\n') {
      comment = false;
    } else if (c == '#') {
      comment = true;
    } else if (comment ? (c < ' ' || c > '~') && c != '\t' && c != '\r' : c != ' ' && c != '\r') {
      return false;
    }
  }
  return true;
}

class Splitter {
 public:
  Splitter(SourceId source, std::string_view text, Diagnostics& out, std::vector<Part>& parts)
      : source_(source), text_(text), out_(out), parts_(parts) {}

  void run() {
    std::size_t at = 0;
    const std::size_t first = after_spaces(text_.substr(0, kJsonGuess), 0);
    if (text_.substr(first).starts_with('{') && first < kJsonGuess) at = json();
    if (at != kNoLine) yaml(at);
  }

 private:
  [[nodiscard]] Span span(std::size_t begin, std::size_t end) const {
    return {source_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }

  void add(std::size_t begin, std::size_t end, bool json) {
    if (!json && surely_empty(text_.substr(begin, end - begin))) return;
    if (parts_.size() - before_ == kLimits.documents) {
      out_.add(catalog::kOverLimit, span(begin, begin),
               fmt::format("the file has more than {} documents", kLimits.documents));
    }
    if (parts_.size() - before_ > kLimits.documents) return;
    const Span where = span(begin, end);
    parts_.push_back({source_, where.begin, where.end, static_cast<int>(parts_.size() - before_), json});
  }

  /// Reads consecutive JSON values; returns the offset where YAML begins, or npos if everything was JSON. kubectl
  /// switches from JSON to YAML only after at most one value.
  std::size_t json() {
    std::size_t at = 0;
    for (int count = 0;; ++count) {
      const std::size_t begin = std::min(text_.find_first_not_of(" \t\r\n", at), text_.size());
      if (begin == text_.size() && count > 0) return kNoLine;
      JsonProblem problem;
      const auto size = json_end(text_.substr(begin), problem);
      // It needs four bytes to switch.
      if (!size && (count > 1 || (count == 1 && text_.size() - at < 4))) {
        out_.add(catalog::kInvalidJson, span(begin + problem.at, begin + problem.at),
                 fmt::format("invalid JSON: {}", problem.message));
        return kNoLine;
      }
      if (!size) return after_json(at);
      at = begin + *size;
      add(begin, at, true);
    }
  }

  /// Blanks after a JSON value, up to the line end, belong to it.
  [[nodiscard]] std::size_t after_json(std::size_t at) const {
    while (const std::size_t size = space_size(text_.substr(at))) {
      const bool line_end = text_[at] == '\n';
      at += size;
      if (line_end) break;
    }
    return at;
  }

  void yaml(std::size_t from) {
    std::size_t begin = from;
    for (std::size_t line = from; line < text_.size();) {
      const std::size_t line_feed = text_.find('\n', line);
      const std::size_t next = line_feed == kNoLine ? text_.size() : line_feed + 1;
      if (text_.substr(line).starts_with(kSeparator)) {
        const bool fine = check(line, line_feed == kNoLine ? text_.size() : line_feed);
        // A separator with nothing before it belongs to the document that it begins.
        if (begin != line) add(begin, line, false);
        if (begin != line || !fine) begin = next;
      }
      line = next;
    }
    add(begin, text_.size(), false);
  }

  /// A separator can only be followed by a comment.
  bool check(std::size_t line, std::size_t end) {
    const std::size_t dashes = line + kSeparator.size();
    const std::size_t rest = after_spaces(text_.substr(0, end), dashes);
    if (rest == end || text_[rest] == '#') return true;
    while (end > rest && (text_[end - 1] == ' ' || text_[end - 1] == '\t' || text_[end - 1] == '\r')) --end;
    Diagnostic& d = out_.add(catalog::kBadSeparator, span(rest, end),
                             "a document separator `---` can only be followed by a comment");
    d.with_found(std::string(text_.substr(line, std::min<std::size_t>(end - line, 60))));
    d.with_hint(text_[rest] == '-'
                    ? "quote or indent the dashes if they are part of a value; a separator has exactly three"
                    : "move the text after the dashes to the next line");
    return false;
  }

  SourceId source_;
  std::string_view text_;
  Diagnostics& out_;
  std::vector<Part>& parts_;
  std::size_t before_ = parts_.size();
};

}  // namespace

void split(const Sources& sources, SourceId source, Diagnostics& out, std::vector<Part>& parts) {
  const std::string_view text = sources.at(source).text;
  if (text.size() > kLimits.file_bytes) {
    out.add(catalog::kOverLimit, {source, 0, 0},
            fmt::format("the file is larger than {} MiB", kLimits.file_bytes >> 20));
    return;
  }
  Splitter(source, text, out, parts).run();
}

}  // namespace feastctl::parse
