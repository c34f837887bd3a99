#include "base/fix.hpp"

#include "base/json_string.hpp"
#include "base/node.hpp"

namespace feastctl::change {

Change rename(const Field& at, std::string_view name) {
  return {.of = Change::Of::kRename, .at = at.key_span(), .value = std::string(name)};
}

Change replace(const Field& at, std::string_view value) {
  return replace(at.node(), value);
}

Change replace(const Node* node, std::string_view value) {
  const Node* source = source_of(node);
  return {.at = source == nullptr ? Span() : source->span, .value = std::string(value)};
}

Change quote(const Field& at) {
  Change change = replace(at, {});
  change.of = Change::Of::kQuote;
  return change;
}

Change remove(const Field& at) {
  return {.of = Change::Of::kRemove, .at = at.key_span()};
}

Change insert(const Field& map, std::vector<std::string> way, std::string_view value) {
  Change change = replace(map, value);
  change.of = Change::Of::kInsert;
  change.way = std::move(way);
  return change;
}

Change move(const Field& at, const Field& map, std::vector<std::string> way) {
  const Node* source = source_of(map.node());
  return {.of = Change::Of::kMove,
          .at = at.key_span(),
          .way = std::move(way),
          .to = source == nullptr ? Span() : source->span};
}

std::string text(std::string_view text) {
  return json_string(text);
}

std::string text(const Node& scalar) {
  if (scalar.is_string()) return text(scalar.text);
  if (scalar.kind == Kind::kBool) return scalar.boolean ? "true" : "false";
  return scalar.kind == Kind::kInteger ? std::to_string(scalar.integer) : std::string(scalar.text);
}

}  // namespace feastctl::change
