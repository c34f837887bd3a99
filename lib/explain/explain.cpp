#include "explain/explain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/ascii.hpp"
#include "base/spelling.hpp"
#include "catalog/catalog.hpp"
#include "explain/example.hpp"
#include "explain/related.hpp"
#include "explain/topics.hpp"
#include "schema/lookup.hpp"
#include "schema/pattern.hpp"

namespace feastctl::explain {

namespace {

constexpr std::size_t kWidth = 100;
constexpr std::size_t kMostRules = 8;
constexpr std::size_t kMostPlaces = 12;

/// `text` wrapped at kWidth, indented by `indent` spaces.
std::string wrapped(std::string_view text, std::size_t indent) {
  std::string out;
  std::size_t column = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (column != 0 && column + 1 + end > kWidth) {
      out += '\n';
      column = 0;
    }
    out += column == 0 ? std::string(indent, ' ') : " ";
    out += text.substr(0, end);
    column = (column == 0 ? indent : column + 1) + end;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out + "\n";
}

std::string indented(std::string_view text, std::size_t indent) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (end != 0) out.append(indent, ' ');
    out.append(text.substr(0, end)).append("\n");
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

void fact(std::string_view label, std::string_view text, std::string& out) {
  if (text.empty()) return;
  std::string lines = wrapped(text, 10);
  fmt::format_to(std::back_inserter(out), "{:<10}{}", fmt::format("{}:", label), std::string_view(lines).substr(10));
}

std::string joined(std::span<const std::string_view> words) {
  std::string out;
  for (const auto word : words) out += fmt::format("{}{}", out.empty() ? "" : ", ", word.empty() ? "\"\"" : word);
  return out;
}

/// The bounds and patterns of a value.
std::string limits(const schema::Type& type) {
  std::vector<std::string> said;
  if (type.minimum != std::numeric_limits<std::int64_t>::min())
    said.push_back(fmt::format("at least {}", type.minimum));
  if (type.pattern != schema::Pattern::kNone) said.emplace_back(schema::words(type.pattern));
  if (!type.list_key.empty()) said.push_back(fmt::format("each item has a unique {}", type.list_key));
  if (type.unique) said.emplace_back("no duplicate items");
  return fmt::format("{}", fmt::join(said, "; "));
}

void append_rules(std::string_view path, const schema::Type& type, std::string& out) {
  std::vector<const Rule*> rules = rules_about(path, !schema::children(type).empty());
  if (rules.size() > kMostRules) {  // then rules about single nested values are shown only for those fields
    const std::vector<const Rule*> own = rules_about(path, false);
    std::erase_if(rules, [&](const Rule* r) { return r->code[2] > '4' && std::ranges::find(own, r) == own.end(); });
    if (rules.size() > kMostRules) rules = own;
  }
  if (rules.empty()) return;
  out += "\nRules (run 'feastctl explain CODE' for details):\n";
  for (const Rule* rule : rules) {
    const std::string lines = wrapped(rule->sentence, 18);
    fmt::format_to(std::back_inserter(out), "  {} {:<8} {}", rule->code, severity_name(rule->severity),
                   std::string_view(lines).substr(18));
  }
}

/// A range of releases: since 0.64, until 0.60. Empty for all releases.
std::string releases(const schema::Range& range) {
  std::string out;
  if (range.since != kOldestFeast) out = fmt::format("since {}", range.since.name());
  if (range.until != kLatestFeast) out += fmt::format("{}until {}", out.empty() ? "" : ", ", range.until.name());
  return out;
}

/// The allowed values of a string, with releases where they are limited.
std::string values(const schema::Type& type) {
  std::string out;
  for (const schema::Choice& choice : type.choices) {
    const std::string when = releases(choice.releases);
    fmt::format_to(std::back_inserter(out), "{}{}", out.empty() ? "" : ", ",
                   choice.text.empty() ? R"("")" : choice.text.view());
    if (!when.empty()) out += fmt::format(" ({})", when);
  }
  return out;
}

/// The fields of a type to show to users of the release.
std::vector<const schema::Property*> shown_fields(const schema::Type& type, FeastRelease feast) {
  std::vector<const schema::Property*> fields;
  for (const schema::Property& p : schema::children(type)) {
    if (p.first_spelling_of.empty() && p.releases.holds(feast)) fields.push_back(&p);
  }
  return fields;
}

void append_children(const schema::Type& type, FeastRelease feast, std::string& out) {
  const auto fields = shown_fields(type, feast);
  if (fields.empty()) return;
  out += "\nFields:\n";
  std::size_t name_width = 0, type_width = 0;
  for (const schema::Property* p : fields) {
    name_width = std::max(name_width, p->name.size());
    type_width = std::max(type_width, schema::type_name(*p->type).size());
  }
  for (const schema::Property* p : fields) {
    const std::string head =
        fmt::format("  {:<{}}  {:<{}}  ", p->name, name_width, schema::type_name(*p->type), type_width);
    const std::string when = releases(p->releases);
    const std::string words = fmt::format("{}{}{}", p->required_in(feast) ? "(required) " : "",
                                          when.empty() ? "" : fmt::format("({}) ", when), p->description());
    const std::string lines = wrapped(words, head.size());
    out += head;
    out += std::string_view(lines).substr(std::min(head.size(), lines.size()));
  }
}

void append_tree(const schema::Type& type, FeastRelease feast, std::size_t indent, std::string& out) {
  const schema::Type* at = &type;
  while (at->shape == schema::Shape::kList || at->shape == schema::Shape::kMap) at = at->entry;
  for (const schema::Property* p : shown_fields(*at, feast)) {
    const std::string when = releases(p->releases);
    fmt::format_to(std::back_inserter(out), "{:{}}{}  <{}>{}{}\n", "", indent, p->name, schema::type_name(*p->type),
                   p->required_in(feast) ? " (required)" : "", when.empty() ? "" : fmt::format(" ({})", when));
    append_tree(*p->type, feast, indent + 2, out);
  }
}

/// Every path whose last name is `name`.
void collect_places(const schema::Type& type, std::string_view name, const std::string& path,
                    std::vector<std::string>& out) {
  const schema::Type* at = &type;
  while (at->shape == schema::Shape::kList || at->shape == schema::Shape::kMap) at = at->entry;
  for (const schema::Property& p : at->properties) {
    if (!p.first_spelling_of.empty() || p.ignored) continue;
    const std::string here = fmt::format("{}{}{}", path, path.empty() ? "" : ".", p.name);
    if (p.name == name) out.push_back(here);
    collect_places(*p.type, name, here, out);
  }
}

std::string example_of(std::string_view path, const Topic* more) {
  if (path.empty()) return {};
  const bool own = more != nullptr && !more->example.empty();
  const std::string example = own ? "spec:\n" + indented(more->example, 2) : accepted_example(path);
  if (!example.empty()) return "\nExample:\n" + indented(example, 4);
  if (path.starts_with("metadata") || path.starts_with("status") || path.find('.') == std::string_view::npos) return {};
  return "\nNo value is accepted here: the pod that this section describes has nothing for the field to refer to.\n";
}

/// Corrects the case of names in a path to that of the schema. Returns false if `type` has no such path.
bool spell(const schema::Type& type, std::string_view path, std::string& out) {
  const std::size_t dot = std::min(path.find('.'), path.size());
  const std::string_view step = path.substr(0, dot), name = step.substr(0, step.find('['));
  const auto fields = schema::children(type);
  const auto found = std::ranges::find_if(fields, [&](const auto& p) { return equal_ignoring_case(p.name, name); });
  if (found == fields.end()) return false;
  out += fmt::format("{}{}", out.empty() ? "" : ".", found->name);
  return dot == path.size() || spell(*found->type, path.substr(dot + 1), out);
}

/// The field at a path, ignoring case; `spec.` and `spec.services.` may be missing.
schema::Lookup find_ignoring_case(std::string_view path, Edition edition) {
  for (const std::string_view above : {"", "spec", "spec.services"}) {
    std::string spelled;
    if (!spell(*schema::lookup(edition, above).type, path, spelled)) continue;
    return schema::lookup(edition, above.empty() ? spelled : fmt::format("{}.{}", above, spelled));
  }
  return schema::lookup(edition, path);
}

schema::Lookup find_field(std::string_view path, FeastRelease feast) {
  while (path.starts_with('.')) path.remove_prefix(1);
  constexpr std::string_view kKind = "featurestore.";  // as in `kubectl explain`
  if (path.size() > kKind.size() && equal_ignoring_case(path.substr(0, kKind.size()), kKind))
    path.remove_prefix(kKind.size());
  const auto alias = std::ranges::find_if(aliases(), [&](const Alias& a) { return equal_ignoring_case(a.word, path); });
  if (alias != aliases().end()) path = alias->path;
  for (const FeastRelease release : {feast, kLatestFeast}) {
    schema::Lookup found = schema::lookup({ApiVersion::kV1, release}, path);
    if (found.type == nullptr) found = find_ignoring_case(path, {ApiVersion::kV1, release});
    if (found.type != nullptr) return found;
  }
  return schema::lookup({ApiVersion::kV1, feast}, path);
}

}  // namespace

std::string facts(const schema::Lookup& found, FeastRelease feast) {
  const schema::Type& type = *found.type;
  std::string out;
  const bool old = schema::lookup({ApiVersion::kV1Alpha1, kLatestFeast}, found.path).type != nullptr;
  fact("Type", schema::type_name(type), out);
  if (found.property != nullptr) {
    const schema::Property& p = *found.property;
    if (p.required_in(feast)) fact("Required", "yes, if its parent object is present", out);
    if (p.has_default(feast)) fact("Default", schema::shown(p.default_value), out);
    if (!p.first_spelling_of.empty())
      fact("Earlier", fmt::format("an earlier spelling of {}", p.first_spelling_of), out);
  }
  fact("Values", values(type), out);
  fact("Limits", limits(type), out);
  fact("Since", old ? "feast.dev/v1alpha1" : "feast.dev/v1 (not in feast.dev/v1alpha1)", out);
  std::string when = releases(found.releases);
  if (!found.releases.holds(feast)) when += fmt::format("; not in {}", words(feast));
  if (!when.empty()) fact("Feast", when, out);
  return out;
}

std::string rule(const Rule& rule) {
  std::string out =
      fmt::format("{} ({}, {})\n\n{}\n", rule.code, severity_name(rule.severity), rule.name, wrapped(rule.sentence, 0));
  const std::string why = wrapped(rule.why, 8), remedy = wrapped(rule.remedy, 8);
  fmt::format_to(std::back_inserter(out), "Why:    {}Remedy: {}", std::string_view(why).substr(8),
                 std::string_view(remedy).substr(8));
  if (rule.fix != FixKind::kNone) {
    const std::string_view options = rule.fix == FixKind::kSafe ? "--fix" : "--fix --unsafe-fixes";
    fmt::format_to(std::back_inserter(out), "Fix:    feastctl validate {}, where the text allows it\n", options);
  }
  if (!rule.args.empty()) fmt::format_to(std::back_inserter(out), "With:   {}\n", rule.args);
  if (!rule.wrong.empty()) out += "\nWrong:\n" + indented(rule.wrong, 4) + "\nRight:\n" + indented(rule.right, 4);
  return out;
}

std::optional<std::string> field(std::string_view path, bool recursive, FeastRelease feast) {
  const schema::Lookup found = find_field(path, feast);
  if (found.type == nullptr) return std::nullopt;
  const std::string name = found.path.empty() ? "FeatureStore" : found.path;
  std::string out = fmt::format("{}\n\n", name);
  if (found.property != nullptr) out += wrapped(found.property->description(), 0);
  const Topic* more = topic(found.path);
  if (more != nullptr) out += fmt::format("\n{}\n", more->text);
  out += "\n" + facts(found, feast);
  if (!found.path.empty() && !found.path.starts_with("metadata")) append_rules(found.path, *found.type, out);
  if (recursive) {
    out += "\nFields:\n";
    append_tree(*found.type, feast, 2, out);
  } else {
    append_children(*found.type, feast, out);
  }
  out += example_of(found.path, more);
  if (more != nullptr && !more->see.empty()) out += fmt::format("\nSee also: {}\n", joined(more->see));
  return out;
}

std::string unknown(std::string_view word) {
  std::string out = fmt::format("no code or field named {}", word);
  std::vector<std::string> places;
  collect_places(schema::document(ApiVersion::kV1), word.substr(word.rfind('.') + 1), "", places);
  if (!places.empty()) {
    out += "\nFields with that name:\n";
    for (std::size_t i = 0; i < std::min(places.size(), kMostPlaces); ++i) out += fmt::format("  {}\n", places[i]);
    if (places.size() > kMostPlaces) out += fmt::format("  and {} more\n", places.size() - kMostPlaces);
    return out;
  }
  const schema::Lookup found = schema::lookup(ApiVersion::kV1, word);
  if (!found.path.empty()) {
    std::vector<std::string_view> names;
    for (const schema::Property& p : found.siblings) {
      if (p.first_spelling_of.empty()) names.push_back(p.name);
    }
    const auto begins = std::ranges::find_if(names, [&](std::string_view n) { return n.starts_with(found.unknown); });
    const std::string_view near = begins != names.end() ? *begins : found.nearest;
    if (!near.empty()) out += fmt::format("; did you mean {}.{}?", found.path, near);
    return out + fmt::format("\n{} has: {}\n", found.path, joined(names));
  }
  std::vector<std::string_view> candidates;
  for (const Rule& r : catalog::all()) candidates.insert(candidates.end(), {r.code, r.name});
  for (const Alias& a : aliases()) candidates.push_back(a.word);
  const std::string_view near = found.nearest.empty() ? nearest(word, candidates) : found.nearest;
  if (!near.empty()) return out + fmt::format("; did you mean {}?\n", near);
  return out + "\nRun 'feastctl explain spec' to browse the fields, or 'feastctl rules' to list the codes.\n";
}

}  // namespace feastctl::explain
