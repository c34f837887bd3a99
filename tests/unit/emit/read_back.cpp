#include "unit/emit/read_back.hpp"

#include <yaml-cpp/yaml.h>
#include <yaml.h>

#include <string_view>

#include "base/json_string.hpp"
#include "emit/json.hpp"

namespace feastctl::test {

namespace {

/// A scalar as both readers' helpers print it: quoted when it is a string, bare when it is something else.
std::string string_form(std::string_view text) {
  std::string out;
  append_json_string(text, out);
  return out;
}

class LibyamlReader {
 public:
  explicit LibyamlReader(const std::string& text) {
    yaml_parser_initialize(&parser_);
    yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(text.data()), text.size());
  }
  ~LibyamlReader() { yaml_parser_delete(&parser_); }
  LibyamlReader(const LibyamlReader&) = delete;
  LibyamlReader& operator=(const LibyamlReader&) = delete;

  std::string read() {
    yaml_document_t document;
    if (yaml_parser_load(&parser_, &document) == 0) return "error: " + std::string(parser_.problem);
    yaml_node_t* root = yaml_document_get_root_node(&document);
    std::string out = root == nullptr ? "error: nothing" : text_of(document, *root);
    yaml_document_delete(&document);
    return out;
  }

 private:
  static std::string text_of(yaml_document_t& document, const yaml_node_t& node) {
    if (node.type == YAML_SCALAR_NODE) return scalar(node);
    std::string out;
    if (node.type == YAML_SEQUENCE_NODE) {
      for (const auto* item = node.data.sequence.items.start; item != node.data.sequence.items.top; ++item) {
        out += (out.empty() ? "" : ",") + text_of(document, *yaml_document_get_node(&document, *item));
      }
      return "[" + out + "]";
    }
    for (const auto* pair = node.data.mapping.pairs.start; pair != node.data.mapping.pairs.top; ++pair) {
      out += (out.empty() ? "" : ",") + text_of(document, *yaml_document_get_node(&document, pair->key)) + ":" +
             text_of(document, *yaml_document_get_node(&document, pair->value));
    }
    return "{" + out + "}";
  }

  /// libyaml leaves the typing of plain scalars to its caller: which of them are strings is for yaml_test.cpp to list.
  static std::string scalar(const yaml_node_t& node) {
    const std::string_view text(reinterpret_cast<const char*>(node.data.scalar.value), node.data.scalar.length);
    const bool plain = node.data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    const bool word = text == "null" || text == "true" || text == "false";
    return plain && word ? std::string(text) : string_form(text);
  }

  yaml_parser_t parser_{};
};

std::string text_of(const YAML::Node& node) {
  std::string out;
  switch (node.Type()) {
    case YAML::NodeType::Null: return "null";
    case YAML::NodeType::Scalar: {
      const bool word = node.Scalar() == "true" || node.Scalar() == "false" || node.Scalar() == "null";
      return word && node.Tag() == "?" ? node.Scalar() : string_form(node.Scalar());
    }
    case YAML::NodeType::Sequence:
      for (const auto& item : node) out += (out.empty() ? "" : ",") + text_of(item);
      return "[" + out + "]";
    case YAML::NodeType::Map:
      for (const auto& pair : node) out += (out.empty() ? "" : ",") + text_of(pair.first) + ":" + text_of(pair.second);
      return "{" + out + "}";
    case YAML::NodeType::Undefined: break;
  }
  return "error: undefined";
}

}  // namespace

std::string read_with_libyaml(const std::string& yaml) {
  return LibyamlReader(yaml).read();
}

std::string read_with_yaml_cpp(const std::string& yaml) {
  try {
    return text_of(YAML::Load(yaml));
  } catch (const YAML::Exception& e) {
    return std::string("error: ") + e.what();
  }
}

std::string expected_reading(const Node& node) {
  std::string out;
  emit::write_json(node, out);
  return out;
}

}  // namespace feastctl::test
