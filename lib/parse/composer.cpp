#include "parse/composer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include "base/source.hpp"
#include "catalog/codes.hpp"
#include "parse/json.hpp"
#include "parse/keys.hpp"
#include "parse/reader.hpp"
#include "parse/syntax_error.hpp"

namespace feastctl::parse {

namespace {

using Type = Event::Type;

constexpr std::size_t kMaxReports = 100;  // per document; more would not help

/// go-yaml's bound on the share of values that aliases may make: 99 of 100 in documents up to 400,000 values, falling
/// to 10 of 100 at 4,000,000.
bool excessive(std::size_t from_aliases, std::size_t all) {
  constexpr double kLow = 400'000;
  constexpr double kHigh = 4'000'000;
  if (from_aliases <= 100 || all <= 1000) return false;
  const auto count = static_cast<double>(all);
  const double allowed = count <= kLow ? 0.99 : count >= kHigh ? 0.10 : 0.99 - 0.89 * ((count - kLow) / (kHigh - kLow));
  return static_cast<double>(from_aliases) / count > allowed;
}

/// The tag of a scalar as shown in messages.
std::string tag_name(std::string_view tag) {
  const std::string_view name = short_tag(tag);
  return name.size() == tag.size() ? std::string(tag) : fmt::format("!!{}", name);
}

}  // namespace

Composer::Composer(EventStream& events, std::string_view text, Span place, const TreeBuilder& builder, Diagnostics& out,
                   ComposeOptions options)
    : events_(events), text_(text), place_(place), builder_(builder), out_(out), options_(options) {}

const Node* Composer::document() {
  Event event;
  const Frame root;
  if (!next(event)) {
    report_syntax_error(events_.problem(), text_, place_, out_);
    return nullptr;
  }
  if (event.type == Type::kStreamEnd) return builder_.null();
  const Node* node = next(event) ? value(event, root) : nullptr;
  // The event after the root shows whether the following text still belongs to it.
  if (node == nullptr || !next(event)) {
    if (stopped_by_syntax_) report_syntax_error(events_.problem(), text_, place_, out_);
    return nullptr;
  }
  if (options_.report_rest) report_rest(event.end);
  return refused_ ? nullptr : node;
}

/// Warns about text between the end of the document and the next separator.
void Composer::report_rest(std::size_t end) {
  if (events_.encoding() >= Encoding::kUtf16Little) return;
  while (end < text_.size()) {
    const std::size_t start = std::min(text_.find_first_not_of(" \t\r\n", end), text_.size());
    const std::size_t stop = std::min(text_.find_first_of("\r\n", start), text_.size());
    end = stop;
    if (start == stop || text_[start] == '#' || text_.substr(start, stop - start) == "...") continue;
    out_.add(catalog::kTextAfterDocument, span(start, stop), "the document ended before this line; the rest is ignored")
        .with_hint("begin a new document with `---`, or indent this line like the first line of the document");
    return;
  }
}

bool Composer::next(Event& event) {
  if (stopped_) return false;
  if (events_.next(event)) {
    if (event.type == Type::kScalar || event.type == Type::kAlias || event.begin != event.end) {
      const bool ends = event.type != Type::kListStart && event.type != Type::kMapStart &&
                        event.type != Type::kDocumentStart && event.type != Type::kDocumentEnd;
      if (ends) last_end_ = span(event).end - place_.begin;
    }
    return true;
  }
  stopped_ = stopped_by_syntax_ = true;
  return false;
}

const Node* Composer::value(const Event& event, const Frame& frame) {
  if (event.type == Type::kAlias) return alias(event, frame);
  if (!within_limits(event, frame, 0)) return nullptr;
  if (event.anchor.empty()) return fresh(event, frame);
  const std::string name(event.anchor);
  anchors_[name] = {};
  const std::size_t before = values_;
  const Node* node = fresh(event, frame);
  if (node == nullptr) return nullptr;
  // A nested anchor with the same name may have replaced it; this one applies from here on.
  if (auto& anchored = anchors_[name]; anchored.node == nullptr) anchored = {node, values_ - before + 1, height_};
  return node;
}

const Node* Composer::fresh(const Event& event, const Frame& frame) {
  switch (event.type) {
    case Type::kScalar: height_ = 0; return scalar(event, frame);
    case Type::kListStart: return list(event, frame);
    case Type::kMapStart: return map(event, frame);
    default: return nullptr;
  }
}

bool Composer::within_limits(const Event& event, const Frame& frame, int height) {
  if (++values_ > kLimits.values) {
    report(catalog::kOverLimit, span(event), frame,
           fmt::format("the document has more than {} values", kLimits.values));
    stopped_ = true;
    return false;
  }
  if (frame.depth + height > kLimits.depth) {
    report(catalog::kOverLimit, span(event), frame,
           fmt::format("maps and lists are nested more than {} levels deep", kLimits.depth));
    stopped_ = true;
    return false;
  }
  return true;
}

const Node* Composer::scalar(const Event& event, const Frame& frame) {
  const Scalar resolved = resolve(options_.dialect, event.scalar);
  const bool kubernetes = options_.dialect == Dialect::kKubernetes;
  Node* node = nullptr;
  if (resolved.problem != Scalar::Problem::kNone) {
    const bool base64 = resolved.problem == Scalar::Problem::kBase64;
    auto* d =
        report(catalog::kBadScalar, span(event), frame,
               base64 ? std::string("the value is tagged !!binary but is not valid base64")
                      : fmt::format("the value is tagged {} but cannot be read as one", tag_name(event.scalar.tag)));
    if (d != nullptr)
      d->with_found(std::string(event.scalar.value)).with_hint("remove the tag, or quote a value that begins with `!`");
    refused_ = true;
  }
  switch (resolved.type) {
    case Scalar::Type::kNull: node = builder_.null(); break;
    case Scalar::Type::kBool: node = builder_.boolean(resolved.boolean); break;
    case Scalar::Type::kText: node = builder_.string(keep(event.scalar.value, event)); break;
    case Scalar::Type::kBinary:
      node = builder_.string(builder_.arena().copy(kubernetes ? valid_utf8(resolved.bytes) : resolved.bytes));
      node->boolean = options_.dialect == Dialect::kPython;
      break;
    case Scalar::Type::kTimestamp:
      node = builder_.string(kubernetes ? keep(event.scalar.value, event) : builder_.arena().copy(resolved.bytes));
      node->boolean = options_.dialect == Dialect::kPython;
      break;
    default: return number(resolved, event, frame);
  }
  node->span = span(event);
  return node;
}

const Node* Composer::number(const Scalar& scalar, const Event& event, const Frame& frame) {
  Node* node = nullptr;
  if (scalar.type == Scalar::Type::kInteger) {
    node = builder_.integer(scalar.integer);
  } else if (scalar.type == Scalar::Type::kUnsigned) {
    node = builder_.number(static_cast<double>(scalar.large), builder_.arena().copy(std::to_string(scalar.large)));
  } else if (options_.dialect != Dialect::kKubernetes) {
    std::string text = scalar.bytes.empty() ? yaml_number(scalar.number) : scalar.bytes;
    // To Python 3.0 is no integer: a number's text tells which it was.
    const bool whole = text.find_first_not_of("-0123456789") == std::string::npos;
    if (options_.dialect == Dialect::kPython && scalar.bytes.empty() && whole) text += ".0";
    node = builder_.number(scalar.number, builder_.arena().copy(text));
  } else if (!std::isfinite(scalar.number)) {
    auto* d = report(catalog::kBadScalar, span(event), frame, "JSON cannot represent NaN or infinity");
    if (d != nullptr)
      d->with_found(std::string(event.scalar.value)).with_hint("quote the value if it is meant as text");
    refused_ = true;
    node = builder_.null();
  } else {
    // A whole float becomes an integer in JSON: 1.0, 1e3.
    const std::string text = json_number(scalar.number);
    const auto whole = text.find_first_of(".e") == std::string::npos ? json_integer(text) : std::nullopt;
    node = whole ? builder_.integer(*whole) : builder_.number(scalar.number, builder_.arena().copy(text));
  }
  node->span = span(event);
  return node;
}

const Node* Composer::list(const Event& start, const Frame& frame) {
  Node* node = builder_.list();
  const std::size_t begin = start.begin;
  const bool flow = start.flow;
  int height = 0;
  Event event;
  while (next(event)) {
    if (event.type == Type::kListEnd) {
      const bool bracket = flow && event.begin != event.end;
      node->span = span(begin, bracket ? event.end : last_end_);
      height_ = height + 1;
      return node;
    }
    const Frame item{&frame, {}, node->size, true, frame.depth + 1};
    const Node* child = value(event, item);
    if (child == nullptr) return nullptr;
    height = std::max(height, height_);
    builder_.push(node, child);
  }
  return nullptr;
}

const Node* Composer::map(const Event& start, const Frame& frame) {
  Node* node = builder_.map();
  const std::size_t begin = start.begin;
  const bool flow = start.flow;
  KeyIndex keys(*node);
  std::vector<Merge> merges;
  int height = 0;
  Event event;
  std::size_t first_key = std::string_view::npos;
  while (next(event)) {
    if (event.type == Type::kMapEnd) {
      for (const Merge& m : merges) merge(node, m, frame, keys);
      const bool brace = flow && event.begin != event.end;
      node->span = span(flow || first_key == std::string_view::npos ? begin : first_key, brace ? event.end : last_end_);
      height_ = height + 1;
      return node;
    }
    if (first_key == std::string_view::npos) first_key = event.begin;
    if (!entry(node, event, frame, keys, merges)) return nullptr;
    height = std::max(height, height_);
  }
  return nullptr;
}

/// A copy of the value of an anchor, with the place of the alias.
const Node* Composer::alias(const Event& event, const Frame& frame) {
  const auto at = anchors_.find(std::string(event.anchor));
  if (at == anchors_.end()) {
    if (auto* d = report(catalog::kUnknownAnchor, span(event), frame,
                         fmt::format("anchor `&{}` is not defined before this alias", event.anchor))) {
      d->with_hint("define the anchor earlier in the same document, or quote text that begins with `*`");
    }
    stopped_ = true;
    return nullptr;
  }
  const Anchored& anchored = at->second;
  if (anchored.node == nullptr) {
    report(catalog::kExcessiveAliases, span(event), frame,
           fmt::format("the alias is inside its own anchor `&{}`", event.anchor));
    stopped_ = true;
    return nullptr;
  }
  values_ += anchored.values;
  alias_values_ += anchored.values;
  if (excessive(alias_values_, values_)) {
    report(catalog::kExcessiveAliases, span(event), frame,
           "nearly all of the document comes from aliases at this point");
    stopped_ = true;
    return nullptr;
  }
  if (!within_limits(event, frame, anchored.height)) return nullptr;
  height_ = anchored.height;
  return copy(*anchored.node, span(event));
}

const Node* Composer::copy(const Node& node, Span where) {
  Node* to = builder_.arena().make<Node>(node);
  to->span = where;
  to->capacity = to->size;
  if (node.is_map()) {
    to->member = builder_.arena().array<Member>(node.size);
    for (std::size_t i = 0; i < node.size; ++i) {
      to->member[i] = {node.member[i].key, copy(*node.member[i].value, where), where};
    }
  } else if (node.is_list()) {
    to->item = builder_.arena().array<const Node*>(node.size);
    for (std::size_t i = 0; i < node.size; ++i) to->item[i] = copy(*node.item[i], where);
  }
  return to;
}

/// The text in the source if it occurs there literally; otherwise, a copy.
std::string_view Composer::keep(std::string_view text, const Event& event) const {
  if (text.empty()) return {};
  const std::size_t end = std::min(event.end, text_.size());
  for (const std::size_t quote : {std::size_t{0}, std::size_t{1}}) {
    if (end < text.size() + quote) break;
    const std::string_view there = text_.substr(end - quote - text.size(), text.size());
    if (there == text) return there;
  }
  return builder_.arena().copy(text);
}

Span Composer::span(std::size_t begin, std::size_t end) const {
  const auto at = [&](std::size_t offset) {
    return place_.begin + static_cast<std::uint32_t>(std::min(offset, text_.size()));
  };
  return {place_.source, at(begin), at(std::max(begin, end))};
}

/// Where the event's text is, without the blank lines that belong to a block scalar's end.
Span Composer::span(const Event& event) const {
  std::size_t end = std::min(event.end, text_.size());
  const auto blank = [](char c) { return c == '\n' || c == '\r' || c == ' '; };
  while (end > event.begin && blank(text_[end - 1])) --end;
  return span(event.begin, end);
}

Diagnostic* Composer::report(const Rule& rule, Span where, const Frame& frame, std::string message) {
  if (++reports_ > kMaxReports) return nullptr;
  Diagnostic& d = out_.add(rule, where, std::move(message));
  d.path = path(frame);
  return &d;
}

std::string Composer::path(const Frame& frame) {
  if (frame.parent == nullptr) return {};
  std::string out = path(*frame.parent);
  if (frame.in_list) return out + fmt::format("[{}]", frame.index);
  if (!out.empty()) out += '.';
  return out += frame.key;
}

}  // namespace feastctl::parse
