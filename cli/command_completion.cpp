/// feastctl completion: what shells need to complete commands, options and their values; made from the table
/// of options.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "commands.hpp"
#include "declare.hpp"
#include "exit_code.hpp"
#include "io.hpp"

namespace feastctl::cli {

namespace {

struct Word {
  std::string name;  ///< with its dashes
  std::string_view text;
  std::vector<std::string_view> choices;
  bool takes_value = false;
};

struct Command {
  std::string_view name, text;
  std::vector<Word> options;
  std::vector<std::string_view> words;  ///< what can stand behind it: subcommands, or the values of its argument
  bool takes_files = false;
};

std::vector<std::string_view> values_of(const options::Option& option) {
  std::vector<std::string_view> names;
  for (const options::Choice& choice : options::choices_of(option)) names.push_back(choice.name);
  return names;
}

std::vector<Command> commands_of_program() {
  std::vector<Command> commands;
  for (const options::CommandRow* row : options::below(options::Command::kProgram)) {
    Command command{row->name, row->summary, {}, {}, false};
    for (const options::CommandRow* below : options::below(row->command)) {
      command.words.push_back(below->name.substr(below->name.rfind(' ') + 1));
    }
    for (const options::Option* option : options::of(row->command)) {
      if (option->is_argument()) {
        command.takes_files |= option->name == "PATH";
        command.words = values_of(*option);
        continue;
      }
      const auto add = [&](std::string name) {
        command.options.push_back({std::move(name), option->help, values_of(*option), !option->is_flag()});
      };
      if (option->letter != '\0') add(std::string("-") + option->letter);
      add(fmt::format("--{}", option->name));
    }
    commands.push_back(std::move(command));
  }
  return commands;
}

std::string joined(const std::vector<std::string_view>& words) {
  return fmt::format("{}", fmt::join(words, " "));
}

/// In single quotes, as all three shells take it.
std::string in_quotes(std::string_view text, std::string_view apostrophe = "'\\''") {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? apostrophe : std::string_view(&c, 1);
  return out + "'";
}

std::string bash(const std::vector<Command>& commands) {
  std::string values, options, names, arguments;
  for (const Command& c : commands) {
    names.append(names.empty() ? "" : " ").append(c.name);
    std::string words;
    for (const Word& w : c.options) {
      words += (words.empty() ? "" : " ") + w.name;
      if (!w.choices.empty()) values += fmt::format("    {}:{}) words='{}' ;;\n", c.name, w.name, joined(w.choices));
    }
    options += fmt::format("      {}) words='{}' ;;\n", c.name, words);
    if (!c.words.empty()) arguments += fmt::format("    {}:2) words='{}' ;;\n", c.name, joined(c.words));
  }
  return fmt::format(R"(# feastctl completion for bash: source <(feastctl completion bash)
_feastctl() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} option=${{COMP_WORDS[COMP_CWORD-1]}} words=
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    words='{0}'
    [[ $current == -* ]] && words='--help --version'
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
    return
  fi
  if [[ $current == '=' ]]; then
    current=
  elif [[ $option == '=' ]]; then
    option=${{COMP_WORDS[COMP_CWORD-2]}}
  fi
  case ${{COMP_WORDS[1]}}:$option in
{1}  esac
  if [[ -z $words && $current == -* ]]; then
    case ${{COMP_WORDS[1]}} in
{2}    esac
  elif [[ -z $words && ${{COMP_WORDS[1]}} == explain ]]; then
    words=$(feastctl rules 2>/dev/null | cut -d ' ' -f 1)
  elif [[ -z $words && ${{COMP_WORDS[1]}} == help ]]; then
    words='{0}'
  fi
  [[ -z $words ]] && case ${{COMP_WORDS[1]}}:$COMP_CWORD in
{3}  esac
  [[ -n $words ]] && mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
}}
complete -o default -F _feastctl feastctl
)",
                     names, values, options, arguments);
}

std::string zsh(const std::vector<Command>& commands) {
  // In a specification of _arguments these end a part.
  const auto plain = [](std::string_view text) {
    std::string out;
    for (const char c : text) out += c == '[' || c == ']' || c == ':' ? std::string("\\") + c : std::string(1, c);
    return out;
  };
  std::string described, cases;
  for (const Command& c : commands) {
    described += fmt::format("    {}\n", in_quotes(fmt::format("{}:{}", c.name, c.text)));
    cases += fmt::format("    {})\n      _arguments", c.name);
    for (const Word& w : c.options) {
      const std::string value = !w.takes_value      ? ""
                                : w.choices.empty() ? ":value:_files"
                                                    : fmt::format(":value:({})", joined(w.choices));
      const std::string_view equals = w.takes_value && w.name.starts_with("--") ? "=" : "";
      cases +=
          fmt::format(" \\\n        {}", in_quotes(fmt::format("*{}{}[{}]{}", w.name, equals, plain(w.text), value)));
    }
    if (c.takes_files) cases += " \\\n        '*:file:_files'";
    if (!c.words.empty()) cases += fmt::format(" \\\n        '1:argument:({})'", joined(c.words));
    if (c.name == "explain") cases += " \\\n        '1:code:($(feastctl rules 2>/dev/null | cut -d \" \" -f 1))'";
    cases += "\n      ;;\n";
  }
  return fmt::format(R"(#compdef feastctl
# feastctl completion for zsh: source <(feastctl completion zsh), or put it as _feastctl into a folder of $fpath.
_feastctl() {{
  local -a commands=(
{}  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  shift words
  (( CURRENT-- ))
  case $words[1] in
{}  esac
}}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
  _feastctl "$@"
else
  compdef _feastctl feastctl
fi
)",
                     described, cases);
}

std::string fish(const std::vector<Command>& commands) {
  std::string out = "# feastctl completion for fish: feastctl completion fish | source\n";
  const auto text = [](std::string_view words) { return in_quotes(words, "\\'"); };
  for (const Command& c : commands) {
    out += fmt::format("complete -c feastctl -n __fish_use_subcommand -f -a {} -d {}\n", c.name, text(c.text));
  }
  for (const Command& c : commands) {
    const std::string when = fmt::format("complete -c feastctl -n '__fish_seen_subcommand_from {}'", c.name);
    for (const Word& w : c.options) {
      const bool lng = w.name.starts_with("--");
      out += fmt::format("{} {} {}", when, lng ? "-l" : "-s", w.name.substr(lng ? 2 : 1));
      if (w.takes_value) out += w.choices.empty() ? " -r" : fmt::format(" -x -a '{}'", joined(w.choices));
      out += fmt::format(" -d {}\n", text(w.text));
    }
    if (!c.words.empty()) out += fmt::format("{} -f -a '{}'\n", when, joined(c.words));
    if (c.name == "explain") out += when + " -f -a '(feastctl rules 2>/dev/null | cut -d \" \" -f 1)'\n";
  }
  return out;
}

int completion(const std::string& shell) {
  const auto commands = commands_of_program();
  return write_stdout(shell == "bash"  ? bash(commands)
                      : shell == "zsh" ? zsh(commands)
                                       : fish(commands))
             ? kFine
             : kUnreadable;
}

}  // namespace

void add_completion(CLI::App& program, int& status) {
  auto* command = add_command(program, options::Command::kCompletion);
  auto shell = std::make_shared<std::string>();
  Declarer(*command, options::Command::kCompletion)("SHELL", *shell);
  command->callback([shell, &status] { status = completion(*shell); });
}

}  // namespace feastctl::cli
