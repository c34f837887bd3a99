#include "options/help.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace feastctl::options {

namespace {

constexpr std::size_t kWidth = 100;
constexpr std::size_t kColumn = 30;  // the column where help texts begin

/// Appends the text, wrapped; `column` is the current column, and that of the following lines.
void append_wrapped(std::string_view text, std::size_t column, std::string& out) {
  std::size_t at = column;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (at > column && at + 1 + word.size() > kWidth) {
      out += "\n" + std::string(column, ' ');
      at = column;
    }
    if (at > column) {
      out += ' ';
      ++at;
    }
    out += word;
    at += word.size();
  }
  out += "\n";
}

/// A term on the left with its text on the right, or below it if the term is long.
void append_entry(std::string_view left, std::string_view text, std::size_t column, std::string& out) {
  out += left;
  const bool fits = left.size() + 2 <= column;
  if (!fits) out += "\n";
  out += std::string(fits ? column - left.size() : column, ' ');
  append_wrapped(text, column, out);
}

/// The accepted values and the default: ` [yaml, json; default: yaml]`.
std::string limits_of(const Option& option) {
  std::string words;
  for (const Choice& choice : choices_of(option)) words += fmt::format("{}{}", words.empty() ? "" : ", ", choice.name);
  const std::string_view value = option.initial.empty() ? option.otherwise : option.initial;
  if (!value.empty()) words += fmt::format("{}default: {}", words.empty() ? "" : "; ", value);
  return words.empty() ? "" : fmt::format(" [{}]", words);
}

void append_options(Command command, std::string& out) {
  const std::vector<const Option*> rows = of(command);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Option& row = *rows[i];
    if (i == 0 || row.group != rows[i - 1]->group) out += fmt::format("\n{}:\n", title(row.group));
    append_entry("  " + spelled(row), std::string(row.help) + limits_of(row), kColumn, out);
  }
}

void append_commands(Command command, std::string& out) {
  const auto rows = below(command);
  if (rows.empty()) return;
  out += "\nCommands:\n";
  std::size_t longest = 0;
  const auto word = [](const CommandRow& row) { return row.name.substr(row.name.rfind(' ') + 1); };
  for (const CommandRow* row : rows) longest = std::max(longest, word(*row).size());
  for (const CommandRow* row : rows) append_entry(fmt::format("  {}", word(*row)), row->summary, longest + 4, out);
}

void append_examples(const CommandRow& row, std::string& out) {
  const auto examples = row.examples == nullptr ? std::vector<Example>() : row.examples();
  if (!examples.empty()) out += "\nExamples:\n";
  for (const Example& example : examples) out += fmt::format("  # {}\n  {}\n", example.about, example.command);
}

}  // namespace

std::string spelled(const Option& option) {
  if (option.is_argument()) {
    const std::string_view dots = option.is_list() ? "..." : "";
    return option.required ? fmt::format("{}{}", option.placeholder, dots)
                           : fmt::format("[{}]{}", option.placeholder, dots);
  }
  const std::string letter = option.letter == '\0' ? "    " : fmt::format("-{}, ", option.letter);
  switch (option.value) {
    case Value::kFlag: return fmt::format("{}--{}", letter, option.name);
    case Value::kFlagOrList: return fmt::format("{}--{}[={}]", letter, option.name, option.placeholder);
    default: return fmt::format("{}--{}={}", letter, option.name, option.placeholder);
  }
}

std::vector<std::string> usages(const CommandRow& row) {
  const std::string command = fmt::format("feastctl{}{}", row.name.empty() ? "" : " ", row.name);
  std::vector<std::string> lines;
  for (std::string_view rest = row.arguments; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    lines.push_back(fmt::format("{} {}", command, rest.substr(0, end)));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  if (!lines.empty()) return lines;
  if (!below(row.command).empty()) return {command + " COMMAND"};
  const auto rows = of(row.command);
  const auto is_option = [](const Option* option) { return !option->is_argument() && option->name != "help"; };
  lines.push_back(command + (std::ranges::any_of(rows, is_option) ? " [OPTION]..." : ""));
  for (const Option* option : rows) {
    if (option->is_argument()) lines.back() += " " + spelled(*option);
  }
  return lines;
}

std::string help(Command command) {
  const CommandRow& row = row_of(command);
  std::string out = fmt::format("{}\n\nUsage: {}\n", row.summary, fmt::join(usages(row), "\n       "));
  append_commands(command, out);
  append_options(command, out);
  append_examples(row, out);
  if (!row.note.empty()) {
    out += "\n";
    append_wrapped(row.note, 0, out);
  }
  return out;
}

}  // namespace feastctl::options
