#include "base/node.hpp"

#include <algorithm>
#include <charconv>
#include <functional>
#include <unordered_map>

namespace feastctl {

std::string_view kind_name(Kind kind) {
  switch (kind) {
    case Kind::kNull: return "null";
    case Kind::kBool: return "boolean";
    case Kind::kInteger: return "integer";
    case Kind::kFloat: return "number";
    case Kind::kString: return "string";
    case Kind::kList: return "array";
    case Kind::kMap: return "object";
  }
  return "";
}

const Member* Node::search(std::string_view key) const {
  for (const Member& m : members()) {
    if (same_key(m.key, key)) return &m;
  }
  return nullptr;
}

const Node* Node::find(std::string_view key) const {
  const Member* m = find_member(key);
  return m == nullptr ? nullptr : m->value;
}

const Node* lookup(const Node* node, std::initializer_list<std::string_view> keys) {
  for (const auto key : keys) {
    if (node == nullptr) return nullptr;
    node = node->find(key);
  }
  return node == nullptr || node->is_null() ? nullptr : node;
}

std::string_view string_at(const Node* node, std::string_view key, std::string_view otherwise) {
  const Node* value = node == nullptr ? nullptr : node->find(key);
  return value != nullptr && value->is_string() ? value->text : otherwise;
}

bool bool_at(const Node* node, std::string_view key, bool otherwise) {
  const Node* value = node == nullptr ? nullptr : node->find(key);
  return value != nullptr && value->kind == Kind::kBool ? value->boolean : otherwise;
}

std::optional<std::int64_t> integer_at(const Node* node, std::string_view key) {
  const Node* value = node == nullptr ? nullptr : node->find(key);
  if (value == nullptr || value->kind != Kind::kInteger) return std::nullopt;
  return value->integer;
}

namespace {

/// Keys of equal maps are mostly in the same order; if not, and there are many, they are looked up by hash.
bool equal_maps(const Node& a, const Node& b) {
  constexpr std::uint32_t kFew = 32;
  if (a.size != b.size) return false;
  std::unordered_map<std::string_view, const Node*> by_key;
  for (std::uint32_t i = 0; i < a.size; ++i) {
    const Member& m = a.member[i];
    const Node* other = nullptr;
    if (b.member[i].key == m.key) {
      other = b.member[i].value;
    } else if (b.size <= kFew) {
      other = b.find(m.key);
    } else {
      if (by_key.empty()) {
        for (const Member& n : b.members()) by_key.emplace(n.key, n.value);
      }
      const auto found = by_key.find(m.key);
      if (found != by_key.end()) other = found->second;
    }
    if (other == nullptr || !equal(*m.value, *other)) return false;
  }
  return true;
}

bool is_number(const Node& n) {
  return n.kind == Kind::kInteger || n.kind == Kind::kFloat;
}

double as_double(const Node& n) {
  return n.kind == Kind::kInteger ? static_cast<double>(n.integer) : n.number;
}

}  // namespace

bool equal(const Node& a, const Node& b) {
  if (&a == &b) return true;
  if (a.kind != b.kind) return is_number(a) && is_number(b) && as_double(a) == as_double(b);
  switch (a.kind) {
    case Kind::kNull: return true;
    case Kind::kBool: return a.boolean == b.boolean;
    case Kind::kInteger: return a.integer == b.integer;
    case Kind::kFloat: return a.number == b.number;
    case Kind::kString: return a.text == b.text;
    case Kind::kMap: return equal_maps(a, b);
    case Kind::kList:
      return std::ranges::equal(a.items(), b.items(), [](const Node* x, const Node* y) { return equal(*x, *y); });
  }
  return false;
}

std::size_t hash_of(const Node& node) {
  const auto mixed = [](std::size_t a, std::size_t b) { return a * 31 + b + 0x9E3779B97F4A7C15U; };
  const std::hash<std::string_view> text;
  std::size_t sum = 0;
  switch (node.kind) {
    case Kind::kNull: return 1;
    case Kind::kBool: return node.boolean ? 2 : 3;
    case Kind::kInteger:
    case Kind::kFloat: return std::hash<double>()(as_double(node));
    case Kind::kString: return text(node.text);
    case Kind::kList:
      for (const Node* item : node.items()) sum = mixed(sum, hash_of(*item));
      return sum;
    case Kind::kMap:  // order does not matter
      for (const Member& m : node.members()) sum += mixed(text(m.key), hash_of(*m.value));
      return sum;
  }
  return sum;
}

const Node* source_of(const Node* node) {
  while (node != nullptr && !node->span.known()) node = node->origin;
  return node;
}

Node* TreeBuilder::string(std::string_view text) const {
  Node* n = arena_->make<Node>();
  n->kind = Kind::kString;
  n->text = text;
  return n;
}

Node* TreeBuilder::integer(std::int64_t value) const {
  Node* n = arena_->make<Node>();
  char digits[24];
  const char* const end = std::to_chars(digits, digits + sizeof digits, value).ptr;
  n->kind = Kind::kInteger;
  n->integer = value;
  n->text = arena_->copy({digits, static_cast<std::size_t>(end - digits)});
  return n;
}

Node* TreeBuilder::boolean(bool value) const {
  Node* n = arena_->make<Node>();
  n->kind = Kind::kBool;
  n->boolean = value;
  return n;
}

Node* TreeBuilder::null() const {
  return arena_->make<Node>();
}

Node* TreeBuilder::number(double value, std::string_view text) const {
  Node* n = arena_->make<Node>();
  n->kind = Kind::kFloat;
  n->number = value;
  n->text = text;
  return n;
}

namespace {

/// A copy of the array `from` with `size` entries and room for `capacity`.
template <typename T>
T* grown(Arena& arena, T* from, std::uint32_t size, std::uint32_t capacity) {
  T* to = arena.array<T>(capacity);
  std::uninitialized_copy_n(from, size, to);
  return to;
}

}  // namespace

Node* TreeBuilder::map(std::initializer_list<Entry> entries) const {
  Node* n = arena_->make<Node>();
  n->kind = Kind::kMap;
  n->member = nullptr;
  if (entries.size() == 0) return n;
  n->capacity = static_cast<std::uint32_t>(entries.size());
  auto* const first = arena_->array<Member>(n->capacity);
  Member* next = first;
  std::uint16_t keys = 0;
  for (const Entry& e : entries) {
    const Node* child = node(e.value);
    if (child == nullptr) continue;
    new (next++) Member{e.key, child, {}};
    keys |= key_bit(e.key);
  }
  n->member = first;
  n->size = static_cast<std::uint32_t>(next - first);
  n->keys = keys;
  return n;
}

Node* TreeBuilder::list(std::initializer_list<Value> items) const {
  Node* n = arena_->make<Node>();
  n->kind = Kind::kList;
  n->item = nullptr;
  if (items.size() == 0) return n;
  n->capacity = static_cast<std::uint32_t>(items.size());
  auto* const first = arena_->array<const Node*>(n->capacity);
  const Node** next = first;
  for (const Value& v : items) {
    if (const Node* child = node(v)) *next++ = child;
  }
  n->item = first;
  n->size = static_cast<std::uint32_t>(next - first);
  return n;
}

const Node* TreeBuilder::node(const Value& value) const {
  switch (value.of) {
    case Value::Of::kNode: return value.node;
    case Value::Of::kText: return string(value.text);
    case Value::Of::kInteger: return integer(value.integer);
    case Value::Of::kBool: return boolean(value.integer != 0);
  }
  return nullptr;
}

void TreeBuilder::add(Node* map, std::string_view key, const Value& value, Span key_span) const {
  const Node* child = node(value);
  if (child == nullptr || !map->is_map()) return;
  if (map->size == map->capacity) {
    map->capacity = std::max<std::uint32_t>(4, map->capacity * 2);
    map->member = grown(*arena_, map->member, map->size, map->capacity);
  }
  new (&map->member[map->size++]) Member{key, child, key_span};
  map->keys |= key_bit(key);
}

void TreeBuilder::set(Node* map, std::string_view key, const Value& value) const {
  const Node* child = node(value);
  if (child == nullptr || !map->is_map()) return;
  for (std::uint32_t i = 0; i < map->size; ++i) {
    if (same_key(map->member[i].key, key)) {
      map->member[i].value = child;
      return;
    }
  }
  add(map, key, child);
}

void TreeBuilder::rename(Node* map, std::string_view from, std::string_view to) const {
  const Member* member = map->find_member(from);
  if (member == nullptr) return;
  map->member[member - map->member].key = arena_->copy(to);
  map->keys |= key_bit(to);
}

void TreeBuilder::push(Node* list, const Value& value) const {
  const Node* child = node(value);
  if (child == nullptr || !list->is_list()) return;
  if (list->size == list->capacity) {
    list->capacity = std::max<std::uint32_t>(4, list->capacity * 2);
    list->item = grown(*arena_, list->item, list->size, list->capacity);
  }
  list->item[list->size++] = child;
}

Node* TreeBuilder::shallow_copy(const Node& node) const {
  return caused_by(node, &node);
}

Node* TreeBuilder::caused_by(const Node& node, const Node* cause) const {
  Node* n = arena_->make<Node>(node);
  n->span = {};
  n->origin = cause;
  n->capacity = n->size;
  if (n->kind == Kind::kMap) n->member = grown(*arena_, n->member, n->size, n->capacity);
  if (n->kind == Kind::kList) n->item = grown(*arena_, n->item, n->size, n->capacity);
  return n;
}

}  // namespace feastctl
