#include "base/field.hpp"

#include <fmt/format.h>

namespace feastctl {

namespace {

void append_key(std::string& path, std::string_view key) {
  if (!path.empty()) path += '.';
  path += key;
}

bool append_path_of(const Node& here, const Node* target, Whereabouts& found) {
  if (&here == target) return true;
  std::string& path = found.path;
  const std::size_t length = path.size();
  for (const Member& m : here.members()) {
    append_key(path, m.key);
    if (m.value == target) found.key_span = m.key_span;
    if (append_path_of(*m.value, target, found)) return true;
    path.resize(length);
  }
  std::size_t index = 0;
  for (const Node* item : here.items()) {
    path += fmt::format("[{}]", index++);
    if (append_path_of(*item, target, found)) return true;
    path.resize(length);
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
  Whereabouts found;
  if (!append_path_of(root, target, found)) return std::nullopt;
  return found;
}

}  // namespace feastctl
