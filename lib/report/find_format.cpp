#include <algorithm>

#include "report/formats.hpp"

namespace feastctl::report {

std::string as_text(const Report& r) {
  const Summary total = r.summary ? r.counted(Repeats::kOnce) : Summary{};
  return text(r.findings, r.sources, {.color = r.color, .all = r.all, .summary = r.summary ? &total : nullptr});
}

std::string as_json(const Report& r) {
  return json(r.findings, r.sources, r.counted(Repeats::kEveryObject));
}

const Format* find_format(std::string_view name) {
  const auto all = formats();
  const auto found = std::ranges::find(all, name, &Format::name);
  return found == all.end() ? nullptr : &*found;
}

}  // namespace feastctl::report
