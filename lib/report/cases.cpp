#include "report/cases.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "report/place.hpp"

namespace feastctl::report {

bool Case::failed() const {
  return std::ranges::any_of(findings, [](const Diagnostic* d) { return d->rule->severity == Severity::kError; });
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
  // By file and document; a document without a store, and what has no document, counts as the file's (-1).
  std::map<std::pair<SourceId, int>, const Subject*> stores;
  for (const Subject& s : subjects) stores.emplace(std::pair(s.source, s.document), &s);
  std::map<std::pair<std::string, std::pair<SourceId, int>>, Case> by_place;
  for (const Subject& s : subjects) {
    by_place[{file_of(s.source), {s.source, s.document}}] = {file_of(s.source), &s, {}};
  }
  for (const Diagnostic* d : arranged(findings, sources)) {
    const auto store = stores.find({d->where.source, d->document});
    const int document = store == stores.end() ? -1 : d->document;
    Case& c = by_place[{file_of(d->where.source), {d->where.source, document}}];
    c.file = file_of(d->where.source);
    c.findings.push_back(d);
  }
  std::vector<Case> out;
  for (auto& [key, value] : by_place) out.push_back(std::move(value));
  return out;
}

}  // namespace feastctl::report
