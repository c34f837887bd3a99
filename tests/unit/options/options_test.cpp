#include "options/options.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>

#include "options/help.hpp"

namespace feastctl::options {

namespace {

/// The longest line of a text, in characters.
std::size_t width(std::string_view text) {
  std::size_t longest = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    longest = std::max(longest, end);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return longest;
}

}  // namespace

TEST_CASE("no command has two options of one name or letter, and what hides an option is not what takes it") {
  for (const CommandRow& row : commands()) {
    CAPTURE(row.name);
    std::set<std::string_view> names;
    std::set<char> letters;
    for (const Option* option : all()) {
      if (!contains(option->commands | option->indifferent, row.command)) continue;
      CAPTURE(option->name);
      CHECK(names.insert(option->name).second);
      CHECK((option->letter == '\0' || letters.insert(option->letter).second));
      CHECK(find(row.command, option->name) == option);
    }
    CHECK(names.contains("help"));
  }
  for (const Option* option : all()) CHECK((option->commands & option->indifferent) == 0);
}

TEST_CASE("a place knows a name once") {
  for (const Place place : {kConfigFile, kCheckout, kPython}) {
    std::set<std::string_view> names;
    for (const Option* option : at(place)) CHECK(names.insert(option->name).second);
  }
  // what a checkout may set is a key of the file
  for (const Option* option : at(kCheckout)) CHECK((option->places & kConfigFile) != 0);
}

TEST_CASE("texts are what their readers expect") {
  for (const Option* option : all()) {
    CAPTURE(option->name);
    CHECK(option->help.ends_with('.'));
    CHECK(option->help.find('`') == std::string_view::npos);
    CHECK(option->help.find(". ") == std::string_view::npos);
    CHECK((option->details.empty() || option->details.ends_with('.')));
    CHECK(std::ranges::count(option->details, '`') % 2 == 0);
    CHECK((option->is_flag() && option->value == Value::kFlag) == option->placeholder.empty());
    for (const Choice& choice : choices_of(*option)) CHECK((choice.about.empty() || choice.about.ends_with('.')));
    CHECK((option->initial.empty() || problem_with(*option, option->initial).empty()));
  }
  for (const CommandRow& row : commands()) {
    CAPTURE(row.name);
    CHECK_FALSE(row.summary.ends_with('.'));
    CHECK((row.examples != nullptr || row.name.find(' ') != std::string_view::npos));
  }
}

TEST_CASE("help fits a terminal but for examples, which can be copied") {
  for (const CommandRow& row : commands()) {
    CAPTURE(row.name);
    std::string text = help(row.command);
    text.resize(std::min(text.find("\nExamples:"), text.size()));
    CHECK(width(text) <= 100);
  }
}

TEST_CASE("help of a command") {
  CHECK(help(Command::kVersion) ==
        "Print the versions of feastctl, Feast and Kubernetes\n"
        "\n"
        "Usage: feastctl version [OPTION]...\n"
        "\n"
        "Options:\n"
        "  -o, --output=FORMAT         Output format. [text, json; default: text]\n"
        "\n"
        "General:\n"
        "  -h, --help                  Print help.\n"
        "\n"
        "Examples:\n"
        "  # for scripts\n"
        "  feastctl version --output=json\n");
}

TEST_CASE("spelling and usage") {
  using Lines = std::vector<std::string>;
  CHECK(spelled(*find(Command::kRender, "namespace")) == "-n, --namespace=NAME");
  CHECK(spelled(*find(Command::kRender, "external-autoscaler")) == "    --external-autoscaler[=NAME]");
  CHECK(usages(row_of(Command::kProgram)) == Lines{"feastctl COMMAND [OPTION]... [PATH]..."});
  CHECK(usages(row_of(Command::kDiff)) ==
        Lines{"feastctl diff [OPTION]... --against=MANIFESTS [PATH]...", "feastctl diff [OPTION]... OLD NEW"});
  CHECK(usages(row_of(Command::kCompletion)) == Lines{"feastctl completion SHELL"});
  CHECK(usages(row_of(Command::kRules)) == Lines{"feastctl rules"});
  CHECK(usages(row_of(Command::kArgocd)) == Lines{"feastctl argocd COMMAND"});
}

TEST_CASE("words name commands") {
  CHECK(command_named("render") == Command::kRender);
  CHECK(command_named("generate") == std::nullopt);
  CHECK(command_named("generate", Command::kArgocd) == Command::kArgocdGenerate);
  CHECK(command_named("render", Command::kArgocd) == std::nullopt);
  CHECK(command_named("") == std::nullopt);
}

TEST_CASE("values are held against the row") {
  const Option& platform = *find(Command::kRender, "platform");
  CHECK(problem_with(platform, "openshift").empty());
  CHECK(problem_with(platform, "openshit") == "openshit is not one of kubernetes, openshift; did you mean openshift?");
  CHECK(problem_with(platform, "mars") == "mars is not one of kubernetes, openshift");
  const Option& jobs = *find(Command::kRender, "jobs");
  CHECK(problem_with(jobs, "12").empty());
  for (const std::string_view wrong : {"", "-1", "1x", "1234567890", " 1"})
    CHECK_FALSE(problem_with(jobs, wrong).empty());
  CHECK(problem_with(*find(Command::kRender, "namespace"), "anything").empty());
}

TEST_CASE("an option that makes no difference to a command is not in its help, and is taken") {
  CHECK(help(Command::kValidate).find("--gitops") == std::string::npos);
  CHECK(find(Command::kValidate, "gitops") != nullptr);
  CHECK(help(Command::kRender).find("--gitops") != std::string::npos);
  CHECK(find(Command::kVersion, "gitops") == nullptr);
}

}  // namespace feastctl::options
