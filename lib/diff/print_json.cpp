/// The format for programs.
#include <fmt/format.h>

#include "base/json_string.hpp"
#include "diff/live/kubectl.hpp"
#include "diff/parts.hpp"
#include "emit/json.hpp"

namespace feastctl::diff {

namespace {

std::string value_of(const Node* node) {
  std::string text;
  emit::write_json(*node, text);
  return text;
}

/// The texts with commas between them, in brackets.
std::string list_of(const std::vector<std::string>& items) {
  return fmt::format("[{}]", fmt::join(items, ", "));
}

std::string strings(const std::vector<std::string>& texts) {
  std::vector<std::string> items;
  for (const std::string& one : texts) items.push_back(json_string(one));
  return list_of(items);
}

/// `change` is the object that the traps are of, or nullptr for those of stores.
std::string traps_json(const std::vector<Trap>& traps, const ObjectChange* change) {
  std::vector<std::string> items;
  for (const Trap& trap : traps) {
    items.push_back(fmt::format(R"({{"effect": "{}", "refused": {}, "path": {}, "message": {}, "remedy": {}}})",
                                word(trap.effect), trap.effect == Effect::kRefused, json_string(trap.path),
                                json_string(change == nullptr ? trap.message : words(trap, *change)),
                                json_string(trap.remedy)));
  }
  return list_of(items);
}

std::string fields_json(const std::vector<FieldChange>& fields) {
  std::vector<std::string> items;
  for (const FieldChange& field : fields) {
    std::string item = fmt::format(R"({{"path": {})", json_string(field.path));
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

/// What is to be said of the live objects apart from their changes, or null.
std::string live_json(const Live* live) {
  if (live == nullptr || !live->any) return "null";
  std::vector<std::string> foreign;
  for (const auto& [kind, count] : live->foreign) foreign.push_back(fmt::format("{}: {}", json_string(kind), count));
  return fmt::format(
      R"({{"notFetched": {}, "commands": {}, "restartsWithoutChange": {}, "foreign": {{{}}}, "labelsOfOthers": {}}})",
      strings(resources_of(live->not_fetched)), strings(commands_for(live->not_fetched)), strings(live->respelled),
      fmt::join(foreign, ", "), live->theirs);
}

}  // namespace

std::string json_of(const ObjectChange& change) {
  return fmt::format(
      R"({{"change": "{}", "apiVersion": {}, "kind": {}, "namespace": {}, "name": {}, "folder": {}, "fields": {}, "traps": {}}})",
      word(change.change), json_string(change.api_version), json_string(change.kind), json_string(change.name_space),
      json_string(change.name), json_string(change.folder), fields_json(change.fields),
      traps_json(change.traps, &change));
}

std::string json(const Changes& changes, const std::vector<Trap>& stores, const Live* live) {
  std::vector<std::string> items;
  for (const ObjectChange& change : changes) items.push_back("\n    " + json_of(change));
  const Totals all = totals(changes, stores);
  const auto summary = fmt::format(R"({{"added": {}, "changed": {}, "removed": {}, "refused": {}, "restarts": {}}})",
                                   all.added, all.changed, all.removed, all.refused, all.restarts);
  return fmt::format(
      "{{\"formatVersion\": \"1.0\", \"differs\": {}, \"summary\": {}, \"stores\": {}, \"live\": {},\n  \"changes\": "
      "[{}]}}\n",
      !changes.empty(), summary, traps_json(stores, nullptr), live_json(live), fmt::join(items, ","));
}

}  // namespace feastctl::diff
