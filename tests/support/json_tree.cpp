#include "support/json_tree.hpp"

#include <nlohmann/json.hpp>

namespace feastctl::test {

namespace {

using Json = nlohmann::ordered_json;

const Node* node_of(const Json& json, const TreeBuilder& tree) {
  switch (json.type()) {
    case Json::value_t::boolean: return tree.boolean(json.get<bool>());
    case Json::value_t::string: return tree.string(tree.arena().copy(json.get_ref<const std::string&>()));
    case Json::value_t::number_integer:
    case Json::value_t::number_unsigned: return tree.integer(json.get<std::int64_t>());
    case Json::value_t::number_float: return tree.number(json.get<double>(), tree.arena().copy(json.dump()));
    case Json::value_t::array: {
      Node* list = tree.list();
      for (const Json& item : json) tree.push(list, node_of(item, tree));
      return list;
    }
    case Json::value_t::object: {
      Node* map = tree.map();
      for (const auto& [key, value] : json.items()) tree.add(map, tree.arena().copy(key), node_of(value, tree));
      return map;
    }
    default: return tree.null();
  }
}

Json json_of(const Node& node) {
  switch (node.kind) {
    case Kind::kBool: return node.boolean;
    case Kind::kInteger: return node.integer;
    case Kind::kFloat: return node.number;
    case Kind::kString: return std::string(node.text);
    case Kind::kNull: return nullptr;
    case Kind::kList: {
      Json list = Json::array();
      for (const Node* item : node.items()) list.push_back(json_of(*item));
      return list;
    }
    case Kind::kMap: {
      Json map = Json::object();
      for (const Member& m : node.members()) map[std::string(m.key)] = json_of(*m.value);
      return map;
    }
  }
  return nullptr;
}

}  // namespace

const Node* json_tree(std::string_view text, const TreeBuilder& tree) {
  return node_of(Json::parse(text), tree);
}

std::string json_text(const Node& node) {
  return json_of(node).dump();
}

}  // namespace feastctl::test
