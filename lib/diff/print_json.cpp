/// The form for programs.
#include <fmt/format.h>

#include "base/json_string.hpp"
#include "diff/parts.hpp"
#include "emit/json.hpp"

namespace feastctl::diff {

namespace {

std::string quoted(std::string_view text) {
  std::string out;
  append_json_string(text, out);
  return out;
}

std::string value_of(const Node* node) {
  std::string text;
  emit::write_json(*node, text);
  return text;
}

/// The texts with commas between them, in brackets.
std::string list_of(const std::vector<std::string>& items) {
  return fmt::format("[{}]", fmt::join(items, ", "));
}

std::string traps_json(const std::vector<Trap>& traps) {
  std::vector<std::string> items;
  for (const Trap& trap : traps) {
    items.push_back(fmt::format(R"({{"refused": {}, "path": {}, "message": {}, "remedy": {}}})", trap.refused,
                                quoted(trap.path), quoted(trap.message), quoted(trap.remedy)));
  }
  return list_of(items);
}

std::string fields_json(const std::vector<FieldChange>& fields) {
  std::vector<std::string> items;
  for (const FieldChange& field : fields) {
    std::string item = fmt::format(R"({{"path": {})", quoted(field.path));
    if (field.before != nullptr) item += fmt::format(R"(, "before": {})", value_of(field.before));
    if (field.after != nullptr) item += fmt::format(R"(, "after": {})", value_of(field.after));
    items.push_back(item + "}");
  }
  return list_of(items);
}

std::string_view word(Change change) {
  switch (change) {
    case Change::kAdded: return "added";
    case Change::kRemoved: return "removed";
    case Change::kChanged: return "changed";
  }
  return {};
}

}  // namespace

std::string json(const std::vector<ObjectChange>& changes, const std::vector<Trap>& stores) {
  std::vector<std::string> items;
  for (const ObjectChange& change : changes) {
    items.push_back(fmt::format(
        R"(
    {{"change": "{}", "apiVersion": {}, "kind": {}, "namespace": {}, "name": {}, "fields": {}, "traps": {}}})",
        word(change.change), quoted(change.api_version), quoted(change.kind), quoted(change.name_space),
        quoted(change.name), fields_json(change.fields), traps_json(change.traps)));
  }
  return fmt::format("{{\"formatVersion\": \"1.0\", \"differs\": {}, \"stores\": {},\n  \"changes\": [{}]}}\n",
                     !changes.empty(), traps_json(stores), fmt::join(items, ","));
}

}  // namespace feastctl::diff
