#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "report/json_writer.hpp"
#include "report/place.hpp"
#include "report/report.hpp"
#include "report/words.hpp"

namespace feastctl::report {

namespace {

std::string_view severity_of(const Diagnostic& d) {
  switch (d.severity) {
    case Severity::kError: return "major";
    case Severity::kWarning: return "minor";
    case Severity::kNote: return "info";
  }
  return "info";
}

/// FNV-1a of the texts: unchanged for a finding that only moved to another line.
std::uint64_t hash_of(std::initializer_list<std::string_view> texts) {
  std::uint64_t hash = 0xCBF29CE484222325U;
  for (const std::string_view text : texts) {
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
    hash = (hash ^ 0xFFU) * 0x100000001B3U;
  }
  return hash;
}

}  // namespace

std::string gitlab(std::span<const Diagnostic> findings, const Sources& sources) {
  Places places(sources);
  std::set<std::uint64_t> used;                 // GitLab drops a finding with a duplicate fingerprint
  std::map<std::uint64_t, std::uint64_t> next;  // the next number to try for each hash
  std::string out;
  write_list(arranged(findings, sources), 0, out, [&](const Diagnostic* d, ObjectWriter item) {
    const auto place = places.find(d->where);
    const std::string_view file = place ? std::string_view(place->source->name) : "-";
    const auto hash = hash_of({d->rule->code, file, d->path, d->message, d->object.kind, d->object.path});
    std::uint64_t& fingerprint = next.try_emplace(hash, hash).first->second;
    while (!used.insert(fingerprint).second) ++fingerprint;
    item.text("description", in_words_with_fix(*d));
    item.text("check_name", d->rule->code);
    item.text("fingerprint", fmt::format("{:016x}", fingerprint));
    item.text("severity", severity_of(*d));
    ObjectWriter location(item.begin("location"), 4);
    location.text("path", file);
    ObjectWriter lines(location.begin("lines"), 6);
    lines.number("begin", place ? place->begin.line : 1);
    lines.end();
    location.end();
    item.end();
  });
  out += '\n';
  return out;
}

}  // namespace feastctl::report
