#include "validate/schema_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/spelling.hpp"
#include "base/wording.hpp"
#include "catalog/codes.hpp"
#include "schema/lookup.hpp"
#include "validate/kubernetes/checks.hpp"

namespace feastctl::validate {

using schema::Property;
using schema::Shape;
using schema::Type;

namespace {

constexpr std::size_t kMostListed = 9;

/// How a message names a place: `replicas`, `server.image`, `an item of env`.
std::string named(const Field& at) {
  const bool item = at.key().empty() && at.parent() != nullptr;
  return item ? fmt::format("an item of {}", short_path(at)) : short_path(at);
}

/// The document's part that holds `at`, as a message names it.
std::string owner_of(const Field& at) {
  const Field* owner = at.parent();
  if (owner == nullptr || owner->path().empty()) return "the FeatureStore";
  return owner->key().empty() ? fmt::format("an item of {}", short_path(*owner)) : std::string(owner->key());
}

/// Whether users of the release may know the property: the first spelling of another one is not offered.
bool offered(const Property& property, FeastRelease release) {
  return property.first_spelling_of.empty() && property.releases.holds(release);
}

/// The properties that the map at `object` does not have yet.
std::vector<std::string_view> unused_names(const SchemaReport& report, const Field& object, const Type& type) {
  std::vector<std::string_view> names;
  for (const Property& p : type.properties) {
    if (offered(p, report.edition.feast) && object.node()->find(p.name) == nullptr) names.push_back(p.name);
  }
  return names;
}

/// The object above `at` that has a field `name` and does not use it: text that slipped to the right.
const Field* home_above(Edition edition, const Field& at, std::string_view name) {
  for (const Field* above = at.parent(); above != nullptr; above = above->parent()) {
    const Type* type = schema::type_at(edition, *above);
    if (type == nullptr || !above->is_map() || schema::find(*type, name, edition.feast) == nullptr) continue;
    if (above->node()->find(name) == nullptr) return above;
  }
  return nullptr;
}

/// The only object among the properties of `type` that has a field `name`: text that slipped to the left.
std::string_view home_below(Edition edition, const Type& type, std::string_view name) {
  std::string_view home;
  for (const Property& p : type.properties) {
    if (!p.releases.holds(edition.feast) || p.type->shape != Shape::kObject) continue;
    if (schema::find(*p.type, name, edition.feast) == nullptr) continue;
    if (!home.empty()) return {};
    home = p.name;
  }
  return home;
}

/// Since when, or until when, something was there: what messages say of what the release lacks.
std::string other_releases(const schema::Range& releases, FeastRelease release) {
  const bool later = release < releases.since;
  return fmt::format("{} {}; this bundle is for {}", later ? "since" : "until",
                     words(later ? releases.since : releases.until), release.name());
}

std::string hint_for_unknown(const SchemaReport& report, const Field& at, const Type& type) {
  const Field& object = *at.parent();
  const std::string_view name = at.key();
  if (report.edition.api == ApiVersion::kV1Alpha1) {
    const Edition v1(ApiVersion::kV1, report.edition.feast);
    const Type* newer = schema::type_at(v1, object);
    if (newer != nullptr && schema::find(*newer, name, v1.feast) != nullptr) {
      return "feast.dev/v1 has this field; write apiVersion: feast.dev/v1";
    }
  }
  if (const auto guess = nearest(name, unused_names(report, object, type)); !guess.empty()) {
    return fmt::format("did you mean {}?", guess);
  }
  if (const Field* home = home_above(report.edition, object, name)) {
    const std::string path = home->path();
    return fmt::format("{} is a field of {}; indent it less", name, path.empty() ? "the document" : path);
  }
  if (const auto home = home_below(report.edition, type, name); !home.empty()) {
    return fmt::format("{} is a field of {}; write it there", name, home);
  }
  return {};
}

std::string_view expected_words(const Type& type) {
  switch (type.shape) {
    case Shape::kObject: return "an object with fields";
    case Shape::kMap: return "a map of names to values";
    case Shape::kList: return "a list";
    case Shape::kString: return "a string";
    case Shape::kInteger: return "a whole number";
    case Shape::kBoolean: return "true or false";
    case Shape::kIntOrString: return "a whole number, or a string such as 25%";
    case Shape::kQuantity: return "a whole number, or a string such as 500m or 1.5Gi";
    case Shape::kAnything: return "any value";
  }
  return "";
}

/// What a value of the wrong type most likely wants.
std::string hint_for_type(const Field& at, const Type& type) {
  const Node* node = at.node();
  if (node == nullptr) return "remove the empty item, or complete it";
  const bool takes_text =
      type.shape == Shape::kString || type.shape == Shape::kQuantity || type.shape == Shape::kIntOrString;
  const bool number = node->kind == Kind::kInteger || node->kind == Kind::kFloat;
  if (takes_text && number) return fmt::format("quote the value: \"{}\"", node->text);
  if (takes_text && node->kind == Kind::kBool) {
    return fmt::format("quote the value: \"{}\"", node->boolean ? "true" : "false");
  }
  if (node->is_string()) {
    const std::string_view text = node->text;
    const bool digits = !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
    if (type.shape == Shape::kInteger && digits) return fmt::format("remove the quotes: {}", text);
    if (type.shape == Shape::kBoolean && (text == "true" || text == "false")) {
      return fmt::format("remove the quotes: {}", text);
    }
  }
  if (type.shape == Shape::kList) return "begin each item with a hyphen and a space";
  if (node->is_list() && node->size == 1) return "remove the hyphen; this is not a list";
  return {};
}

/// The choice nearest to `text`, or one that begins with it (warn, snowflake) or that it begins with.
std::string_view guessed_choice(std::string_view text, std::span<const std::string_view> choices) {
  constexpr std::size_t kEnough = 3;
  if (const auto guess = nearest(text, choices); !guess.empty() || text.size() < kEnough) return guess;
  const auto it = std::ranges::find_if(
      choices, [text](std::string_view choice) { return choice.starts_with(text) || text.starts_with(choice); });
  return it == choices.end() ? std::string_view() : *it;
}

/// 2GB, 2 Gi, 500 m: what a slip in an amount most likely wants.
std::string hint_for_quantity(std::string_view text) {
  if (text.empty()) return "omit the field instead of leaving it empty";
  std::string amount;
  for (const char c : text) {
    if (c != ' ' && c != '_') amount += c;
  }
  if (amount.ends_with('B') || amount.ends_with('b')) amount.pop_back();
  return schema::matches(schema::Pattern::kQuantity, amount) ? fmt::format("did you mean {}?", amount) : std::string();
}

}  // namespace

void unknown_field(const SchemaReport& report, const Field& at, const Type& type) {
  auto& d = report.out.add_at_key(catalog::kUnknownField, at,
                                  fmt::format("unknown field {} in {}", quoted(at.key()), owner_of(at)));
  d.with_hint(hint_for_unknown(report, at, type));
  std::vector<std::string_view> names;
  for (const Property& p : type.properties) {
    if (offered(p, report.edition.feast)) names.push_back(p.name);
  }
  if (!names.empty() && names.size() <= kMostListed) d.with_expected(list_of(names, "or"));
}

void field_of_other_release(const SchemaReport& report, const Field& at, const Property& property) {
  auto& d = report.out.add_at_key(catalog::kUnknownField, at,
                                  fmt::format("{} has the field {} {}", owner_of(at), quoted(at.key()),
                                              other_releases(property.releases, report.edition.feast)));
  d.with_hint("remove the field, or render for the release that your cluster runs: --feast-version");
}

void field_of_no_object(const SchemaReport& report, const Field& at, const Type& type) {
  report.out
      .add_at_key(catalog::kWrongType, at,
                  fmt::format("{} cannot have a field {}, because it is not an object", owner_of(at), quoted(at.key())))
      .with_found("an object")
      .with_expected(std::string(expected_words(type)))
      .with_hint(type.shape == Shape::kList ? "begin each item with a hyphen and a space" : "");
}

void wrong_type(const SchemaReport& report, const Field& at, const Type& type) {
  report.out.add(catalog::kWrongType, at, fmt::format("{} has the wrong type", named(at)))
      .with_found(shown(at))
      .with_expected(std::string(expected_words(type)))
      .with_hint(hint_for_type(at, type));
}

void missing_field(const SchemaReport& report, const Field& object, const Property& property) {
  const Field at = object.child(property.name);
  auto& d =
      report.out.add(catalog::kMissingField, at, fmt::format("{} requires the field {}", owner_of(at), property.name));
  if (object.key_span().known()) d.where = at.written() ? at.key_span() : object.key_span();
  if (const auto choices = schema::choices_in(*property.type, report.edition.feast); !choices.empty()) {
    d.with_expected(list_of(choices, "or"));
  } else {
    d.with_expected(std::string(expected_words(*property.type)));
  }
  d.with_found(at.written() ? "null, which counts as missing" : "nothing");
  d.with_hint(fmt::format("add {}: {}", property.name, schema::description(property)));
}

void unknown_choice(const SchemaReport& report, const Field& at, const Type& type) {
  const std::vector<std::string_view> choices = schema::choices_in(type, report.edition.feast);
  const auto known = std::ranges::find(type.choices, at.text(), &schema::Choice::text);
  if (known != type.choices.end()) {
    report.out
        .add(catalog::kUnknownChoice, at,
             fmt::format("{} takes {} {}", named(at), shown(at), other_releases(known->releases, report.edition.feast)))
        .with_expected(list_of(choices, "or"));
    return;
  }
  auto& d = report.out.add(catalog::kUnknownChoice, at, fmt::format("{} has an unknown value", named(at)));
  d.with_found(shown(at)).with_expected(list_of(choices, "or"));
  if (const auto guess = guessed_choice(at.text(), choices); !guess.empty()) {
    d.with_hint(fmt::format("did you mean {}?", guess));
  }
}

void wrong_form(const SchemaReport& report, const Field& at, const Type& type) {
  const bool quantity = type.shape == Shape::kQuantity;
  const Rule& rule = quantity ? catalog::kNotAQuantity : catalog::kTextForm;
  const std::string_view problem = quantity ? "is not a valid quantity" : "has an invalid format";
  report.out.add(rule, at, fmt::format("{} {}", named(at), problem))
      .with_found(shown(at))
      .with_expected(std::string(schema::words(type.pattern)))
      .with_hint(quantity ? hint_for_quantity(at.text()) : "");
}

void too_small(const SchemaReport& report, const Field& at, const Type& type) {
  report.out.add(catalog::kNumberTooSmall, at, fmt::format("{} is too small", named(at)))
      .with_found(shown(at))
      .with_expected(fmt::format("{} or more", type.minimum));
}

void does_not_fit(const SchemaReport& report, const Field& at) {
  report.out.add(catalog::kNumberDoesNotFit, at, fmt::format("{} does not fit into the operator's 32 bits", named(at)))
      .with_found(shown(at))
      .with_expected("a number between -2147483648 and 2147483647");
}

void duplicate_entry(const SchemaReport& report, const Field& at, const Field& first, std::string_view key) {
  const std::string list = at.parent() == nullptr ? std::string() : short_path(*at.parent());
  auto& d = key.empty()
                ? report.out.add(catalog::kDuplicateEntry, at, fmt::format("{} contains this item twice", list))
                : report.out.add(catalog::kDuplicateEntry, at,
                                 fmt::format("{} has two items with the {} {}", list, key, shown(at.child(key))));
  d.with_note("first defined here", first);
}

bool misspelt_in(const SchemaReport& report, const Field& object, const Type& type, std::string_view name) {
  const std::vector<std::string_view> names = unused_names(report, object, type);
  return std::ranges::any_of(object.node()->members(), [&](const Member& m) {
    return schema::find(type, m.key) == nullptr && nearest(m.key, names) == name;
  });
}

}  // namespace feastctl::validate
