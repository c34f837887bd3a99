/// @file
/// @brief The parameters of the Argo CD plugin: what it announces, and what an application gives.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/node.hpp"
#include "base/source.hpp"

namespace feastctl::gitops {

/// What Argo CD's page shows as the application's parameters: a JSON array. Source: Argo CD's page on config management
/// plugins.
std::string argocd_announcement();

/// The options of feastctl render, as `--name=value`, that ARGOCD_APP_PARAMETERS (the one source) stands for.
std::vector<std::string> argocd_options(const Sources& parameters, const TreeBuilder& tree, Diagnostics& out);

}  // namespace feastctl::gitops
