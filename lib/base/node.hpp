/// @file
/// @brief The one tree of the program: what the user wrote, the defaulted spec and every object that is built.
///
/// A node that was read knows its place (`span`); a node that a stage made instead of another, or because of another,
/// knows that one (`origin`). So a subtree of the user's can be shared, unchanged and without a copy, by the defaulted
/// spec and by the Deployment, and a refusal anywhere in an object leads back to a line of the input.
/// Nodes live in an Arena and are never changed once a stage has handed them on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>

#include "base/arena.hpp"
#include "base/span.hpp"

namespace feastctl {

/// The kinds of JSON, with whole numbers apart from the others as Kubernetes has them.
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

/// A value. Which of the fields count depends on `kind`.
struct Node {
  Kind kind = Kind::kNull;
  bool boolean = false;          ///< kBool
  std::uint32_t size = 0;        ///< kList, kMap: the number of entries
  std::uint32_t capacity = 0;    ///< kList, kMap: room in the array; for the functions that grow a node
  Span span;                     ///< where the value is, if it was read
  const Node* origin = nullptr;  ///< the node that this one was made from or because of, if it was not read
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

  /// The entry of a map with this key, or nullptr (also when this is no map).
  [[nodiscard]] const Member* find_member(std::string_view key) const;
  /// The value at this key, or nullptr; an explicit null is returned as the null node that it is.
  [[nodiscard]] const Node* find(std::string_view key) const;
};

/// The value at a path of keys below `node`, or nullptr where one is absent, null, or no map.
const Node* lookup(const Node* node, std::initializer_list<std::string_view> keys);

/// The string at `key`, or `otherwise` when it is absent or no string.
std::string_view string_at(const Node* node, std::string_view key, std::string_view otherwise = {});

/// The boolean at `key`, or `otherwise` when it is absent or no boolean.
bool bool_at(const Node* node, std::string_view key, bool otherwise = false);

/// The integer at `key`, if there is one.
std::optional<std::int64_t> integer_at(const Node* node, std::string_view key);

/// Whether the two mean the same JSON value: maps without regard to order, numbers by value.
bool equal(const Node& a, const Node& b);

/// A number that values which are `equal` have in common.
std::size_t hash_of(const Node& node);

/// For hashed containers of nodes by what they mean.
struct NodeHash {
  std::size_t operator()(const Node* node) const { return hash_of(*node); }
};
struct NodeEqual {
  bool operator()(const Node* a, const Node* b) const { return equal(*a, *b); }
};

/// The node that the user wrote and that `node` comes from (itself, if it was read), or nullptr.
const Node* source_of(const Node* node);

/// What a map's or list's entry can be given as in the brace notation of TreeBuilder.
/// Absent (nullptr) entries are left out, so that an optional part needs no `if`.
struct Value {
  enum class Of : std::uint8_t { kNode, kText, kInteger, kBool };
  Of of = Of::kNode;
  const Node* node = nullptr;
  std::string_view text{};
  std::int64_t integer = 0;

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
  /// A number that is not whole, with its text as JSON writes it.
  [[nodiscard]] Node* number(double value, std::string_view text) const;

  /// An empty map or one with the given entries, absent ones left out.
  [[nodiscard]] Node* map(std::initializer_list<Entry> entries = {}) const;
  /// An empty list or one with the given items, absent ones left out.
  [[nodiscard]] Node* list(std::initializer_list<Value> items = {}) const;

  /// The node for a value in brace notation, or nullptr when it is absent.
  [[nodiscard]] const Node* node(const Value& value) const;

  /// Adds an entry behind the others without looking for its key; nothing when `value` is absent or `map` is no map.
  void add(Node* map, std::string_view key, const Value& value, Span key_span = {}) const;
  /// Replaces the value at `key`, keeping its place in the order, or adds it at the end.
  void set(Node* map, std::string_view key, const Value& value) const;
  /// Adds an item at the end of `list`; does nothing when `value` is absent, or `list` is no list.
  void push(Node* list, const Value& value) const;

  /// A new map or list with the same entries (not copied deeply) and `origin` set to `node`; for changing a shared one.
  [[nodiscard]] Node* shallow_copy(const Node& node) const;
  /// `node` again with another node as its cause; scalars and containers are copied one level deep.
  Node* caused_by(const Node& node, const Node* cause) const;

 private:
  Arena* arena_;
};

}  // namespace feastctl
