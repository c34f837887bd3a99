#include "unit/validate/json_tree.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace feastctl::test {

namespace {

using Json = nlohmann::ordered_json;

Node* to_node(const TreeBuilder& tree, const Json& json, std::uint32_t& count) {
  const std::uint32_t place = count++;
  Node* node = tree.null();
  const auto text = [&](const std::string& s) { return tree.arena().copy(s); };
  if (json.is_object()) {
    node = tree.map();
    for (const auto& [key, value] : json.items()) {
      tree.add(node, text(key), to_node(tree, value, count), Span{1, place, place + 1});
    }
  } else if (json.is_array()) {
    node = tree.list();
    for (const auto& value : json) tree.push(node, to_node(tree, value, count));
  } else if (json.is_string()) {
    node = tree.string(text(json.get<std::string>()));
  } else if (json.is_boolean()) {
    node = tree.boolean(json.get<bool>());
  } else if (json.is_number_integer()) {
    node = tree.integer(json.get<std::int64_t>());
  } else if (json.is_number()) {
    node = tree.number(json.get<double>(), text(json.dump()));
  }
  node->span = {1, place, place + 1};
  return node;
}

}  // namespace

const Node* json_tree(const TreeBuilder& tree, std::string text) {
  std::ranges::replace(text, '\'', '"');
  std::uint32_t count = 0;
  return to_node(tree, Json::parse(text), count);
}

}  // namespace feastctl::test
