#include "explain/related.hpp"

#include <algorithm>

#include "catalog/catalog.hpp"
#include "feastctl.hpp"

namespace feastctl::explain {

namespace {

/// A path of a finding, without indexes.
std::string without_indexes(std::string_view path) {
  std::string plain;
  bool inside = false;
  for (const char c : path) {
    if (c == '[') inside = true;
    if (!inside) plain += c;
    if (c == ']') inside = false;
  }
  return plain;
}

bool concerns(std::string_view found, std::string_view path, bool below) {
  const std::string plain = without_indexes(found);
  return plain == path || (below && plain.starts_with(path) && plain.substr(path.size()).starts_with('.'));
}

/// The value after `flag` in `args`, up to the next blank.
std::string_view value_of(std::string_view args, std::string_view flag) {
  const std::size_t at = args.find(flag);
  if (at == std::string_view::npos) return {};
  const std::string_view value = args.substr(at + flag.size());
  return value.substr(0, value.find(' '));
}

Options options_of(std::string_view args) {
  Options options{.task = Task::kValidate};
  const auto feast = parse_feast_release(value_of(args, "--feast-version="));
  const auto kubernetes = parse_kubernetes_release(value_of(args, "--kubernetes-version="));
  options.platform.feast = feast.value_or(options.platform.feast);
  options.platform.kubernetes = kubernetes.value_or(options.platform.kubernetes);
  options.platform.openshift = args.find("--platform=openshift") != std::string_view::npos;
  options.platform.prometheus_operator = args.find("monitoring.coreos.com") != std::string_view::npos;
  options.platform.all_externally_scaled = args.find("--external-autoscaler") != std::string_view::npos;
  if (args.find("--secrets=inline") != std::string_view::npos) options.platform.secrets = model::SecretsMode::kInline;
  return options;
}

bool concerns(const Rule& rule, std::string_view path, bool below) {
  Sources sources;
  sources.add("", rule.wrong);
  const Result result = run(sources, options_of(rule.args));
  return std::ranges::any_of(result.findings.all(), [&](const Diagnostic& d) {
    if (d.rule != &rule) return false;
    return concerns(d.path, path, below) ||
           std::ranges::any_of(d.notes, [&](const Note& n) { return concerns(n.path, path, below); });
  });
}

}  // namespace

std::vector<const Rule*> rules_about(std::string_view path, bool below) {
  std::vector<const Rule*> rules;
  for (const Rule& rule : catalog::all()) {
    const char family = rule.code[2];
    if (family >= '3' && family <= '6' && concerns(rule, path, below)) rules.push_back(&rule);
  }
  return rules;
}

}  // namespace feastctl::explain
