#include "rendered.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "additions/additions.hpp"
#include "base/field.hpp"
#include "defaults/caveats.hpp"
#include "emit/json.hpp"
#include "emit/yaml.hpp"

namespace feastctl {

namespace {

/// The lines above an object of a bundle. JSON has no comments.
std::string_view comment_of(const Node& object) {
  return string_at(&object, "kind") == "NetworkPolicy" ? additions::kPolicyComment : std::string_view();
}

Rendered render(const Node& object, Format format) {
  const Node* metadata = object.find("metadata");
  Rendered result{.api_version = std::string(string_at(&object, "apiVersion")),
                  .kind = std::string(string_at(&object, "kind")),
                  .name_space = std::string(string_at(metadata, "namespace")),
                  .name = std::string(string_at(metadata, "name")),
                  .text = {}};
  if (format == Format::kJson) {
    emit::write_json_indented(object, result.text);
  } else {
    emit::write_yaml_object(object, result.text);
  }
  return result;
}

/// A default and its origin.
struct Line {
  std::string path;
  std::string_view from;
};

/// Whether the value is the user's; a schema default has the object that contains it as its origin.
bool is_written(const Node& node) {
  const Node* source = source_of(&node);
  return source != nullptr && (node.is_map() || node.is_list() || !source->is_map());
}

/// Every topmost value below `field` that the user did not write. Values without a recorded origin have the origin
/// `inherited`: that of the mapping that contains them, or the schema.
void collect_defaults(const Field& field, const std::vector<defaults::Origin>& origins, std::string_view inherited,
                      std::vector<Line>& out) {
  const Node* node = field.node();
  if (node == nullptr) return;
  const bool written = is_written(*node);
  if (written) inherited = "schema";
  const auto known = std::ranges::find(origins, node, &defaults::Origin::value);
  if (known != origins.end()) inherited = known->from;
  if (!written && (node->is_list() || node->members().empty())) {
    out.push_back({field.path(), inherited});
    return;
  }
  for (const Member& m : node->members()) collect_defaults(field.child(m), origins, inherited, out);
  for (std::size_t i = 0; node->is_list() && i < node->size; ++i)
    collect_defaults(field.item(i), origins, inherited, out);
}

std::string origin_comment(const Node& applied, const std::vector<defaults::Origin>& origins) {
  std::vector<Line> lines;
  collect_defaults(Field(&applied, "spec"), origins, "schema", lines);
  std::size_t width = 0;
  for (const Line& line : lines) width = std::max(width, line.path.size());
  std::string text = lines.empty() ? "" : "# Filled in by default:\n";
  for (const Line& line : lines) text += fmt::format("#   {:<{}}  {}\n", line.path, width, line.from);
  return text;
}

/// The settings that are lost if the store is used as input again, as a comment above it; empty for most stores.
std::string caveat_comment(const Node& document, const Node& applied) {
  const std::vector<defaults::Caveat> caveats = defaults::caveats(document, applied);
  if (caveats.empty()) return {};
  std::size_t width = 0;
  for (const auto& caveat : caveats) width = std::max(width, caveat.field.size());
  std::string text = "# An applied spec cannot express all of the input. To use it as a FeatureStore again:\n";
  for (const auto& [change, field, reason] : caveats) {
    const std::string_view verb = change == defaults::Caveat::Change::kAdd ? "add" : "remove";
    text += fmt::format("#   {:<6}  {:<{}}  # {}\n", verb, field, width, reason);
  }
  return text;
}

}  // namespace

std::vector<Rendered> rendered(std::span<const Node* const> objects, Format format) {
  std::vector<Rendered> texts;
  texts.reserve(objects.size());
  for (const Node* object : objects) texts.push_back(render(*object, format));
  return texts;
}

std::vector<Rendered> rendered_bundle(std::span<const Node* const> objects, Format format) {
  std::vector<Rendered> texts = rendered(objects, format);
  if (format == Format::kJson) return texts;
  for (std::size_t i = 0; i < objects.size(); ++i) texts[i].text.insert(0, comment_of(*objects[i]));
  return texts;
}

JoinedText joined_bundle(std::span<const Node* const> objects, Format format, std::string_view separator) {
  JoinedText joined;
  if (format == Format::kYaml) {
    std::vector<emit::Commented> commented;
    commented.reserve(objects.size());
    for (const Node* object : objects) commented.push_back({comment_of(*object), object});
    emit::write_yaml_joined(commented, separator, joined);
    return joined;
  }
  for (const Node* object : objects) {
    joined.text += separator;
    emit::write_json_indented(*object, joined.text);
  }
  return joined;
}

Rendered rendered_defaults(const Node& document, const Node& applied, const std::vector<defaults::Origin>* origins,
                           const TreeBuilder& tree, Format format) {
  Node* whole = tree.shallow_copy(document);
  tree.set(whole, "apiVersion", "feast.dev/v1");  // defaulting fills in fields that v1alpha1 does not have
  tree.set(whole, "spec", &applied);
  Rendered result = render(*whole, format);
  if (format != Format::kYaml) return result;
  result.text.insert(0, caveat_comment(document, *whole));
  if (origins != nullptr) result.text += origin_comment(applied, *origins);
  return result;
}

}  // namespace feastctl
