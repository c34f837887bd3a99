#include <algorithm>
#include <utility>

#include "fix/edits.hpp"

namespace feastctl::fix {

namespace {

using Range = std::pair<std::size_t, std::size_t>;

/// The texts of keys and scalars, where a `#` is no comment.
void note_texts(const Node& node, std::vector<Range>& texts) {
  for (const Member& m : node.members()) {
    texts.emplace_back(m.key_span.begin, m.key_span.end);
    note_texts(*m.value, texts);
  }
  for (const Node* item : node.items()) note_texts(*item, texts);
  if (!node.is_map() && !node.is_list()) texts.emplace_back(node.span.begin, node.span.end);
}

}  // namespace

std::vector<std::string_view> comments_in(const Document& document, std::size_t begin, std::size_t end) {
  std::vector<std::string_view> comments;
  const std::string_view text = document.text();
  if (document.json() || text.substr(begin, end - begin).find('#') == std::string_view::npos) return comments;
  std::vector<Range> texts;
  note_texts(document.root(), texts);
  std::ranges::sort(texts);
  auto next = texts.begin();
  for (std::size_t at = document.part().begin; at < end;) {
    while (next != texts.end() && next->second <= at) ++next;
    if (next != texts.end() && next->first <= at) {
      at = next->second;
      continue;
    }
    const bool opens =
        at == document.part().begin || std::string_view(" \t\r\n").find(text[at - 1]) != std::string_view::npos;
    if (text[at] != '#' || !opens) {
      ++at;
      continue;
    }
    const std::size_t stop = document.line_end(at);
    if (at >= begin) comments.push_back(text.substr(at, stop - at));
    at = stop;
  }
  return comments;
}

}  // namespace feastctl::fix
