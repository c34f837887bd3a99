/// feastctl init: a commented starting point, one of the examples that ship with feastctl.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <array>
#include <memory>

#include "base/embedded.hpp"
#include "commands.hpp"
#include "exit_code.hpp"
#include "io.hpp"
#include "replace_file.hpp"

namespace feastctl::cli {

namespace {

constexpr std::string_view kFolder = "examples/";
constexpr std::string_view kFile = "/store.yaml";

/// Short names for examples with long ones.
struct Short {
  std::string_view name, example;
};
constexpr std::array kShort{Short{"ha", "high-availability"}, Short{"openshift", "openshift-tls"},
                            Short{"postgres", "static-postgres"}, Short{"spark", "spark-batch-engine"},
                            Short{"ray", "ray-batch-engine"}};

struct Preset {
  std::string_view name, text;
};

/// Every example of today's spelling.
std::vector<Preset> presets() {
  std::vector<Preset> found;
  for (const EmbeddedFile& file : embedded_files()) {
    if (!file.path.starts_with(kFolder) || !file.path.ends_with(kFile)) continue;
    const auto name = file.path.substr(kFolder.size(), file.path.size() - kFolder.size() - kFile.size());
    if (!name.ends_with("first-spelling")) found.push_back({name, file.text});
  }
  return found;
}

/// The comment that an example begins with, on one line.
std::string about(std::string_view text) {
  std::string words;
  while (text.starts_with("#")) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    words += text.substr(1, end - 1);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  const std::size_t sentence = words.find(". ");
  const std::size_t begin = words.find_first_not_of(' ');
  return begin == std::string::npos
             ? ""
             : words.substr(begin, sentence == std::string::npos ? sentence : sentence + 1 - begin);
}

std::vector<std::string> names() {
  std::vector<std::string> all;
  for (const Preset& p : presets()) all.emplace_back(p.name);
  for (const Short& s : kShort) all.emplace_back(s.name);
  return all;
}

struct InitOptions {
  std::string preset = "minimal";
  std::string file;
  bool list = false;
};

int list() {
  std::string text;
  for (const Preset& p : presets()) text += fmt::format("{:<24} {}\n", p.name, about(p.text));
  return write_stdout(text) ? kFine : kUnreadable;
}

int init(const InitOptions& options) {
  if (options.list) return list();
  std::string_view wanted = options.preset;
  for (const Short& s : kShort) {
    if (s.name == wanted) wanted = s.example;
  }
  const auto text = embedded(fmt::format("{}{}{}", kFolder, wanted, kFile));
  if (!text) throw std::logic_error("a preset without its example");
  if (options.file.empty()) return write_stdout(*text) ? kFine : kUnreadable;
  const std::string problem = create_file(options.file, *text);
  if (problem.empty()) return kFine;
  complain(fmt::format("{}: {}", options.file, problem));
  return kUnreadable;
}

}  // namespace

void add_init(CLI::App& program, int& status) {
  auto* command = program.add_subcommand("init", "Print a commented FeatureStore to start from");
  auto options = std::make_shared<InitOptions>();
  command->add_option("--preset", options->preset, "Which one; --list says what they are")
      ->check(CLI::IsMember(names()))
      ->capture_default_str();
  command->add_flag("--list", options->list, "List the presets");
  command->add_option("--output-file", options->file, "Write it to this file, which must not exist yet");
  command->footer(
      "Examples:\n"
      "  feastctl init > store.yaml\n"
      "  feastctl init --preset=ha --output-file=store.yaml");
  command->callback([options, &status] { status = init(*options); });
}

}  // namespace feastctl::cli
