/// Relations that only feature_store.yaml shows: the servers and databases that pods and clients connect to. Only names
/// of Services and hosts, and the types of stores, are taken from it: with --secrets=inline it contains credentials.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

#include "base/ascii.hpp"
#include "base/base64.hpp"
#include "graph/parts.hpp"
#include "parse/reader.hpp"

namespace feastctl::graph {

namespace {

constexpr std::string_view kConfigurationKey = "feature_store.yaml";
constexpr std::string_view kEncodedConfiguration = "TMP_FEATURE_STORE_YAML_BASE64";

/// A section of feature_store.yaml that has a type.
struct Section {
  std::string_view key, type_key, name;
};
constexpr std::array kSections{Section{"offline_store", "type", "offline store"},
                               Section{"online_store", "type", "online store"},
                               Section{"registry", "registry_type", "registry"}};

/// Types that are files, or libraries in the process of Feast.
constexpr std::array<std::string_view, 6> kLocalTypes{"dask", "duckdb", "file", "ray", "spark", "sqlite"};

constexpr bool is_label_character(char c) {
  return is_lower_alphanumeric(c) || c == '-';
}

/// Cuts the DNS label from the end of the text, and the dot before it.
std::string_view cut_label(std::string_view& text) {
  std::size_t begin = text.size();
  while (begin > 0 && is_label_character(text[begin - 1])) --begin;
  const std::string_view label = text.substr(begin);
  text = text.substr(0, begin);
  if (text.ends_with('.')) text.remove_suffix(1);
  return label;
}

/// Calls `take(name, namespace)` for each Service whose cluster-internal host name is in the text.
template <typename Take>
void each_service(std::string_view text, const Take& take) {
  constexpr std::string_view kMark = ".svc";
  for (std::size_t at = text.find(kMark); at != std::string_view::npos; at = text.find(kMark, at + 1)) {
    const std::string_view rest = text.substr(at + kMark.size());
    if (!rest.empty() && is_label_character(rest.front())) continue;
    std::string_view host = text.substr(0, at);
    const std::string_view name_space = cut_label(host);
    const std::string_view name = cut_label(host);
    if (!name.empty() && !name_space.empty()) take(name, name_space);
  }
}

/// The host and port in a URL, without user and password: of `https://me:pw@example.com:8443/a`, example.com:8443.
/// Empty if it has characters that no host has.
std::string_view host_in(std::string_view text) {
  const std::size_t scheme = text.find("://");
  if (scheme != std::string_view::npos) text.remove_prefix(scheme + 3);
  text = text.substr(0, text.find_first_of("/?#"));
  const std::size_t user = text.rfind('@');
  if (user != std::string_view::npos) text.remove_prefix(user + 1);
  const auto fits = [](char c) { return is_alphanumeric(c) || c == '-' || c == '.' || c == ':'; };
  return std::ranges::all_of(text, fits) ? text : std::string_view{};
}

/// Relates a vertex to whatever one feature_store.yaml names.
class Connector {
 public:
  Connector(std::size_t vertex, Draft& draft) : vertex_(vertex), draft_(&draft) {}

  void relate(const Node& configuration) {
    for (const Member& member : configuration.members()) {
      const auto* section = std::ranges::find(kSections, member.key, &Section::key);
      if (section == kSections.end()) {
        relate_servers(*member.value);
      } else {
        relate_section(*section, *member.value);
      }
    }
  }

 private:
  void to_own(std::string_view kind, std::string_view name) {
    draft_->relate_to_own(vertex_, Relation::kConnectsTo, kind, name);
  }

  /// Relates to the Services named in the text, and returns whether there are any.
  bool relate_services(std::string_view text) {
    bool any = false;
    each_service(text, [&](std::string_view name, std::string_view name_space) {
      any = true;
      draft_->relate(
          vertex_, Relation::kConnectsTo,
          Vertex{
              .api_version = {}, .kind = "Service", .name_space = std::string(name_space), .name = std::string(name)});
    });
    return any;
  }

  void relate_section(const Section& section, const Node& values) {
    bool any = false;
    for_each_text(values, [&](std::string_view text) { any |= relate_services(text); });
    if (any) return;
    const std::string_view type = string_at(&values, section.type_key);
    const std::string_view path = string_at(&values, "path");
    if (type == "remote") return to_own("server", host_in(string_at(&values, "host", path)));
    const std::size_t scheme = path.find("://");
    if (!type.empty() && std::ranges::find(kLocalTypes, type) == kLocalTypes.end()) {
      to_own(section.name, type);
    } else if (type != "sqlite" && scheme != std::string_view::npos) {
      to_own(section.name, path.substr(0, scheme));
    }
  }

  void relate_servers(const Node& values) {
    for_each_text(values, [&](std::string_view text) {
      if (!relate_services(text) && (text.starts_with("http://") || text.starts_with("https://"))) {
        to_own("server", host_in(text));
      }
    });
  }

  template <typename Visit>
  static void for_each_text(const Node& values, const Visit& visit) {
    any_string(values, [&](std::string_view text) {
      visit(text);
      return false;
    });
  }

  std::size_t vertex_;
  Draft* draft_;
};

/// Parses a feature_store.yaml and relates the vertex to whatever it names.
void relate_text(std::size_t vertex, std::string_view text, const TreeBuilder& tree, Draft& draft) {
  Sources sources;
  const SourceId id = sources.add("", text);
  Diagnostics ignored;
  std::vector<parse::Document> documents;
  parse::read(sources, id, tree, ignored, documents);
  for (const parse::Document& d : documents) Connector(vertex, draft).relate(*d.root);
}

/// Relates the pods of a vertex by the files of a mounted ConfigMap that their containers name, such as
/// `/feastctl/config/server.merge.json` for server.feature_store.yaml.
void relate_mounted(std::size_t vertex, const Node& config_map, const TreeBuilder& tree, Draft& draft) {
  const Node* data = lookup(&config_map, {"data"});
  if (data == nullptr) return;
  for (const Member& file : data->members()) {
    if (!file.key.ends_with(kConfigurationKey)) continue;
    const std::string prefix = "/" + std::string(file.key.substr(0, file.key.size() - kConfigurationKey.size()));
    const bool used = any_string(*draft.pods(vertex), [&](std::string_view text) {
      return text.find(prefix + std::string(kConfigurationKey)) != std::string_view::npos ||
             text.find(prefix + "merge.json") != std::string_view::npos;
    });
    if (used) relate_text(vertex, file.value->text, tree, draft);
  }
}

void relate_pods(std::size_t vertex, const TreeBuilder& tree, Draft& draft) {
  const Node& pods = *lookup(draft.pods(vertex), {"spec"});
  for (const std::string_view containers : {"initContainers", "containers"}) {
    const Node* list = lookup(&pods, {containers});
    if (list == nullptr) continue;
    for (const Node* container : list->items()) {
      const Node* variables = lookup(container, {"env"});
      if (variables == nullptr) continue;
      for (const Node* variable : variables->items()) {
        if (string_at(variable, "name") != kEncodedConfiguration) continue;
        if (const auto text = base64_decode(string_at(variable, "value"))) relate_text(vertex, *text, tree, draft);
      }
    }
  }
  const Node* volumes = lookup(&pods, {"volumes"});
  if (volumes == nullptr) return;
  for (const Node* volume : volumes->items()) {
    const std::size_t* config_map =
        draft.find("ConfigMap", draft.vertex(vertex).name_space, string_at(lookup(volume, {"configMap"}), "name"));
    if (config_map != nullptr && *config_map < draft.size()) {
      relate_mounted(vertex, draft.object(*config_map), tree, draft);
    }
  }
}

}  // namespace

void relate_by_configuration(const TreeBuilder& tree, Draft& draft) {
  for (std::size_t i = 0; i < draft.size(); ++i) {
    if (draft.pods(i) != nullptr) relate_pods(i, tree, draft);
    // The ConfigMap for clients has one file of this name.
    const std::string_view client = string_at(lookup(&draft.object(i), {"data"}), kConfigurationKey);
    if (draft.vertex(i).kind == "ConfigMap" && !client.empty()) relate_text(i, client, tree, draft);
  }
}

}  // namespace feastctl::graph
