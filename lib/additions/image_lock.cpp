#include "additions/image_lock.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "additions/parts.hpp"
#include "base/arena.hpp"
#include "base/wording.hpp"
#include "catalog/codes.hpp"
#include "emit/yaml.hpp"
#include "parse/reader.hpp"

namespace feastctl::additions {

namespace {

/// Whether a text is a digest. Source: the OCI image specification, "Digests".
bool is_digest(std::string_view text) {
  struct Algorithm {
    std::string_view name;
    std::size_t digits;
  };
  for (const auto& [name, digits] : {Algorithm{"sha256:", 64}, Algorithm{"sha512:", 128}}) {
    if (!text.starts_with(name)) continue;
    const auto hex = text.substr(name.size());
    return hex.size() == digits && hex.find_first_not_of("0123456789abcdef") == std::string_view::npos;
  }
  return false;
}

void read_line(const Field& at, model::ImageLock& lock, Diagnostics& out) {
  const bool waits = !at.present() || (at.is_string() && at.text().empty());
  if (waits || (at.is_string() && is_digest(at.text()))) {
    lock.digests.insert_or_assign(std::string(at.key()), std::string(waits ? "" : at.text()));
    return;
  }
  Diagnostic& d = out.add(catalog::kImageLock, at, fmt::format("{} has no valid digest", at.key()));
  d.with_found(at.is_string() ? quoted(at.text()) : std::string(kind_name(at.node()->kind)));
  d.with_expected("sha256: and 64 digits in lower case");
  if (at.is_string() && at.text().find('@') != std::string_view::npos) d.with_hint("write only what follows the @");
}

/// Calls `look` with each container of a Deployment's or CronJob's pods.
template <typename Look>
void each_container(const Node& object, const Look& look) {
  const Field root(&object);
  const Field spec = root.child("spec");
  const Field job_template = spec.child("jobTemplate");
  const Field job_spec = job_template.child("spec");
  const Field& owner = job_template.present() ? job_spec : spec;
  const Field pod_template = owner.child("template");
  const Field pod = pod_template.child("spec");
  for (const std::string_view list : {"initContainers", "containers"}) {
    const Field containers = pod.child(list);
    for (std::size_t i = 0; i < containers.size(); ++i) {
      const Field container = containers.item(i);
      look(container);
    }
  }
}

}  // namespace

model::ImageLock read_image_lock(const Sources& sources, SourceId source, Diagnostics& out) {
  model::ImageLock lock{.file = std::string(sources.at(source).name)};
  Arena arena;
  const TreeBuilder tree(arena);
  std::vector<parse::Document> documents;
  parse::read(sources, source, tree, out, documents);
  for (const parse::Document& document : documents) {
    const Field root(document.root);
    for (const Member& member : document.root->members()) read_line(root.child(member), lock, out);
  }
  return lock;
}

std::string image_lock_text(const std::vector<std::string>& images, const model::ImageLock& known) {
  Arena arena;
  const TreeBuilder tree(arena);
  Node* map = tree.map();
  for (const std::string& image : images) {
    if (image.find('@') != std::string::npos) continue;
    const auto digest = known.digests.find(image);
    tree.set(map, image, digest == known.digests.end() ? std::string_view() : std::string_view(digest->second));
  }
  std::string out =
      "# The digest of each image, for --images. Fill them in with your registry's tool: crane digest IMAGE\n";
  emit::write_yaml(*map, out);
  return out;
}

std::string locked(std::string_view image, const model::ImageLock& lock) {
  if (image.find('@') != std::string_view::npos) return std::string(image);
  const auto digest = lock.digests.find(image);
  if (digest == lock.digests.end() || digest->second.empty()) return {};
  const std::size_t colon = image.rfind(':');
  const std::size_t slash = image.rfind('/');
  const bool tagged = colon != std::string_view::npos && (slash == std::string_view::npos || colon > slash);
  return fmt::format("{}@{}", image.substr(0, tagged ? colon : image.size()), digest->second);
}

void check_images(const Objects& bundle, const Node& store, const model::Platform& platform, Diagnostics& out) {
  if (!platform.additions.images) return;
  const model::ImageLock& lock = *platform.additions.images;
  std::vector<std::string_view> told;
  for (const Node* object : bundle) {
    ObjectReport report(out, store, *object, platform.kubernetes);
    const auto look = [&](const Field& container) {
      const Field image = container.child("image");
      const std::string_view name = image.text();
      if (name.empty() || !locked(name, lock).empty() || std::ranges::count(told, name) != 0) return;
      told.push_back(name);
      report.add(catalog::kImageNotLocked, image, fmt::format("{} has no digest for {}", lock.file, name))
          .with_hint("feastctl images --lock lists the images of the bundle");
    };
    each_container(*object, look);
  }
}

}  // namespace feastctl::additions
