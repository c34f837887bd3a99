/// textDocument/codeAction: fixes of findings, and ignoring a code.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "catalog/codes.hpp"
#include "lsp/diagnostics.hpp"
#include "lsp/outline.hpp"
#include "lsp/requests.hpp"

namespace feastctl::lsp {

namespace {

constexpr std::string_view kIgnoreAnnotation = "feastctl.dev/ignore";

/// An edit of a document.
struct TextChange {
  Extent where;
  std::string text;
};

Json edits_of(const Document& document, const std::vector<TextChange>& changes) {
  Json edits = Json::array();
  for (const TextChange& change : changes) {
    edits.push_back(
        {{"range", range_of(document.lines, change.where.begin, change.where.end)}, {"newText", change.text}});
  }
  return {{"changes", {{document.uri, std::move(edits)}}}};
}

/// Whether the client wants actions of this kind.
bool is_wanted(const Json& params, std::string_view kind) {
  const Json only = at_path(params, "/context/only");
  if (!only.is_array()) return true;
  return std::ranges::any_of(only, [&](const Json& wanted) {
    const std::string prefix = wanted.get<std::string>();
    return kind.starts_with(prefix) && (kind.size() == prefix.size() || prefix.empty() || kind[prefix.size()] == '.');
  });
}

std::vector<TextChange> changes_of(const Fix& fix) {
  std::vector<TextChange> changes;
  for (const Edit& edit : fix.edits) changes.push_back({{edit.where.begin, edit.where.end}, edit.text});
  return changes;
}

bool is_in(const Fix& fix, SourceId source) {
  return std::ranges::all_of(fix.edits, [&](const Edit& edit) { return edit.where.source == source; });
}

/// The annotation, added to what `parent`, a map in block style or in brackets, holds.
TextChange insertion(const Outline& outline, int parent, std::string_view block, std::string_view flow) {
  const Item& item = outline.at(parent);
  if (!item.value.empty()) {
    const bool empty = outline.child(parent, "") < 0 &&
                       std::ranges::none_of(outline.items(), [&](const Item& i) { return i.parent == parent; });
    const std::size_t at = item.value.begin + 1;
    return {{at, at}, fmt::format("{}{}", flow, empty ? "" : ", ")};
  }
  const auto items = outline.items();
  const auto first = std::ranges::find(items, parent, &Item::parent);
  const std::size_t column = first == items.end() ? item.column + 2 : first->column;
  std::string lines;
  for (std::size_t begin = 0; begin < block.size();) {
    const std::size_t end = std::min(block.find('\n', begin), block.size());
    lines.append(column, ' ').append(block.substr(begin, end - begin)).append("\n");
    begin = end + 1;
  }
  const std::size_t line = outline.text().find('\n', item.name.end);
  if (line == std::string_view::npos) return {{item.end, item.end}, "\n" + lines.substr(0, lines.size() - 1)};
  return {{line + 1, line + 1}, lines};
}

/// The change that makes a store ignore a code, by its annotation; nothing if the store has no metadata to hold it.
std::optional<TextChange> ignoring(const Outline& outline, std::string_view code) {
  const int metadata = outline.child(-1, "metadata");
  if (metadata < 0) return std::nullopt;
  const int annotations = outline.child(metadata, "annotations");
  const std::string entry = fmt::format("{}: {}", kIgnoreAnnotation, code);
  if (annotations < 0) {
    return insertion(outline, metadata, "annotations:\n  " + entry, "annotations: {" + entry + "}");
  }
  const int present = outline.child(annotations, kIgnoreAnnotation);
  if (present < 0) return insertion(outline, annotations, entry, entry);
  const Extent value = outline.at(present).value;
  if (value.empty()) return std::nullopt;
  const char last = outline.text()[value.end - 1];
  const std::size_t at = last == '"' || last == '\'' ? value.end - 1 : value.end;
  return TextChange{{at, at}, fmt::format(",{}", code)};
}

/// The actions for the findings of one document.
class Actions {
 public:
  Actions(const Document& document, const Json& params)
      : document_(document), params_(params), verdict_(Workspace::verdict_on(document)) {
    const Json& range = params.at("range");
    begin_ = document.lines.offset(position_of(range.at("start")));
    end_ = document.lines.offset(position_of(range.at("end")));
    diagnostics_ = diagnostics_in(params);
  }

  Json take() {
    for (const Diagnostic* d : verdict_.findings) {
      const bool here = d->where.begin <= end_ && begin_ <= d->where.end;
      if (!here) continue;
      if (is_wanted(params_, "quickfix")) add_fixes(*d), add_ignore(*d);
    }
    if (is_wanted(params_, "source.fixAll")) add_fix_all();
    return std::move(actions_);
  }

 private:
  /// The diagnostics that the client asks about, by code.
  static Json diagnostics_in(const Json& params) {
    Json given = at_path(params, "/context/diagnostics");
    return given.is_array() ? given : Json::array();
  }

  [[nodiscard]] Json matching(const Diagnostic& d) const {
    Json found = Json::array();
    const Json range = range_of(document_.lines, d.where.begin, d.where.end);
    for (const Json& diagnostic : diagnostics_) {
      if (at_path(diagnostic, "/code") == d.rule->code && at_path(diagnostic, "/range") == range)
        found.push_back(diagnostic);
    }
    return found;
  }

  void add_fixes(const Diagnostic& d) {
    bool preferred = true;
    for (const Fix& fix : d.fixes) {
      if (fix.edits.empty() || !is_in(fix, verdict_.source)) continue;
      Json action{{"title", fix.title},
                  {"kind", "quickfix"},
                  {"diagnostics", matching(d)},
                  {"edit", edits_of(document_, changes_of(fix))}};
      if (fix.safe && preferred) action["isPreferred"] = true;
      preferred = false;
      actions_.push_back(std::move(action));
    }
  }

  void add_ignore(const Diagnostic& d) {
    const bool store = d.document >= 0 && !d.store_name.empty();
    if (d.severity == Severity::kError || d.rule->severity == Severity::kError ||
        d.rule == &catalog::kCredentialInOutput || !store)
      return;
    const Outline outline(document_.text, document_at(document_.text, d.where.begin));
    const auto change = ignoring(outline, d.rule->code);
    if (!change) return;
    actions_.push_back({{"title", fmt::format("Ignore {} in this FeatureStore", d.rule->code)},
                        {"kind", "quickfix"},
                        {"diagnostics", matching(d)},
                        {"edit", edits_of(document_, {*change})}});
  }

  /// All safe fixes that do not touch each other.
  void add_fix_all() {
    std::vector<TextChange> all;
    for (const Diagnostic* d : verdict_.findings) {
      const auto safe = std::ranges::find_if(
          d->fixes, [&](const Fix& fix) { return fix.safe && !fix.edits.empty() && is_in(fix, verdict_.source); });
      if (safe == d->fixes.end()) continue;
      const auto changes = changes_of(*safe);
      const bool free = std::ranges::none_of(changes, [&](const TextChange& a) {
        return std::ranges::any_of(
            all, [&](const TextChange& b) { return a.where.begin <= b.where.end && b.where.begin <= a.where.end; });
      });
      if (free) all.insert(all.end(), changes.begin(), changes.end());
    }
    if (all.empty()) return;
    actions_.push_back(
        {{"title", "Apply all safe fixes"}, {"kind", "source.fixAll.feastctl"}, {"edit", edits_of(document_, all)}});
  }

  const Document& document_;
  const Json& params_;
  Verdict verdict_;
  std::size_t begin_ = 0, end_ = 0;
  Json diagnostics_;
  Json actions_ = Json::array();
};

}  // namespace

Json code_actions(const Context& context, const Json& params) {
  const Document* document = document_in(context, params);
  return document == nullptr ? Json() : Actions(*document, params).take();
}

}  // namespace feastctl::lsp
