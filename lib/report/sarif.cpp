#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "base/ascii.hpp"
#include "report/json_writer.hpp"
#include "report/place.hpp"
#include "report/report.hpp"
#include "report/words.hpp"

namespace feastctl::report {

namespace {

using Rules = std::vector<const Rule*>;

/// SARIF's informationUri. feastctl has no home page, so this is the project whose objects it checks; docs/install.md
/// tells publishers to put the repository here.
constexpr std::string_view kHome = "https://feast.dev";

/// A path as a relative URI; standard input has no path, but code scanning requires one.
std::string uri(std::string_view path) {
  if (path == "-") return "stdin";
  while (path.starts_with("./")) path.remove_prefix(2);
  constexpr std::string_view kUnreserved = "-._~/";
  std::string out;
  for (const char c : path) {
    if (is_alphanumeric(c) || kUnreserved.find(c) != std::string_view::npos) {
      out += c;
    } else {
      out += '%';
      append_hex(out, static_cast<unsigned char>(c), 2);
    }
  }
  return out;
}

/// `{"text": …}`, SARIF's representation of text; code scanning refuses empty ones.
void write_text(ObjectWriter& out, std::string_view key, std::string_view text, std::size_t indent) {
  ObjectWriter message(out.begin(key), indent);
  message.text("text", text.empty() ? "-" : text);
  message.end();
}

void write_rule(const Rule& rule, ObjectWriter out) {
  out.text("id", rule.code);
  out.text("name", rule.name);
  write_text(out, "shortDescription", rule.sentence, 14);
  write_text(out, "fullDescription", rule.why.empty() ? rule.sentence : rule.why, 14);
  write_text(out, "help", rule.remedy.empty() ? rule.sentence : rule.remedy, 14);
  ObjectWriter level(out.begin("defaultConfiguration"), 14);
  level.text("level", severity_name(rule.severity));
  level.end();
  out.end();
}

void write_region(std::string_view key, const Place& place, ObjectWriter& out, std::size_t indent) {
  ObjectWriter region(out.begin(key), indent);
  region.number("startLine", place.begin.line);
  region.number("startColumn", place.begin.column);
  region.number("endLine", place.end.line);
  region.number("endColumn", place.end.column);
  region.end();
}

void write_physical_location(const Place& place, ObjectWriter& out, std::size_t indent) {
  ObjectWriter physical(out.begin("physicalLocation"), indent);
  ObjectWriter artifact(physical.begin("artifactLocation"), indent + 2);
  artifact.text("uri", uri(place.source->name));
  artifact.end();
  write_region("region", place, physical, indent + 2);
  physical.end();
}

void write_related(const std::vector<Note>& notes, Places& places, ObjectWriter& out) {
  std::vector<const Note*> placed;
  for (const Note& note : notes) {
    if (places.find(note.where)) placed.push_back(&note);
  }
  if (placed.empty()) return;
  write_list(placed, 10, out.begin("relatedLocations"), [&](const Note* note, ObjectWriter item) {
    write_physical_location(*places.find(note->where), item, 14);
    write_text(item, "message", note->message, 14);
    item.end();
  });
}

/// The edits of a fix, all of which are in one file.
void write_fix(const Fix& fix, Places& places, ObjectWriter out) {
  write_text(out, "description", fix.title, 14);
  const Fix* const changes[] = {&fix};
  write_list(changes, 14, out.begin("artifactChanges"), [&](const Fix* of, ObjectWriter change) {
    ObjectWriter artifact(change.begin("artifactLocation"), 18);
    artifact.text("uri", uri(places.find(of->edits.front().where)->source->name));
    artifact.end();
    write_list(of->edits, 18, change.begin("replacements"), [&](const Edit& edit, ObjectWriter replacement) {
      write_region("deletedRegion", *places.find(edit.where), replacement, 22);
      ObjectWriter content(replacement.begin("insertedContent"), 22);
      append_json_string(edit.text, content.begin("text"));
      content.end();
      replacement.end();
    });
    change.end();
  });
  out.end();
}

void write_result(const Diagnostic& d, const Rules& rules, Places& places, ObjectWriter out) {
  out.text("ruleId", d.rule->code);
  const auto index = std::ranges::lower_bound(rules, d.rule->code, {}, &Rule::code) - rules.begin();
  out.number("ruleIndex", static_cast<std::size_t>(index));
  out.text("level", severity_name(d.severity));
  write_text(out, "message", in_words(d), 10);
  // Code scanning refuses findings without a place: those about the whole run are at the top of the first file.
  auto place = places.find(d.where);
  if (!place) place = places.find({1, 0, 0});
  if (place) {
    const Place* const locations[] = {&*place};
    write_list(locations, 10, out.begin("locations"), [](const Place* p, ObjectWriter item) {
      write_physical_location(*p, item, 14);
      item.end();
    });
  }
  write_related(d.notes, places, out);
  const auto fixes = offered_fixes(d);
  if (!fixes.empty()) {
    write_list(fixes, 10, out.begin("fixes"),
               [&](const Fix* fix, ObjectWriter item) { write_fix(*fix, places, item); });
  }
  out.end();
}

Rules rules_of(const std::vector<const Diagnostic*>& findings) {
  Rules rules;
  for (const Diagnostic* d : findings) rules.push_back(d->rule);
  std::ranges::sort(rules, {}, &Rule::code);
  const auto same = [](const Rule* a, const Rule* b) { return a->code == b->code; };
  rules.erase(std::unique(rules.begin(), rules.end(), same), rules.end());
  return rules;
}

}  // namespace

std::string sarif(std::span<const Diagnostic> findings, const Sources& sources, std::string_view version) {
  const auto all = arranged(findings, sources);
  const Rules rules = rules_of(all);
  Places places(sources);
  std::string out;
  ObjectWriter log(out, 0);
  log.text("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
  log.text("version", "2.1.0");
  const int one_run[] = {0};
  write_list(one_run, 2, log.begin("runs"), [&](int, ObjectWriter run) {
    ObjectWriter tool(run.begin("tool"), 6);
    ObjectWriter driver(tool.begin("driver"), 8);
    driver.text("name", "feastctl");
    driver.text("semanticVersion", version);
    driver.text("informationUri", kHome);
    write_list(rules, 10, driver.begin("rules"), [](const Rule* r, ObjectWriter item) { write_rule(*r, item); });
    driver.end();
    tool.end();
    run.text("columnKind", "unicodeCodePoints");
    write_list(all, 6, run.begin("results"),
               [&](const Diagnostic* d, ObjectWriter item) { write_result(*d, rules, places, item); });
    run.end();
  });
  log.end();
  out += '\n';
  return out;
}

}  // namespace feastctl::report
