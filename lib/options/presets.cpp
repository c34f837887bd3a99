#include "options/presets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/embedded.hpp"

namespace feastctl::options {

namespace {

constexpr std::string_view kFolder = "examples/";
constexpr std::string_view kFile = "/store.yaml";

/// Short names for examples with long ones.
struct Short {
  std::string_view name, example;
};
constexpr std::array kShort{Short{"ha", "high-availability"}, Short{"openshift", "openshift-tls"},
                            Short{"postgres", "static-postgres"}, Short{"spark", "spark-batch-engine"},
                            Short{"ray", "ray-batch-engine"}};

}  // namespace

std::vector<Preset> presets() {
  std::vector<Preset> found;
  for (const EmbeddedFile& file : embedded_files()) {
    if (!file.path.starts_with(kFolder) || !file.path.ends_with(kFile)) continue;
    const auto name = file.path.substr(kFolder.size(), file.path.size() - kFolder.size() - kFile.size());
    if (!name.ends_with("first-spelling")) found.push_back({name, file.text});
  }
  return found;
}

std::vector<std::string_view> preset_names() {
  std::vector<std::string_view> all;
  for (const Preset& p : presets()) all.push_back(p.name);
  for (const Short& s : kShort) all.push_back(s.name);
  return all;
}

Preset preset_named(std::string_view name) {
  const auto* const brief = std::ranges::find(kShort, name, &Short::name);
  const std::string_view example = brief == kShort.end() ? name : brief->example;
  return {example, embedded(fmt::format("{}{}{}", kFolder, example, kFile)).value_or("")};
}

std::string about(const Preset& preset) {
  std::string_view text = preset.text;
  std::string words;
  while (text.starts_with("#")) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    words += text.substr(1, end - 1);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  const std::size_t sentence = words.find(". ");
  const std::size_t begin = words.find_first_not_of(' ');
  return begin == std::string::npos
             ? ""
             : words.substr(begin, sentence == std::string::npos ? sentence : sentence + 1 - begin);
}

}  // namespace feastctl::options
