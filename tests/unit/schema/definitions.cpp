#include "definitions.hpp"

#include <fstream>
#include <map>
#include <stdexcept>

namespace feastctl::test {

using nlohmann::json;

std::string name_of(Edition edition) {
  return std::string(edition.feast.name()) + (edition.api == ApiVersion::kV1 ? ".v1" : ".v1alpha1");
}

const json& definition(Edition edition) {
  static const std::map<std::string, json> all = [] {
    std::map<std::string, json> fields;
    std::ifstream in(FEASTCTL_DEFINITIONS);
    for (std::string line; std::getline(in, line);) {
      const json read = json::parse(line);
      fields[read.at("case")] = read.at("fields");
    }
    return fields;
  }();
  const auto found = all.find(name_of(edition));
  if (found == all.end()) throw std::runtime_error("tests/recorded has no definition of " + name_of(edition));
  return found->second;
}

}  // namespace feastctl::test
