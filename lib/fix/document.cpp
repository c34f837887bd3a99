#include "fix/document.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace feastctl::fix {

namespace {

/// The end of the text of a value: that of a block map is its last value's.
std::size_t end_of_value(const Node& value) {
  std::size_t end = value.span.end;
  for (const Member& m : value.members()) end = std::max(end, end_of_value(*m.value));
  for (const Node* item : value.items()) end = std::max(end, end_of_value(*item));
  return end;
}

}  // namespace

Document::Document(std::string_view text, const parse::Part& part, const Node& root, std::size_t errors)
    : text_(text), part_(&part), root_(&root), errors_(errors) {
  if (text.substr(part.begin, part.end - part.begin).find("\r\n") != std::string_view::npos) eol_ = "\r\n";
  note(root);
  std::ranges::sort(known_, {}, [](const Known& k) { return std::tuple(k.where.begin, k.where.end, k.key); });
}

void Document::note(const Node& container) {
  for (std::uint32_t i = 0; i < container.members().size(); ++i) {
    const Member& m = container.member[i];
    known_.push_back({m.key_span, true, {&container, i}});
    known_.push_back({m.value->span, false, {&container, i}});
    note(*m.value);
  }
  for (std::uint32_t i = 0; i < container.items().size(); ++i) {
    known_.push_back({container.item[i]->span, false, {&container, i}});
    note(*container.item[i]);
  }
}

std::optional<Entry> Document::only_at(const Span& where, bool key) const {
  if (!where.known() || where.source != part_->source) return std::nullopt;
  const std::tuple wanted(where.begin, where.end, key);
  const auto place = [](const Known& k) { return std::tuple(k.where.begin, k.where.end, k.key); };
  const auto first = std::ranges::lower_bound(known_, wanted, {}, place);
  if (first == known_.end() || place(*first) != wanted) return std::nullopt;
  const auto next = std::next(first);
  if (next != known_.end() && place(*next) == wanted) return std::nullopt;
  return first->entry;
}

std::optional<Entry> Document::entry_at(const Span& where) const {
  const auto by_key = only_at(where, true);
  return by_key ? by_key : only_at(where, false);
}

const Node* Document::value_at(const Span& where) const {
  const auto entry = only_at(where, false);
  if (!entry) return where.known() && root_->span == where ? root_ : nullptr;
  return &entry->value();
}

std::optional<Entry> Document::holder_of(const Node& node) const {
  const auto entry = only_at(node.span, false);
  return entry && &entry->value() == &node ? entry : std::nullopt;
}

std::size_t Document::line_begin(std::size_t at) const {
  const std::size_t before = at == 0 ? std::string_view::npos : text_.rfind('\n', at - 1);
  return before == std::string_view::npos || before < part_->begin ? part_->begin : before + 1;
}

std::size_t Document::line_end(std::size_t at) const {
  std::size_t end = std::min<std::size_t>(text_.find('\n', at), part_->end);
  if (end > at && text_[end - 1] == '\r') --end;
  return end;
}

std::size_t Document::next_line(std::size_t at) const {
  const std::size_t end = text_.find('\n', at);
  return end == std::string_view::npos || end >= part_->end ? part_->end : end + 1;
}

bool Document::only_blanks(std::size_t begin, std::size_t end, bool line_ends) const {
  if (begin > end) return false;
  return text_.substr(begin, end - begin).find_first_not_of(line_ends ? " \t\r\n" : " ") == std::string_view::npos;
}

std::size_t Document::after_colon(const Member& member) const {
  const std::size_t colon = text_.find(':', member.key_span.end);
  return colon == std::string_view::npos || colon >= part_->end || !only_blanks(member.key_span.end, colon, true)
             ? member.key_span.end
             : colon + 1;
}

std::size_t Document::begin_of(const Entry& entry) {
  const Member* member = entry.member();
  return member == nullptr ? entry.value().span.begin : member->key_span.begin;
}

std::size_t Document::end_of(const Entry& entry) const {
  const Member* member = entry.member();
  const std::size_t least = member == nullptr ? 0 : after_colon(*member);
  return std::max(least, end_of_value(entry.value()));
}

bool Document::is_flow(const Node& container) const {
  const std::size_t begin = container.span.begin;
  return begin < text_.size() && std::string_view("{[").find(text_[begin]) != std::string_view::npos;
}

bool Document::in_flow(const Node& node) const {
  const auto entry = holder_of(node);
  return entry && (is_flow(*entry->container) || in_flow(*entry->container));
}

}  // namespace feastctl::fix
