#include "commands.hpp"

namespace feastctl::cli {

namespace {

constexpr Subcommand kCommands[] = {
    {options::Command::kRender, add_render},
    {options::Command::kValidate, add_validate},
    {options::Command::kDefaults, add_defaults},
    {options::Command::kExplain, add_explain},
    {options::Command::kConvert, add_convert},
    {options::Command::kInit, add_init},
    {options::Command::kImages, add_images},
    {options::Command::kRbac, add_rbac},
    {options::Command::kDiff, add_diff},
    {options::Command::kKinds, add_kinds},
    {options::Command::kAdopt, add_adopt},
    {options::Command::kUpgrade, add_upgrade},
    {options::Command::kSimulate, add_simulate},
    {options::Command::kCapacity, add_capacity},
    {options::Command::kGraph, add_graph},
    {options::Command::kAdmit, add_admit},
    {options::Command::kConfig, add_config},
    {options::Command::kArgocd, add_argocd},
    {options::Command::kFn, add_fn},
    {options::Command::kRules, add_rules},
    {options::Command::kSchema, add_schema},
    {options::Command::kLsp, add_lsp},
    {options::Command::kCompletion, add_completion},
    {options::Command::kVersion, add_version},
};

}  // namespace

std::span<const Subcommand> subcommands() {
  return kCommands;
}

}  // namespace feastctl::cli
