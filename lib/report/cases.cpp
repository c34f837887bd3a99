#include "report/cases.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "report/place.hpp"

namespace feastctl::report {

bool Case::failed() const {
  return std::ranges::any_of(findings, [](const Diagnostic* d) { return d->severity == Severity::kError; });
}

std::string Case::name() const {
  if (store != nullptr) return store->name_space + "/" + store->name;
  return file.empty() ? "the run" : "the file";
}

std::vector<Case> cases(std::span<const Diagnostic> findings, const Sources& sources,
                        std::span<const Subject> subjects) {
  const auto file_of = [&](SourceId id) {
    return id == 0 || id > sources.size() ? std::string() : sources.at(id).name;
  };
  // By file, document and store, because a list contains several stores; findings without a store belong to the file
  // (-1).
  using Key = std::tuple<std::string, SourceId, int, std::string>;
  std::map<Key, Case> by_place;
  std::map<std::pair<SourceId, int>, const Subject*> first_of;
  for (const Subject& s : subjects) {
    by_place[{file_of(s.source), s.source, s.document, s.name_space + "/" + s.name}] = {file_of(s.source), &s, {}};
    first_of.emplace(std::pair(s.source, s.document), &s);
  }
  for (const Diagnostic* d : arranged(findings, sources)) {
    const SourceId id = d->where.source;
    Key key{file_of(id), id, d->document, d->store_namespace + "/" + d->store_name};
    if (!by_place.contains(key)) {
      const auto first = first_of.find({id, d->document});
      const bool none = first == first_of.end();
      key = {file_of(id), id, none ? -1 : d->document,
             none ? "" : first->second->name_space + "/" + first->second->name};
    }
    Case& c = by_place[key];
    c.file = file_of(id);
    c.findings.push_back(d);
  }
  std::vector<Case> out;
  for (auto& [key, value] : by_place) out.push_back(std::move(value));
  return out;
}

}  // namespace feastctl::report
