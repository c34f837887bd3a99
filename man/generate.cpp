/// Writes what follows from the tables of lib/options: the pages of the manual, and the keywords of the Python calls.
///
///   generate man PAGE.1.in PAGE.1          fills in the lines between @ of a page; man/CMakeLists.txt
///   generate python _options.py            python/CMakeLists.txt
///
/// A page says in its own words what a command does; these lines stand for what the tables know:
///   @HEAD render@       NAME and SYNOPSIS
///   @COMMANDS@          the commands, each with its summary
///   @OPTIONS render@    the options by group, under headings
///   @EXAMPLES render@   the section EXAMPLES
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <exception>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "options/help.hpp"
#include "options/options.hpp"

namespace {

using namespace feastctl::options;

/// A text as lines of mdoc: a line per sentence, and what is in backticks or begins with dashes in macros.
class Mdoc {
 public:
  void text(std::string_view text) {
    while (!text.empty()) {
      if (text.starts_with('`')) {
        const auto end = text.find('`', 1);
        if (end == npos) throw std::invalid_argument(fmt::format("a backtick is not closed: {}", text));
        typed(text.substr(1, end - 1), text, end + 1);
      } else if (text.starts_with("--")) {
        typed(text.substr(0, text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-=")), text, npos);
      } else {
        const std::size_t end = std::min(text.find(' '), text.size());
        word(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
      }
    }
    flush();
  }
  void line(std::string_view line) {
    flush();
    out_ += line;
    out_ += '\n';
  }
  std::string take() {
    flush();
    return std::exchange(out_, {});
  }

 private:
  static constexpr std::size_t npos = std::string_view::npos;

  void flush() {
    if (!line_.empty()) out_ += line_ + "\n";
    line_.clear();
  }
  void word(std::string_view word) {
    if (line_.size() + word.size() > 78) flush();
    if (!line_.empty()) {
      line_ += ' ';
    } else if (word.starts_with('.') || word.starts_with('\'')) {
      line_ += "\\&";  // no request of roff
    }
    line_ += word;
    if (word.ends_with('.')) flush();
  }
  /// What is typed, as a macro, with the punctuation behind it; `length` of the rest belongs to it.
  void typed(std::string_view typed, std::string_view& rest, std::size_t length) {
    rest.remove_prefix(length == npos ? typed.size() : length);
    const std::size_t end = std::min(rest.find(' '), rest.size());
    flush();
    line_ = macro(typed);
    if (end != 0) line_ += fmt::format(" {}", rest.substr(0, end));
    flush();
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  static std::string macro(std::string_view typed) {
    const auto upper = [](unsigned char c) { return std::isupper(c) != 0 || c == '_'; };
    if (typed.starts_with("--")) {
      const auto equals = typed.find('=');
      if (equals == npos) return fmt::format(".Fl {}", typed.substr(1));
      return fmt::format(".Fl {} Ns = Ns Cm {}", typed.substr(1, equals - 1), typed.substr(equals + 1));
    }
    if (std::ranges::all_of(typed, upper)) return fmt::format("{} {}", typed.find('_') == npos ? ".Ar" : ".Ev", typed);
    if (typed.find(' ') != npos) return fmt::format(".Ql {}", typed);
    return fmt::format("{} {}", typed.starts_with('.') || typed.find(".yaml") != npos ? ".Pa" : ".Cm", typed);
  }

  std::string out_, line_;
};

std::string capital(std::string_view text) {
  std::string out(text);
  if (!out.empty()) out[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(out[0])));
  return out;
}

/// `Fl o , Fl -output Ns = Ns Ar FORMAT`
std::string item(const Option& option) {
  if (option.is_argument()) return fmt::format("Ar {}{}", option.placeholder, option.is_list() ? " ..." : "");
  const std::string letter = option.letter == '\0' ? "" : fmt::format("Fl {} , ", option.letter);
  const std::string name = fmt::format("{}Fl -{}", letter, option.name);
  if (option.value == Value::kFlagOrList) return fmt::format("{} Ns Op = Ns Ar {}", name, option.placeholder);
  return option.is_flag() ? name : fmt::format("{} Ns = Ns Ar {}", name, option.placeholder);
}

void write_choices(const Option& option, Mdoc& out) {
  const auto choices = choices_of(option);
  if (choices.empty()) return;
  if (std::ranges::any_of(choices, [](const Choice& c) { return !c.about.empty(); })) {
    out.line(".Bl -tag -width Ds -compact");
    for (const Choice& choice : choices) {
      out.line(fmt::format(".It Cm {}", choice.name));
      out.text(choice.about);
    }
    out.line(".El");
    return;
  }
  out.line("One of");
  for (const Choice& choice : choices) {
    const bool last = &choice == &choices.back();
    const bool penultimate = choices.size() > 1 && &choice == &choices[choices.size() - 2];
    out.line(fmt::format(".Cm {} {}", choice.name, last ? "." : penultimate ? "or" : ","));
  }
}

void write_option(const Option& option, Mdoc& out) {
  out.line(fmt::format(".It {}", item(option)));
  out.text(option.help);
  out.text(option.details);
  write_choices(option, out);
  if (!option.initial.empty()) {
    out.line(fmt::format("Default:\n.Cm {} .", option.initial));
  } else if (!option.otherwise.empty()) {
    out.text(fmt::format("Default: {}.", option.otherwise));
  }
}

std::string options_of(Command command) {
  Mdoc out;
  const auto rows = of(command);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i == 0 || rows[i]->group != rows[i - 1]->group) {
      if (i != 0) out.line(".El");
      out.line(fmt::format(".Ss {}\n.Bl -tag -width Ds", title(rows[i]->group)));
    }
    write_option(*rows[i], out);
  }
  out.line(".El");
  return out.take();
}

/// What follows the command in a usage line, a macro a line: `[PATH]...` is `.Op Ar PATH ...`.
std::string arguments_of(std::string_view words) {
  std::string out;
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    std::string_view word = words.substr(0, end);
    words.remove_prefix(std::min(end + 1, words.size()));
    const bool repeated = word.ends_with("...");
    if (repeated) word.remove_suffix(3);
    const bool optional = word.starts_with('[');
    if (optional) word = word.substr(1, word.size() - 2);
    const auto equals = word.find('=');
    const std::string macro =
        word.starts_with("--") ? fmt::format("Fl {} Ns = Ns Ar {}", word.substr(1, equals - 1), word.substr(equals + 1))
                               : fmt::format("Ar {}", word);
    out += fmt::format(".{}{}{}\n", optional ? "Op " : "", macro, repeated ? " ..." : "");
  }
  return out;
}

/// The lines of SYNOPSIS for one command.
std::string synopsis(const CommandRow& row) {
  const std::string command = row.name.empty() ? "feastctl" : fmt::format("feastctl {}", row.name);
  std::string out;
  for (const std::string& usage : usages(row)) {
    out += fmt::format(".Nm {}\n{}", command,
                       arguments_of(std::string_view(usage).substr(std::min(command.size() + 1, usage.size()))));
  }
  return out;
}

std::string head(Command command) {
  const CommandRow& row = row_of(command);
  std::string summary(row.summary);
  summary[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(summary[0])));
  if (row.name.empty()) {
    return fmt::format(".Dt FEASTCTL 1\n.Os\n.Sh NAME\n.Nm feastctl\n.Nd {}\n.Sh SYNOPSIS\n{}", summary, synopsis(row));
  }
  std::string upper(row.name);
  std::ranges::transform(upper, upper.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  std::string out = fmt::format(".Dt FEASTCTL-{} 1\n.Os\n.Sh NAME\n.Nm feastctl-{}\n.Nd {}\n.Sh SYNOPSIS\n", upper,
                                row.name, summary);
  const auto parts = below(command);
  if (parts.empty()) return out + synopsis(row);
  for (const CommandRow* part : parts) out += synopsis(*part);
  return out;
}

std::string commands_list() {
  Mdoc out;
  out.line(".Bl -tag -width completion");
  for (const CommandRow* row : below(Command::kProgram)) {
    out.line(fmt::format(".It Ic {}", row->name));
    out.text(fmt::format("{}.", row->summary));
    out.line(fmt::format("See\n.Xr feastctl-{} 1 .", row->name));
  }
  out.line(".El");
  return out.take();
}

std::string examples_of(Command command) {
  Mdoc out;
  out.line(".Sh EXAMPLES");
  bool first = true;
  for (const Example& example : row_of(command).examples()) {
    if (!std::exchange(first, false)) out.line(".Pp");
    out.text(capital(example.about) + ":");
    out.line(fmt::format(".Pp\n.Dl {}", example.command));
  }
  return out.take();
}

/// What a line between @ stands for.
std::string filled(std::string_view line) {
  const auto space = line.find(' ');
  const std::string_view what = line.substr(0, space);
  Command command = Command::kProgram;
  if (space != std::string_view::npos) {
    const std::string_view name = line.substr(space + 1);
    const auto found = std::ranges::find(commands(), name, &CommandRow::name);
    if (found == commands().end()) throw std::invalid_argument(fmt::format("no command {}", name));
    command = found->command;
  }
  if (what == "HEAD") return head(command);
  if (what == "COMMANDS") return commands_list();
  if (what == "OPTIONS") return options_of(command);
  if (what == "EXAMPLES") return examples_of(command);
  throw std::invalid_argument(fmt::format("what is @{}@?", line));
}

std::string page(const std::string& from) {
  std::ifstream in(from);
  if (!in) throw std::runtime_error("cannot read " + from);
  std::string out;
  for (std::string line; std::getline(in, line);) {
    const bool made = line.size() > 2 && line.starts_with('@') && line.ends_with('@');
    out += made ? filled(std::string_view(line).substr(1, line.size() - 2)) : line + "\n";
  }
  return out;
}

std::string type_of(const Option& option) {
  switch (option.value) {
    case Value::kFlag: return "bool";
    case Value::kNumber: return "int";
    case Value::kList: return "Sequence[str]";
    case Value::kFlagOrList: return "Union[bool, Sequence[str]]";
    case Value::kText: break;
  }
  std::string choices;
  for (const Choice& choice : choices_of(option)) {
    choices += fmt::format("{}\"{}\"", choices.empty() ? "" : ", ", choice.name);
  }
  if (!choices.empty()) return fmt::format("Literal[{}]", choices);
  return option.placeholder == "FILE" ? "Union[str, os.PathLike[str]]" : "str";
}

/// The keywords of one call.
std::string typed_dict(std::string_view name, Command command) {
  std::string out = fmt::format("\n\nclass {}(TypedDict, total=False):\n", name);
  out += fmt::format("    \"\"\"What {}() takes besides its inputs.\"\"\"\n\n", row_of(command).name);
  for (const Option* option : at(kPython)) {
    if (!contains(option->commands | option->indifferent, command)) continue;
    std::string keyword(option->name);
    std::ranges::replace(keyword, '-', '_');
    out += fmt::format("    {}: {}\n", keyword, type_of(*option));
  }
  return out;
}

std::string python() {
  return "\"\"\"The keywords of the calls: options of the command line with `_` for `-`; `feastctl render --help` "
         "explains them.\n\nMade by man/generate.cpp from lib/options.\n\"\"\"\n"
         "from __future__ import annotations\n\nimport os\nfrom typing import Literal, Sequence, TypedDict, Union\n" +
         typed_dict("ValidateOptions", Command::kValidate) + typed_dict("RenderOptions", Command::kRender);
}

}  // namespace

int main(int argc, char** argv) try {
  const std::vector<std::string> words(argv + 1, argv + argc);
  const bool man = words.size() == 3 && words[0] == "man";
  if (!man && !(words.size() == 2 && words[0] == "python")) throw std::invalid_argument("wrong arguments");
  const std::string text = man ? page(words[1]) : python();
  std::ofstream out(words.back(), std::ios::binary);
  out << text;
  out.close();
  if (!out) throw std::runtime_error("cannot write " + words.back());
  return 0;
} catch (const std::exception& error) {
  std::cerr << "generate: " << error.what() << "\n";
  return 1;
}
