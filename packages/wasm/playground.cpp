/// What the playground's module has in place of files of cli/: fewer commands, none of which writes files.
#include "commands.hpp"
#include "exit_code.hpp"
#include "external_diff.hpp"
#include "fix_files.hpp"
#include "folder.hpp"
#include "io.hpp"
#include "output_dir.hpp"
#include "replace_file.hpp"

namespace feastctl::cli {

namespace {

constexpr Subcommand kCommands[] = {
    {options::Command::kRender, add_render},     {options::Command::kValidate, add_validate},
    {options::Command::kDefaults, add_defaults}, {options::Command::kDiff, add_diff},
    {options::Command::kSimulate, add_simulate}, {options::Command::kGraph, add_graph},
    {options::Command::kVersion, add_version},
};

constexpr const char* kReadOnly = "this module of feastctl writes no files";

[[noreturn]] void refuse() {
  complain(kReadOnly);
  throw CLI::RuntimeError(kUsage);
}

}  // namespace

std::span<const Subcommand> subcommands() {
  return kCommands;
}

bool is_legacy_plugin(const char* /*program*/) {
  return false;
}
int legacy_plugin(int /*argc*/, char** /*argv*/) {
  return kUsage;
}

int run_external_diff(const std::string& /*command*/, const std::vector<diff::ObjectChange>& /*changes*/) {
  refuse();
}

std::optional<int> write_output_dir(const Result& /*result*/, Format /*format*/, const OutputDirOptions& /*options*/,
                                    const ReadingOptions& /*reading*/, RenderCache& /*cache*/,
                                    std::vector<Diagnostic>& /*findings*/) {
  refuse();
}
std::string replace_file(const std::string& /*path*/, std::string_view /*text*/, Links /*links*/) {
  return kReadOnly;
}

FixRun fix_inputs(const InputFiles& /*inputs*/, const Options& /*wanted*/, const ReadingOptions& /*reading*/,
                  bool /*unsafe*/) {
  refuse();
}
bool write_fixed(const InputFiles& /*inputs*/, const FixRun& /*run*/, const ReadingOptions& /*reading*/) {
  refuse();
}
int show_fixes(const InputFiles& /*inputs*/, const FixRun& /*run*/, const FixChoice& /*choice*/,
               const ReadingOptions& /*reading*/) {
  refuse();
}
InputFiles fixed_inputs(const InputFiles& /*inputs*/, const FixRun& /*run*/) {
  refuse();
}
void tell_fixed(const std::vector<Diagnostic>& /*left*/, const FixRun& /*run*/, const FixChoice& /*choice*/) {}

}  // namespace feastctl::cli
