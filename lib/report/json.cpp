#include <fmt/format.h>

#include <cstddef>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>

#include "base/json_string.hpp"
#include "base/versions.hpp"
#include "report/place.hpp"
#include "report/report.hpp"

namespace feastctl::report {

namespace {

constexpr std::string_view kFormatVersion = "1.0";

/// Writes the members of an object, one a line, leaving out what is absent.
class ObjectWriter {
 public:
  ObjectWriter(std::string& out, std::size_t indent) : out_(&out), indent_(indent) { out += '{'; }

  void text(std::string_view key, std::string_view value) {
    if (value.empty()) return;
    append_json_string(value, begin(key));
  }
  void number(std::string_view key, std::size_t value) { fmt::format_to(std::back_inserter(begin(key)), "{}", value); }
  void boolean(std::string_view key, bool value) { begin(key) += value ? "true" : "false"; }

  /// Begins a member whose value the caller writes to the returned text.
  std::string& begin(std::string_view key) {
    *out_ += first_ ? "\n" : ",\n";
    first_ = false;
    out_->append(indent_ + 2, ' ');
    append_json_string(key, *out_);
    *out_ += ": ";
    return *out_;
  }

  void end() {
    if (!first_) {
      *out_ += '\n';
      out_->append(indent_, ' ');
    }
    *out_ += '}';
  }

 private:
  std::string* out_;
  std::size_t indent_;
  bool first_ = true;
};

void write_place(const std::optional<Place>& place, bool with_end, ObjectWriter& out) {
  if (!place) return;
  out.text("file", place->source->name);
  out.number("line", place->begin.line);
  out.number("column", place->begin.column);
  if (!with_end) return;
  out.number("endLine", place->end.line);
  out.number("endColumn", place->end.column);
}

/// Writes a list of objects, each by `write`, to the value that was begun.
template <typename Items, typename Write>
void write_list(const Items& items, std::size_t indent, std::string& out, Write write) {
  out += '[';
  bool first = true;
  for (const auto& item : items) {
    out += first ? "\n" : ",\n";
    first = false;
    out.append(indent + 2, ' ');
    write(item, ObjectWriter(out, indent + 2));
  }
  if (!first) {
    out += '\n';
    out.append(indent, ' ');
  }
  out += ']';
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

void write_diagnostic(const Diagnostic& d, Places& places, std::size_t indent, ObjectWriter out) {
  out.text("code", d.rule->code);
  out.text("severity", severity_name(d.rule->severity));
  out.text("message", d.message);
  out.text("hint", d.hint);
  out.text("found", d.found);
  out.text("expected", d.expected);
  write_place(places.find(d.where), true, out);
  if (d.document >= 0) out.number("document", static_cast<std::size_t>(d.document));
  write_store(d, indent + 2, out);
  out.text("path", d.path);
  write_object(d.object, indent + 2, out);
  if (!d.notes.empty()) {
    write_list(d.notes, indent + 2, out.begin("notes"), [&](const Note& note, ObjectWriter item) {
      item.text("message", note.message);
      write_place(places.find(note.where), false, item);
      item.text("path", note.path);
      item.end();
    });
  }
  out.end();
}

}  // namespace

std::string json(std::span<const Diagnostic> findings, const Sources& sources, const Summary& summary) {
  Places places(sources);
  std::string out;
  ObjectWriter report(out, 0);
  report.text("formatVersion", kFormatVersion);
  report.text("feastVersion", kFeastVersion);
  report.text("kubernetesVersion", kKubernetesVersion);
  report.boolean("valid", summary.errors == 0);
  ObjectWriter counts(report.begin("summary"), 2);
  counts.number("stores", summary.stores);
  counts.number("errors", summary.errors);
  counts.number("warnings", summary.warnings);
  counts.number("skipped", summary.skipped);
  counts.end();
  write_list(arranged(findings, sources, Repeats::kEveryObject), 2, report.begin("diagnostics"),
             [&](const Diagnostic* d, ObjectWriter item) { write_diagnostic(*d, places, 4, item); });
  report.end();
  out += '\n';
  return out;
}

}  // namespace feastctl::report
