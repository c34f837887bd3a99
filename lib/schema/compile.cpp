/// @file
/// @brief Build-time program: turns schemas/*.json into the tables that table.hpp declares.
///
///     compile SCHEMA_FOLDER OUTPUT.cpp
///
/// It supports only the keywords that the schemas use and stops at any other, so that no constraint is silently
/// ignored. A schema applies to every Feast release, unless keywords set the first and last release:
/// - `x-since`, `x-until` of a property;
/// - `x-enum-since`, `x-enum-until`: an object with the values of `enum` that not every release accepts;
/// - `x-required-until`: an object with the properties in `required` that later releases do not require;
/// - `x-default-since`: the first release that has the `default`.
/// The other words that are ours, each of a property:
/// - `x-omitempty`: the operator drops "", 0, false, and empty lists and maps when it writes the value;
/// - `x-written`: what the operator writes if the value is absent;
/// - `x-ignored`: what users write there has no effect;
/// - `x-first-spelling`: the present name of a field that the cluster no longer accepts under this one;
/// - `x-quantity`: the value is a Kubernetes quantity;
/// - `x-editor`: conditions for editors only, which lib/validate/ checks with better messages.
#include <algorithm>
#include <bit>
#include <cstdint>
#include <exception>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/table_writer.hpp"
#include "base/versions.hpp"
#include "schema/slots.hpp"

namespace {

using Json = nlohmann::ordered_json;

/// A pattern's text and its name in pattern.hpp.
const std::map<std::string, std::string> kPatterns{
    {R"(^https://\S+$)", "kHttpsUrl"},
    {R"(^[A-Za-z0-9][A-Za-z0-9_-]*$)", "kProjectName"},
    {R"(^(\+|-)?(([0-9]+(\.[0-9]*)?)|(\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\+|-)?(([0-9]+(\.[0-9]*)?)|(\.[0-9]+))))?$)",
     "kQuantity"},
};

const std::set<std::string> kKeywords{"$schema",
                                      "$defs",
                                      "$ref",
                                      "title",
                                      "description",
                                      "type",
                                      "format",
                                      "pattern",
                                      "enum",
                                      "minimum",
                                      "default",
                                      "required",
                                      "properties",
                                      "additionalProperties",
                                      "items",
                                      "deprecated",
                                      "x-kubernetes-int-or-string",
                                      "x-kubernetes-list-type",
                                      "x-kubernetes-list-map-keys",
                                      "x-kubernetes-map-type",
                                      "x-quantity",
                                      "x-omitempty",
                                      "x-written",
                                      "x-ignored",
                                      "x-first-spelling",
                                      "x-editor",
                                      "x-since",
                                      "x-until",
                                      "x-enum-since",
                                      "x-enum-until",
                                      "x-required-until",
                                      "x-default-since"};

/// Keywords that only the tables need; they are removed from the schema for editors.
const std::set<std::string> kOurs{"x-omitempty", "x-written", "x-ignored", "x-first-spelling", "x-quantity"};

std::string quoted(const std::string& text) {
  return Json(text).dump();  // JSON's escapes are C++'s, as the schemas hold no control characters
}

struct Compiler {
  std::string folder;
  std::map<std::string, Json> files{};
  std::map<std::string, std::size_t> types{};  ///< the index of a type's row, by its definition or text
  feastctl::TextPool texts{}, descriptions{};
  feastctl::TableRows type_rows{"Type"}, property_rows{"Property"}, choice_rows{"Choice"}, slot_rows{"Slot"};
  std::ostringstream bundles{};

  const Json& file(const std::string& name) {
    Json& json = files[name];
    if (!json.is_null()) return json;
    std::ifstream in(folder + "/" + name, std::ios::binary);
    if (!in) throw std::runtime_error("cannot read " + folder + "/" + name);
    json = Json::parse(in);
    return json;
  }

  static std::pair<std::string, std::string> target(const std::string& ref, const std::string& name) {
    const std::size_t hash = ref.find('#');
    return {hash == 0 ? name : ref.substr(0, hash), ref.substr(hash + 1)};
  }

  /// The index of the type that `node` in the file `name` describes; adds it if it is new.
  std::size_t type(const Json& node, const std::string& name, const std::string& where) {
    for (const auto& entry : node.items()) {
      if (!kKeywords.contains(entry.key())) {
        throw std::runtime_error(where + ": the schema compiler does not know the keyword " + entry.key());
      }
    }
    if (node.contains("$ref")) {
      const auto [file_name, pointer] = target(node.at("$ref"), name);
      const std::string id = file_name + "#" + pointer;
      if (const auto it = types.find(id); it != types.end()) return it->second;
      const Json& definition = file(file_name).at(Json::json_pointer(pointer));
      return types[id] = type(definition, file_name, id);
    }
    const std::string text = definition_text(node, name, where);
    if (const auto it = types.find(text); it != types.end()) return it->second;
    return types[text] = type_rows.add(text + " /* " + where + " */");
  }

  std::string definition_text(const Json& node, const std::string& name, const std::string& where) {
    if (node.contains("x-quantity")) return "{.shape = Shape::kQuantity" + pattern(node, where) + "}";
    if (node.contains("x-kubernetes-int-or-string")) return "{.shape = Shape::kIntOrString, .bits32 = true}";
    const std::string kind = node.at("type");
    if (kind == "boolean") return "{.shape = Shape::kBoolean}";
    if (kind == "integer") return integer(node);
    if (kind == "string") return "{.shape = Shape::kString" + pattern(node, where) + choices(node, where) + "}";
    if (kind == "array") return list(node, name, where);
    if (kind == "object") return object(node, name, where);
    throw std::runtime_error(where + ": the schema compiler does not know the type " + kind);
  }

  static std::string integer(const Json& node) {
    std::string text = "{.shape = Shape::kInteger";
    if (node.value("format", "") == "int32") text += ", .bits32 = true";
    if (node.contains("minimum")) text += ", .minimum = " + node.at("minimum").dump();
    return text + "}";
  }

  static std::string pattern(const Json& node, const std::string& where) {
    if (!node.contains("pattern")) return "";
    const std::string text = node.at("pattern");
    const auto it = kPatterns.find(text);
    if (it == kPatterns.end()) {
      throw std::runtime_error(
          where + ": no matcher for the pattern " + text +
          "\n  name it in lib/schema/pattern.hpp, write it in pattern.cpp, and list it in kPatterns of compile.cpp");
    }
    return ", .pattern = Pattern::" + it->second;
  }

  std::string choices(const Json& node, const std::string& where) {
    if (!node.contains("enum")) return "";
    for (const std::string keyword : {"x-enum-since", "x-enum-until"}) {
      check_entries(node, keyword, node.at("enum"), where);
    }
    std::vector<std::string> rows;
    const auto end_of = [&](const std::string& keyword, const std::string& choice) {
      return node.contains(keyword) ? node.at(keyword).value(choice, "") : "";
    };
    for (const std::string choice : node.at("enum")) {
      rows.push_back("{.text = " + texts.place(choice) +
                     range(end_of("x-enum-since", choice), end_of("x-enum-until", choice)) + "}");
    }
    return ", .choices = " + choice_rows.add(rows);
  }

  /// Stops if a key of the keyword's object is not in `list`.
  static void check_entries(const Json& node, const std::string& keyword, const Json& list, const std::string& where) {
    const Json entries = node.value(keyword, Json::object());
    for (const auto& entry : entries.items()) {
      if (std::find(list.begin(), list.end(), Json(entry.key())) != list.end()) continue;
      std::string problem = where;
      problem.append(": ").append(keyword).append(" names ").append(entry.key()).append(", which is not there");
      throw std::runtime_error(problem);
    }
  }

  /// `release` in the format of the tables.
  static std::string release(const std::string& name) {
    if (!feastctl::parse_feast_release(name)) throw std::runtime_error("no such release of Feast: " + name);
    return "FeastRelease(" + quoted(name) + ")";
  }

  /// The member `releases` of an aggregate, or nothing for all releases; `since` and `until` may be empty.
  static std::string range(const std::string& since, const std::string& until) {
    if (since.empty() && until.empty()) return "";
    std::string text = ", .releases = {";
    if (!since.empty()) text += ".since = " + release(since) + (until.empty() ? "" : ", ");
    if (!until.empty()) text += ".until = " + release(until);
    return text + "}";
  }

  std::string list(const Json& node, const std::string& name, const std::string& where) {
    std::string text = "{.shape = Shape::kList";
    const std::string kind = node.value("x-kubernetes-list-type", "atomic");
    if (kind == "set") text += ", .unique = true";
    text += ", .entry = " + row(type(node.at("items"), name, where + "[]"));
    if (kind == "map") {
      const Json& keys = node.at("x-kubernetes-list-map-keys");
      if (keys.size() != 1) throw std::runtime_error(where + ": the tables hold one list-map key");
      text += ", .list_key = " + texts.place(keys.at(0));
    }
    return text + "}";
  }

  std::string object(const Json& node, const std::string& name, const std::string& where) {
    if (node.contains("properties")) return properties(node, name, where);
    if (!node.contains("additionalProperties")) return "{.shape = Shape::kAnything}";
    return "{.shape = Shape::kMap, .entry = " + row(type(node.at("additionalProperties"), name, where + "{}")) + "}";
  }

  static std::string row(std::size_t index) { return "RowOf<Type>(" + std::to_string(index) + ")"; }

  std::string properties(const Json& node, const std::string& name, const std::string& where) {
    std::vector<std::string> rows;
    std::map<std::string, Json> sorted;
    for (const auto& [key, value] : node.at("properties").items()) sorted[key] = value;
    check_entries(node, "x-required-until", node.value("required", Json::array()), where);
    for (const auto& [key, value] : sorted) rows.push_back(property(key, value, need(node, key), name, where));
    if (rows.empty()) return "{.shape = Shape::kObject}";
    return "{.shape = Shape::kObject, .properties = " + property_rows.add(rows) +
           ", .slots = " + slot_rows.add(slots_of(sorted)) + "}";
  }

  /// For each slot the number of a property, from 1; 0 ends a search. Half of the slots or more are free.
  static std::vector<std::string> slots_of(const std::map<std::string, Json>& properties) {
    if (properties.size() > 255) throw std::runtime_error("a slot holds numbers up to 255");
    std::vector<std::string> slots(std::bit_ceil(2 * properties.size()), "{}");
    std::size_t number = 0;
    for (const auto& [name, unused] : properties) {
      std::size_t slot = feastctl::schema::slot_of(name, slots.size());
      while (slots[slot] != "{}") slot = (slot + 1) % slots.size();
      slots[slot] = "{" + std::to_string(++number) + "}";
    }
    return slots;
  }

  /// Whether the object `node` requires its property `key`, as members of the property's row.
  static std::string need(const Json& node, const std::string& key) {
    const Json required = node.value("required", Json::array());
    if (std::find(required.begin(), required.end(), Json(key)) == required.end()) return "";
    const std::string until = node.value("x-required-until", Json::object()).value(key, "");
    return ", .required = true" + (until.empty() ? "" : ", .required_until = " + release(until));
  }

  std::string property(const std::string& key, const Json& node, const std::string& need, const std::string& name,
                       const std::string& where) {
    std::string text = "{.name = " + texts.place(key) + ", .type = " + row(type(node, name, where + "." + key));
    const Json& full = described(node, name);
    text += range(node.value("x-since", ""), node.value("x-until", "")) + need;
    if (full.contains("x-default-since")) text += ", .default_since = " + release(full.at("x-default-since"));
    if (full.contains("x-omitempty")) text += ", .omit_empty = true";
    if (full.contains("x-ignored")) text += ", .ignored = true";
    if (full.contains("x-first-spelling")) text += ", .first_spelling_of = " + texts.place(full.at("x-first-spelling"));
    if (full.contains("default")) text += ", .default_value = " + literal(full.at("default"));
    if (full.contains("x-written")) text += ", .written = " + literal(full.at("x-written"));
    const auto [at, size] = (need.empty() ? descriptions : texts).find(full.at("description"));
    return text + ", .description_at = " + std::to_string(at) + ", .description_size = " + std::to_string(size) + "}";
  }

  /// `node`, or the property that it refers to if it is only a reference.
  const Json& described(const Json& node, const std::string& name) {
    if (node.contains("description") || !node.contains("$ref")) return node;
    const auto [file_name, pointer] = target(node.at("$ref"), name);
    return file(file_name).at(Json::json_pointer(pointer));
  }

  std::string literal(const Json& value) {
    if (value.is_string()) return "{.of = Literal::Of::kString, .text = " + texts.place(value) + "}";
    if (value.is_boolean()) return std::string("{.of = Literal::Of::kBoolean, .integer = ") + (value ? "1}" : "0}");
    if (value.is_number_integer()) return "{.of = Literal::Of::kInteger, .integer = " + value.dump() + "}";
    if (value.is_object() && value.empty()) return "{.of = Literal::Of::kEmptyMap}";
    throw std::runtime_error("the tables cannot hold the default " + value.dump());
  }

  // --- one document for editors ---

  /// `node` with all references made local, those of ours left out, and what it refers to added to `defs`.
  Json bundled(const Json& node, const std::string& name, Json& defs, std::map<std::string, std::string>& origins) {
    if (!node.is_structured()) return node;
    Json result = node.is_array() ? Json::array() : Json::object();
    for (const auto& [key, value] : node.items()) {
      if (node.is_array()) {
        result.push_back(bundled(value, name, defs, origins));
      } else if (key == "$ref") {
        const auto [file_name, pointer] = target(value, name);
        result[key] = "#" + pointer;
        add_definition(file_name, pointer, defs, origins);
      } else if (key == "x-editor") {  // what the rules check, if JSON Schema can express it
        result.update(value);
      } else if (key != "$defs" && !kOurs.contains(key)) {
        result[key] = bundled(value, name, defs, origins);
      }
    }
    return result;
  }

  void add_definition(const std::string& file_name, const std::string& pointer, Json& defs,
                      std::map<std::string, std::string>& origins) {
    const std::string rest = pointer.substr(std::string("/$defs/").size());
    const std::string definition = rest.substr(0, rest.find('/'));
    const auto [it, added] = origins.emplace(definition, file_name);
    if (it->second != file_name)
      throw std::runtime_error(definition + " is defined in " + file_name + " and " + it->second);
    if (added) defs[definition] = bundled(file(file_name).at("$defs").at(definition), file_name, defs, origins);
  }

  void emit_bundle(const std::string& name, const std::string& constant) {
    Json defs = Json::object();
    std::map<std::string, std::string> origins;
    Json document = bundled(file(name), name, defs, origins);
    std::map<std::string, Json> sorted;
    for (const auto& [key, value] : defs.items()) sorted[key] = value;
    document["$defs"] = sorted;
    bundles << "constexpr std::string_view " << constant << " = R\"bundle(" << document.dump(2) << "\n)bundle\";\n\n";
  }

  void emit_all(std::ostream& result) {
    const std::size_t v1 = type(file("featurestore-v1.json"), "featurestore-v1.json", "v1");
    const std::size_t alpha = type(file("featurestore-v1alpha1.json"), "featurestore-v1alpha1.json", "v1alpha1");
    emit_bundle("featurestore-v1.json", "kBundleV1");
    emit_bundle("featurestore-v1alpha1.json", "kBundleV1Alpha1");
    result << "// Made from schemas/*.json by lib/schema/compile.cpp; edit those instead.\n"
              "#include \"schema/table.hpp\"\n\nnamespace feastctl::schema {\n\n"
           << "constinit const char Words::kText[] = " << quoted(texts.text()) << ";\n"
           << "constinit const char Descriptions::kText[] = " << quoted(descriptions.text()) << ";\n\n"
           << type_rows.definition() << property_rows.definition() << choice_rows.definition() << slot_rows.definition()
           << "namespace {\n\n"
           << bundles.str() << "}  // namespace\n\n"
           << "const Type& document(ApiVersion version) {\n  return Type::kRows[version == ApiVersion::kV1 ? " << v1
           << " : " << alpha << "];\n}\n\n"
           << "std::string_view bundled(ApiVersion version) {\n"
              "  return version == ApiVersion::kV1 ? kBundleV1 : kBundleV1Alpha1;\n}\n\n"
           << "}  // namespace feastctl::schema\n";
  }
};

}  // namespace

int main(int argc, char** argv) {
  try {
    if (argc != 3) throw std::runtime_error("usage: compile SCHEMA_FOLDER OUTPUT.cpp");
    Compiler compiler{.folder = argv[1]};
    std::ostringstream text;
    compiler.emit_all(text);
    std::ofstream(argv[2], std::ios::binary) << text.str();
    return 0;
  } catch (const std::exception& e) {
    std::cerr << "schema compiler: " << e.what() << "\n";
    return 1;
  }
}
