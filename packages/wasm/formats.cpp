/// The report formats of the playground's module: lib/report/formats.cpp without those that only other programs read.
#include "report/formats.hpp"

#include <algorithm>

namespace feastctl::report {

namespace {

constexpr Format kFormats[] = {
    {"text", "For people, with the source line and a hint.",
     [](const Report& r) {
       const Summary total = r.summary ? r.counted(Repeats::kOnce) : Summary{};
       return text(r.findings, r.sources, {.color = r.color, .all = r.all, .summary = r.summary ? &total : nullptr});
     }},
    {"json", "For other programs.",
     [](const Report& r) { return json(r.findings, r.sources, r.counted(Repeats::kEveryObject)); }, false, true},
};

}  // namespace

std::span<const Format> formats() {
  return kFormats;
}

const Format* find_format(std::string_view name) {
  const auto* const found = std::ranges::find(kFormats, name, &Format::name);
  return found == std::end(kFormats) ? nullptr : found;
}

}  // namespace feastctl::report
