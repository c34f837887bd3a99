#include "parse/events.hpp"

#include <yaml.h>

#include <algorithm>
#include <cstring>

#include "base/ascii.hpp"

namespace feastctl::parse {

namespace {

using EventType = Event::Type;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kUnexpectedColon = "found unexpected ':'";
constexpr std::string_view kUnknownEscape = "found unknown escape character";
constexpr std::string_view kBlankAfterTag = "did not find expected whitespace or line break";
constexpr std::string_view kNoTag = "did not find expected tag URI";
constexpr std::string_view kWhileTag = "while scanning a tag";
/// How often, and how much of, a text is parsed again before giving up; only artificial texts come close.
constexpr std::size_t kMaxMasks = 100;
constexpr std::size_t kMaxReread = std::size_t{64} * 1024 * 1024;

constexpr std::size_t kReadSize = 512;

std::string_view view(const yaml_char_t* text) {
  return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(text));
}

std::string_view view(const char* text) {
  return text == nullptr ? std::string_view() : std::string_view(text);
}

/// The characters that libyaml and go-yaml both take as part of a tag.
bool in_tag(char c) {
  constexpr std::string_view kOthers = "-_;/?:@&=+$.%!~*'()";
  return is_alphanumeric(c) || kOthers.find(c) != std::string_view::npos;
}

bool flow_in_tag(char c) {
  return c == ',' || c == '[' || c == ']';
}

/// The place of the tag of a node that begins at `at`, possibly with an anchor; npos if not found.
std::size_t find_tag(std::string_view text, std::size_t at) {
  if (at < text.size() && text[at] == '!') return at;
  return text.find('!', at);
}

/// Where `\/` occurs as an escape in a double-quoted scalar, or npos.
std::size_t find_slash_escape(std::string_view text, std::size_t begin, std::size_t end) {
  end = std::min(end, text.size());
  for (std::size_t i = begin; i + 1 < end; ++i) {
    if (text[i] != '\\') continue;
    if (text[i + 1] == '/') return i;
    ++i;
  }
  return std::string_view::npos;
}

/// Whether there is `{}` or `[]`. After a document, go-yaml does not check whether they are a key.
bool empty_collection(std::string_view text) {
  if (!text.starts_with('{') && !text.starts_with('[')) return false;
  const std::size_t next = text.find_first_not_of(" \t\r\n", 1);
  return next != std::string_view::npos && (text[next] == '}' || text[next] == ']');
}

/// Where a double-quoted scalar that is open at `begin` ends, or npos.
std::size_t find_quote(std::string_view text, std::size_t begin) {
  for (std::size_t i = begin; i < text.size(); ++i) {
    if (text[i] == '"') return i;
    if (text[i] == '\\') ++i;
  }
  return std::string_view::npos;
}

}  // namespace

/// libyaml's parser with its input.
struct EventStream::Parser {
  yaml_parser_t yaml{};
  yaml_event_t event{};
  bool has_event = false;
  std::string_view rest;
  bool line_end_due = false;

  Parser(std::string_view text, bool by_lines) : rest(text), line_end_due(by_lines && !text.ends_with('\n')) {
    yaml_parser_initialize(&yaml);
    yaml_parser_set_input(&yaml, &Parser::read, this);
  }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;
  ~Parser() {
    drop_event();
    yaml_parser_delete(&yaml);
  }

  void drop_event() {
    if (has_event) yaml_event_delete(&event);
    has_event = false;
  }

  static int read(void* data, unsigned char* buffer, std::size_t size, std::size_t* read) {
    auto& self = *static_cast<Parser*>(data);
    // Reads as much at a time as go-yaml does, which never sees errors far after the end of a document.
    const auto waiting = static_cast<std::size_t>(self.yaml.raw_buffer.last - self.yaml.raw_buffer.start);
    size = std::min(size, waiting < kReadSize ? kReadSize - waiting : 1);
    *read = std::min(size, self.rest.size());
    if (*read != 0) std::memcpy(buffer, self.rest.data(), *read);
    self.rest.remove_prefix(*read);
    if (self.rest.empty() && self.line_end_due && *read < size) {
      buffer[(*read)++] = '\n';
      self.line_end_due = false;
    }
    return 1;
  }
};

EventStream::EventStream(std::string_view text, Options options) : text_(text), options_(options), characters_({}) {
  if (options.by_lines) drop_carriage_returns();
  text = text_;
  characters_ = CharacterIndex(text);
  if (characters_.encoding() == Encoding::kUtf8) {
    for (std::size_t at = text.find(kByteOrderMark, 1); at != std::string_view::npos;
         at = text.find(kByteOrderMark, at + 3)) {
      add({at, Mask::As::kByteOrderMark});
      if (masks_.size() == kMaxMasks) break;
    }
  }
  restart();
}

EventStream::~EventStream() = default;

/// CR LF is a line end with and without the CR, so only texts with CR CR LF change.
void EventStream::drop_carriage_returns() {
  constexpr std::string_view kTwice = "\r\r\n";
  std::size_t from = 0;
  for (std::size_t at = text_.find(kTwice); at != std::string_view::npos; at = text_.find(kTwice, from)) {
    bare_ += text_.substr(from, at + 1 - from);
    dropped_.push_back(bare_.size());
    from = at + 2;
  }
  if (dropped_.empty()) return;
  bare_ += text_.substr(from);
  text_ = bare_;
}

/// The offset in the original text.
std::size_t EventStream::written_at(std::size_t at) const {
  return at + static_cast<std::size_t>(std::ranges::upper_bound(dropped_, at) - dropped_.begin());
}

SyntaxProblem EventStream::problem() const {
  SyntaxProblem problem = problem_;
  problem.at = written_at(problem.at);
  problem.context_at = written_at(problem.context_at);
  return problem;
}

bool EventStream::next(Event& event) {
  event = {};
  if (!step(event)) {
    if (problem_.problem.empty()) fail();
    return false;
  }
  if (!check(event)) return false;
  event.begin = written_at(event.begin);
  event.end = written_at(event.end);
  return true;
}

/// Copies the data of libyaml's event.
bool EventStream::step(Event& event) {
  Parser& parser = *parser_;
  parser.drop_event();
  if (ended_) {
    event.type = EventType::kDocumentEnd;
    event.begin = event.end = end_;
    return true;
  }
  if (yaml_parser_parse(&parser.yaml, &parser.event) == 0) return false;
  parser.has_event = true;
  const yaml_event_t& from = parser.event;
  event.begin = characters_.byte(from.start_mark.index);
  event.end = characters_.byte(from.end_mark.index);
  switch (from.type) {
    case YAML_ALIAS_EVENT:
      event.type = EventType::kAlias;
      event.anchor = view(from.data.alias.anchor);
      return true;
    case YAML_SCALAR_EVENT: {
      const auto& scalar = from.data.scalar;
      event.type = EventType::kScalar;
      event.anchor = view(scalar.anchor);
      event.scalar.tag = view(scalar.tag);
      event.scalar.plain = scalar.style == YAML_PLAIN_SCALAR_STYLE;
      event.scalar.plain_implicit = scalar.plain_implicit != 0;
      event.scalar.value = unmask({reinterpret_cast<const char*>(scalar.value), scalar.length});
      return true;
    }
    case YAML_SEQUENCE_START_EVENT:
      event.type = EventType::kListStart;
      event.anchor = view(from.data.sequence_start.anchor);
      event.scalar.tag = view(from.data.sequence_start.tag);
      event.flow = from.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
      break;
    case YAML_MAPPING_START_EVENT:
      event.type = EventType::kMapStart;
      event.anchor = view(from.data.mapping_start.anchor);
      event.scalar.tag = view(from.data.mapping_start.tag);
      event.flow = from.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE;
      break;
    case YAML_SEQUENCE_END_EVENT: event.type = EventType::kListEnd; break;
    case YAML_MAPPING_END_EVENT: event.type = EventType::kMapEnd; break;
    case YAML_DOCUMENT_START_EVENT: event.type = EventType::kDocumentStart; return true;
    case YAML_DOCUMENT_END_EVENT: event.type = EventType::kDocumentEnd; return true;
    default: {
      // The event before the first document; there is always another.
      if (from.type == YAML_STREAM_START_EVENT) return step(event);
      event.type = EventType::kStreamEnd;
      return true;
    }
  }
  const bool starts = event.type == EventType::kListStart || event.type == EventType::kMapStart;
  if (starts && event.flow) ++flow_depth_;
  if (!starts && flow_depth_ > 0) --flow_depth_;  // inside a flow collection all are
  depth_ = starts ? depth_ + 1 : depth_ - 1;
  ended_ = depth_ == 0 && !options_.three_tokens && empty_collection(text_.substr(event.begin));
  end_ = event.begin;
  return true;
}

bool EventStream::refuse(std::string_view problem, std::string_view context, std::size_t at, std::size_t context_at) {
  problem_ = {.problem = problem, .context = context, .at = at, .context_at = context_at};
  return false;
}

/// Refuses what libyaml accepts but go-yaml does not.
bool EventStream::check(const Event& event) {
  if (event.type == EventType::kDocumentStart) {
    const auto* version = parser_->event.data.document_start.version_directive;
    if (version == nullptr) return true;
    const std::string_view directive = text_.substr(event.begin, event.end - event.begin);
    if (version->minor != 1) return refuse("found incompatible YAML document", {}, event.begin, 0);
    if (directive.find("001") != std::string_view::npos) {
      return refuse("found extremely long version number", "while scanning a %YAML directive", event.begin,
                    event.begin);
    }
    return true;
  }
  if (event.type == EventType::kDocumentEnd) return check_behind(event);
  if (!event.scalar.tag.empty() && !check_tag(event)) return false;
  if (event.type != EventType::kScalar) return true;
  if (event.scalar.plain && flow_depth_ > 0) {
    const std::size_t mark = event.scalar.value.find('?');
    if (mark == std::string_view::npos) return true;
    const std::size_t shown = text_.substr(0, event.end).find('?', event.begin);
    return refuse("found unexpected '?'", "while scanning a plain scalar", shown, event.begin);
  }
  const bool escapes = parser_->event.data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE &&
                       characters_.encoding() < Encoding::kUtf16Little;
  if (!escapes) return true;
  const std::size_t slash = find_slash_escape(text_, event.begin, event.end);
  if (slash == std::string_view::npos) return true;
  return refuse(kUnknownEscape, "while parsing a quoted scalar", slash, event.begin);
}

/// Text after a document is not parsed, but its first tokens must be valid.
bool EventStream::check_behind(const Event& end) {
  const std::string_view rest = text_.substr(end.begin);
  if (rest.starts_with('"')) {
    const std::size_t slash = find_slash_escape(rest, 1, find_quote(rest, 1));
    if (slash != std::string_view::npos) {
      return refuse(kUnknownEscape, "while parsing a quoted scalar", end.begin + slash, end.begin);
    }
  }
  return !options_.three_tokens || rest.find_first_not_of(" \r\n") == std::string_view::npos || three_tokens_behind();
}

/// Whether the three tokens behind the document's end can be scanned. libyaml's parser does not let one look at them,
/// so all tokens are scanned once more; only texts that go on behind their document come here.
bool EventStream::three_tokens_behind() {
  const std::size_t end = parser_->event.start_mark.index;
  Parser again(masks_.empty() ? text_ : std::string_view(masked_), options_.by_lines);
  for (int behind = 0; behind < 3;) {
    yaml_token_t token;
    if (yaml_parser_scan(&again.yaml, &token) == 0) {
      if (again.yaml.error == YAML_READER_ERROR) return true;
      return refuse(view(again.yaml.problem), view(again.yaml.context), characters_.byte(again.yaml.problem_mark.index),
                    characters_.byte(again.yaml.context_mark.index));
    }
    const bool closes = token.type == YAML_BLOCK_END_TOKEN && behind == 0;
    if (token.start_mark.index >= end && !closes) ++behind;
    const bool last = token.type == YAML_STREAM_END_TOKEN;
    yaml_token_delete(&token);
    if (last) break;
  }
  return true;
}

/// In a flow collection libyaml ends a tag at a comma, go-yaml only at a blank.
bool EventStream::check_tag(const Event& event) {
  const bool inside = flow_depth_ > (event.flow ? 1 : 0);
  const std::size_t tag = find_tag(text_, event.begin);
  if (!inside || tag == std::string_view::npos) return true;
  const auto masked = [&](std::size_t at) {
    return std::ranges::any_of(masks_, [&](const Mask& m) { return m.at == at; });
  };
  std::size_t end = tag;
  if (text_.substr(tag).starts_with("!<")) end = std::min(text_.find('>', tag), text_.size() - 1) + 1;
  while (end < text_.size() && (in_tag(text_[end]) || masked(end))) ++end;
  if (end < text_.size() && text_[end] == ',') return refuse(kBlankAfterTag, kWhileTag, end, tag);
  return true;
}

/// Copies libyaml's error.
void EventStream::fail() {
  const yaml_parser_t& yaml = parser_->yaml;
  problem_.problem = yaml.problem == nullptr ? "out of memory" : view(yaml.problem);
  problem_.context = view(yaml.context);
  problem_.context_at = characters_.byte(yaml.context_mark.index);
  problem_.encoding = yaml.error == YAML_READER_ERROR;
  if (!problem_.encoding) {
    problem_.at = characters_.byte(yaml.problem_mark.index);
    return;
  }
  // Here, libyaml counts bytes of the masked text.
  problem_.at = yaml.problem_offset;
  problem_.value = yaml.problem_value;
  for (const Mask& mask : masks_) {
    const bool longer = mask.as == Mask::As::kColon || mask.as == Mask::As::kNothing;
    if (longer && mask.at < problem_.at) problem_.at -= 2;
  }
  problem_.at = std::min(problem_.at, text_.size());
}

bool EventStream::mend() {
  std::size_t reread = 0;
  while (masks_.size() < kMaxMasks && reread < kMaxReread) {
    if (!add_mask()) return false;
    restart();
    Event event;
    while (next(event) && event.type != EventType::kDocumentEnd && event.type != EventType::kStreamEnd) continue;
    const bool clean = problem_.problem.empty();
    if (clean) {
      restart();
      return true;
    }
    reread += text_.size();
  }
  return false;
}

/// Masks the place of the current error, if go-yaml would not fail there.
bool EventStream::add_mask() {
  if (characters_.encoding() >= Encoding::kUtf16Little || problem_.at >= text_.size()) return false;
  const std::size_t at = problem_.at;
  if (std::ranges::any_of(masks_, [&](Mask m) { return m.at == at; })) return false;
  if (problem_.problem == kUnexpectedColon) {
    add({at, Mask::As::kColon});
  } else if (problem_.problem == kUnknownEscape && text_.substr(at).starts_with("\\'")) {
    add({at, Mask::As::kNothing});
  } else if ((problem_.problem == kNoTag || (problem_.problem == kBlankAfterTag && problem_.context == kWhileTag)) &&
             flow_in_tag(text_[at]) && text_.substr(problem_.context_at, 2) != "!<") {
    add({at, Mask::As::kTagLetter});
  } else {
    return false;
  }
  return !masks_.empty();
}

void EventStream::add(Mask mask) {
  if (masks_.empty() && !choose_stand_ins()) return;
  masks_.insert(std::ranges::upper_bound(masks_, mask.at, {}, &Mask::at), mask);
}

/// Picks private use characters that do not occur in the text.
bool EventStream::choose_stand_ins() {
  std::size_t found = 0;
  for (unsigned i = 0; i < 64 && found < 3; ++i) {
    const std::string candidate = {'\xEE', '\x80', static_cast<char>(0x80 + i)};  // U+E000 + i
    if (text_.find(candidate) == std::string_view::npos) stand_in_[found++] = candidate;
  }
  return found == 3;
}

void EventStream::restart() {
  problem_ = {};
  flow_depth_ = depth_ = 0;
  ended_ = false;
  if (masks_.empty()) {
    parser_ = std::make_unique<Parser>(text_, options_.by_lines);
    return;
  }
  masked_.clear();
  std::size_t from = 0;
  for (const Mask& mask : masks_) {
    masked_ += text_.substr(from, mask.at - from);
    from = mask.at + 1;
    switch (mask.as) {
      case Mask::As::kColon: masked_ += stand_in_[0]; break;
      case Mask::As::kNothing: masked_ += stand_in_[1]; break;
      case Mask::As::kTagLetter: masked_ += ';'; break;
      case Mask::As::kByteOrderMark:
        masked_ += stand_in_[2];
        from = mask.at + kByteOrderMark.size();
        break;
    }
  }
  masked_ += text_.substr(from);
  parser_ = std::make_unique<Parser>(masked_, options_.by_lines);
}

/// The value with the original text instead of the stand-ins.
std::string_view EventStream::unmask(std::string_view value) {
  if (masks_.empty() || value.find('\xEE') == std::string_view::npos) return value;
  constexpr std::string_view kWritten[] = {":", "", kByteOrderMark};
  unmasked_ = value;
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t at = unmasked_.find(stand_in_[i]); at != std::string::npos;
         at = unmasked_.find(stand_in_[i], at + kWritten[i].size())) {
      unmasked_.replace(at, stand_in_[i].size(), kWritten[i]);
    }
  }
  return unmasked_;
}

}  // namespace feastctl::parse
