#include <algorithm>

#include "schema/table.hpp"

namespace feastctl::schema {

const Property* find(const Type& type, std::string_view name) {
  const auto it = std::ranges::lower_bound(type.properties, name, {}, &Property::name);
  return it != type.properties.end() && it->name == name ? &*it : nullptr;
}

const Property* find(const Type& type, std::string_view name, FeastRelease release) {
  const Property* property = find(type, name);
  return property != nullptr && property->releases.holds(release) ? property : nullptr;
}

std::vector<std::string_view> choices_in(const Type& type, FeastRelease release) {
  std::vector<std::string_view> choices;
  for (const Choice& choice : type.choices) {
    if (choice.releases.holds(release)) choices.push_back(choice.text);
  }
  return choices;
}

}  // namespace feastctl::schema
