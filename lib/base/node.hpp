/// @file
/// @brief The one tree of the program: the user's input, the defaulted spec and every generated object.
///
/// A node read from the input knows its place (`span`); a node that a stage created from another, or because of
/// another, knows that node (`origin`). The defaulted spec and the Deployment can therefore share the user's subtrees
/// without copying, and an error anywhere in an object leads back to a line of the input. Nodes live in an Arena and
/// never change once a stage has passed them on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>

#include "base/arena.hpp"
#include "base/key.hpp"
#include "base/span.hpp"

namespace feastctl {

/// The JSON types, with integers separate from other numbers, as in Kubernetes.
enum class Kind : std::uint8_t { kNull, kBool, kInteger, kFloat, kString, kList, kMap };

/// The name of a kind as Kubernetes' messages spell it: null, boolean, integer, number, string, array, object.
std::string_view kind_name(Kind kind);

struct Node;

/// One key of a map with its value. `key_span` is known for a key that was read.
struct Member {
  std::string_view key;
  const Node* value = nullptr;
  Span key_span;
};

/// A value. `kind` determines which of the fields are used.
struct Node {
  Kind kind = Kind::kNull;
  bool boolean = false;          ///< kBool; kString read as Python's YAML: it is a date or bytes, not text
  std::uint16_t keys = 0;        ///< kMap: the key_bit of each key, perhaps of others
  std::uint32_t size = 0;        ///< kList, kMap: the number of entries
  std::uint32_t capacity = 0;    ///< kList, kMap: room in the array; for the functions that grow a node
  Span span;                     ///< where the value is, if it was read
  const Node* origin = nullptr;  ///< the node from which, or because of which, this one was created
  std::string_view text;         ///< kString: the value; kInteger, kFloat: the number as JSON writes it
  union {
    std::int64_t integer = 0;  ///< kInteger (one beyond 64 bits is a kFloat)
    double number;             ///< kFloat
    Member* member;            ///< kMap: the entries in the order of the text
    const Node** item;         ///< kList: the items
  };

  [[nodiscard]] std::span<const Member> members() const {
    return kind == Kind::kMap ? std::span<const Member>(member, size) : std::span<const Member>();
  }
  [[nodiscard]] std::span<const Node* const> items() const {
    return kind == Kind::kList ? std::span<const Node* const>(item, size) : std::span<const Node* const>();
  }
  [[nodiscard]] bool is_null() const { return kind == Kind::kNull; }
  [[nodiscard]] bool is_string() const { return kind == Kind::kString; }
  [[nodiscard]] bool is_map() const { return kind == Kind::kMap; }
  [[nodiscard]] bool is_list() const { return kind == Kind::kList; }

  /// The entry of a map with this key, or nullptr (also if this is not a map).
  [[nodiscard]] const Member* find_member(std::string_view key) const {
    return (keys & key_bit(key)) == 0 ? nullptr : search(key);
  }
  /// The value at this key, or nullptr; an explicit null is returned as a null node.
  [[nodiscard]] const Node* find(std::string_view key) const;

 private:
  [[nodiscard]] const Member* search(std::string_view key) const;
};

/// The value at a path of keys below `node`, or nullptr if one is absent, null, or not a map.
const Node* lookup(const Node* node, std::initializer_list<std::string_view> keys);

/// The string at `key`, or `otherwise` if it is absent or not a string.
std::string_view string_at(const Node* node, std::string_view key, std::string_view otherwise = {});

/// The boolean at `key`, or `otherwise` if it is absent or not a boolean.
bool bool_at(const Node* node, std::string_view key, bool otherwise = false);

/// The integer at `key`, if there is one.
std::optional<std::int64_t> integer_at(const Node* node, std::string_view key);

/// Whether the two are the same JSON value: maps regardless of order, numbers by value.
bool equal(const Node& a, const Node& b);

/// A hash: equal for values that are `equal`.
std::size_t hash_of(const Node& node);

/// For hashed containers of nodes, compared by value.
struct NodeHash {
  std::size_t operator()(const Node* node) const { return hash_of(*node); }
};
struct NodeEqual {
  bool operator()(const Node* a, const Node* b) const { return equal(*a, *b); }
};

/// The user's node that `node` comes from (itself, if it was read), or nullptr.
const Node* source_of(const Node* node);

/// Whether `test` is true of any string at or below the node; keys are not looked at.
template <typename Test>
bool any_string(const Node& node, const Test& test) {
  if (node.is_string()) return test(node.text);
  if (node.is_map()) {
    for (const Member& m : node.members()) {
      if (any_string(*m.value, test)) return true;
    }
  } else if (node.is_list()) {
    for (const Node* item : node.items()) {
      if (any_string(*item, test)) return true;
    }
  }
  return false;
}

/// What the brace notation of TreeBuilder accepts as an entry of a map or list. Absent (nullptr) entries are omitted,
/// so that optional parts need no `if`.
struct Value {
  enum class Of : std::uint8_t { kNode, kText, kInteger, kBool };
  Of of = Of::kNode;
  union {
    const Node* node;
    std::string_view text;
    std::int64_t integer;  ///< kInteger, and kBool as 0 or 1
  };

  Value(const Node* value) : node(value) {}                        // NOLINT(google-explicit-constructor)
  Value(std::string_view value) : of(Of::kText), text(value) {}    // NOLINT(google-explicit-constructor)
  Value(const char* value) : of(Of::kText), text(value) {}         // NOLINT(google-explicit-constructor)
  Value(int value) : of(Of::kInteger), integer(value) {}           // NOLINT(google-explicit-constructor)
  Value(std::int64_t value) : of(Of::kInteger), integer(value) {}  // NOLINT(google-explicit-constructor)
  Value(bool value) : of(Of::kBool), integer(value ? 1 : 0) {}     // NOLINT(google-explicit-constructor)
};

/// A key with its value, for TreeBuilder::map.
struct Entry {
  std::string_view key;
  Value value;
};

/// Makes nodes in an arena. Texts are NOT copied: they must live as long as the arena (literals, the input,
/// Arena::copy).
class TreeBuilder {
 public:
  explicit TreeBuilder(Arena& arena) : arena_(&arena) {}

  [[nodiscard]] Arena& arena() const { return *arena_; }

  [[nodiscard]] Node* string(std::string_view text) const;
  [[nodiscard]] Node* integer(std::int64_t value) const;
  [[nodiscard]] Node* boolean(bool value) const;
  [[nodiscard]] Node* null() const;
  /// A number that is not an integer, with its JSON text.
  [[nodiscard]] Node* number(double value, std::string_view text) const;

  /// An empty map, or one with the given entries except absent ones.
  [[nodiscard]] Node* map(std::initializer_list<Entry> entries = {}) const;
  /// An empty list, or one with the given items except absent ones.
  [[nodiscard]] Node* list(std::initializer_list<Value> items = {}) const;

  /// The node for a value in brace notation, or nullptr if it is absent.
  [[nodiscard]] const Node* node(const Value& value) const;

  /// Appends an entry without checking for its key; does nothing if `value` is absent or `map` is not a map.
  void add(Node* map, std::string_view key, const Value& value, Span key_span = {}) const;
  /// Replaces the value at `key`, keeping its place in the order, or adds it at the end.
  void set(Node* map, std::string_view key, const Value& value) const;
  /// Gives the entry with the key `from` another key in its place; does nothing if there is no such entry.
  void rename(Node* map, std::string_view from, std::string_view to) const;
  /// Appends an item to `list`; does nothing if `value` is absent or `list` is not a list.
  void push(Node* list, const Value& value) const;

  /// A shallow copy of a map or list with `origin` set to `node`, to change a shared one.
  [[nodiscard]] Node* shallow_copy(const Node& node) const;
  /// A copy of `node`, one level deep, with another node as its origin.
  Node* caused_by(const Node& node, const Node* cause) const;

 private:
  Arena* arena_;
};

}  // namespace feastctl
