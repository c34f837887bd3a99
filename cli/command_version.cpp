/// feastctl version: which feastctl, and which Feast and Kubernetes its verdict stands for.
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
  auto* command = add_command(program, options::Command::kVersion);
  auto output = std::make_shared<std::string>();
  Declarer(*command, options::Command::kVersion)("output", *output);
  command->callback([output, &status] { status = version(*output); });
}

}  // namespace feastctl::cli
