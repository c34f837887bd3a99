/// @file
/// @brief One declaration a subcommand; each lives in the file command_<name>.cpp.
#pragma once

#include <CLI/App.hpp>

namespace feastctl::cli {

/// Adds the subcommand to the program; when it is chosen, `status` becomes the exit status.
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
void add_images(CLI::App& program, int& status);
void add_init(CLI::App& program, int& status);
void add_kinds(CLI::App& program, int& status);
void add_rbac(CLI::App& program, int& status);
void add_rules(CLI::App& program, int& status);
void add_simulate(CLI::App& program, int& status);
void add_schema(CLI::App& program, int& status);
void add_upgrade(CLI::App& program, int& status);
void add_admit(CLI::App& program, int& status);
void add_version(CLI::App& program, int& status);

/// Whether the program was started by the name of a kind, as kustomize starts its legacy exec plugins.
bool is_legacy_plugin(const char* program);
/// … and the work of such a plugin; the answer is the exit status.
int legacy_plugin(int argc, char** argv);

}  // namespace feastctl::cli
