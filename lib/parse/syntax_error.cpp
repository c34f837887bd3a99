#include "parse/syntax_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "base/source.hpp"
#include "catalog/codes.hpp"
#include "parse/characters.hpp"

namespace feastctl::parse {

namespace {

constexpr std::size_t kNowhere = std::string_view::npos;
constexpr std::size_t kMaxKey = 1024;  // characters between the start of a key and its colon

std::size_t line_start(std::string_view text, std::size_t at) {
  const std::size_t end = text.substr(0, std::min(at, text.size())).rfind('\n');
  return end == kNowhere ? 0 : end + 1;
}

std::size_t line_end(std::string_view text, std::size_t at) {
  const std::size_t end = text.find('\n', std::min(at, text.size()));
  const std::size_t stop = end == kNowhere ? text.size() : end;
  return stop > 0 && stop > at && text[stop - 1] == '\r' ? stop - 1 : stop;
}

/// The text of the line up to `at`, without the indentation.
std::string_view before_on_line(std::string_view text, std::size_t at) {
  const std::size_t start = line_start(text, at);
  std::string_view before = text.substr(start, at - start);
  const std::size_t first = before.find_first_not_of(" \t");
  return first == kNowhere ? std::string_view() : before.substr(first);
}

/// The start of the nearest line above `at` that is not blank or a comment, or npos.
std::size_t line_above(std::string_view text, std::size_t at) {
  std::size_t start = line_start(text, at);
  while (start > 0) {
    start = line_start(text, start - 1);
    const std::size_t first = text.find_first_not_of(" \t\r", start);
    if (first != kNowhere && text[first] != '\n' && text[first] != '#') return first;
  }
  return kNowhere;
}

/// The input of the explanations.
struct Case {
  const SyntaxProblem& problem;
  std::string_view text;
  Span place;
  Diagnostics& out;

  [[nodiscard]] Span span(std::size_t begin, std::size_t end) const {
    const auto at = [&](std::size_t offset) {
      return place.begin + static_cast<std::uint32_t>(std::min(offset, text.size()));
    };
    return {place.source, at(begin), at(std::max(begin, end))};
  }
  [[nodiscard]] Span one(std::size_t at) const {
    const std::size_t size = at < text.size() ? std::max<std::size_t>(utf8_size(text.substr(at)), 1) : 0;
    return span(at, at + size);
  }
  /// From `at` to the end of its line or a comment, blanks at the end left out.
  [[nodiscard]] Span line(std::size_t at) const {
    std::size_t end = line_end(text, at);
    end = std::min(end, std::max(text.find(" #", at), at + 1));
    while (end > at + 1 && (text[end - 1] == ' ' || text[end - 1] == '\t')) --end;
    return span(at, end);
  }
  [[nodiscard]] char character(std::size_t at) const { return at < text.size() ? text[at] : '\0'; }
  [[nodiscard]] bool at_end() const { return text.find_first_not_of(" \t\r\n", problem.at) == kNowhere; }

  [[nodiscard]] Diagnostic& add(const Rule& rule, Span where, std::string message) const {
    return out.add(rule, where, std::move(message));
  }
  [[nodiscard]] Diagnostic& at(const Rule& rule, std::string message) const {
    return add(rule, one(problem.at), std::move(message));
  }
};

void note(Diagnostic& d, const Case& c, std::size_t at, std::string message) {
  d.notes.push_back({std::move(message), c.one(at), {}});
}

Diagnostic& encoding(const Case& c) {
  const SyntaxProblem& p = c.problem;
  if (p.problem.starts_with("control characters")) {
    return c.at(catalog::kBadEncoding, fmt::format("the character U+{:04X} is not allowed in YAML", p.value))
        .with_hint("remove it; it is often invisible and comes from text copied from a terminal or a document");
  }
  Diagnostic& d =
      c.at(catalog::kBadEncoding, p.problem.find("UTF-16") != kNowhere || p.problem.find("surrogate") != kNowhere
                                      ? "invalid UTF-16, although the file begins as UTF-16"
                                      : "invalid UTF-8");
  d.with_hint("save the file as UTF-8");
  if (p.value >= 0) d.with_found(fmt::format("0x{:02X}", p.value));
  return d;
}

Diagnostic& tab(const Case& c) {
  return c.at(catalog::kTabIndentation, "a tab is used for indentation").with_hint("indent with spaces");
}

/// A colon that makes a key where no key is allowed.
Diagnostic& misplaced_value(const Case& c) {
  const std::size_t at = c.problem.at;
  const std::string_view before = before_on_line(c.text, at);
  const std::size_t key = at - before.size();
  if (const std::size_t colon = before.find(": "); colon != kNowhere) {
    return c.at(catalog::kMisplacedKey, "a second key on the same line")
        .with_hint("quote the value if the colon belongs to it, or put the second key on its own line");
  }
  const std::size_t above = line_above(c.text, at);
  const bool deeper = above != kNowhere && key - line_start(c.text, at) > above - line_start(c.text, above);
  const std::string_view line =
      above == kNowhere ? std::string_view() : c.text.substr(above, line_end(c.text, above) - above);
  if (deeper && line.find(": ") == kNowhere && !line.ends_with(':')) {
    Diagnostic& d =
        c.add(catalog::kMissingColon, c.line(above), "this line has no colon, but the next line is nested below it");
    d.with_hint("write `key:` here, or indent the next line less if this is a value");
    note(d, c, at, "so this key is not allowed here");
    return d;
  }
  Diagnostic& d = c.add(catalog::kMisplacedKey, c.span(key, at + 1), "a key is not allowed here");
  if (!deeper) return d.with_hint("check the indentation, and the quotes on the lines above");
  d.with_hint("align the line with its siblings; a key that already has a value cannot have more below it");
  note(d, c, above, "it is indented deeper than this line, which is complete");
  return d;
}

/// A line in a block of keys that belongs to no key.
Diagnostic& expected_key(const Case& c) {
  const std::size_t at = c.problem.at;
  const std::string_view before = before_on_line(c.text, at);
  const char last =
      before.empty() ? '\0' : before[before.find_last_not_of(" \t") == kNowhere ? 0 : before.find_last_not_of(" \t")];
  if (last == '"' || last == '\'' || last == ']' || last == '}') {
    return c
        .add(catalog::kMisplacedKey, c.line(at),
             fmt::format("unexpected text after the value, which ended at `{}`", last))
        .with_hint(last == ']' || last == '}' ? "remove what follows, or quote the whole value"
                                              : "quote the whole value, not only part of it; inside single quotes "
                                                "write a quote twice, inside double quotes put a backslash before it");
  }
  if (c.at_end()) return c.at(catalog::kInvalidYaml, "the document ends inside a map");
  const char first = c.character(at);
  if (first == '-') {
    Diagnostic& d = c.add(catalog::kMisplacedKey, c.line(at), "a list entry is not allowed among the keys of a map");
    d.with_hint("align the `-` with the other entries of its list, or with the key the list belongs to");
    note(d, c, c.problem.context_at, "the map begins at this key");
    return d;
  }
  Diagnostic& d = c.add(catalog::kMisplacedKey, c.line(at), "this line does not belong to the map around it");
  d.with_hint("align it with the other keys; check the quotes and brackets on the line above");
  note(d, c, c.problem.context_at, "the map begins at this key");
  return d;
}

/// A line that must be a key but has no colon.
Diagnostic& missing_colon(const Case& c) {
  const std::size_t key = c.problem.context_at;
  const std::size_t end = line_end(c.text, key);
  const std::string_view line = c.text.substr(key, end - key);
  if (c.problem.at > key + kMaxKey && end > key + kMaxKey) {
    return c
        .add(catalog::kMissingColon, c.one(key),
             fmt::format("no colon within {} characters, so this is not a key", kMaxKey))
        .with_hint("shorten the key; long text needs a key before it");
  }
  const char first = c.character(key);
  if ((first == '"' || first == '\'') && line.find(first, 1) == kNowhere) {
    return c.add(catalog::kUnclosed, c.one(key), "this quote is not closed on its line")
        .with_hint("a quoted key must be on one line");
  }
  Diagnostic& d = c.add(catalog::kMissingColon, c.line(key), "this line in a map has no colon");
  if (const std::size_t colon = line.find(':'); colon != kNowhere) {
    return d.with_hint("write a space after the colon");
  }
  return d.with_hint("write `key: value`; a value that continues here must be indented deeper than its key");
}

Diagnostic& unclosed_quote(const Case& c) {
  const std::size_t open = c.problem.context_at;
  const bool single = c.character(open) == '\'';
  return c
      .add(catalog::kUnclosed, c.one(open), fmt::format("this {} quote is never closed", single ? "single" : "double"))
      .with_hint(single ? "close it; write a quote inside the text twice: ''"
                        : "close it; write a quote inside the text as \\\"");
}

/// A bracket or brace with invalid content.
Diagnostic& flow(const Case& c) {
  const std::size_t open = c.problem.context_at;
  const bool list = c.problem.problem.ends_with("']'");
  const char bracket = list ? '[' : '{';
  if (c.at_end()) {
    return c.add(catalog::kUnclosed, c.one(open), fmt::format("this `{}` is never closed", bracket))
        .with_hint(fmt::format("close it with `{}`, or quote the value if it is meant as text", list ? ']' : '}'));
  }
  const char closing = list ? ']' : '}';
  const bool other_line = line_start(c.text, open) != line_start(c.text, c.problem.at);
  if (other_line && c.character(c.problem.at) == ':') {
    // The keys on the following lines were parsed as content.
    Diagnostic& d = c.add(catalog::kUnclosed, c.one(open), fmt::format("this `{}` is not closed", bracket));
    d.with_hint(fmt::format("close it with `{}`, or quote the value if it is meant as text", closing));
    note(d, c, c.problem.at, "this colon cannot be part of it");
    return d;
  }
  Diagnostic& d = c.at(catalog::kInvalidYaml, fmt::format("expected a comma or `{}` before this", closing));
  d.with_hint("separate the entries with commas; quote text that contains brackets, commas or colons");
  note(d, c, open, fmt::format("the `{}` is opened here", bracket));
  return d;
}

Diagnostic& cannot_start(const Case& c) {
  const char first = c.character(c.problem.at);
  if (first == '\t') return tab(c);
  if (first == '%') {
    return c.at(catalog::kReservedCharacter, "a value cannot begin with `%`").with_hint("quote the value");
  }
  if (first == '@' || first == '`') {
    return c.at(catalog::kReservedCharacter, fmt::format("a value cannot begin with `{}`, which YAML reserves", first))
        .with_hint("quote the value");
  }
  if (first == '|' || first == '>') {
    return c
        .at(catalog::kInvalidYaml, fmt::format("a block scalar (`{}`) is not allowed inside brackets or braces", first))
        .with_hint("write the text in quotes");
  }
  return c.at(catalog::kInvalidYaml, fmt::format("a value cannot begin with `{}` here", first))
      .with_hint("quote the value");
}

Diagnostic& bad_name(const Case& c) {
  const bool alias = c.problem.context.ends_with("alias");
  const std::size_t at = c.problem.context_at;
  return c
      .add(catalog::kReservedCharacter, c.one(at),
           alias ? "`*` begins an alias, but no name follows" : "`&` begins an anchor, but no name follows")
      .with_hint("quote the value; a schedule such as \"*/5 * * * *\" needs quotes");
}

Diagnostic& bad_tag(const Case& c) {
  const bool undefined = c.problem.problem == "found undefined tag handle";
  const std::size_t at = c.problem.context.empty() ? c.problem.at : c.problem.context_at;
  return c
      .add(catalog::kReservedCharacter, c.line(undefined ? c.problem.at : at),
           undefined ? "the prefix of this tag is not defined" : "`!` begins a tag, but this is not a valid one")
      .with_hint("quote the value if it is meant as text");
}

Diagnostic& node_content(const Case& c) {
  const char found = c.character(c.problem.at);
  if (c.at_end()) return c.at(catalog::kUnclosed, "the document ends where a value is expected");
  const Rule& rule = found == ',' || found == ']' || found == '}' || found == '-' || found == ':'
                         ? catalog::kInvalidYaml
                         : catalog::kMisplacedKey;
  return c.at(rule, fmt::format("expected a value, found `{}`", found))
      .with_hint("quote the value if it is meant as text; write an empty value as \"\" or null");
}

Diagnostic& block_header(const Case& c) {
  return c.add(catalog::kInvalidYaml, c.line(c.problem.at), "unexpected text after `|` or `>`")
      .with_hint(
          "begin the text on the next line, indented deeper than its key, or quote a value that begins with this "
          "character");
}

Diagnostic& escape(const Case& c) {
  const std::size_t at = c.problem.at;
  const std::size_t size = at + 1 < c.text.size() ? 1 + std::max<std::size_t>(utf8_size(c.text.substr(at + 1)), 1) : 1;
  return c.add(catalog::kInvalidYaml, c.span(at, at + size), "unknown escape sequence in double quotes")
      .with_found(std::string(c.text.substr(at, size)))
      .with_hint("write the backslash twice, or use single quotes");
}

Diagnostic& block_entry(const Case& c) {
  return c.at(catalog::kMisplacedKey, "a list entry cannot begin here")
      .with_hint("put the `- ` on its own line below the key, or quote a value that begins with it");
}

Diagnostic& block_collection(const Case& c) {
  Diagnostic& d = c.add(catalog::kMisplacedKey, c.line(c.problem.at),
                        "this line is among list entries but does not begin with `- `");
  d.with_hint("begin it with `- `, or align it with its sibling keys");
  note(d, c, c.problem.context_at, "the list begins here");
  return d;
}

Diagnostic& question_mark(const Case& c) {
  return c
      .at(catalog::kInvalidYaml, "inside brackets and braces, Kubernetes' parser reads `?` as the beginning of a key")
      .with_hint("quote the value");
}

Diagnostic& complex_key(const Case& c) {
  return c.at(catalog::kMisplacedKey, "`? ` begins a key, but a key is not allowed here").with_hint("quote the value");
}

Diagnostic& directive(const Case& c) {
  // The error is often detected only after the directive.
  std::size_t line = line_start(c.text, c.problem.at);
  while (line > 0 && c.character(line) != '%') line = line_start(c.text, line - 1);
  return c
      .add(catalog::kInvalidYaml, c.line(line),
           "Kubernetes' parser supports only the directives `%YAML 1.1` and `%TAG`, and kubectl separates them from "
           "their document")
      .with_hint("remove the directive, or quote a value that begins with `%`");
}

struct Row {
  std::string_view problem;  ///< the beginning of libyaml's message
  std::string_view context;  ///< the beginning of the context; empty for any
  Diagnostic& (*report)(const Case&);
};

constexpr Row kRows[] = {
    {"mapping values are not allowed", "", misplaced_value},
    {"mapping keys are not allowed", "", complex_key},
    {"block sequence entries are not allowed", "", block_entry},
    {"did not find expected key", "", expected_key},
    {"did not find expected '-' indicator", "", block_collection},
    {"could not find expected ':'", "", missing_colon},
    {"found unexpected end of stream", "", unclosed_quote},
    {"found unexpected document indicator", "", unclosed_quote},
    {"did not find expected ',' or", "", flow},
    {"did not find expected node content", "", node_content},
    {"found character that cannot start any token", "", cannot_start},
    {"found a tab character", "", tab},
    {"did not find expected alphabetic or numeric", "", bad_name},
    {"found unknown escape character", "", escape},
    {"did not find expected hexdecimal number", "", escape},
    {"found invalid Unicode character escape code", "", escape},
    {"did not find expected comment or line break", "while scanning a block scalar", block_header},
    {"found an indentation indicator equal to 0", "", block_header},
    {"found unexpected '?'", "", question_mark},
    {"found undefined tag handle", "", bad_tag},
    {"", "while scanning a tag", bad_tag},
    {"", "while parsing a tag", bad_tag},
    {"", "while scanning a directive", directive},
    {"", "while scanning a %", directive},
    {"", "while parsing a %", directive},
    {"did not find expected <document start>", "", directive},
    {"found incompatible YAML document", "", directive},
    {"found duplicate %", "", directive},
};

}  // namespace

Diagnostic& report_syntax_error(const SyntaxProblem& problem, std::string_view text, Span place, Diagnostics& out) {
  const Case c{problem, text, place, out};
  if (problem.encoding) return encoding(c);
  for (const Row& row : kRows) {
    if (problem.problem.starts_with(row.problem) && problem.context.starts_with(row.context)) return row.report(c);
  }
  return c.at(catalog::kInvalidYaml, fmt::format("invalid YAML: {}", problem.problem));
}

}  // namespace feastctl::parse
