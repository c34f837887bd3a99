/// @file
/// @brief Build-time program: turns schemas/feast/*.json into the tables that table.hpp declares.
///
///     compile SCHEMA_FOLDER OUTPUT.cpp
///
/// It stops at a type or a key that it does not know, so that none can be written and then go unchecked.
#include <algorithm>
#include <exception>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using Json = nlohmann::ordered_json;

std::string quoted(const std::string& text) {
  return Json(text).dump();  // JSON's escapes are C++'s, as the schemas hold no control characters
}

int minor(const Json& release) {
  const std::string text = release.get<std::string>();
  if (text.substr(0, 2) != "0.") throw std::runtime_error("no release of Feast: " + text);
  return std::stoi(text.substr(2));
}

/// `text` cut at `separator` where no bracket is open.
std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts{""};
  int depth = 0;
  for (const char c : text) {
    if (c == '<' || c == '(' || c == '[') ++depth;
    if (c == '>' || c == ')' || c == ']') --depth;
    if (c == separator && depth == 0) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

const std::map<std::string, std::string> kScalars{
    {"any", "kAny"},     {"str", "kText"},    {"secretstr", "kBytes"}, {"Path", "kText"}, {"bytes", "kBytes"},
    {"int", "kInteger"}, {"float", "kFloat"}, {"bool", "kBool"},       {"dict", "kMap"},  {"object", "kObject"}};
const std::map<std::string, std::string> kBounds{
    {"gt=0", "kAboveZero"}, {"ge=0", "kFromZero"}, {"ge=0,le=5", "kZeroToFive"}};

/// Writes rows of types, each spelling once.
class Types {
 public:
  explicit Types(std::string& out) : out_(&out) {}

  /// The name of the row for a spelling.
  std::string row(const std::string& spelling) {
    if (const auto known = names_.find(spelling); known != names_.end()) return known->second;
    const std::string fields = fields_of(spelling);
    std::string name = "kType" + std::to_string(names_.size());
    *out_ += "constexpr Type " + name + "{" + fields + ".spelling = " + quoted(spelling) + "};\n";
    return names_[spelling] = name;
  }

 private:
  std::string fields_of(std::string spelling) {
    std::string out;
    std::string bound;
    std::smatch match;
    static const std::regex kBound(R"(^(.*)\[([gl]e?t?=[^\]]*)\](.*)$)");
    if (std::regex_match(spelling, match, kBound)) {
      bound = ".bound = Type::Bound::" + kBounds.at(match[2].str()) + ", ";
      spelling = match[1].str() + match[3].str();
    }
    std::vector<std::string> parts = split(spelling, '|');
    bool nullable = false;
    if (parts.back() == "null") {
      nullable = true;
      parts.pop_back();
    }
    const std::string tail = std::string(nullable ? ".nullable = true, " : "") + bound;
    if (parts.size() == 1) return one(parts.front()) + tail;
    if (parts[0].starts_with("enum(")) {
      std::string words;
      for (const std::string& part : parts) words += (words.empty() ? "" : ",") + inside(part);
      return one("enum(" + words + ")") + ".separate_words = true, " + tail;
    }
    return ".branches = " + array("Type* const", parts) + ", " + tail;
  }

  static std::string inside(const std::string& part) {
    const auto open = part.find_first_of("(<");
    return part.substr(open + 1, part.size() - open - 2);
  }

  std::string one(std::string part) {
    const bool strict = part.ends_with("!");
    if (strict) part.pop_back();
    if (const auto scalar = kScalars.find(part); scalar != kScalars.end()) {
      return ".form = Type::Form::" + scalar->second + ", " + (strict ? ".strict = true, " : "");
    }
    if (part.starts_with("enum(")) {
      std::string words;
      for (const std::string& word : split(inside(part), ',')) words += quoted(word) + ", ";
      return ".form = Type::Form::kWords, .words = " + list("std::string_view", words) + ", ";
    }
    if (part.starts_with("tuple<"))
      return ".form = Type::Form::kTuple, .of = " + array("Type* const", split(inside(part), ',')) + ", ";
    if (part.starts_with("list<"))
      return ".form = Type::Form::kList, .of = " + array("Type* const", {inside(part)}) + ", ";
    if (part.starts_with("dict<")) {
      return ".form = Type::Form::kMap, .of = " + array("Type* const", {split(inside(part), ',').at(1)}) + ", ";
    }
    throw std::runtime_error("unknown type " + part);
  }

  std::string array(const std::string& type, const std::vector<std::string>& spellings) {
    std::string items;
    for (const std::string& spelling : spellings) items += "&" + row(spelling) + ", ";
    return list("const " + type, items);
  }

  std::string list(const std::string& type, const std::string& items) {
    std::string name = "kList" + std::to_string(++lists_);
    const std::string kept = type.starts_with("const") ? type.substr(6) : type;
    *out_ += "constexpr " + (kept == "Type* const" ? std::string("const Type*") : kept) + " " + name + "[] = {" +
             items + "};\n";
    return name;
  }

  std::string* out_;
  std::map<std::string, std::string> names_;
  int lists_ = 0;
};

const std::set<std::string> kKeys{"name", "type", "required", "default", "alias", "since", "until", "unknown"};

class Compiler {
 public:
  std::string compile(const std::string& folder) {
    for (const char* role : {"feature_store", "online_store", "offline_store", "registry", "batch_engine",
                             "feature_server", "auth", "mlflow"}) {
      std::ifstream file(folder + "/" + role + ".json");
      if (!file) throw std::runtime_error("cannot read " + folder + "/" + role + ".json");
      const Json types = Json::parse(file);
      for (const auto& [type, section] : types.items()) add(role, type, section);
    }
    return "#include \"feast/table.hpp\"\n\nnamespace feastctl::feast {\n\nnamespace {\n\n" + types_text_ + rows_ +
           "constexpr Section kSections[] = {\n" + sections_ +
           "};\n\n}  // namespace\n\nstd::span<const Section> sections() { return kSections; }\n\n"
           "}  // namespace feastctl::feast\n";
  }

 private:
  static std::string window(const Json& row) {
    std::string out;
    if (row.contains("since")) out += ", .since = " + std::to_string(minor(row["since"]));
    if (row.contains("until")) out += ", .until = " + std::to_string(minor(row["until"]));
    return out;
  }

  void add(const std::string& role, const std::string& type, const Json& section) {
    const Json& parameters = section.at("parameters");
    std::string when;
    for (const Json& p : parameters) {
      if (p["name"] == "type") when = window(p);
    }
    const bool allowed = section.value("unknown", "") == "allowed";
    sections_ += "    {.role = " + quoted(role) + ", .type = " + quoted(type) +
                 ", .class_name = " + quoted(section.at("class")) + (allowed ? ", .unknown_allowed = true" : "") +
                 when + ", .parameters = " + fields(parameters, "") + "},\n";
  }

  /// The rows of what is directly below `prefix`; the name of their array.
  std::string fields(const Json& parameters, const std::string& prefix) {
    std::string out;
    for (const Json& p : parameters) {
      for (const auto& [key, unused] : p.items()) {
        if (!kKeys.contains(key)) throw std::runtime_error("unknown key " + key);
      }
      const std::string name = p.at("name");
      if (!name.starts_with(prefix) || name.find('.', prefix.size()) != std::string::npos) continue;
      const std::string spelling = p.at("type");
      out += "    {.name = " + quoted(name.substr(prefix.size())) + ", .alias = " + quoted(p.value("alias", "")) +
             ", .type = &" + types_.row(spelling) + ", .required = " + (p.contains("required") ? "true" : "false") +
             (p.contains("unknown") ? ", .unknown_allowed = true" : "") + window(p) +
             ", .default_value = " + quoted(p.contains("default") ? p["default"].dump() : "");
      if (spelling.find("object") != std::string::npos) {
        out += ", .fields = " + fields(parameters, name + (spelling.starts_with("list<") ? "[]." : "."));
      }
      out += "},\n";
    }
    std::string array = "kFields" + std::to_string(++arrays_);
    rows_ += "constexpr Parameter " + array + "[] = {\n" + out + "};\n";
    return array;
  }

  std::string types_text_;
  Types types_{types_text_};
  std::string rows_;
  std::string sections_;
  int arrays_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  try {
    if (argc != 3) throw std::runtime_error("usage: compile SCHEMA_FOLDER OUTPUT.cpp");
    const std::string text = Compiler().compile(argv[1]);
    std::ofstream(argv[2]) << text;
  } catch (const std::exception& error) {
    std::cerr << "compiling schemas/feast: " << error.what() << '\n';
    return 1;
  }
  return 0;
}
