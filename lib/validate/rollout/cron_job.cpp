/// The cron job: each entry of `commands` is a container of its own that runs
/// `kubectl exec deploy/feast-X -i -- bash -c ENTRY`, so that the image needs kubectl alone, and what the entry does
/// happens in the store's pod.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <string_view>

#include "base/wording.hpp"
#include "catalog/codes.hpp"
#include "model/image.hpp"
#include "validate/places.hpp"
#include "validate/rollout/rollout.hpp"

namespace feastctl::validate::rollout {

namespace {

/// Words that do nothing of use as a whole command: programs that want arguments, and feast's own commands.
constexpr std::string_view kWords[] = {"feast",  "apply",   "materialize", "materialize-incremental",
                                       "bash",   "sh",      "/bin/bash",   "/bin/sh",
                                       "python", "python3", "-c"};

/// Whether an entry is an argument rather than a command.
bool is_argument(std::string_view entry) {
  return entry.starts_with('-') || std::ranges::find(kWords, entry) != std::end(kWords);
}

/// The entries as the one command that was meant; a shell in front is bash -c once more.
std::string joined(const Field& commands) {
  const std::string_view first = commands.item(0).text();
  const bool shell = first.ends_with("sh") && commands.item(1).text() == "-c";
  std::string text;
  for (std::size_t i = shell ? 2 : 0; i < commands.size(); ++i) {
    text += fmt::format("{}{}", text.empty() ? "" : " ", commands.item(i).text());
  }
  return text;
}

void warn_split(const Field& commands, Diagnostics& out) {
  for (std::size_t i = 0; commands.size() > 1 && i < commands.size(); ++i) {
    const Field entry = commands.item(i);
    if (!is_argument(entry.text())) continue;
    out.add(catalog::kCommandSplit, entry, "each entry of commands is a command of its own, run by bash -c")
        .with_found(quoted(entry.text()))
        .with_expected("a whole command in one entry")
        .with_hint(fmt::format("write commands: [{}]", quoted(joined(commands))));
    return;
  }
}

/// Images that are known to have no kubectl: Feast's own, and those of languages and distributions.
bool lacks_kubectl(const model::ImageName& image) {
  static constexpr std::string_view kPlain[] = {"python", "ubuntu", "debian", "alpine", "busybox", "bash", "fedora"};
  std::string_view name = image.repository;
  for (const std::string_view prefix : {"docker.io/", "library/"}) {
    if (name.starts_with(prefix)) name.remove_prefix(prefix.size());
  }
  return model::is_feature_server(image) || std::ranges::find(kPlain, name) != std::end(kPlain);
}

void warn_image(const Field& image, Diagnostics& out) {
  if (!lacks_kubectl(model::parse_image(image.text()))) return;
  out.add(catalog::kCronImageWithoutKubectl, image, "the cron job runs kubectl exec, and this image has no kubectl")
      .with_found(std::string(image.text()))
      .with_expected("an image with kubectl; the commands run in the store's own pod")
      .with_hint("remove the image: the default has kubectl");
}

/// Variables that kubectl itself reads.
bool is_of_kubectl(std::string_view name) {
  return name.starts_with("KUBE") || name.ends_with("_PROXY") || name.ends_with("_proxy") || name == "HOME";
}

/// Whether the kubelet puts the variable into a command, which goes to the pod as text.
bool is_expanded(const Field& commands, std::string_view name) {
  const std::string reference = fmt::format("$({})", name);
  for (std::size_t i = 0; i < commands.size(); ++i) {
    if (commands.item(i).text().find(reference) != std::string_view::npos) return true;
  }
  return false;
}

/// What the servers' containers have by themselves.
struct ServerVariables {
  std::set<std::string_view> names{};
  bool from_elsewhere = false;  ///< envFrom may have any name
};

ServerVariables server_variables(const model::FeatureStore& store) {
  ServerVariables all;
  for (const auto& server : store.servers) {
    if (!server) continue;
    const Node* env = lookup(server->config, {"env"});
    all.from_elsewhere = all.from_elsewhere || lookup(server->config, {"envFrom"}) != nullptr;
    if (env == nullptr) continue;
    for (const Node* variable : env->items()) all.names.insert(string_at(variable, "name"));
  }
  return all;
}

void warn_environment(const Field& configs, const model::FeatureStore& store, Diagnostics& out) {
  const Field env = configs.child("env");
  if (env.size() == 0) return;
  const Field commands = configs.child("commands");
  const ServerVariables servers = server_variables(store);
  if (servers.from_elsewhere) return;
  for (std::size_t i = 0; i < env.size(); ++i) {
    const Field variable = env.item(i);
    const Field name = variable.child("name");
    if (is_of_kubectl(name.text()) || is_expanded(commands, name.text()) || servers.names.contains(name.text()))
      continue;
    out.add(catalog::kCronEnvironment, name,
            fmt::format("the commands run in the store's pod, which does not get {}", name.text()))
        .with_expected(fmt::format("{0} in the env of a server, or $({0}) in a command", name.text()));
  }
}

}  // namespace

void warn_cron_job(const Judged& judged, Diagnostics& out) {
  at_map(judged.spec, "cronJob.containerConfigs", [&](const Field& configs) {
    const Field commands = configs.child("commands");
    warn_split(commands, out);
    const Field image = configs.child("image");
    warn_image(image, out);
    warn_environment(configs, judged.store, out);
  });
}

}  // namespace feastctl::validate::rollout
