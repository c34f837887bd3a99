#include "base/key.hpp"
#include "schema/slots.hpp"
#include "schema/table.hpp"

namespace feastctl::schema {

const Property* find(const Type& type, std::string_view name) {
  const std::size_t size = type.slots.size();
  if (size == 0) return nullptr;
  for (std::size_t slot = slot_of(name, size); type.slots[slot].property != 0; slot = (slot + 1) & (size - 1)) {
    const Property& property = type.properties[type.slots[slot].property - 1];
    if (same_key(property.name, name)) return &property;
  }
  return nullptr;
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
