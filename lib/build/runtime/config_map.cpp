/// ConfigMap feast-X-config: with --secrets=runtime, when an init container reads it.
#include <string>

#include "base/embedded.hpp"
#include "base/sha256.hpp"
#include "build/runtime/runtime.hpp"

namespace feastctl::build::runtime {

namespace {

constexpr std::string_view kChecksum = "feastctl.dev/config-checksum";

/// The script's text, and its checksum, computed at build time because it is the longest text.
EmbeddedFile script() {
  const EmbeddedFile* file = embedded_file("templates/merge_secrets.py");
  return file == nullptr ? EmbeddedFile{} : *file;
}

/// Writes digits as consonants, as Kubernetes does in hashes, so that a checksum cannot contain a number or word, such
/// as one from a Secret, by chance.
std::string in_consonants(std::string hex) {
  constexpr std::string_view kLetters = "bcdfghjklmnpqrst";
  for (char& c : hex) c = kLetters[static_cast<std::size_t>(c <= '9' ? c - '0' : c - 'a' + 10)];
  return hex;
}

std::string_view checksum(const Context& context, const Consumer& consumer) {
  if (!context.store.platform->checksums) return {};
  Arena& arena = context.tree.arena();
  const std::string_view script_part = consumer.plan.empty() ? std::string_view() : script().sha256;
  const std::string_view separator("\0", 1);
  const std::string hex = sha256_hex(arena.concat({consumer.text, separator, consumer.plan, separator, script_part}));
  return arena.copy(in_consonants(hex));
}

void add_keys(const Context& context, Node* data, const std::optional<Consumer>& consumer) {
  if (!consumer) return;
  context.tree.add(data, consumer->text_key, consumer->text);
  if (!consumer->plan.empty()) context.tree.add(data, consumer->plan_key, consumer->plan);
}

}  // namespace

Config config(const Context& context, const RepoConfigs& texts) {
  Config made;
  if (context.store.init_containers && lookup(context.store.applied, {"feastProjectDir"}) != nullptr) {
    made.server = {.text_key = "server.feature_store.yaml",
                   .text = texts.server,
                   .plan_key = "server.merge.json",
                   .plan = {},
                   .checksum = {}};
    plan_server(context, *made.server);
    made.server->checksum = checksum(context, *made.server);
  }
  if (context.store.open_lineage.lineage_server != nullptr) {
    made.lineage = {.text_key = "lineage.feature_store.yaml",
                    .text = texts.lineage,
                    .plan_key = "lineage.merge.json",
                    .plan = {},
                    .checksum = {}};
    plan_lineage(context, *made.lineage);
    made.lineage->checksum = checksum(context, *made.lineage);
  }
  return made;
}

const Node* config_map(const Context& context) {
  if (context.runtime_config == nullptr) return nullptr;
  const auto& [server, lineage] = *context.runtime_config;
  if (!server && !lineage) return nullptr;
  const TreeBuilder& tree = context.tree;
  Node* data = tree.map();
  add_keys(context, data, server);
  add_keys(context, data, lineage);
  const bool merges = (server && !server->plan.empty()) || lineage;
  if (merges) tree.add(data, kMergeScript, script().text);
  Node* made =
      object(context, "v1", "ConfigMap", metadata(context, typed_name(context, "config"), full_labels(context)));
  tree.add(made, "data", data);
  return made;
}

const Node* annotations(const Context& context, const Node* own, const std::optional<Consumer>& consumer) {
  if (!consumer) return own;
  Node* all = own == nullptr ? context.tree.map() : context.tree.shallow_copy(*own);
  context.tree.set(all, kChecksum, consumer->checksum);
  return all;
}

std::string_view config_path(const Context& context, std::string_view key) {
  return context.tree.arena().concat({kConfigFolder, "/", key});
}

}  // namespace feastctl::build::runtime
