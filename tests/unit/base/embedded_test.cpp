#include "base/embedded.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

using namespace feastctl;

namespace {

std::string read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("schemas and templates are embedded byte for byte") {
  const std::filesystem::path root = FEASTCTL_SOURCE_DIR;
  for (const char* folder : {"schemas", "templates"}) {
    if (!std::filesystem::exists(root / folder)) continue;
    for (const auto& entry : std::filesystem::directory_iterator(root / folder)) {
      if (!entry.is_regular_file()) continue;
      const std::string name = folder + ("/" + entry.path().filename().string());
      INFO(name);
      const auto text = embedded(name);
      REQUIRE(text.has_value());
      CHECK((*text == read(entry.path())));
    }
  }
}

TEST_CASE("a file that does not ship is not found") {
  CHECK_FALSE(embedded("schemas/nothing.json").has_value());
  CHECK_FALSE(embedded("").has_value());
}
