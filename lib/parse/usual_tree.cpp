#include "parse/usual_tree.hpp"

#include <algorithm>
#include <array>
#include <memory>

namespace feastctl::parse {

namespace {

constexpr std::size_t kMostCompared = 64;  // in a larger map, comparing keys would be quadratic

/// Whether a plain scalar is certainly text to Kubernetes and to the operator: numbers begin with other characters, and
/// the words for null and booleans are short.
bool is_surely_text(std::string_view plain) {
  static constexpr auto kOtherStarts = [] {
    std::array<std::uint8_t, 256> table{};
    for (const char c : std::string_view("0123456789+-.~")) table[static_cast<unsigned char>(c)] = 2;
    for (const char c : std::string_view("yYnNtTfFoO")) table[static_cast<unsigned char>(c)] = 1;
    return table;
  }();
  const std::uint8_t start = kOtherStarts[static_cast<unsigned char>(plain.front())];
  return start == 0 || (start == 1 && plain.size() > std::string_view("false").size());
}

/// One of 64 bits, the same for equal keys.
std::uint64_t bit_of(std::string_view key) {
  return std::uint64_t{1} << key_hash(key) % 64;
}

/// The same set in the 16 bits of a node.
std::uint16_t narrowed(std::uint64_t bits) {
  bits |= bits >> 32U;
  return static_cast<std::uint16_t>(bits | bits >> 16U);
}

}  // namespace

bool UsualTree::add_key(const UsualToken& token, OpenMap& map) {
  const std::string_view key = text_.substr(token.value_begin, token.value_end - token.value_begin);
  if (token.plain && (!is_text(key) || key == "<<")) return false;
  const std::uint64_t bit = bit_of(key);
  if ((map.seen & bit) != 0) {  // most new keys differ from all before at a glance
    const auto same = [&](const Member& other) { return other.key == key; };
    if (members_.size() - map.first > kMostCompared) return false;
    if (std::any_of(members_.begin() + static_cast<std::ptrdiff_t>(map.first), members_.end(), same)) return false;
  }
  map.seen |= bit;
  members_.push_back({key, nullptr, span(token.begin, token.end)});
  return true;
}

const Node* UsualTree::close(const OpenMap& map, std::size_t begin, std::size_t end) {
  Node* node = tree_.map();
  node->size = node->capacity = static_cast<std::uint32_t>(members_.size() - map.first);
  node->member = tree_.arena().array<Member>(node->size);
  std::uninitialized_copy(members_.begin() + static_cast<std::ptrdiff_t>(map.first), members_.end(), node->member);
  node->keys = narrowed(map.seen);
  members_.resize(map.first);
  return placed(node, begin, end);
}

const Node* UsualTree::close_list(std::size_t first, std::size_t begin, std::size_t end) {
  Node* node = tree_.list();
  node->size = node->capacity = static_cast<std::uint32_t>(items_.size() - first);
  node->item = tree_.arena().array<const Node*>(node->size);
  std::uninitialized_copy(items_.begin() + static_cast<std::ptrdiff_t>(first), items_.end(), node->item);
  items_.resize(first);
  return placed(node, begin, end);
}

const Node* UsualTree::scalar(const UsualToken& token) {
  const std::string_view text = text_.substr(token.value_begin, token.value_end - token.value_begin);
  Node* const node = !token.plain || is_surely_text(text) ? tree_.string(text) : resolved(text);
  return node == nullptr ? nullptr : placed(node, token.begin, token.end);
}

const Node* UsualTree::block(const UsualBlock& block, std::size_t begin, std::size_t end) {
  char* const room = tree_.arena().array<char>(block.lines_end - block.lines_begin);
  return placed(tree_.string(block_value(text_, block, room)), begin, end);
}

bool UsualTree::is_text(std::string_view plain) const {
  if (is_surely_text(plain)) return true;
  const Scalar scalar = resolve(dialect_, {.value = plain, .tag = {}, .plain = true, .plain_implicit = true});
  return scalar.type == Scalar::Type::kText;
}

Node* UsualTree::resolved(std::string_view plain) const {
  const Scalar scalar = resolve(dialect_, {.value = plain, .tag = {}, .plain = true, .plain_implicit = true});
  switch (scalar.type) {
    case Scalar::Type::kNull: return tree_.null();
    case Scalar::Type::kBool: return tree_.boolean(scalar.boolean);
    case Scalar::Type::kInteger: return tree_.integer(scalar.integer);
    case Scalar::Type::kText: return tree_.string(plain);
    default: return nullptr;
  }
}

}  // namespace feastctl::parse
