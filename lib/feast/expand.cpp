#include "feast/expand.hpp"

#include <algorithm>
#include <optional>

#include "base/ascii.hpp"
#include "base/copy_on_write.hpp"
#include "base/diagnostic.hpp"
#include "base/source.hpp"
#include "emit/yaml.hpp"
#include "parse/reader.hpp"

namespace feastctl::feast {

namespace {

using Known = Setting::Known;

/// A variable in a text.
struct Use {
  std::size_t begin = 0, end = 0;
  std::string_view name;
  bool braces = false;
};

/// The next use of a variable from `at` on, as Python's os.path.expandvars finds it.
std::optional<Use> next_use(std::string_view text, std::size_t at) {
  for (at = text.find('$', at); at != std::string_view::npos; at = text.find('$', at + 1)) {
    const std::string_view rest = text.substr(at + 1);
    if (rest.starts_with('{')) {
      const std::size_t close = rest.find('}');
      if (close == std::string_view::npos) continue;
      return Use{at, at + close + 2, rest.substr(1, close - 1), true};
    }
    const auto word = [](char c) { return is_alphanumeric(c) || c == '_'; };
    const auto size = static_cast<std::size_t>(std::ranges::find_if_not(rest, word) - rest.begin());
    if (size != 0) return Use{at, at + 1 + size, rest.substr(0, size), false};
  }
  return std::nullopt;
}

class Expander {
 public:
  Expander(const std::vector<Environment>& environments, const TreeBuilder& tree, Expansion& out)
      : environments_(&environments), tree_(&tree), out_(&out) {}

  const Node* expand(const Node& node, const std::string& place) {
    if (node.is_string()) return node.text.find('$') == std::string_view::npos ? &node : scalar(node, place);
    if (!node.is_map() && !node.is_list()) return &node;
    CopyOnWrite copy(node, *tree_);
    if (node.is_map()) {
      for (const Member& m : node.members()) {
        copy.keep(expand(*m.value, place.empty() ? std::string(m.key) : place + "." + std::string(m.key)));
      }
    } else {
      for (std::size_t i = 0; i < node.items().size(); ++i) {
        copy.keep(expand(*node.items()[i], place + "." + std::to_string(i)));
      }
    }
    return copy.result();
  }

 private:
  /// What all containers have for a variable; it is not known where they differ.
  Setting common(std::string_view name, std::vector<std::string_view>& without) const {
    std::optional<Setting> common;
    for (const Environment& environment : *environments_) {
      const Setting here = environment.find(name);
      if (here.known == Known::kNot) without.push_back(environment.container());
      if (!common) common = here;
      if (common->known != here.known || common->value != here.value) common = Setting{Known::kPerhaps};
    }
    return common.value_or(Setting{Known::kPerhaps});
  }

  void find(VariableFinding::Kind kind, const std::string& place, const Use& use,
            std::vector<std::string_view> containers = {}) {
    out_->findings.push_back({kind, place, {std::string(use.name)}, {}, std::move(containers)});
  }

  /// What is missing in a section is told at once.
  void find_unset(const std::string& place, const Use& use, std::vector<std::string_view> containers) {
    const std::string section = place.substr(0, place.find('.'));
    for (VariableFinding& earlier : out_->findings) {
      if (earlier.place != section || earlier.containers != containers) continue;
      if (std::ranges::find(earlier.names, use.name) == earlier.names.end()) earlier.names.emplace_back(use.name);
      if (earlier.values.back() != place) earlier.values.push_back(place);
      return;
    }
    find(VariableFinding::Kind::kUnset, section, use, std::move(containers));
    out_->findings.back().values = {place};
  }

  /// The variables of a text, in the place of which their values go into `line`, which is the text as it is written.
  const Node* scalar(const Node& node, const std::string& place) {
    std::string line;
    emit::write_yaml(*tree_->map({{"value", &node}}), line);
    std::string expanded;
    bool unknown = false;
    std::optional<Use> last;
    std::size_t at = 0;
    for (auto use = next_use(line, 0); use; use = next_use(line, use->end)) {
      std::vector<std::string_view> without;
      const Setting setting = common(use->name, without);
      // `$NAME` that nothing sets may be any text with a dollar sign, and stays one.
      if (!without.empty() && use->braces) find_unset(place, *use, std::move(without));
      if (is_set_everywhere(use->name) && setting.known == Known::kPerhaps && !begins_path(node.text)) {
        find(VariableFinding::Kind::kBuiltIn, place, *use);
      }
      unknown |= setting.known == Known::kPerhaps;
      if (setting.known != Known::kValue) continue;
      expanded.append(line, at, use->begin - at).append(setting.value);
      at = use->end;
      last = use;
    }
    if (unknown) out_->unknown.push_back(place);
    if (unknown || !last) return &node;
    expanded.append(line, at);
    const Node* value = read(expanded);
    if (value == nullptr) {
      find(VariableFinding::Kind::kBreaks, place, *last);
      out_->unknown.push_back(place);
      return &node;
    }
    out_->read_anew.push_back(place);
    return without_places(*value, source_of(&node));
  }

  /// A copy of what was read from a text that is no input.
  const Node* without_places(const Node& node, const Node* cause) const {
    Node* copy = nullptr;
    if (node.is_map()) {
      copy = tree_->map();
      for (const Member& m : node.members()) tree_->add(copy, m.key, without_places(*m.value, cause));
    } else if (node.is_list()) {
      copy = tree_->list();
      for (const Node* item : node.items()) tree_->push(copy, without_places(*item, cause));
    } else {
      copy = tree_->caused_by(node, cause);
      copy->span = {};
    }
    copy->origin = cause;
    return copy;
  }

  /// Whether a variable at the beginning is a folder, as in $HOME/data.
  static bool begins_path(std::string_view text) {
    const auto use = next_use(text, 0);
    return use && use->begin == 0 && (use->end == text.size() || text[use->end] == '/');
  }

  /// The value of a line as Feast reads it; nullptr when it is no value any more.
  [[nodiscard]] const Node* read(const std::string& line) const {
    Sources sources;
    const SourceId id = sources.add("", tree_->arena().copy(line));
    Diagnostics problems;
    const Node* root = parse::read_python(sources, id, *tree_, problems);
    if (root == nullptr || problems.errors() != 0 || !root->is_map() || root->size != 1) return nullptr;
    return root->find("value");
  }

  const std::vector<Environment>* environments_;
  const TreeBuilder* tree_;
  Expansion* out_;
};

}  // namespace

bool uses_variables(const Node& config) {
  return any_string(config, [](std::string_view text) { return text.find('$') != std::string_view::npos; });
}

Expansion expand_variables(const Node& config, const std::vector<Environment>& environments, const TreeBuilder& tree) {
  Expansion out;
  out.root = Expander(environments, tree, out).expand(config, {});
  return out;
}

}  // namespace feastctl::feast
