#include "defaults/defaults.hpp"

namespace feastctl::defaults {

namespace {

/// The image of every server that names none: the packaged project's, else the platform's.
struct ServerImage {
  const Node* image;
  std::string_view from;
};

ServerImage server_image(const Draft& spec, const Context& context) {
  const Node* packaged = lookup(spec.node(), {"feastProjectDir", "packaged", "image"});
  if (packaged != nullptr && !packaged->text.empty()) return {packaged, "feastProjectDir.packaged.image"};
  return {context.tree.string(context.tree.arena().copy(model::server_image(context.platform))),
          "feature-server image"};
}

void default_registry(const Draft& services, const ServerImage& image, const Context& context) {
  if (!services.has("registry")) return;
  const Draft registry = services.child("registry", kOperator);
  if (registry.has("remote")) {
    if (lookup(registry.node(), {"remote", "feastRef"}) == nullptr) return;
    registry.child("remote", kOperator)
        .child("feastRef", kOperator)
        .fill("namespace", context.store.name_space, "metadata.namespace");
    return;
  }
  const Draft local = registry.child("local", kOperator);
  if (!local.has("server")) return;
  const Draft server = local.child("server", kOperator);
  server.fill("image", image.image, image.from);
  server.fill("grpc", true, kOperator);
}

}  // namespace

void default_services(const Draft& spec, const Context& context) {
  const TreeBuilder& tree = context.tree;
  if (context.platform.has(feature::kAuthorizationByDefault)) {
    spec.fill("authz", tree.map({{"kubernetes", tree.map()}}), kOperator);
  }
  spec.fill("feastProjectDir", tree.map({{"init", tree.map()}}), kOperator);
  const Draft services = spec.child("services", kOperator);
  if (context.platform.has(feature::kApplyOnInit)) services.fill("runFeastApplyOnInit", true, kOperator);

  const ServerImage image = server_image(spec, context);
  default_registry(services, image, context);
  if (lookup(services.node(), {"offlineStore", "server"}) != nullptr) {
    services.child("offlineStore", kOperator).child("server", kOperator).fill("image", image.image, image.from);
  }
  const Draft online = services.child("onlineStore", kOperator);
  if (!online.flag("disabled")) online.child("server", kOperator).fill("image", image.image, image.from);
  if (services.has("ui")) services.child("ui", kOperator).fill("image", image.image, image.from);
}

}  // namespace feastctl::defaults
