/// feastctl completion: what shells need to complete commands, options and their values; made from the options
/// themselves.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "commands.hpp"
#include "exit_code.hpp"
#include "io.hpp"

namespace feastctl::cli {

namespace {

struct Word {
  std::string name;  ///< with its dashes
  std::string text;
  std::vector<std::string> choices;
  bool takes_value = false;
};

struct Command {
  std::string name, text;
  std::vector<Word> options;
  bool takes_files = false;
};

/// The legal values, which CLI11 knows only as a text: `TEXT:{a,b}`.
std::vector<std::string> choices_of(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  const auto open = type.find('{');
  const auto close = type.find('}', open);
  if (open == std::string::npos || close == std::string::npos) return {};
  return CLI::detail::split(type.substr(open + 1, close - open - 1), ',');
}

std::vector<Command> commands_of(const CLI::App& program) {
  std::vector<Command> commands;
  for (const CLI::App* app : program.get_subcommands({})) {
    Command command{app->get_name(), app->get_description(), {}, false};
    for (const CLI::Option* option : app->get_options()) {
      if (option->get_positional()) command.takes_files |= option->get_name(true) == "PATH";
      const bool value = option->get_items_expected_max() != 0;
      const auto add = [&](const std::string& name) {
        command.options.push_back({name, option->get_description(), choices_of(*option), value});
      };
      for (const std::string& name : option->get_snames()) add("-" + name);
      for (const std::string& name : option->get_lnames()) add("--" + name);
    }
    commands.push_back(std::move(command));
  }
  return commands;
}

std::string joined(const std::vector<std::string>& words) {
  return fmt::format("{}", fmt::join(words, " "));
}

/// In single quotes, as all three shells take it.
std::string in_quotes(std::string_view text, std::string_view apostrophe = "'\\''") {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? apostrophe : std::string_view(&c, 1);
  return out + "'";
}

std::string bash(const std::vector<Command>& commands) {
  std::string values, options, names;
  for (const Command& c : commands) {
    names += (names.empty() ? "" : " ") + c.name;
    std::string words;
    for (const Word& w : c.options) {
      words += (words.empty() ? "" : " ") + w.name;
      if (!w.choices.empty()) values += fmt::format("    {}:{}) words='{}' ;;\n", c.name, w.name, joined(w.choices));
    }
    options += fmt::format("      {}) words='{}' ;;\n", c.name, words);
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
  elif [[ -z $words && ${{COMP_WORDS[1]}} == completion ]]; then
    words='bash zsh fish'
  elif [[ -z $words && ${{COMP_WORDS[1]}} == help ]]; then
    words='{0}'
  fi
  [[ -n $words ]] && mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
}}
complete -o default -F _feastctl feastctl
)",
                     names, values, options);
}

std::string zsh(const std::vector<Command>& commands) {
  // In a specification of _arguments these end a part.
  const auto plain = [](const std::string& text) {
    std::string out;
    for (const char c : text) out += c == '[' || c == ']' || c == ':' ? std::string("\\") + c : std::string(1, c);
    return out;
  };
  std::string described, cases;
  for (const Command& c : commands) {
    described += fmt::format("    {}\n", in_quotes(c.name + ":" + c.text));
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
    if (c.name == "completion") cases += " \\\n        '1:shell:(bash zsh fish)'";
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
  const auto text = [](const std::string& words) { return in_quotes(words, "\\'"); };
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
    if (c.name == "completion") out += when + " -f -a 'bash zsh fish'\n";
    if (c.name == "explain") out += when + " -f -a '(feastctl rules 2>/dev/null | cut -d \" \" -f 1)'\n";
  }
  return out;
}

int completion(const std::string& shell) {
  CLI::App whole("", "feastctl");
  int ignored = 0;
  add_all(whole, ignored);
  const auto commands = commands_of(whole);
  return write_stdout(shell == "bash"  ? bash(commands)
                      : shell == "zsh" ? zsh(commands)
                                       : fish(commands))
             ? kFine
             : kUnreadable;
}

}  // namespace

void add_completion(CLI::App& program, int& status) {
  auto* command = program.add_subcommand("completion", "Print what a shell needs to complete feastctl's words");
  auto shell = std::make_shared<std::string>();
  command->add_option("SHELL", *shell, "The shell")->required()->check(CLI::IsMember({"bash", "zsh", "fish"}));
  command->footer(
      "Examples:\n"
      "  source <(feastctl completion bash)      in ~/.bashrc; likewise for zsh\n"
      "  feastctl completion fish > ~/.config/fish/completions/feastctl.fish");
  command->callback([shell, &status] { status = completion(*shell); });
}

}  // namespace feastctl::cli
