#include "validate/schema.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <vector>

#include "base/quantity.hpp"
#include "schema/table.hpp"
#include "validate/schema_report.hpp"
#include "validate/store_metadata.hpp"

namespace feastctl::validate {

namespace {

using schema::Property;
using schema::Shape;
using schema::Type;

/// Which checks apply to a value. The cluster drops the status of applied objects, but only after checking it for
/// unknown fields.
enum class Depth : std::uint8_t { kWhole, kFieldNames };

void check(const SchemaReport& report, const Field& at, const Type& type, Depth depth);

/// Reports the keys of maps at and below `at`, where no map is allowed. Returns whether there were any.
bool report_stray_fields(const SchemaReport& report, const Field& at, const Type& type) {
  if (at.is_map()) {
    for (const Member& m : at.node()->members()) field_of_no_object(report, at.child(m), type);
    return at.size() > 0;
  }
  bool any = false;
  for (std::size_t i = 0; at.is_list() && i < at.size(); ++i) any |= report_stray_fields(report, at.item(i), type);
  return any;
}

/// A value of the wrong type. The API server checks unknown fields before types, and reports the keys of an unexpected
/// map; so these represent the whole value.
void check_wrong_kind(const SchemaReport& report, const Field& at, const Type& type, Depth depth) {
  const bool stray = report_stray_fields(report, at, type);
  if (!stray && depth == Depth::kWhole) wrong_type(report, at, type);
}

void check_object(const SchemaReport& report, const Field& at, const Type& type, Depth depth) {
  std::vector<std::string_view>
      misspelt;  // names that unknown fields misspell, which are therefore not reported as missing
  for (const Member& m : at.node()->members()) {
    const Field child = at.child(m);
    if (const Property* property = schema::find(type, m.key)) {
      if (!property->releases.holds(report.edition.feast)) {
        field_of_other_release(report, child, *property);
      } else if (child.present()) {
        check(report, child, *property->type, property->ignored ? Depth::kFieldNames : depth);
      }
      continue;
    }
    const Home home = report.homes.of(child, type);
    unknown_field(report, child, type, home);
    if (home.found() && home.renames(child)) misspelt.push_back(home.way.back());
  }
  if (depth == Depth::kFieldNames) return;
  for (const Property& p : type.properties) {
    if (!p.required_in(report.edition.feast) || at.child(p.name).present()) continue;
    if (std::ranges::find(misspelt, p.name) != misspelt.end()) continue;
    if (at.parent() == nullptr && p.name == "metadata") continue;  // reported as the missing name, as in the API server
    missing_field(report, at, p);
  }
}

/// The value at `at` if the API server accepts it as an integer: 3, or 3.0 if a double represents it exactly.
std::optional<std::int64_t> whole_number(const Field& at) {
  constexpr double kExact = 9007199254740991.0;
  const Node* node = at.node();
  if (node == nullptr || node->kind != Kind::kFloat) return at.integer();
  if (!(std::abs(node->number) <= kExact) || std::trunc(node->number) != node->number) return std::nullopt;
  return static_cast<std::int64_t>(node->number);
}

void check_integer(const SchemaReport& report, const Field& at, const Type& type, std::int64_t value) {
  using Bounds = std::numeric_limits<std::int32_t>;
  if (type.shape == Shape::kInteger && value < type.minimum) {
    too_small(report, at, type);
  } else if (type.bits32 && (value < Bounds::min() || value > Bounds::max())) {
    does_not_fit(report, at);
  }
}

bool takes(std::span<const schema::Choice> choices, std::string_view text, FeastRelease release) {
  return std::ranges::any_of(choices,
                             [&](const schema::Choice& c) { return c.text == text && c.releases.holds(release); });
}

void check_text(const SchemaReport& report, const Field& at, const Type& type) {
  const std::string_view text = at.text();
  if (!type.choices.empty() && !takes(type.choices, text, report.edition.feast)) {
    unknown_choice(report, at, type);
  } else if (!schema::matches(type.pattern, text)) {
    wrong_form(report, at, type);
  } else if (type.shape == Shape::kQuantity && !Quantity::parse(text)) {
    wrong_form(report, at, type);  // 1e1.5 matches the pattern, but the operator cannot parse it
  }
}

void check_scalar(const SchemaReport& report, const Field& at, const Type& type) {
  const bool takes_text = type.shape != Shape::kInteger && type.shape != Shape::kBoolean;
  const bool takes_number = type.shape != Shape::kString && type.shape != Shape::kBoolean;
  if (takes_text && at.is_string()) return check_text(report, at, type);
  if (type.shape == Shape::kBoolean && at.present() && at.node()->kind == Kind::kBool) return;
  const auto number = takes_number ? whole_number(at) : std::nullopt;
  if (number) return check_integer(report, at, type, *number);
  check_wrong_kind(report, at, type, Depth::kWhole);
}

/// The key that must be unique among the items of a list.
struct Identity {
  Kind kind = Kind::kNull;
  std::int64_t integer = 0;
  std::string_view text;
  std::size_t index = 0;

  [[nodiscard]] bool same(const Identity& other) const {
    return kind == other.kind && integer == other.integer && text == other.text;
  }
};

std::optional<Identity> identity_of(const Field& value, std::size_t index) {
  if (value.is_string()) return Identity{Kind::kString, 0, value.text(), index};
  if (const auto number = whole_number(value)) return Identity{Kind::kInteger, *number, {}, index};
  return std::nullopt;  // the wrong type has been reported
}

void check_unique(const SchemaReport& report, const Field& at, const Type& type) {
  std::vector<Identity> seen;
  for (std::size_t i = 0; i < at.size(); ++i) {
    const Field item = at.item(i);
    const auto id = identity_of(type.list_key.empty() ? item : item.child(type.list_key), i);
    if (id) seen.push_back(*id);
  }
  std::ranges::sort(seen, [](const Identity& a, const Identity& b) {
    return std::tie(a.kind, a.integer, a.text, a.index) < std::tie(b.kind, b.integer, b.text, b.index);
  });
  const Identity* first = nullptr;
  for (const Identity& id : seen) {
    if (first == nullptr || !first->same(id)) {
      first = &id;
    } else {
      duplicate_entry(report, at.item(id.index), at.item(first->index), type.list_key);
    }
  }
}

void check_list(const SchemaReport& report, const Field& at, const Type& type, Depth depth) {
  for (std::size_t i = 0; i < at.size(); ++i) {
    const Field item = at.item(i);
    check(report, item, *type.entry, depth);  // a null in a list is kept and has the wrong type
  }
  if (depth == Depth::kWhole && at.size() > 1 && (type.unique || !type.list_key.empty()))
    check_unique(report, at, type);
}

void check_map(const SchemaReport& report, const Field& at, const Type& type, Depth depth) {
  for (const Member& m : at.node()->members()) {
    const Field child = at.child(m);
    if (child.present()) check(report, child, *type.entry, depth);
  }
}

void check(const SchemaReport& report, const Field& at, const Type& type, Depth depth) {
  switch (type.shape) {
    case Shape::kAnything: return;
    case Shape::kObject:
      return at.is_map() ? check_object(report, at, type, depth) : check_wrong_kind(report, at, type, depth);
    case Shape::kMap:
      return at.is_map() ? check_map(report, at, type, depth) : check_wrong_kind(report, at, type, depth);
    case Shape::kList:
      return at.is_list() ? check_list(report, at, type, depth) : check_wrong_kind(report, at, type, depth);
    default:
      if (depth == Depth::kWhole) return check_scalar(report, at, type);
      report_stray_fields(report, at, type);
  }
}

}  // namespace

void check_schema(const Node& store, Edition edition, Diagnostics& out) {
  Homes homes(edition);
  const SchemaReport report{out, edition, homes};
  const Field root(&store);
  check(report, root, schema::document(edition.api), Depth::kWhole);
  check_store_metadata(root, out);
}

}  // namespace feastctl::validate
