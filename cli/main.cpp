#include <CLI/CLI.hpp>
#include <exception>

#include "commands.hpp"
#include "exit_code.hpp"
#include "io.hpp"
#include "version.hpp"

namespace {

int run(int argc, char** argv) {
  using namespace feastctl::cli;
  if (argc > 0 && is_legacy_plugin(argv[0])) return legacy_plugin(argc, argv);
  CLI::App program("Renders Feast FeatureStores to Kubernetes manifests, offline.", "feastctl");
  int status = kFine;
  program.require_subcommand(1);
  program.set_version_flag("--version", std::string(kVersion));
  add_render(program, status);
  add_validate(program, status);
  add_defaults(program, status);
  add_explain(program, status);
  add_argocd(program, status);
  add_diff(program, status);
  add_fn(program, status);
  add_rules(program, status);
  add_schema(program, status);
  add_version(program, status);
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = program.exit(error);
    return code == 0 ? kFine : kUsage;
  }
  return status;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    feastctl::cli::write_stderr("feastctl: internal error: ");
    feastctl::cli::write_stderr(error.what());
  } catch (...) {
    feastctl::cli::write_stderr("feastctl: internal error");
  }
  feastctl::cli::write_stderr(
      "\nThis is a bug in feastctl. Please report it with the input that shows it, at the project's issue tracker.\n");
  return feastctl::cli::kBug;
}
