#include "schema/lookup.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <vector>

#include "base/spelling.hpp"

namespace feastctl::schema {

namespace {

/// Consumes the first name of `path`, without the brackets of a list after it.
std::string_view take_name(std::string_view& path) {
  const std::size_t end = path.find('.');
  std::string_view name = path.substr(0, end);
  path.remove_prefix(end == std::string_view::npos ? path.size() : end + 1);
  return name.substr(0, name.find_first_of("[{"));
}

std::string_view nearest_property(const Type& type, std::string_view name, FeastRelease feast) {
  std::vector<std::string_view> names;
  for (const Property& p : type.properties) {
    if (p.first_spelling_of.empty() && p.releases.holds(feast)) names.push_back(p.name);
  }
  return nearest(name, names);
}

Lookup lookup_below(const Type& root, std::string_view path, std::string prefix, FeastRelease feast) {
  Lookup result{.type = &root, .path = std::move(prefix), .unknown = {}, .nearest = {}, .siblings = {}};
  while (!path.empty()) {
    while (result.type->shape == Shape::kList) result.type = result.type->entry;
    if (result.type->shape == Shape::kMap) {  // the rest is a single key, including dots
      result.property = nullptr;
      result.type = result.type->entry;
      return result;
    }
    const std::string_view name = take_name(path);
    const Property* property = find(*result.type, name, feast);
    if (property == nullptr) {
      result.unknown = name;
      result.nearest = nearest_property(*result.type, name, feast);
      result.siblings = result.type->properties;
      result.property = nullptr;
      result.type = nullptr;
      return result;
    }
    result.path += fmt::format("{}{}", result.path.empty() ? "" : ".", name);
    result.property = property;
    result.type = property->type;
    result.releases.since = std::max(result.releases.since, property->releases.since);
    result.releases.until = std::min(result.releases.until, property->releases.until);
  }
  return result;
}

std::string_view scalar_name(Shape shape, bool plural) {
  switch (shape) {
    case Shape::kObject: return plural ? "objects" : "object";
    case Shape::kMap: return plural ? "maps" : "map";
    case Shape::kList: return plural ? "lists" : "list";
    case Shape::kString: return plural ? "strings" : "string";
    case Shape::kInteger: return plural ? "integers" : "integer";
    case Shape::kBoolean: return plural ? "booleans" : "boolean";
    case Shape::kIntOrString: return plural ? "integers or strings" : "integer or string";
    case Shape::kQuantity: return plural ? "quantities" : "quantity";
    case Shape::kAnything: return plural ? "values" : "any value";
  }
  return "";
}

}  // namespace

Lookup lookup(Edition edition, std::string_view path) {
  const Type& root = document(edition.api);
  Lookup whole = lookup_below(root, path, "", edition.feast);
  if (whole.type != nullptr || !whole.path.empty()) return whole;
  for (const std::string_view prefix : {"spec", "spec.services"}) {
    const Lookup start = lookup_below(root, prefix, "", edition.feast);
    Lookup shorter = lookup_below(*start.type, path, start.path, edition.feast);
    if (shorter.type != nullptr || shorter.path != start.path) return shorter;
    if (whole.nearest.empty() && !shorter.nearest.empty()) whole = shorter;
  }
  return whole;
}

const Type* type_at(Edition edition, const Field& at) {
  if (at.parent() == nullptr) return &document(edition.api);
  const Type* above = type_at(edition, *at.parent());
  if (above == nullptr) return nullptr;
  if (above->shape == Shape::kList || above->shape == Shape::kMap) return above->entry;
  const Property* property = find(*above, at.key(), edition.feast);
  if (property == nullptr) return nullptr;
  return property->type;
}

std::span<const Property> children(const Type& type) {
  const Type* at = &type;
  while (at->shape == Shape::kList) at = at->entry;
  return at->properties;
}

std::string type_name(const Type& type) {
  if (type.shape != Shape::kList && type.shape != Shape::kMap) return std::string(scalar_name(type.shape, false));
  return fmt::format("{} of {}", scalar_name(type.shape, false), scalar_name(type.entry->shape, true));
}

std::string shown(const Literal& literal) {
  switch (literal.of) {
    case Literal::Of::kNone: return "";
    case Literal::Of::kString: return fmt::format("\"{}\"", literal.text);
    case Literal::Of::kInteger: return fmt::format("{}", literal.integer);
    case Literal::Of::kBoolean: return literal.integer != 0 ? "true" : "false";
    case Literal::Of::kEmptyMap: return "{}";
  }
  return "";
}

}  // namespace feastctl::schema
