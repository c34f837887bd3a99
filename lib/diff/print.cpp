/// The forms for people: text, unified text, Markdown.
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

bool is_block(const Node* node) {
  return node != nullptr && node->is_string() && node->text.find('\n') != std::string_view::npos;
}

/// Appends a line, in colour where wanted; what steers a terminal, turns the order of its text, or commands a machine
/// that reads logs does not reach it.
void line(std::string_view text, std::string_view color, std::string& out) {
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

void append_traps(const std::vector<Trap>& traps, bool color, std::string& out) {
  for (const Trap& trap : traps) {
    const std::string_view what = trap.refused ? "refused" : "careful";
    const std::string at = trap.path.empty() ? "" : trap.path + ": ";
    line(fmt::format("    ! {}: {}{}", what, at, trap.message), !color ? "" : trap.refused ? kRed : kYellow, out);
    line(fmt::format("      do: {}", trap.remedy), "", out);
  }
}

void append_field(const FieldChange& field, bool color, std::string& out) {
  const char sign = sign_of(field.before, field.after);
  const auto tint = [&](char s) { return color ? color_of(s) : std::string_view(); };
  if (is_block(field.before) && is_block(field.after)) {
    line(fmt::format("    ~ {}:", field.path), tint('~'), out);
    std::string hunks = unified_lines(field.before->text, field.after->text);
    for (std::string_view rest = hunks; !rest.empty();) {
      const auto end = rest.find('\n');
      line(fmt::format("        {}", rest.substr(0, end)), rest[0] == ' ' ? "" : tint(rest[0]), out);
      rest.remove_prefix(end + 1);
    }
  } else if (sign == '~') {
    line(fmt::format("    ~ {}: {} -> {}", field.path, value_of(*field.before), value_of(*field.after)), tint('~'),
         out);
  } else {
    const Node& value = sign == '+' ? *field.after : *field.before;
    line(fmt::format("    {} {}: {}", sign, field.path, value_of(value)), tint(sign), out);
  }
}

std::string file_of(const ObjectChange& change) {
  std::string name = title(change);
  for (char& c : name) c = static_cast<unsigned char>(c) < 0x21 ? ' ' : c;
  return name;
}

std::string hunks_of(const ObjectChange& change) {
  return fmt::format("--- {}\n+++ {}\n{}", change.before == nullptr ? "/dev/null" : file_of(change),
                     change.after == nullptr ? "/dev/null" : file_of(change),
                     unified_lines(yaml_of(change.before), yaml_of(change.after)));
}

/// A fence that the text does not hold.
std::string fence_for(std::string_view text) {
  std::string fence = "```";
  while (text.find(fence) != std::string_view::npos) fence += '`';
  return fence;
}

std::string in_code(std::string_view text) {
  std::string plain(text);
  std::ranges::replace_if(
      plain, [](char c) { return c == '`' || static_cast<unsigned char>(c) < 0x20; }, ' ');
  return fmt::format("`{}`", plain);
}

std::string in_html(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    if (c == '<' || c == '>' || c == '&' || static_cast<unsigned char>(c) < 0x20) {
      safe += c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '&' ? "&amp;" : " ";
    } else {
      safe += c;
    }
  }
  return safe;
}

void append_markdown_traps(const std::vector<Trap>& traps, std::string& out) {
  for (const Trap& trap : traps) {
    out += fmt::format("- **{}**{}{}: {}\n  - What to do: {}\n", trap.refused ? "Kubernetes refuses this" : "Careful",
                       trap.path.empty() ? "" : " ", trap.path.empty() ? "" : in_code(trap.path), in_code(trap.message),
                       in_code(trap.remedy));
  }
}

}  // namespace

std::string yaml_of(const Node* object) {
  std::string text;
  if (object != nullptr) emit::write_yaml_object(*object, text);
  return text;
}

std::string text(const std::vector<ObjectChange>& changes, const std::vector<Trap>& stores, bool color) {
  std::string out;
  for (const ObjectChange& change : changes) {
    const char sign = sign_of(change.before, change.after);
    line(fmt::format("{} {}", sign, title(change)), color ? color_of(sign) : "", out);
    for (const FieldChange& field : change.fields) append_field(field, color, out);
    append_traps(change.traps, color, out);
  }
  append_traps(stores, color, out);
  if (!changes.empty()) line(totals(changes), color ? kBold : "", out);
  return out;
}

std::string unified(const std::vector<ObjectChange>& changes, const std::vector<Trap>& stores, bool color) {
  std::string out;
  for (const ObjectChange& change : changes) {
    const std::string hunks = hunks_of(change);
    for (std::string_view rest = hunks; !rest.empty();) {
      const auto end = rest.find('\n');
      const std::string_view one = rest.substr(0, end);
      const bool plain = !color || one.empty() || std::string_view("+-@").find(one[0]) == std::string_view::npos;
      line(one, plain ? "" : color_of(one[0]), out);
      rest.remove_prefix(end + 1);
    }
  }
  std::vector<Trap> traps = stores;
  for (const ObjectChange& change : changes) {
    for (Trap trap : change.traps) {
      trap.message = fmt::format("{} ({})", trap.message, title(change));
      traps.push_back(std::move(trap));
    }
  }
  for (const Trap& trap : traps) {
    line(fmt::format("# {}: {}{}{}; do: {}", trap.refused ? "refused" : "careful", trap.path,
                     trap.path.empty() ? "" : ": ", trap.message, trap.remedy),
         !color ? "" : kYellow, out);
  }
  return out;
}

std::string markdown(const std::vector<ObjectChange>& changes, const std::vector<Trap>& stores) {
  std::string out = "### What this changes in the cluster\n\n";
  if (changes.empty()) return out + "Nothing.\n";
  out += fmt::format("{}.\n\n", totals(changes));
  std::string traps;
  append_markdown_traps(stores, traps);
  for (const ObjectChange& change : changes) {
    if (change.traps.empty()) continue;
    traps += fmt::format("\n{}\n\n", in_code(title(change)));
    append_markdown_traps(change.traps, traps);
  }
  if (!traps.empty()) out += "#### Look at this first\n\n" + traps + "\n";
  for (const ObjectChange& change : changes) {
    const char sign = sign_of(change.before, change.after);
    const std::string hunks = hunks_of(change);
    const std::string fence = fence_for(hunks);
    out += fmt::format("<details><summary>{} <code>{}</code></summary>\n\n{}diff\n{}{}\n\n</details>\n\n",
                       sign == '+'   ? "added"
                       : sign == '-' ? "removed"
                                     : "changed",
                       in_html(title(change)), fence, hunks, fence);
  }
  return out;
}

}  // namespace feastctl::diff
