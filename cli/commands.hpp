/// @file
/// @brief One declaration per subcommand, each implemented in command_<name>.cpp.
#pragma once

#include <CLI/App.hpp>
#include <span>

#include "options/option.hpp"

namespace feastctl::cli {

/// Adds the subcommand to the program; if it is chosen, it sets `status` to the exit status.
void add_render(CLI::App& program, int& status);
void add_validate(CLI::App& program, int& status);
void add_adopt(CLI::App& program, int& status);
void add_capacity(CLI::App& program, int& status);
void add_completion(CLI::App& program, int& status);
void add_convert(CLI::App& program, int& status);
void add_defaults(CLI::App& program, int& status);
void add_explain(CLI::App& program, int& status);
void add_argocd(CLI::App& program, int& status);
void add_diff(CLI::App& program, int& status);
void add_fn(CLI::App& program, int& status);
void add_graph(CLI::App& program, int& status);
void add_images(CLI::App& program, int& status);
void add_init(CLI::App& program, int& status);
void add_kinds(CLI::App& program, int& status);
void add_lsp(CLI::App& program, int& status);
void add_rbac(CLI::App& program, int& status);
void add_rules(CLI::App& program, int& status);
void add_simulate(CLI::App& program, int& status);
void add_schema(CLI::App& program, int& status);
void add_upgrade(CLI::App& program, int& status);
void add_admit(CLI::App& program, int& status);
void add_config(CLI::App& program, int& status);
void add_version(CLI::App& program, int& status);

struct Subcommand {
  options::Command command;
  void (*add)(CLI::App& program, int& status);
};

/// The commands that this program has (commands.cpp).
std::span<const Subcommand> subcommands();

/// Whether the program was started under the name of a kind, as kustomize starts legacy exec plugins.
bool is_legacy_plugin(const char* program);
/// Runs as such a plugin; returns the exit status.
int legacy_plugin(int argc, char** argv);

}  // namespace feastctl::cli
