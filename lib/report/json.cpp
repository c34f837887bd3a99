#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "report/fold.hpp"
#include "report/json_writer.hpp"
#include "report/place.hpp"
#include "report/report.hpp"
#include "report/words.hpp"

namespace feastctl::report {

namespace {

constexpr std::string_view kFormatVersion = "1.0";

void write_place(const std::optional<Place>& place, bool with_end, ObjectWriter& out) {
  if (!place) return;
  out.text("file", place->source->name);
  out.number("line", place->begin.line);
  out.number("column", place->begin.column);
  if (!with_end) return;
  out.number("endLine", place->end.line);
  out.number("endColumn", place->end.column);
}

void write_store(const Diagnostic& d, std::size_t indent, ObjectWriter& out) {
  if (d.store_name.empty()) return;
  ObjectWriter store(out.begin("store"), indent);
  store.text("namespace", d.store_namespace);
  store.text("name", d.store_name);
  store.end();
}

void write_object(const ObjectRef& ref, std::size_t indent, ObjectWriter& out) {
  if (ref.kind.empty()) return;
  ObjectWriter object(out.begin("object"), indent);
  object.text("kind", ref.kind);
  object.text("namespace", ref.name_space);
  object.text("name", ref.name);
  object.text("path", ref.path);
  object.end();
}

void write_cause(const Diagnostic* cause, Places& places, std::size_t indent, ObjectWriter& out) {
  if (cause == nullptr) return;
  ObjectWriter follows(out.begin("follows"), indent);
  follows.text("code", cause->rule->code);
  write_place(places.find(cause->where), false, follows);
  follows.end();
}

/// The edits have texts and exact places: lines and columns from 1 that count characters, and the end is exclusive.
void write_edit(const Edit& edit, Places& places, ObjectWriter out) {
  const std::optional<Place> place = places.find(edit.where);
  out.number("line", place->begin.line);
  out.number("column", place->begin.column);
  out.number("endLine", place->end.line);
  out.number("endColumn", place->end.column);
  append_json_string(edit.text, out.begin("text"));
  out.end();
}

void write_fixes(const Diagnostic& d, Places& places, std::size_t indent, ObjectWriter& out) {
  const auto fixes = offered_fixes(d);
  if (fixes.empty()) return;
  write_list(fixes, indent, out.begin("fixes"), [&](const Fix* fix, ObjectWriter item) {
    item.boolean("safe", fix->safe);
    item.text("title", fix->title);
    write_list(fix->edits, indent + 4, item.begin("edits"),
               [&](const Edit& edit, ObjectWriter one) { write_edit(edit, places, one); });
    item.end();
  });
}

void write_diagnostic(const Diagnostic& d, const Causes& causes, Places& places, std::size_t indent, ObjectWriter out) {
  out.text("code", d.rule->code);
  out.text("severity", severity_name(d.severity));
  out.text("message", d.message);
  out.text("hint", d.hint);
  out.text("found", d.found);
  out.text("expected", d.expected);
  write_place(places.find(d.where), true, out);
  if (d.document >= 0) out.number("document", static_cast<std::size_t>(d.document));
  write_store(d, indent + 2, out);
  out.text("path", d.path);
  write_object(d.object, indent + 2, out);
  write_cause(causes.of(d), places, indent + 2, out);
  if (!d.notes.empty()) {
    write_list(d.notes, indent + 2, out.begin("notes"), [&](const Note& note, ObjectWriter item) {
      item.text("message", note.message);
      write_place(places.find(note.where), false, item);
      item.text("path", note.path);
      item.end();
    });
  }
  write_fixes(d, places, indent + 2, out);
  out.end();
}

/// `["0.62.0", "0.66.0"]`
void write_releases(std::span<const FeastRelease> releases, std::string& out) {
  out += '[';
  for (const FeastRelease release : releases) {
    if (out.back() != '[') out += ", ";
    append_json_string(release.full(), out);
  }
  out += ']';
}

}  // namespace

std::string json(std::span<const Diagnostic> findings, const Sources& sources, const Summary& summary) {
  Places places(sources);
  const Causes causes(findings);
  std::string out;
  ObjectWriter report(out, 0);
  report.text("formatVersion", kFormatVersion);
  report.text("feastVersion", summary.releases.feast.back().full());
  if (summary.releases.feast.size() > 1) write_releases(summary.releases.feast, report.begin("feastVersions"));
  report.text("kubernetesVersion", summary.releases.kubernetes.name());
  report.boolean("valid", summary.errors == 0);
  ObjectWriter counts(report.begin("summary"), 2);
  counts.number("stores", summary.stores);
  counts.number("errors", summary.errors);
  counts.number("warnings", summary.warnings);
  counts.number("skipped", summary.skipped);
  counts.end();
  write_list(arranged(findings, sources, Repeats::kEveryObject), 2, report.begin("diagnostics"),
             [&](const Diagnostic* d, ObjectWriter item) { write_diagnostic(*d, causes, places, 4, item); });
  report.end();
  out += '\n';
  return out;
}

}  // namespace feastctl::report
