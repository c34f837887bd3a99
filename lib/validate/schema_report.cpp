#include "validate/schema_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "base/spelling.hpp"
#include "base/wording.hpp"
#include "catalog/codes.hpp"
#include "schema/lookup.hpp"
#include "validate/schema_fixes.hpp"
#include "validate/synonyms.hpp"

namespace feastctl::validate {

using schema::Property;
using schema::Shape;
using schema::Type;

namespace {

constexpr std::size_t kMostListed = 9;

/// The name of a place in messages: `replicas`, `server.image`, `an item of env`.
std::string named(const Field& at) {
  const bool item = at.key().empty() && at.parent() != nullptr;
  return item ? fmt::format("an item of {}", short_path(at)) : short_path(at);
}

/// The object that contains `at`, as named in messages.
std::string owner_of(const Field& at) {
  const Field* owner = at.parent();
  if (owner == nullptr || owner->path().empty()) return "the FeatureStore";
  return owner->key().empty() ? fmt::format("an item of {}", short_path(*owner)) : std::string(owner->key());
}

/// Whether to suggest the property to users of the release: earlier spellings of other properties are not suggested.
bool offered(const Property& property, FeastRelease release) {
  return property.first_spelling_of.empty() && property.releases.holds(release);
}

/// A hint for an unknown field whose home is known.
std::string hint_for_home(const Field& at, const Home& home) {
  const std::string_view name = home.way.back();
  if (home.taken) {
    const std::string owner = home.base->path();
    return fmt::format("did you mean {}{}{}, which is already set?", owner, owner.empty() ? "" : ".",
                       fmt::join(home.way, "."));
  }
  if (home.renames(at)) {
    const std::string_view object = at.parent()->key();
    const bool alike = object.empty() || !nearest(at.key(), {&name, 1}).empty();
    return alike ? fmt::format("did you mean {}?", name) : fmt::format("did you mean {}.{}?", object, name);
  }
  const std::string owner = home.base->path();
  const std::string way = fmt::format("{}", fmt::join(home.way, "."));
  if (name == at.key() && home.way.size() == 1) {
    return fmt::format("{} is a field of {}; indent it less", name, owner.empty() ? "the document" : owner);
  }
  if (name == at.key() && home.base == at.parent()) {
    const std::string_view below = std::string_view(way).substr(0, way.size() - name.size() - 1);
    return fmt::format("{} is a field of {}; write it there", name, below);
  }
  if (home.way.size() == 1 && home.base == at.parent()->parent()) {
    return fmt::format("did you mean {}, next to {}?", name, at.parent()->key());
  }
  return fmt::format("did you mean {}{}{}?", home.base == at.parent() ? "" : owner,
                     home.base == at.parent() || owner.empty() ? "" : ".", way);
}

/// The first or last release that has something that this release lacks, for messages.
std::string other_releases(const schema::Range& releases, FeastRelease release) {
  const bool later = release < releases.since;
  return fmt::format("{} {}; this bundle is for {}", later ? "since" : "until",
                     words(later ? releases.since : releases.until), release.name());
}

/// The object that is missing around `at` and similar fields: a single missing line makes many fields unknown.
std::string missing_parent(const Field& at, const Home& home) {
  if (!home.found() || home.way.size() < 2 || home.base->node()->find(home.way.front()) != nullptr) return {};
  const std::span<const std::string_view> parent(home.way.data(), home.way.size() - 1);
  return fmt::format("{} without {}.{}", at.parent()->path(), home.base->path(), fmt::join(parent, "."));
}

/// A hint for an unknown field in v1alpha1 that feast.dev/v1 has, there or in its spec.
std::string hint_for_version(const SchemaReport& report, const Field& at, const Home& home) {
  if (report.edition.api != ApiVersion::kV1Alpha1) return {};
  const Edition v1(ApiVersion::kV1, report.edition.feast);
  const Type* newer = schema::type_at(v1, *at.parent());
  if (newer != nullptr && schema::find(*newer, at.key(), v1.feast) != nullptr) {
    return "feast.dev/v1 has this field; run 'feastctl convert', or write apiVersion: feast.dev/v1";
  }
  const Property* spec = schema::find(schema::document(v1.api), "spec");
  if (home.found() || spec == nullptr || schema::find(*spec->type, at.key(), v1.feast) == nullptr) return {};
  return fmt::format("feast.dev/v1 has spec.{} instead; run 'feastctl convert'", at.key());
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

/// A hint for a value of the wrong type.
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
  if (const auto member = slipped_member(*node, type)) {
    return fmt::format("write a space after the colon: `{}: {}`", member->first, member->second);
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

/// The quantity that is meant by one with a typo (2GB, 2 Gi, 500 m), or an empty text.
std::string guessed_quantity(std::string_view text) {
  std::string amount;
  for (const char c : text) {
    if (c != ' ' && c != '_') amount += c;
  }
  if (amount.ends_with('B') || amount.ends_with('b')) amount.pop_back();
  return schema::matches(schema::Pattern::kQuantity, amount) ? amount : std::string();
}

}  // namespace

void unknown_field(const SchemaReport& report, const Field& at, const Type& type, const Home& home) {
  auto& d = report.out.add_at_key(catalog::kUnknownField, at,
                                  fmt::format("unknown field {} in {}", quoted(at.key()), owner_of(at)));
  std::string hint = hint_for_version(report, at, home);
  if (!hint.empty()) fix_version(d, at);
  if (hint.empty() && home.base != nullptr) hint = hint_for_home(at, home);
  fix_unknown_field(d, at, home);
  d.with_hint(std::move(hint)).with_topic(missing_parent(at, home));
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
  remove_field(d, at);
}

void field_of_no_object(const SchemaReport& report, const Field& at, const Type& type) {
  auto& d = report.out
                .add_at_key(catalog::kWrongType, at,
                            fmt::format("{} cannot have a field {}, because it is not an object", owner_of(at),
                                        quoted(at.key())))
                .with_found("an object")
                .with_expected(std::string(expected_words(type)))
                .with_hint(type.shape == Shape::kList ? "begin each item with a hyphen and a space" : "")
                .with_topic(at.parent()->path());
  remove_field(d, *at.parent());
}

void wrong_type(const SchemaReport& report, const Field& at, const Type& type) {
  auto& d = report.out.add(catalog::kWrongType, at, fmt::format("{} has the wrong type", named(at)))
                .with_found(shown(at))
                .with_expected(std::string(expected_words(type)))
                .with_hint(hint_for_type(at, type));
  fix_type(d, at, type);
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
  d.with_hint(fmt::format("add {}: {}", property.name, property.required_description()));
  fix_missing(d, object, property);
}

void unknown_choice(const SchemaReport& report, const Field& at, const Type& type) {
  const std::vector<std::string_view> choices = schema::choices_in(type, report.edition.feast);
  const auto* const known = std::ranges::find(type.choices, at.text(), &schema::Choice::text);
  if (known != type.choices.end()) {
    report.out
        .add(catalog::kUnknownChoice, at,
             fmt::format("{} accepts {} {}", named(at), shown(at),
                         other_releases(known->releases, report.edition.feast)))
        .with_expected(list_of(choices, "or"));
    return fix_choice(report.out.all().back(), at, {}, false);
  }
  auto& d = report.out.add(catalog::kUnknownChoice, at, fmt::format("{} has an unknown value", named(at)));
  d.with_found(shown(at)).with_expected(list_of(choices, "or"));
  const OtherChoice other = other_choice(at);
  const std::string_view guess =
      other.hint.empty() && other.meant.empty() ? guessed_choice(at.text(), choices) : other.meant;
  d.with_hint(!other.hint.empty() ? std::string(other.hint)
              : !guess.empty()    ? fmt::format("did you mean {}?", guess)
                                  : std::string());
  fix_choice(d, at, guess, !other.meant.empty() || plainly_means(at.text(), guess, choices));
}

void wrong_form(const SchemaReport& report, const Field& at, const Type& type) {
  const bool quantity = type.shape == Shape::kQuantity;
  const Rule& rule = quantity ? catalog::kNotAQuantity : catalog::kTextForm;
  const std::string_view problem = quantity ? "is not a valid quantity" : "has an invalid format";
  auto& d = report.out.add(rule, at, fmt::format("{} {}", named(at), problem))
                .with_found(shown(at))
                .with_expected(std::string(schema::words(type.pattern)));
  if (!quantity) return fix_form(d, at, type.pattern);
  const std::string meant = guessed_quantity(at.text());
  d.with_hint(at.text().empty() ? "omit the field instead of leaving it empty"
              : !meant.empty()  ? fmt::format("did you mean {}?", meant)
                                : std::string());
  fix_quantity(d, at, meant);
}

void too_small(const SchemaReport& report, const Field& at, const Type& type) {
  auto& d = report.out.add(catalog::kNumberTooSmall, at, fmt::format("{} is too small", named(at)))
                .with_found(shown(at))
                .with_expected(fmt::format("{} or more", type.minimum));
  fix_number(d, at, type.minimum);
}

void does_not_fit(const SchemaReport& report, const Field& at) {
  auto& d =
      report.out
          .add(catalog::kNumberDoesNotFit, at, fmt::format("{} does not fit into the operator's 32 bits", named(at)))
          .with_found(shown(at))
          .with_expected("a number between -2147483648 and 2147483647");
  fix_number(d, at, std::numeric_limits<std::int32_t>::max());
}

void duplicate_entry(const SchemaReport& report, const Field& at, const Field& first, std::string_view key) {
  const std::string list = at.parent() == nullptr ? std::string() : short_path(*at.parent());
  auto& d = key.empty()
                ? report.out.add(catalog::kDuplicateEntry, at, fmt::format("{} contains this item twice", list))
                : report.out.add(catalog::kDuplicateEntry, at,
                                 fmt::format("{} has two items with the {} {}", list, key, shown(at.child(key))));
  d.with_note("first defined here", first);
  fix_duplicate(d, at, first);
}

}  // namespace feastctl::validate
