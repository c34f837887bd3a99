#include "upgrade/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "base/wording.hpp"
#include "upgrade/likeness.hpp"

namespace feastctl::upgrade {

namespace {

constexpr std::size_t kNamedStores = 5;  // of the stores with one effect

std::string key_of(const Consequence& c) {
  const Diagnostic& d = c.finding;
  return fmt::format("{} {} {}", static_cast<int>(c.kind), d.rule->code,
                     without_names(fmt::format("{}\n{}\n{}", d.message, d.object.kind, d.object.path),
                                   d.store_namespace, d.store_name));
}

}  // namespace

std::vector<Group> grouped(const Report& report, const Sources& sources) {
  report::Places places(sources);
  std::vector<Group> groups;
  std::unordered_map<std::string, std::size_t> known;
  for (const Consequence& c : report.consequences) {
    const auto [place, fresh] = known.emplace(key_of(c), groups.size());
    if (fresh) groups.push_back({&c});
    Group& group = groups[place->second];
    ++group.stores;
    if (group.named.size() == kNamedStores) continue;
    const Diagnostic& d = c.finding;
    const std::string name = d.store_name.empty() ? "" : fmt::format("{}/{}", d.store_namespace, d.store_name);
    group.named.push_back({name, place_of(d.where, places)});
  }
  std::ranges::stable_sort(groups, {}, [](const Group& group) { return group.first->kind; });
  return groups;
}

std::string label(Kind kind, const Report& report) {
  switch (kind) {
    case Kind::kRefused: return "refused by " + words(report.to);
    case Kind::kMeaning: return "careful";
    case Kind::kSpelling: return "edit needed";
    case Kind::kWarned: return "new warning with " + words(report.to);
    case Kind::kAccepted: return fmt::format("refused by {}, accepted by {}", words(report.from), words(report.to));
    case Kind::kQuiet: return "warning gone with " + words(report.to);
  }
  return {};
}

std::string totals_line(const Report& report) {
  const Stores& s = report.stores;
  std::string text = fmt::format("{}, {}", counted(s.all, "FeatureStore"),
                                 s.differing == 0       ? "none affected"
                                 : s.differing == s.all ? "all affected"
                                                        : fmt::format("{} affected", s.differing));
  if (s.left_out != 0) text += fmt::format(", {} annotated with another release", s.left_out);
  if (!report.objects.empty()) text += fmt::format("; {}", report.totals.text());
  return text;
}

std::string subjects(const Group& group) {
  std::string text;
  for (const Subject& subject : group.named) {
    if (!text.empty()) text += ", ";
    text += subject.name;
    if (subject.place.empty()) continue;
    text += subject.name.empty() ? subject.place : fmt::format(" ({})", subject.place);
  }
  if (group.stores > group.named.size()) text += fmt::format(" and {} more", group.stores - group.named.size());
  return fmt::format("FeatureStore{} {}", group.stores == 1 ? "" : "s", text);
}

std::string also_in(std::size_t others) {
  return fmt::format("in {} other {}", others, others == 1 ? "object" : "objects");
}

std::string place_of(Span where, report::Places& places) {
  const auto place = places.find(where);
  if (!place) return {};
  return fmt::format("{}:{}:{}", place->source->name, place->begin.line, place->begin.column);
}

}  // namespace feastctl::upgrade
