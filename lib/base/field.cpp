#include "base/field.hpp"

#include <fmt/format.h>

namespace feastctl {

namespace {

void append_key(std::string& path, std::string_view key) {
  if (!path.empty()) path += '.';
  path += key;
}

bool append_path_of(const Node& here, const Node* target, std::string& path) {
  if (&here == target) return true;
  const std::size_t length = path.size();
  for (const Member& m : here.members()) {
    append_key(path, m.key);
    if (append_path_of(*m.value, target, path)) return true;
    path.resize(length);
  }
  std::size_t index = 0;
  for (const Node* item : here.items()) {
    path += fmt::format("[{}]", index++);
    if (append_path_of(*item, target, path)) return true;
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
  const Node* source = cause();
  return source == nullptr ? Span() : source->span;
}

Span Field::key_span() const {
  return member_ != nullptr && member_->key_span.known() ? member_->key_span : span();
}

std::optional<std::string> path_of(const Node& root, const Node* target) {
  std::string path;
  if (!append_path_of(root, target, path)) return std::nullopt;
  return path;
}

}  // namespace feastctl
