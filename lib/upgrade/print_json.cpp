/// The format for programs.
#include <fmt/format.h>

#include "base/json_string.hpp"
#include "upgrade/words.hpp"

namespace feastctl::upgrade {

namespace {

std::string_view word(Kind kind) {
  switch (kind) {
    case Kind::kRefused: return "refused";
    case Kind::kMeaning: return "meaning";
    case Kind::kSpelling: return "spelling";
    case Kind::kWarned: return "warning";
    case Kind::kAccepted: return "accepted";
    case Kind::kQuiet: return "warning-gone";
  }
  return {};
}

std::string consequence_json(const Consequence& c, report::Places& places) {
  const Diagnostic& d = c.finding;
  std::string item = fmt::format(R"({{"kind": "{}", "code": {}, "namespace": {}, "name": {}, "path": {})", word(c.kind),
                                 json_string(d.rule->code), json_string(d.store_namespace), json_string(d.store_name),
                                 json_string(d.path));
  if (const auto place = places.find(d.where)) {
    item += fmt::format(R"(, "file": {}, "line": {}, "column": {})", json_string(place->source->name),
                        place->begin.line, place->begin.column);
  }
  return item + fmt::format(R"(, "message": {}, "remedy": {}}})", json_string(d.message), json_string(d.hint));
}

}  // namespace

std::string json(const Report& report, const Sources& sources) {
  report::Places places(sources);
  std::string consequences;
  for (const Consequence& c : report.consequences) {
    consequences += fmt::format("{}\n    {}", consequences.empty() ? "" : ",", consequence_json(c, places));
  }
  std::string changes;
  for (const Alike& alike : report.objects) {
    changes += changes.empty() ? "\n    " : ",\n    ";
    changes += alike.first.text;
  }
  const diff::Totals& all = report.totals;
  return fmt::format(
      R"({{"formatVersion": "1.0", "from": "{}", "to": "{}", "kubernetesVersion": "{}", "differs": {},
  "summary": {{"stores": {}, "differing": {}, "leftOut": {}, "added": {}, "changed": {}, "removed": {}, "refused": {}, "restarts": {}}},
  "consequences": [{}],
  "changes": [{}]}}
)",
      report.from.full(), report.to.full(), report.kubernetes.name(), differs(report), report.stores.all,
      report.stores.differing, report.stores.left_out, all.added, all.changed, all.removed, all.refused, all.restarts,
      consequences, changes);
}

}  // namespace feastctl::upgrade
