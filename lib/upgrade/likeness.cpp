#include "upgrade/likeness.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "diff/parts.hpp"
#include "emit/json.hpp"

namespace feastctl::upgrade {

namespace {

// Object names cannot contain these characters.
constexpr char kName = '\x01';
constexpr char kNamespace = '\x02';

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// Whether `word` is at `at` and not part of a longer word.
bool stands_at(std::string_view text, std::size_t at, std::string_view word) {
  if (word.empty() || !text.substr(at).starts_with(word)) return false;
  return (at == 0 || !is_word(text[at - 1])) && (at + word.size() == text.size() || !is_word(text[at + word.size()]));
}

/// Only the added and removed lines.
void append_lines(const Node& before, const Node& after, std::string& out) {
  const std::string hunks = diff::unified_lines(before.text, after.text);
  for (std::string_view rest = hunks; !rest.empty();) {
    const auto end = std::min(rest.find('\n'), rest.size() - 1);
    if (rest[0] == '+' || rest[0] == '-') out += rest.substr(0, end + 1);
    rest.remove_prefix(end + 1);
  }
}

void append_value(const Node* node, bool alone, std::string& out) {
  out += '\n';
  if (node == nullptr) return;
  if (alone && (node->is_map() || node->is_list())) {
    out += '{';
  } else {
    emit::write_json(*node, out);
  }
}

}  // namespace

std::string without_names(std::string_view text, std::string_view name_space, std::string_view name) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const bool is_name = stands_at(text, i, name);
    const bool is_namespace = stands_at(text, i, name_space);
    if (is_name && (!is_namespace || name.size() >= name_space.size())) {
      out += kName;
      i += name.size();
    } else if (is_namespace) {
      out += kNamespace;
      i += name_space.size();
    } else {
      out += text[i++];
    }
  }
  return out;
}

std::string likeness(const diff::ObjectChange& change, std::string_view name_space, std::string_view name) {
  std::string key = fmt::format("{} {} {} {} {}", static_cast<int>(change.change), change.api_version, change.kind,
                                change.name_space, change.name);
  for (const diff::FieldChange& field : change.fields) {
    key += fmt::format("\n{}", field.path);
    if (diff::is_checksum(field)) continue;
    if (diff::is_block(field.before) && diff::is_block(field.after)) {
      key += '\n';
      append_lines(*field.before, *field.after, key);
      continue;
    }
    const bool alone = field.before == nullptr || field.after == nullptr;
    append_value(field.before, alone, key);
    append_value(field.after, alone, key);
  }
  for (const diff::Trap& trap : change.traps) {
    key += fmt::format("\n{} {} {}", static_cast<int>(trap.effect), trap.path, trap.message);
  }
  return without_names(key, name_space, name);
}

}  // namespace feastctl::upgrade
