/// @file
/// @brief Runs the checks of generated objects in a test and shows the findings as short lines.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/node.hpp"
#include "validate/kubernetes/kubernetes.hpp"

namespace feastctl::validate::kubernetes {

/// `CODE path` for each finding in `object`, sorted; `below` is cut off where a path begins with it.
inline std::vector<std::string> judge(const Node& store, const Node& object, std::string_view below = {}) {
  Diagnostics diagnostics;
  ObjectReport report(diagnostics, store, object);
  check_object(object, report);
  std::vector<std::string> lines;
  for (const Diagnostic& d : diagnostics.all()) {
    std::string_view path = d.object.path;
    if (path.starts_with(below)) path.remove_prefix(below.size());
    lines.push_back(std::string(d.rule->code) + " " + std::string(path));
  }
  std::ranges::sort(lines);
  return lines;
}

/// What else the findings in `object` say, one after the other.
inline std::vector<Diagnostic> judge_in_full(const Node& store, const Node& object) {
  Diagnostics diagnostics;
  ObjectReport report(diagnostics, store, object);
  check_object(object, report);
  return diagnostics.all();
}

/// A FeatureStore of this name.
inline const Node* store_named(const TreeBuilder& tree, std::string_view name) {
  return tree.map({{"kind", "FeatureStore"}, {"metadata", tree.map({{"name", name}})}});
}

using Lines = std::vector<std::string>;

}  // namespace feastctl::validate::kubernetes
