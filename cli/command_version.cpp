/// feastctl version: which feastctl, and which Feast and Kubernetes its verdict stands for.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "commands.hpp"
#include "exit_code.hpp"
#include "feastctl.hpp"
#include "io.hpp"
#include "version.hpp"

namespace feastctl::cli {

namespace {

int version(const std::string& output) {
  const std::string text =
      output == "json"
          ? fmt::format("{{\"feastctl\": \"{}\", \"feast\": \"{}\", \"kubernetes\": \"{}\"}}\n", kVersion,
                        kFeastVersion, kKubernetesVersion)
          : fmt::format("feastctl {} (Feast {}, Kubernetes {})\n", kVersion, kFeastVersion, kKubernetesVersion);
  return write_stdout(text) ? kFine : kUnreadable;
}

}  // namespace

void add_version(CLI::App& program, int& status) {
  auto* command = program.add_subcommand("version", "Print the versions of feastctl, and of what it stands for");
  auto output = std::make_shared<std::string>("text");
  command->add_option("-o,--output", *output, "The form of the output")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
  command->footer("Examples:\n  feastctl version --output=json");
  command->callback([output, &status] { status = version(*output); });
}

}  // namespace feastctl::cli
