#include "validate/placeholders.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "base/placeholder.hpp"
#include "catalog/codes.hpp"

namespace feastctl::validate {

namespace {

/// Fields whose values only a registry, a repository or a disk can refuse.
constexpr std::string_view kFree[] = {"image", "initImage", "url", "ref", "featureRepoPath", "storageClassName"};
/// Those that become part of feature_store.yaml, in which Feast expands environment variables.
constexpr std::string_view kExpanded[] = {"path", "hostname", "issuerUrl"};

/// The environment variables of the servers.
struct Environment {
  std::set<std::string_view> names{};
  bool from_elsewhere = false;  ///< envFrom may provide any name

  [[nodiscard]] bool has(std::string_view name) const {
    return !name.empty() && (from_elsewhere || names.contains(name));
  }
};

/// Calls `visit` with every value below `at` that has a key.
template <typename Visit>
void each_member(const Field& at, const Visit& visit) {
  if (at.is_map()) {
    for (const Member& m : at.node()->members()) {
      const Field child = at.child(m);
      visit(child);
      each_member(child, visit);
    }
  } else if (at.is_list()) {
    for (std::size_t i = 0; i < at.size(); ++i) each_member(at.item(i), visit);
  }
}

Environment environment_of(const Field& spec) {
  Environment all;
  each_member(spec, [&](const Field& at) {
    if (at.key() == "envFrom") all.from_elsewhere = true;
    if (at.key() != "env" || !at.is_list()) return;
    for (std::size_t i = 0; i < at.size(); ++i) {
      const Field entry = at.item(i);
      all.names.insert(entry.child("name").text());
    }
  });
  return all;
}

std::string hint_for(std::string_view placeholder) {
  return placeholder.starts_with("{{")
             ? "render the template first: pipe the output of `helm template` into feastctl"
             : "replace it, with envsubst or kustomize for example: only Feast expands variables, and only in the "
               "parameters of feature_store.yaml";
}

}  // namespace

void warn_placeholders(const Field& root, Diagnostics& out) {
  const Field spec = root.child("spec");
  // Nearly no store has a placeholder, and to look for one is faster than to look at each field's name.
  const auto is_found = [](std::string_view text) { return !find_placeholder(text).empty(); };
  if (spec.node() == nullptr || !any_string(*spec.node(), is_found)) return;
  std::optional<Environment> environment;
  each_member(spec, [&](const Field& at) {
    const bool free = std::ranges::find(kFree, at.key()) != std::end(kFree);
    const bool expanded = std::ranges::find(kExpanded, at.key()) != std::end(kExpanded);
    if (!free && !expanded) return;
    const std::string_view placeholder = find_placeholder(at.text());
    if (placeholder.empty()) return;
    if (expanded && !environment) environment = environment_of(spec);
    if (expanded && environment->has(variable_of(placeholder))) return;
    out.add(catalog::kPlaceholder, at, fmt::format("{} contains the placeholder {}", at.key(), placeholder))
        .with_hint(hint_for(placeholder));
  });
}

void explain_placeholders(Diagnostics& out) {
  const auto place = [](const Diagnostic& d) { return std::make_pair(d.where.source, d.where.begin); };
  std::set<std::pair<SourceId, std::uint32_t>> refused;
  for (Diagnostic& d : out.all()) {
    if (d.severity != Severity::kError) continue;
    const std::string_view placeholder = find_placeholder(d.found);
    if (placeholder.empty()) continue;
    d.hint = fmt::format("{} is a placeholder; {}", placeholder, hint_for(placeholder));
    refused.insert(place(d));
  }
  std::erase_if(out.all(),
                [&](const Diagnostic& d) { return d.rule == &catalog::kPlaceholder && refused.contains(place(d)); });
}

}  // namespace feastctl::validate
