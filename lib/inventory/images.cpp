#include <map>
#include <set>

#include "inventory/bundle_tree.hpp"
#include "inventory/inventory.hpp"

namespace feastctl::inventory {

namespace {

using Users = std::map<std::string, std::set<std::string>>;

/// Every image of a pod's containers, anywhere in the object.
void collect(const Node& node, const std::string& user, Users& out) {
  for (const std::string_view key : {"containers", "initContainers"}) {
    const Node* containers = node.find(key);
    if (containers == nullptr) continue;
    for (const Node* c : containers->items()) {
      const auto image = string_at(c, "image");
      if (!image.empty()) out[std::string(image)].insert(user);
    }
  }
  for (const Member& m : node.members()) collect(*m.value, user, out);
}

std::vector<Image> listed(const Users& users) {
  std::vector<Image> images;
  for (const auto& [name, by] : users) images.push_back({name, {by.begin(), by.end()}});
  return images;
}

}  // namespace

std::vector<Image> images(const Result& rendered) {
  Users users;
  for_each_tree(rendered, [&](const Node& object, const Rendered& head) {
    collect(object, head.kind + " " + head.name_space + "/" + head.name, users);
  });
  return listed(users);
}

std::vector<Image> default_images(const model::Platform& platform) {
  return listed({{model::server_image(platform), {"servers and init containers"}},
                 {std::string(platform.cron_job_image), {"cron jobs"}}});
}

}  // namespace feastctl::inventory
