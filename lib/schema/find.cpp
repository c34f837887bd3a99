#include <algorithm>

#include "schema/table.hpp"

namespace feastctl::schema {

const Property* find(const Type& type, std::string_view name) {
  const auto it = std::ranges::lower_bound(type.properties, name, {}, &Property::name);
  return it != type.properties.end() && it->name == name ? &*it : nullptr;
}

}  // namespace feastctl::schema
