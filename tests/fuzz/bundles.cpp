#include "bundles.hpp"

#include <yaml-cpp/yaml.h>

#include <cstdint>
#include <string>
#include <unordered_set>
#include <vector>

#include "agreements.hpp"
#include "base/arena.hpp"
#include "diff/diff.hpp"
#include "emit/yaml.hpp"
#include "gitops/file_names.hpp"
#include "inventory/inventory.hpp"
#include "parse/reader.hpp"

namespace feastctl::fuzz {

namespace {

/// The one object that a text holds.
const Node* object_of(const std::string& text, const TreeBuilder& tree) {
  Sources sources;
  Diagnostics out;
  std::vector<parse::Document> documents;
  const bool fine = parse::read(sources, sources.add("object", text), tree, out, documents);
  require(fine && out.all().empty() && documents.size() == 1, "an object's text is one document without a fault", text);
  return documents.front().root;
}

/// Whether yaml-cpp sees the same: the tag of a scalar that it reads is `?` for a plain one and `!` for a quoted one.
bool same(const Node& ours, const YAML::Node& theirs) {
  switch (ours.kind) {
    case Kind::kNull: return theirs.IsNull();
    case Kind::kString: return theirs.IsScalar() && theirs.Scalar() == ours.text;
    case Kind::kBool:
      return theirs.IsScalar() && theirs.Tag() == "?" && theirs.Scalar() == (ours.boolean ? "true" : "false");
    case Kind::kInteger:
    case Kind::kFloat: return theirs.IsScalar() && theirs.Tag() == "?";
    case Kind::kList: {
      if (!theirs.IsSequence() || theirs.size() != ours.size) return false;
      std::size_t i = 0;
      for (const auto& item : theirs) {
        if (!same(*ours.items()[i++], item)) return false;
      }
      return true;
    }
    case Kind::kMap: {
      if (!theirs.IsMap() || theirs.size() != ours.size) return false;
      std::size_t i = 0;
      for (const auto& entry : theirs) {
        const Member& member = ours.members()[i++];
        if (entry.first.Scalar() != member.key || !same(*member.value, entry.second)) return false;
      }
      return true;
    }
  }
  return false;
}

void check_with_yaml_cpp(const Node& object, const std::string& text) {
  bool agreed = false;
  try {
    agreed = same(object, YAML::Load(text));
  } catch (const YAML::Exception& e) {
    require(false, "yaml-cpp reads the object", e.what() + ("\n" + text));
  }
  require(agreed, "yaml-cpp reads the same object", text);
}

/// The texts of the two formats, by object.
std::vector<Rendered> objects_of(const Result& result) {
  std::vector<Rendered> objects;
  for_each_object(result, [&](const Rendered& object) { objects.push_back(object); });
  return objects;
}

diff::Objects check_objects(const std::vector<Rendered>& yaml, const std::vector<Rendered>& json,
                            const TreeBuilder& tree) {
  require(yaml.size() == json.size(), "YAML and JSON have the same objects");
  diff::Objects objects;
  std::unordered_set<std::string> names;
  for (std::size_t i = 0; i < yaml.size(); ++i) {
    const Rendered& object = yaml[i];
    const Node* root = object_of(object.text, tree);
    require(is_clean_text(object.text), "an object's text is text", object.text);
    require(equal(*root, *object_of(json[i].text, tree)), "YAML and JSON are the same object", object.text);
    require(string_at(root, "kind") == object.kind && string_at(root->find("metadata"), "name") == object.name,
            "an object is what it is listed as", object.text);
    std::string again;
    emit::write_yaml_object(*root, again);
    require(again == object.text, "what is read is written as it was", object.text + "\n---\n" + again);
    require(names.insert(gitops::file_name(name_of(object), "yaml")).second, "each object has a file of its own");
    if (object.text.size() % 16 == 0) check_with_yaml_cpp(*root, object.text);
    objects.push_back({root});
  }
  return objects;
}

}  // namespace

void check_bundle(const Result& yaml, const Result& json) {
  Arena arena;
  const TreeBuilder tree(arena);
  const auto yaml_texts = objects_of(yaml);  // the trees share their bytes
  const auto json_texts = objects_of(json);
  const auto objects = check_objects(yaml_texts, json_texts, tree);
  require(diff::compare(objects, objects, tree).empty(), "a bundle does not differ from itself");
  require(is_clean_text(inventory::rights(yaml, "applier")), "the rights are text");
  for (const auto& image : inventory::images(yaml)) require(!image.used_by.empty(), "an image is used by somebody");
}

void check_defaults(const Result& defaults) {
  Arena arena;
  const TreeBuilder tree(arena);
  for_each_object(defaults, [&](const Rendered& object) {
    require(string_at(object_of(object.text, tree), "kind") == "FeatureStore", "defaults prints the store",
            object.text);
  });
}

}  // namespace feastctl::fuzz
