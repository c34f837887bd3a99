#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/key_material.hpp"
#include "base/wording.hpp"
#include "report/conceal.hpp"
#include "report/fold.hpp"
#include "report/place.hpp"
#include "report/report.hpp"
#include "report/visible.hpp"

namespace feastctl::report {

namespace {

constexpr std::string_view kBold = "\x1b[1m", kRed = "\x1b[1;31m", kYellow = "\x1b[1;33m", kCyan = "\x1b[1;36m",
                           kPlain = "\x1b[0m";

std::string_view color_of(Severity severity) {
  switch (severity) {
    case Severity::kError: return kRed;
    case Severity::kWarning: return kYellow;
    case Severity::kNote: return kCyan;
  }
  return {};
}

/// A generated object as shown to users: `Deployment feast/feast-sample`.
void append_object(const ObjectRef& object, std::string& out) {
  append_visible(object.kind, out);
  out += ' ';
  if (!object.name_space.empty()) {
    append_visible(object.name_space, out);
    out += '/';
  }
  append_visible(object.name, out);
  if (object.path.empty()) return;
  out += ", ";
  append_visible(object.path, out);
}

constexpr std::string_view kStoreKind = "FeatureStore";

/// The store of a finding, as `namespace/name`; the number of the document if the store cannot be parsed.
std::string store_of(const Diagnostic& d) {
  if (!d.store_name.empty()) return fmt::format("{}/{}", d.store_namespace, d.store_name);
  return d.document < 0 ? std::string() : fmt::format("document {}", d.document + 1);
}

/// Whether the word at `at` in `text` is the kind of a FeatureStore.
bool is_kind_at(std::string_view text, std::size_t at) {
  constexpr std::size_t kLongestKey = 32;  // including quotes and blanks
  const std::size_t after = at + kStoreKind.size();
  if (after < text.size() && std::string_view("\"' \t\r\n,}").find(text[after]) == std::string_view::npos) return false;
  const std::string_view before = text.substr(at - std::min(at, kLongestKey), std::min(at, kLongestKey));
  return before.substr(before.rfind('\n') + 1).find("kind") != std::string_view::npos;
}

/// Whether a text seems to contain several FeatureStores, valid or not. Two kinds without metadata or a separator
/// between them belong to one document.
bool seems_to_hold_several_stores(std::string_view text) {
  bool first = true;
  std::size_t last = 0;
  for (std::size_t at = text.find(kStoreKind); at != std::string_view::npos; at = text.find(kStoreKind, at + 1)) {
    if (!is_kind_at(text, at)) continue;
    const std::string_view between = text.substr(last, at - last);
    const bool ended =
        between.find("metadata") != std::string_view::npos || between.find("\n---") != std::string_view::npos;
    if (!first && ended) return true;
    last = at;
    first = false;
  }
  return false;
}

/// Prints findings into a string.
class Printer {
 public:
  Printer(std::span<const Diagnostic> findings, const Sources& sources, const TextOptions& options)
      : places_(sources), secrets_(findings, sources), options_(options) {}

  void print(const Told& told, const Causes& causes) {
    const Diagnostic& d = *told.finding;
    const Severity severity = d.severity;
    const std::optional<Place> place = places_.find(d.where);
    head(place, severity, d.rule->code, d.message);
    const std::size_t margin = place ? source_line(*place, severity) : 2;
    if (!place && !d.path.empty()) detail(margin, "field", d.path);
    detail(margin, "found", d.found);
    detail(margin, "expected", d.expected);
    detail(margin, "hint", d.hint);
    if (!d.object.kind.empty()) {
      begin_detail(margin, "object");
      append_object(d.object, out_);
      out_ += '\n';
    }
    if (place && holds_several_stores(*place->source)) detail(margin, "store", store_of(d));
    if (!told.others.empty()) detail(margin, "also", also(told));
    if (const Diagnostic* cause = causes.of(d)) {
      detail(margin, "follows from", fmt::format("{} at {}", cause->rule->code, position(cause->where)));
    }
    for (const Note& note : d.notes) print(note);
  }

  void print_summary(const Summary& summary) {
    paint(kBold);
    out_ += summary_line(summary);
    paint(kPlain);
    out_ += '\n';
  }

  std::string take() { return std::move(out_); }

 private:
  /// `file:line:column`.
  std::string position(const Span& where) {
    const std::optional<Place> place = places_.find(where);
    return place ? fmt::format("{}:{}:{}", place->source->name, place->begin.line, place->begin.column) : "";
  }

  /// Whether the line of a place is not enough to tell which store it is in.
  bool holds_several_stores(const Source& source) {
    const auto [it, fresh] = several_.try_emplace(&source);
    if (fresh) it->second = seems_to_hold_several_stores(source.text);
    return it->second;
  }

  /// Where else the finding occurs: the first places, and their number.
  std::string also(const Told& told) {
    constexpr std::size_t kMostPlaces = 3;
    const Diagnostic& first = *told.finding;
    const auto same_place = [&](const Diagnostic* d) { return d->where == first.where; };
    const auto same_store = [&](const Diagnostic* d) { return store_of(*d) == store_of(first); };
    const bool objects = std::ranges::all_of(told.others, same_place);
    const bool stores = std::ranges::none_of(told.others, same_store);
    const std::size_t count = told.others.size();
    std::string out = fmt::format("{} {} more {}{}: ", objects || stores ? "in" : "at", count,
                                  objects  ? "object"
                                  : stores ? "store"
                                           : "place",
                                  count == 1 ? "" : "s");
    for (std::size_t i = 0; i < std::min(count, kMostPlaces); ++i) {
      const Diagnostic& d = *told.others[i];
      if (i != 0) out += ", ";
      if (objects && first.limit != 0) {
        append_visible(d.object.kind, out);  // because their names are too long
      } else if (objects) {
        append_object(d.object, out);
      } else {
        out += stores ? fmt::format("{} ({})", store_of(d), position(d.where)) : position(d.where);
      }
    }
    return count > kMostPlaces ? out + ", …; --all shows each" : out;
  }

  void print(const Note& note) {
    const std::optional<Place> place = places_.find(note.where);
    head(place, Severity::kNote, {}, note.message);
    if (place) {
      source_line(*place, Severity::kNote);
    } else {
      detail(2, "field", note.path);
    }
  }

  void paint(std::string_view sequence) {
    if (options_.color) out_ += sequence;
  }

  /// `file:line:col: error[FS301]: message`
  void head(const std::optional<Place>& place, Severity severity, std::string_view code, std::string_view message) {
    if (place) {
      paint(kBold);
      append_visible_line(place->source->name, out_);
      fmt::format_to(std::back_inserter(out_), ":{}:{}: ", place->begin.line, place->begin.column);
      paint(kPlain);
    }
    paint(color_of(severity));
    out_ += severity_name(severity);
    if (!code.empty()) fmt::format_to(std::back_inserter(out_), "[{}]", code);
    paint(kPlain);
    out_ += ": ";
    paint(kBold);
    append_visible(message, out_);
    paint(kPlain);
    out_ += '\n';
  }

  /// The numbered line and the carets; returns the indentation of the details below.
  std::size_t source_line(const Place& place, Severity severity) {
    const std::string number = std::to_string(place.begin.line);
    const std::size_t margin = std::max<std::size_t>(number.size(), 4) + 1;
    const Span line = places_.line_of(place);
    const std::string_view text = place.source->text.substr(line.begin, line.end - line.begin);
    if (secrets_.hide(place.bytes) || holds_key_material(text) || names_credential(text)) {
      fmt::format_to(std::back_inserter(out_), "{:>{}} | (not shown: this line may hold a secret)\n", number,
                     margin - 1);
      return margin;
    }
    const auto within = [&](std::uint32_t at) { return at > line.begin ? std::size_t{at - line.begin} : 0; };
    const Snippet shown = snippet(text, within(place.bytes.begin), within(place.bytes.end), options_.width);
    fmt::format_to(std::back_inserter(out_), "{:>{}} | {}\n", number, margin - 1, shown.line);
    const std::size_t indent = shown.carets.find('^');
    fmt::format_to(std::back_inserter(out_), "{:{}}| {:{}}", "", margin, "", indent);
    paint(color_of(severity));
    out_ += std::string_view(shown.carets).substr(indent);
    paint(kPlain);
    out_ += '\n';
    return margin;
  }

  void begin_detail(std::size_t margin, std::string_view label) {
    out_.append(margin, ' ');
    out_ += "= ";
    paint(kBold);
    out_ += label;
    paint(kPlain);
    out_ += ": ";
  }

  /// Continuation lines of a detail are indented, so that they do not look like a finding.
  void detail(std::size_t margin, std::string_view label, std::string_view text) {
    if (text.empty()) return;
    begin_detail(margin, label);
    for (;;) {
      const std::size_t newline = text.find('\n');
      append_visible_line(text.substr(0, newline), out_);
      out_ += '\n';
      if (newline == std::string_view::npos || newline + 1 == text.size()) return;
      text.remove_prefix(newline + 1);
      out_.append(margin + label.size() + 4, ' ');
    }
  }

  Places places_;
  SecretPlaces secrets_;
  TextOptions options_;
  std::string out_;
  std::unordered_map<const Source*, bool> several_;
};

}  // namespace

std::string summary_line(const Summary& summary) {
  std::string line;
  if (summary.errors != 0) line = counted(summary.errors, "error");
  if (summary.warnings != 0) line += (line.empty() ? "" : ", ") + counted(summary.warnings, "warning");
  if (summary.stores == 0) {
    line += line.empty() ? "0 stores found" : ", 0 stores found";
  } else {
    if (line.empty()) line = "no problems";
    line += " in " + counted(summary.stores, "store");
  }
  if (summary.skipped != 0) line += ", " + counted(summary.skipped, "other document") + " skipped";
  std::string releases;
  for (std::size_t i = 0; i < summary.releases.feast.size(); ++i) {
    if (i != 0) releases += i + 1 == summary.releases.feast.size() ? " and " : ", ";
    releases += summary.releases.feast[i].full();
  }
  return line + fmt::format(" (Feast {}, Kubernetes {})", releases, summary.releases.kubernetes.name());
}

std::string text(std::span<const Diagnostic> findings, const Sources& sources, const TextOptions& options) {
  Printer printer(findings, sources, options);
  const Causes causes(findings);
  const std::vector<const Diagnostic*> all = arranged(findings, sources);
  if (options.all) {
    for (const Diagnostic* d : all) printer.print({d}, causes);
  } else {
    for (const Told& told : told_once(all)) printer.print(told, causes);
  }
  if (options.summary != nullptr) printer.print_summary(*options.summary);
  return printer.take();
}

}  // namespace feastctl::report
