#include "base/secret_text.hpp"

#include <algorithm>
#include <array>

#include "base/ascii.hpp"
#include "base/spelling.hpp"

namespace feastctl {

namespace {

constexpr std::size_t kNowhere = std::string_view::npos;
constexpr std::string_view kSeparator = "---";
constexpr std::string_view kBlanks = " \t\r\n";

/// Some characters, to be found faster than with find_first_of, which searches all of them for each of the text.
class Characters {
 public:
  constexpr explicit Characters(std::string_view characters) {
    for (const char c : characters) in_[static_cast<unsigned char>(c)] = true;
  }

  [[nodiscard]] bool has(char c) const { return in_[static_cast<unsigned char>(c)]; }
  /// The place of the first one from `at` on, or the end.
  [[nodiscard]] std::size_t find(std::string_view text, std::size_t at) const {
    const char* const bytes = text.data();
    while (at < text.size() && !has(bytes[at])) ++at;
    return at;
  }
  /// The place of the first other character.
  [[nodiscard]] std::size_t skip(std::string_view text, std::size_t at) const {
    const char* const bytes = text.data();
    while (at < text.size() && has(bytes[at])) ++at;
    return at;
  }

 private:
  std::array<bool, 256> in_{};
};

bool is_word(char c) {
  return is_alphanumeric(c) || c == '_';
}

/// Whether there is a whole word at `at`.
bool stands_alone(std::string_view text, std::size_t at, std::size_t size) {
  return (at == 0 || !is_word(text[at - 1])) && (at + size == text.size() || !is_word(text[at + size]));
}

/// Whether the text at `at` is the value of a key, ignoring quotes and blanks.
bool is_value(std::string_view text, std::size_t at) {
  const std::size_t before = at == 0 ? kNowhere : text.find_last_not_of(" \t\r\n\"'", at - 1);
  return before != kNowhere && text[before] == ':';
}

bool names_secret(std::string_view text) {
  constexpr std::string_view kData = "stringData", kKind = "Secret", kList = "SecretList";
  for (std::size_t at = text.find(kData); at != kNowhere; at = text.find(kData, at + 1)) {
    if (stands_alone(text, at, kData.size())) return true;
  }
  for (std::size_t at = text.find(kKind); at != kNowhere; at = text.find(kKind, at + 1)) {
    const std::size_t size = text.substr(at).starts_with(kList) ? kList.size() : kKind.size();
    if (stands_alone(text, at, size) && is_value(text, at)) return true;
  }
  return false;
}

bool is_near(std::string_view word, std::string_view wanted) {
  return nearest(word, std::array{wanted}) == wanted;
}

/// The meaning of a kind for its object.
bool is_kind_of_secret(std::string_view kind) {
  return kind == "SecretList" || is_near(kind, "Secret");
}

/// The word at the beginning of `text`, which may be empty.
std::string_view first_word(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && is_word(text[end])) ++end;
  return text.substr(0, end);
}

/// `text` from its first character that is not in `skipped`.
std::string_view after(std::string_view text, std::string_view skipped) {
  return text.substr(std::min(text.find_first_not_of(skipped), text.size()));
}

/// What the keys of a document reveal.
struct Look {
  bool secret = false;  ///< mentions a Secret
  bool data = false;    ///< has `data`, or the type or version of a Secret
  bool kind = false;    ///< is clearly of another kind
  bool api_version = false;
  bool store = false;  ///< mentions feast.dev

  /// An object itself, not a part of another.
  [[nodiscard]] bool own() const { return kind && (api_version || store); }
  [[nodiscard]] bool hidden() const { return secret || (data && !kind); }
};

/// Evaluates `key` and the text after it.
void see_key(std::string_view key, std::string_view rest, bool top, Look& look) {
  constexpr std::size_t kShortest = 3, kLongest = 16;
  constexpr std::string_view kDisguises = "*&!|>\\";  // an alias, a tag or an escape: the word may not be what it seems
  if (key.size() < kShortest || key.size() > kLongest) return;
  const std::string_view value = after(rest, " \t\r\n\"':=");
  const std::string_view word = first_word(value);
  if (is_near(key, "kind")) {
    const bool disguised = !value.empty() && (kDisguises.find(value.front()) != kNowhere ||
                                              (word.size() < value.size() && value[word.size()] == '\\'));
    look.secret |= disguised || is_kind_of_secret(word);
    look.kind |= top && key == "kind" && !word.empty();
  } else if (key == "apiVersion") {
    look.api_version |= top;
    look.store |= top && value.starts_with("feast.dev/");
    look.data |= top && word == "v1" && !value.starts_with("v1/");
  } else if (key == "data") {
    look.data |= top;
  } else if (key == "type") {
    look.data |= top && (word == "Opaque" || value.starts_with("kubernetes.io/"));
  } else if (key.front() == 's' || key.ends_with("ata")) {
    look.secret |= is_near(key, "stringData");
  }
}

/// Looks at every place where a key can be: at the beginning of a line, and after braces and commas.
Look look_at(std::string_view text) {
  Look look;
  if (text.starts_with(kSeparator)) text.remove_prefix(std::min(text.find('\n'), text.size()));
  look.secret = names_secret(text);
  const bool flow = after(text, kBlanks).starts_with('{');
  static constexpr Characters kBefore("\n\r{,"), kAround(" \t\"'-?"), kIndent(" \t-?");
  for (std::size_t at = 0; at < text.size() && !look.secret;) {
    const std::size_t key = kAround.skip(text, at);
    const bool indented = kIndent.find(text.substr(0, key), at) != key;
    const bool on_new_line = at == 0 || text[at - 1] == '\n' || text[at - 1] == '\r';
    const std::string_view word = first_word(text.substr(key));
    see_key(word, text.substr(key + word.size()), flow || (on_new_line && !indented), look);
    at = std::min(kBefore.find(text, key) + 1, text.size());
  }
  return look;
}

/// Whether a document is incomplete: it ends at a key, or where a block of text is expected.
bool is_cut(std::string_view text) {
  for (std::size_t end = text.size(); end > 0;) {
    const std::size_t line_feed = text.substr(0, end).rfind('\n');
    const std::size_t begin = line_feed == kNowhere ? 0 : line_feed + 1;
    std::string_view line = text.substr(begin, end - begin);
    end = line_feed == kNowhere ? 0 : line_feed;
    line = line.substr(0, line.find_last_not_of(kBlanks) + 1);
    if (const std::string_view words = after(line, kBlanks); words.empty() || words.front() == '#') continue;
    while (line.ends_with('-') || line.ends_with('+') || is_digit(line.back())) {
      line.remove_suffix(1);
      if (line.empty()) return false;
    }
    return line.ends_with(':') || line.ends_with('|') || line.ends_with('>');
  }
  return false;
}

/// Whether each line is a single word, as in a file that contains a token or only base64.
bool is_bare(std::string_view text) {
  if (text.starts_with(kSeparator)) text.remove_prefix(std::min(text.find('\n'), text.size()));
  bool any = false;
  for (std::string_view rest = after(text, kBlanks); !rest.empty(); rest = after(rest, kBlanks)) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    if (line.find_last_not_of(kBlanks) + 1 != std::min(line.find_first_of(kBlanks), line.size())) return false;
    if (line.ends_with(':') || line.starts_with('#') || line.find_first_of("[]{}") != kNowhere) return false;
    any = true;
    rest.remove_prefix(line.size());
  }
  return any;
}

/// A section from one line that starts with `---` to the next: a document, or text separated by mistake.
struct Section {
  std::string_view text{};
  std::size_t begin = 0;
  bool separated = true;  ///< begins at a separator or at the start of the text, not at a line such as `-----BEGIN`
  Look look{};
};

/// The section from `begin` on, whose first line is a separator unless it is the first of the text.
Section section_at(std::string_view text, std::size_t begin) {
  Section section;
  std::size_t end = text.find("\n---", begin);
  end = end == kNowhere ? text.size() : end + 1;
  section.text = text.substr(begin, end - begin);
  section.begin = begin;
  if (section.text.starts_with(kSeparator)) {
    const std::string_view line = section.text.substr(0, section.text.find('\n'));
    const std::string_view rest = after(line.substr(kSeparator.size()), kBlanks);
    section.separated = rest.empty() || rest.starts_with('#');
  }
  section.look = look_at(section.text);
  return section;
}

Span span_of(std::size_t begin, std::size_t end) {
  return {0, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

/// The lines of PEM blocks in a section that is otherwise shown; an unterminated block extends to the end of the
/// section.
void add_armoured(const Section& section, std::vector<Span>& stretches) {
  constexpr std::string_view kBegin = "-----BEGIN", kEnd = "-----END";
  const std::string_view text = section.text;
  for (std::size_t at = text.find(kBegin); at != kNowhere; at = text.find(kBegin, at)) {
    const std::size_t line_feed = text.substr(0, at).rfind('\n');
    const std::size_t line = line_feed == kNowhere ? 0 : line_feed + 1;
    const std::size_t close = text.find(kEnd, at);
    const std::size_t end = close == kNowhere ? text.size() : std::min(text.find('\n', close), text.size());
    stretches.push_back(span_of(section.begin + line, section.begin + end));
    at = end;
  }
}

/// Visits the sections, and remembers what each one means for the next.
class Walk {
 public:
  explicit Walk(std::span<const std::uint32_t> broken) : broken_(broken) {}

  /// Whether the section may belong to a Secret; `next` is the one after it.
  bool hides(const Section& section, const Section& next) {
    const Look& look = section.look;
    const bool piece = !section.separated || !look.own();
    const bool behind = behind_hidden_ && (piece || (cut_ && !look.store));
    const bool before = next.look.hidden() && !look.own();
    const bool armoured = !section.separated && section.text.starts_with("-----");
    behind_hidden_ = look.hidden() || behind || before || armoured || is_bare(section.text);
    cut_ = behind_hidden_ && (is_cut(section.text) || is_broken(section) || (cut_ && piece));
    return behind_hidden_;
  }

 private:
  [[nodiscard]] bool is_broken(const Section& section) const {
    const auto place = std::ranges::lower_bound(broken_, section.begin);
    return place != broken_.end() && *place <= section.begin + section.text.size();
  }

  std::span<const std::uint32_t> broken_;
  bool behind_hidden_ = false;
  bool cut_ = false;  ///< the previous section is truncated or broken, so this one may belong to it
};

bool is_utf16(std::string_view text) {
  return text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF") || text.substr(0, 2).find('\0') != kNowhere;
}

bool is_kind_of_secret(const Node& value) {
  constexpr std::size_t kLongest = 32;
  if (!value.is_string() || value.text.size() > kLongest) return false;
  return is_kind_of_secret(first_word(after(value.text, kBlanks)));  // text after the word is a mistake, too
}

bool has_string_data(const Node& object) {
  return std::ranges::any_of(object.members(), [](const Member& m) { return is_near(m.key, "stringData"); });
}

/// Whether it is a whole Secret: a reference has the kind too, but neither data nor metadata. Any key may contain the
/// kind, because the key can be misspelled as well.
bool is_whole_secret(const Node& node) {
  const auto members = node.members();
  return std::ranges::any_of(members, [](const Member& m) { return is_kind_of_secret(*m.value); }) &&
         std::ranges::any_of(members, [](const Member& m) {
           return m.value->is_map() && (is_near(m.key, "data") || is_near(m.key, "stringData") || m.key == "metadata");
         });
}

/// Whether this node is a whole Secret, or contains one.
bool holds_secret(const Node& node) {
  return is_whole_secret(node) ||
         std::ranges::any_of(node.items(), [](const Node* item) { return holds_secret(*item); }) ||
         std::ranges::any_of(node.members(), [](const Member& m) { return holds_secret(*m.value); });
}

}  // namespace

bool may_be_secret(const Node& object) {
  const Node* kind = object.find("kind");
  const Node* items = object.find("items");
  return has_string_data(object) || (kind != nullptr && is_kind_of_secret(*kind)) || holds_secret(object) ||
         (items != nullptr &&
          std::ranges::any_of(items->items(), [](const Node* item) { return may_be_secret(*item); }));
}

std::vector<Span> secret_stretches(std::string_view text, std::span<const std::uint32_t> broken) {
  if (is_utf16(text)) return {span_of(0, text.size())};
  std::vector<Span> stretches;
  Walk walk(broken);
  for (Section section = section_at(text, 0); !section.text.empty();) {
    const std::size_t end = section.begin + section.text.size();
    const Section next = section_at(text, end);
    if (!walk.hides(section, next)) {
      add_armoured(section, stretches);
    } else if (!stretches.empty() && stretches.back().end == section.begin) {
      stretches.back().end = static_cast<std::uint32_t>(end);
    } else {
      stretches.push_back(span_of(section.begin, end));
    }
    section = next;
  }
  return stretches;
}

bool in_stretch(const std::vector<Span>& stretches, std::size_t offset) {
  const auto stretch = std::ranges::upper_bound(stretches, offset, {}, &Span::end);
  return stretch != stretches.end() && offset >= stretch->begin;
}

}  // namespace feastctl
