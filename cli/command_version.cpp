/// feastctl version: prints the versions of feastctl, and of Feast and Kubernetes to which its verdict applies.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "commands.hpp"
#include "declare.hpp"
#include "exit_code.hpp"
#include "feastctl.hpp"
#include "io.hpp"
#include "version.hpp"

namespace feastctl::cli {

namespace {

/// `0.59, 0.60` → `"0.59", "0.60"`
std::string in_quotes(const std::string& list) {
  std::string out = "\"";
  for (const char c : list) {
    if (c == ',') out += '"';
    out += c;
    if (c == ' ') out += '"';
  }
  return out + "\"";
}

int version(const std::string& output) {
  const FeastRelease feast;
  const KubernetesRelease kubernetes;
  std::string text;
  if (output == "json") {
    text = fmt::format(
        "{{\"feastctl\": \"{}\", \"feast\": \"{}\", \"kubernetes\": \"{}\", \"feastVersions\": [{}], "
        "\"kubernetesVersions\": [{}]}}\n",
        kVersion, feast.full(), kubernetes.name(), in_quotes(known_feast_releases()),
        in_quotes(known_kubernetes_releases()));
  } else {
    text = fmt::format(
        "feastctl {} (Feast {}, Kubernetes {})\n"
        "Feast releases: {}\n"
        "Kubernetes minors: {}\n",
        kVersion, feast.full(), kubernetes.name(), known_feast_releases(), known_kubernetes_releases());
  }
  return write_stdout(text) ? kFine : kUnreadable;
}

}  // namespace

void add_version(CLI::App& program, int& status) {
  auto* command = add_command(program, options::Command::kVersion);
  auto output = std::make_shared<std::string>();
  Declarer(*command, options::Command::kVersion)("output", *output);
  command->callback([output, &status] { status = version(*output); });
}

}  // namespace feastctl::cli
