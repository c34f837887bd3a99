/// textDocument/hover: what a field means and what it defaults to; what the findings at a place mean.
#include <fmt/format.h>

#include <algorithm>

#include "explain/explain.hpp"
#include "feast/describe.hpp"
#include "lsp/cursor.hpp"
#include "lsp/default_value.hpp"
#include "lsp/diagnostics.hpp"
#include "lsp/feast_place.hpp"
#include "lsp/requests.hpp"
#include "lsp/store_place.hpp"

namespace feastctl::lsp {

namespace {

/// Lines such as `Type:     string` as a Markdown list, without the one that begins with `left_out`.
std::string as_list(std::string_view facts, std::string_view left_out) {
  std::string out;
  while (!facts.empty()) {
    const std::size_t end = std::min(facts.find('\n'), facts.size());
    const std::string_view line = facts.substr(0, end);
    facts.remove_prefix(std::min(end + 1, facts.size()));
    if (line.empty() || (!left_out.empty() && line.starts_with(left_out))) continue;
    const std::size_t colon = line.find(':');
    if (line.starts_with(' ') || colon == std::string_view::npos) {
      out.append("  ").append(line.substr(line.find_first_not_of(' '))).append("\n");
      continue;
    }
    const std::size_t value = line.find_first_not_of(' ', colon + 1);
    out += fmt::format("- {}: {}\n", line.substr(0, colon), value == std::string_view::npos ? "" : line.substr(value));
  }
  return out;
}

std::string about_field(const Document& document, const Outline& outline, int item, Edition edition) {
  const schema::Lookup field = field_of(outline, item, edition);
  if (field.type == nullptr) return {};
  const std::string path = outline.path(item);
  std::string out = fmt::format("**{}**\n\n", path);
  if (field.property != nullptr) out += fmt::format("{}\n\n", field.property->description());
  const auto fallback = default_value(document, outline, item);
  out += as_list(explain::facts(field, edition.feast), fallback ? "Default:" : "");
  if (fallback) {
    const bool lines = fallback->text.find('\n') != std::string::npos;
    out += lines ? fmt::format("- Default ({}):\n\n```yaml\n{}\n```\n\n", fallback->origin, fallback->text)
                 : fmt::format("- Default ({}): `{}`\n", fallback->origin, fallback->text);
  }
  return out + fmt::format("- Checked for: {}\n", words(edition.feast));
}

std::string about_parameter(const FeastText& text, int item, feast::Minor release) {
  const Item& entry = text.outline.at(item);
  if (!role_of_type(text, item).empty()) {
    const auto type = feast::describe(text.outline.scalar_of(entry), release);
    return type ? fmt::format("```text\n{}```\n", *type) : std::string();
  }
  std::string type;
  if (!text.whole.empty()) type = text.whole.front()->type;
  for (int above = entry.parent; above >= 0 && type.empty(); above = text.outline.at(above).parent) {
    for (const std::string_view key : {"type", "registry_type"}) {
      const int named = text.outline.child(above, key);
      if (named >= 0) type = text.outline.scalar_of(text.outline.at(named));
    }
  }
  const auto parameter = feast::describe(fmt::format("{}.{}", type, entry.key), release);
  return parameter ? fmt::format("```text\n{}```\n", *parameter) : std::string();
}

/// The findings at a place, each code once.
std::string about_findings(const Verdict& verdict, std::size_t offset) {
  std::string out;
  std::vector<const Rule*> told;
  for (const Diagnostic* d : verdict.findings) {
    const bool here = d->where.begin <= offset && offset <= std::max(d->where.end, d->where.begin);
    if (!here || std::ranges::find(told, d->rule) != told.end()) continue;
    told.push_back(d->rule);
    const Rule& rule = *d->rule;
    out += fmt::format("{}**{}** ({}): {}\n\n{}\n\n{}\n", out.empty() ? "" : "\n", rule.code,
                       severity_name(d->severity), rule.sentence, rule.why, rule.remedy);
  }
  return out;
}

}  // namespace

Json hover(const Context& context, const Json& params) {
  const Document* document = document_in(context, params);
  if (document == nullptr) return nullptr;
  const std::size_t offset = offset_in(*document, params);
  std::string text = about_findings(Workspace::verdict_on(*document), offset);
  const std::size_t findings = text.size();
  Json range;
  const auto add = [&](const Outline& outline, int item, const std::string& more) {
    if (more.empty()) return;
    text += (text.empty() ? "" : "\n---\n\n") + more;
    const Extent& name = outline.at(item).name;
    if (findings == 0) range = range_of(document->lines, name.begin, name.end);
  };
  if (const auto part = feast_text_at(*document, offset)) {
    const int item = item_at(part->outline, offset);
    if (item >= 0) add(part->outline, item, about_parameter(*part, item, document->project->settings.package));
  } else {
    const Outline outline(document->text, document_at(document->text, offset));
    const auto edition = edition_of(outline, *document->project);
    const int item = item_at(outline, offset);
    if (edition && item >= 0) add(outline, item, about_field(*document, outline, item, *edition));
  }
  if (text.empty()) return nullptr;
  Json result{{"contents", {{"kind", "markdown"}, {"value", text}}}};
  if (!range.is_null()) result["range"] = std::move(range);
  return result;
}

}  // namespace feastctl::lsp
