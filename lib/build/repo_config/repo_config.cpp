#include "build/repo_config/repo_config.hpp"

#include <string>

#include "base/base64.hpp"
#include "emit/yaml.hpp"

namespace feastctl::build {

namespace {

std::string text_of(const Node& document) {
  std::string text;
  emit::write_yaml(document, text);
  return text;
}

}  // namespace

RepoConfigs repo_configs(const TreeBuilder& tree, const model::FeatureStore& store) {
  const Context context{tree, store};
  Arena& arena = tree.arena();
  RepoConfigs texts{.server = arena.copy(text_of(*repo_config::server(context))),
                    .client = arena.copy(text_of(*repo_config::client(context)))};
  if (store.open_lineage.lineage_server != nullptr) {
    texts.lineage = arena.copy(text_of(*repo_config::lineage(context)));
  }
  if (store.platform->secrets == model::SecretsMode::kInline) {
    texts.server_base64 = arena.copy(base64_encode(texts.server));
    texts.lineage_base64 = arena.copy(base64_encode(texts.lineage));
  }
  return texts;
}

const Node* server_config(const TreeBuilder& tree, const model::FeatureStore& store) {
  return repo_config::server({tree, store});
}

namespace repo_config {

Node* document(const Context& context) {
  return context.tree.map({{"project", context.store.project}, {"provider", "local"}});
}

std::string_view service_address(const Context& context, const model::Server& server) {
  return context.tree.arena().concat({"feast-", context.store.name, "-", model::name_of(server.type), ".",
                                      context.store.name_space, ".svc.cluster.local", server.tls ? ":443" : ":80"});
}

}  // namespace repo_config
}  // namespace feastctl::build
