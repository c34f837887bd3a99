#include "fix/offer.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "fix/apply.hpp"
#include "fix/edits.hpp"
#include "fix/tree.hpp"

namespace feastctl::fix {

namespace {

std::vector<std::string_view> sorted_comments(const Document& document) {
  auto comments = comments_in(document, document.part().begin, document.part().end);
  std::ranges::sort(comments);
  return comments;
}

/// The number of errors in the text, if it reads as `wanted`, with the comments that the document has now.
std::optional<std::size_t> errors_if(const Document& document, const std::string& text, const Node& wanted,
                                     const TreeBuilder& tree) {
  Sources sources;
  const SourceId id = sources.add({}, text);
  const parse::Part part{id, 0, static_cast<std::uint32_t>(text.size()), 0, document.json()};
  Diagnostics said;
  const auto read = parse::read_part(sources, part, tree, said);
  if (!read || read->root == nullptr || !equal(*read->root, wanted)) return std::nullopt;
  const bool same = sorted_comments(document) == sorted_comments(Document(text, part, *read->root, said.errors()));
  return same ? std::optional(said.errors()) : std::nullopt;
}

std::string_view part_text(const Document& document) {
  return document.text().substr(document.part().begin, document.part().end - document.part().begin);
}

/// The document's text with the edits, which are places in the source.
std::string edited(const Document& document, const Fix& fix) {
  Fix local = fix;
  for (Edit& edit : local.edits) {
    edit.where.begin -= document.part().begin;
    edit.where.end -= document.part().begin;
  }
  const Fix* const one[] = {&local};
  Applied applied = apply(part_text(document), document.part().source, one);
  return applied.fixes.size() == 1 ? std::move(applied.text) : std::string();
}

/// What the changes make of the tree, and how many errors the text has then.
struct Outcome {
  const Node* root = nullptr;
  std::size_t errors = 0;
};

Outcome make(const Document& document, Fix& fix, const TreeBuilder& tree) {
  for (const Change& change : fix.changes) {
    auto edits = edits_for(document, change, tree);
    if (!edits) return {};
    std::ranges::move(*edits, std::back_inserter(fix.edits));
  }
  std::ranges::stable_sort(fix.edits, {}, [](const Edit& edit) { return edit.where.begin; });
  const Node* wanted = changed(document, fix.changes, tree);
  if (wanted == nullptr) return {};
  const std::string text = edited(document, fix);
  const auto errors = text.empty() ? std::nullopt : errors_if(document, text, *wanted, tree);
  if (!errors) return {};
  fix.changes.clear();
  return {wanted, *errors};
}

}  // namespace

const Node* make_edits(const Document& document, Fix& fix, const TreeBuilder& tree) {
  const Outcome outcome = make(document, fix, tree);
  return outcome.errors <= document.errors() ? outcome.root : nullptr;
}

bool make_reading_edits(const Document& document, Fix& fix, const TreeBuilder& tree) {
  const Outcome outcome = make(document, fix, tree);
  return outcome.root != nullptr && outcome.errors < document.errors();
}

}  // namespace feastctl::fix
