/// The formats for terminals: text and unified text.
#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.hpp"
#include "diff/parts.hpp"
#include "emit/json.hpp"
#include "emit/yaml.hpp"

namespace feastctl::diff {

namespace {

constexpr std::string_view kRed = "\x1b[31m", kGreen = "\x1b[32m", kYellow = "\x1b[33m", kCyan = "\x1b[36m",
                           kBold = "\x1b[1m", kPlain = "\x1b[0m";

char sign_of(const Node* before, const Node* after) {
  return before == nullptr ? '+' : after == nullptr ? '-' : '~';
}

std::string_view color_of(char sign) {
  return sign == '+' ? kGreen : sign == '-' ? kRed : sign == '@' ? kCyan : kYellow;
}

std::string value_of(const Node& node) {
  std::string text;
  emit::write_json(node, text);
  return text;
}

/// `change` is the object that the traps are of, or nullptr for those of stores.
void append_traps(const std::vector<Trap>& traps, const ObjectChange* change, bool color, std::string& out) {
  for (const Trap& trap : traps) {
    const bool refused = trap.effect == Effect::kRefused;
    if (trap.effect == Effect::kRestarts && change != nullptr) {
      append_line(fmt::format("    ! {}", words(trap, *change)), color ? kYellow : "", out);
      continue;
    }
    const std::string at = trap.path.empty() ? "" : trap.path + ": ";
    append_line(fmt::format("    ! {}: {}{}", word(trap.effect), at, trap.message),
                !color    ? ""
                : refused ? kRed
                          : kYellow,
                out);
    append_line(fmt::format("      do: {}", trap.remedy), "", out);
  }
}

/// A trap on one line, as a comment of a patch.
void append_comment(const Trap& trap, const ObjectChange* change, bool color, std::string& out) {
  const std::string_view tint = color ? kYellow : "";
  if (trap.effect == Effect::kRestarts && change != nullptr) return append_line("# " + words(trap, *change), tint, out);
  append_line(fmt::format("# {}: {}{}{}{}; do: {}", word(trap.effect), trap.path, trap.path.empty() ? "" : ": ",
                          trap.message, change == nullptr ? "" : fmt::format(" ({})", title(*change)), trap.remedy),
              tint, out);
}

void append_field(const FieldChange& field, bool color, std::string& out) {
  const char sign = sign_of(field.before, field.after);
  const auto tint = [&](char s) { return color ? color_of(s) : std::string_view(); };
  if (is_block(field.before) && is_block(field.after)) {
    append_line(fmt::format("    ~ {}:", field.path), tint('~'), out);
    std::string hunks = unified_lines(field.before->text, field.after->text);
    for (std::string_view rest = hunks; !rest.empty();) {
      const auto end = rest.find('\n');
      append_line(fmt::format("        {}", rest.substr(0, end)), rest[0] == ' ' ? "" : tint(rest[0]), out);
      rest.remove_prefix(end + 1);
    }
  } else if (sign == '~') {
    append_line(fmt::format("    ~ {}: {} -> {}", field.path, value_of(*field.before), value_of(*field.after)),
                tint('~'), out);
  } else {
    const Node& value = sign == '+' ? *field.after : *field.before;
    append_line(fmt::format("    {} {}: {}", sign, field.path, value_of(value)), tint(sign), out);
  }
}

/// The number of objects with the same change to name.
constexpr std::size_t kNamed = 10;

void append_same(const std::vector<const ObjectChange*>& others, std::string& out) {
  if (others.empty()) return;
  std::string names;
  for (std::size_t i = 0; i < std::min(others.size(), kNamed); ++i) {
    names += fmt::format("{}{}", i == 0 ? "" : ", ", title(*others[i]));
  }
  if (others.size() > kNamed) names += fmt::format(" and {} more", others.size() - kNamed);
  append_line(fmt::format("    = {}: {}", same_in(others.size()), names), "", out);
}

void append_totals(const Changes& changes, const std::vector<Trap>& stores, bool color, std::string& out) {
  for (const Folder& folder : by_folder(changes)) {
    append_line(fmt::format("{}: {}", folder.name.empty() ? "." : folder.name + "/", folder.totals.text()), "", out);
  }
  if (!changes.empty()) append_line(totals(changes, stores).text(), color ? kBold : "", out);
}

}  // namespace

bool is_block(const Node* node) {
  return node != nullptr && node->is_string() && node->text.find('\n') != std::string_view::npos;
}

void append_line(std::string_view text, std::string_view color, std::string& out) {
  out += color;
  const std::size_t colon = is_command_line(text) ? text.find(':') : std::string_view::npos;
  for (std::size_t i = 0; i < text.size();) {
    const Utf8Character c = utf8_at(text, i);
    const bool control = (c.code < 0x20 && c.code != '\t') || c.code == 0x7F || is_treacherous(c.code);
    out += c.valid && !control && i != colon && !is_command_bracket(text, i) ? text.substr(i, c.size) : "?";
    i += c.size;
  }
  out += color.empty() ? "" : kPlain;
  out += '\n';
}

std::string hunks_of(const ObjectChange& change) {
  std::string name = title(change);
  for (char& c : name) c = static_cast<unsigned char>(c) < 0x21 ? ' ' : c;
  return fmt::format("--- {}\n+++ {}\n{}", change.before == nullptr ? "/dev/null" : name,
                     change.after == nullptr ? "/dev/null" : name,
                     unified_lines(yaml_of(change.before), yaml_of(change.after)));
}

std::string yaml_of(const Node* object) {
  std::string text;
  if (object != nullptr) emit::write_yaml_object(*object, text);
  return text;
}

std::string text_of(const ObjectChange& change, bool color) {
  std::string out;
  const char sign = sign_of(change.before, change.after);
  append_line(fmt::format("{} {}", sign, title(change)), color ? color_of(sign) : "", out);
  for (const FieldChange& field : change.fields) append_field(field, color, out);
  append_traps(change.traps, &change, color, out);
  return out;
}

std::string text(const Changes& changes, const std::vector<Trap>& stores, bool color) {
  std::string out;
  for (const Group& group : grouped(changes)) {
    out += text_of(*group.first, color);
    append_same(group.others, out);
  }
  append_traps(stores, nullptr, color, out);
  append_totals(changes, stores, color, out);
  return out;
}

std::string unified(const Changes& changes, const std::vector<Trap>& stores, bool color) {
  std::string out;
  for (const ObjectChange& change : changes) {
    const std::string hunks = hunks_of(change);
    for (std::string_view rest = hunks; !rest.empty();) {
      const auto end = rest.find('\n');
      const std::string_view one = rest.substr(0, end);
      const bool plain = !color || one.empty() || std::string_view("+-@").find(one[0]) == std::string_view::npos;
      append_line(one, plain ? "" : color_of(one[0]), out);
      rest.remove_prefix(end + 1);
    }
  }
  for (const Trap& trap : stores) append_comment(trap, nullptr, color, out);
  for (const ObjectChange& change : changes) {
    for (const Trap& trap : change.traps) append_comment(trap, &change, color, out);
  }
  return out;
}

}  // namespace feastctl::diff
