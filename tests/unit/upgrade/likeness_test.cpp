#include "upgrade/likeness.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "base/arena.hpp"
#include "support/tree.hpp"

using namespace feastctl;
using upgrade::without_names;

namespace {

/// The likeness of the change from one text to the other, of an object of the store `name` in `name_space`.
std::string likeness_of(std::string_view before, std::string_view after, std::string_view name_space,
                        std::string_view name) {
  Arena arena;
  const TreeBuilder tree(arena);
  const auto read = [&](std::string_view text) { return diff::Objects{{test::tree_of(tree, text)}}; };
  const diff::Changes changes = diff::compare(read(before), read(after), tree);
  REQUIRE(changes.size() == 1);
  return upgrade::likeness(changes.front(), name_space, name);
}

std::string config_map(std::string_view name_space, std::string_view name, std::string_view data) {
  std::string text = "{apiVersion: v1, kind: ConfigMap, metadata: {name: feast-";
  return text.append(name).append(", namespace: ").append(name_space).append("}, data: {").append(data).append("}}");
}

}  // namespace

TEST_CASE("names are taken out where they are words") {
  CHECK(without_names("feast-a.b.svc", "b", "a") == without_names("feast-x.y.svc", "y", "x"));
  CHECK(without_names("banana", "b", "a") == "banana");
  CHECK(without_names("shop-eu", "shop", "shop-eu") == without_names("x", "y", "x"));
  CHECK(without_names("shop", "shop", "shop-eu") == without_names("y", "y", "x"));
  CHECK(without_names("feast", "", "") == "feast");
  CHECK(without_names("a", "b", "a") != without_names("b", "b", "a"));
}

TEST_CASE("changes are alike when only the names of the store differ") {
  const auto change = [](std::string_view name_space, std::string_view name, std::string_view to) {
    const std::string url = "url: \"http://feast-" + std::string(name) + "." + std::string(name_space) + ":";
    return likeness_of(config_map(name_space, name, url + "80\""),
                       config_map(name_space, name, url + std::string(to) + "\""), name_space, name);
  };
  CHECK(change("one", "a", "443") == change("two", "b", "443"));
  CHECK(change("one", "a", "443") != change("two", "b", "8443"));
}

TEST_CASE("of a text of several lines only those that change count") {
  const auto change = [](std::string_view kept, std::string_view type) {
    const std::string begin = "file: \"project: " + std::string(kept) + "\\nauth: ";
    return likeness_of(config_map("one", "a", begin + "none\\n\""),
                       config_map("one", "a", begin + std::string(type) + "\\n\""), "one", "a");
  };
  CHECK(change("rides", "oidc") == change("shops", "oidc"));
  CHECK(change("rides", "oidc") != change("rides", "kubernetes"));
}

TEST_CASE("a checksum's value does not count, and a map that comes counts by its place") {
  const auto change = [](std::string_view annotations, std::string_view more) {
    const std::string begin = "{apiVersion: apps/v1, kind: Deployment, metadata: {name: d, annotations: {";
    return likeness_of(begin + "feastctl.dev/config-checksum: x}}}",
                       begin + std::string(annotations) + "}}" + std::string(more) + "}", "", "");
  };
  CHECK(change("feastctl.dev/config-checksum: y", "") == change("feastctl.dev/config-checksum: z", ""));
  CHECK(change("feastctl.dev/config-checksum: x", ", spec: {a: 1}") ==
        change("feastctl.dev/config-checksum: x", ", spec: {b: 2}"));
  CHECK(change("feastctl.dev/config-checksum: x", ", spec: 1") !=
        change("feastctl.dev/config-checksum: x", ", spec: 2"));
}
