#include "base/field.hpp"

#include <fmt/format.h>

#include <vector>

namespace feastctl {

namespace {

void append_key(std::string& path, std::string_view key) {
  if (!path.empty()) path += '.';
  path += key;
}

/// A step downwards: to a member of a map or, without one, to an item of a list.
struct Step {
  const Member* member;
  std::size_t index;
};

/// Collects the steps from `target` up to `here`, last one first, so that only the path to the target costs time.
bool find_steps(const Node& here, const Node* target, std::vector<Step>& steps) {
  if (&here == target) return true;
  for (const Member& m : here.members()) {
    if (!find_steps(*m.value, target, steps)) continue;
    steps.push_back({&m, 0});
    return true;
  }
  for (std::size_t index = 0; index < here.items().size(); ++index) {
    if (!find_steps(*here.items()[index], target, steps)) continue;
    steps.push_back({nullptr, index});
    return true;
  }
  return false;
}

}  // namespace

std::optional<std::int64_t> Field::integer() const {
  if (!present() || node_->kind != Kind::kInteger) return std::nullopt;
  return node_->integer;
}

std::string Field::path() const {
  if (parent_ == nullptr) return std::string(key_);
  std::string path = parent_->path();
  if (index_ >= 0) {
    path += fmt::format("[{}]", index_);
  } else {
    append_key(path, key_);
  }
  return path;
}

const Node* Field::cause() const {
  for (const Field* at = this; at != nullptr; at = at->parent_) {
    if (const Node* source = source_of(at->node_)) return source;
  }
  return nullptr;
}

Span Field::span() const {
  for (const Field* at = this; at != nullptr; at = at->parent_) {
    const Node* source = source_of(at->node_);
    if (source == nullptr) continue;
    const bool container = source->is_map() || source->is_list();
    return container && at->member_ != nullptr && at->member_->key_span.known() ? at->member_->key_span : source->span;
  }
  return {};
}

Span Field::key_span() const {
  return member_ != nullptr && member_->key_span.known() ? member_->key_span : span();
}

std::optional<Whereabouts> find_node(const Node& root, const Node* target) {
  std::vector<Step> steps;
  if (!find_steps(root, target, steps)) return std::nullopt;
  Whereabouts found;
  for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
    if (step->member == nullptr) {
      found.path += fmt::format("[{}]", step->index);
    } else {
      append_key(found.path, step->member->key);
    }
  }
  if (!steps.empty() && steps.front().member != nullptr) found.key_span = steps.front().member->key_span;
  return found;
}

std::optional<Whereabouts> NodeFinder::find(const Node* target) {
  constexpr unsigned kFewQuestions = 8;
  if (entries_.empty() && ++questions_ <= kFewQuestions) return find_node(*root_, target);
  if (entries_.empty()) {
    entries_.emplace(root_, Entry());
    note_entries(*root_);
  }
  const auto entry = entries_.find(target);
  if (entry == entries_.end()) return std::nullopt;
  Whereabouts found;
  append_path(entry->second, found.path);
  const auto [parent, index] = entry->second;
  if (parent != nullptr && parent->is_map()) found.key_span = parent->member[index].key_span;
  return found;
}

void NodeFinder::note_entries(const Node& parent) {
  std::uint32_t index = 0;
  const auto note = [&](const Node& child) {
    if (entries_.emplace(&child, Entry{&parent, index++}).second) note_entries(child);
  };
  for (const Member& m : parent.members()) note(*m.value);
  for (const Node* item : parent.items()) note(*item);
}

void NodeFinder::append_path(const Entry& entry, std::string& path) const {
  if (entry.parent == nullptr) return;
  append_path(entries_.at(entry.parent), path);
  if (entry.parent->is_map()) {
    append_key(path, entry.parent->member[entry.index].key);
  } else {
    path += fmt::format("[{}]", entry.index);
  }
}

}  // namespace feastctl
