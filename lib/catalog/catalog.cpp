#include "catalog/catalog.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/spelling.hpp"
#include "catalog/codes.hpp"

namespace feastctl::catalog {

std::span<const Rule> all() {
  return kAllRules;
}

const Rule* find(std::string_view code_or_name) {
  const auto* const it =
      std::ranges::find_if(kAllRules, [&](const Rule& r) { return r.code == code_or_name || r.name == code_or_name; });
  return it == std::end(kAllRules) ? nullptr : it;
}

bool is_about_text(const Rule& rule) {
  return rule.code.starts_with("FS10") || rule.code.starts_with("FS11");
}

std::string hint_for(std::string_view word) {
  std::vector<std::string_view> words;
  for (const Rule& rule : kAllRules) words.insert(words.end(), {rule.code, rule.name});
  const std::string_view near = nearest(word, words);
  return near.empty() ? "`feastctl rules` lists the codes" : fmt::format("did you mean {}?", near);
}

}  // namespace feastctl::catalog
