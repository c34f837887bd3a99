/// @file
/// @brief The parameters of the Argo CD plugin: its announcement, and the values of an application.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/node.hpp"
#include "base/source.hpp"

namespace feastctl::gitops {

/// The parameters that Argo CD shows for the application, as a JSON array. Source: Argo CD's page on config management
/// plugins.
std::string argocd_announcement();

/// Converts ARGOCD_APP_PARAMETERS (the only source) to options of feastctl render, as `--name=value`.
std::vector<std::string> argocd_options(const Sources& parameters, const TreeBuilder& tree, Diagnostics& out);

}  // namespace feastctl::gitops
