#include "explain/related.hpp"

#include <algorithm>
#include <optional>

#include "base/arena.hpp"
#include "base/embedded.hpp"
#include "catalog/catalog.hpp"
#include "emit/yaml.hpp"
#include "feastctl.hpp"
#include "parse/reader.hpp"
#include "schema/lookup.hpp"

namespace feastctl::explain {

namespace {

constexpr std::size_t kLongestExample = 24;  // lines

/// A path as findings spell it, without indexes.
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

/// What stands behind `flag` in `args`, up to the next blank.
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

/// Whether the object at `above` cannot be without `key`. Of the document and its spec nothing else is shown.
bool is_needed(std::string_view above, std::string_view key) {
  const schema::Lookup found = schema::lookup({ApiVersion::kV1, kLatestFeast}, above);
  if (above.empty() || above == "spec" || found.type == nullptr) return false;
  return std::ranges::any_of(schema::children(*found.type),
                             [&](const schema::Property& p) { return p.name == key && p.required; });
}

/// What stands at `path` below `from` alone, with what the objects around it cannot be without. `from` is at the first
/// `done` bytes of the path.
const Node* only(const Node& from, std::string_view path, std::size_t done, const TreeBuilder& tree) {
  if (done >= path.size()) return &from;
  if (from.is_list()) {
    for (const Node* item : from.items()) {
      if (const Node* found = only(*item, path, done, tree)) return tree.list({found});
    }
    return nullptr;
  }
  const std::size_t dot = std::min(path.find('.', done), path.size());
  const std::string_view key = path.substr(done, dot - done);
  const Node* child = from.find(key);
  if (child == nullptr || child->is_null()) return nullptr;
  const Node* found = only(*child, path, dot + 1, tree);
  if (found == nullptr) return nullptr;
  Node* whole = tree.map();
  for (const Member& m : from.members()) {
    if (m.key == key) {
      tree.add(whole, m.key, found);
    } else if (is_needed(path.substr(0, done == 0 ? 0 : done - 1), m.key)) {
      tree.add(whole, m.key, m.value);
    }
  }
  return whole;
}

std::string example_in(std::string_view text, std::string_view path) {
  Sources sources;
  const SourceId id = sources.add("", text);
  Arena arena;
  const TreeBuilder tree(arena);
  Diagnostics ignored;
  std::vector<parse::Document> documents;
  parse::read(sources, id, tree, ignored, documents);
  for (const parse::Document& d : documents) {
    if (string_at(d.root, "apiVersion") != "feast.dev/v1" || string_at(d.root, "kind") != "FeatureStore") continue;
    std::string out;
    if (const Node* found = only(*d.root, path, 0, tree)) emit::write_yaml(*found, out);
    return out;
  }
  return {};
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

std::string shipped_example(std::string_view path) {
  std::string best;
  for (const EmbeddedFile& file : embedded_files()) {
    if (!file.path.starts_with("examples/") || file.path.find("first-spelling") != std::string_view::npos) continue;
    const std::string found = example_in(file.text, path);
    const auto lines = static_cast<std::size_t>(std::ranges::count(found, '\n'));
    if (lines == 0 || lines > kLongestExample) continue;
    if (best.empty() || found.size() < best.size()) best = found;
  }
  return best;
}

}  // namespace feastctl::explain
