/// Any text through `feastctl convert`: what comes out can be read, is not changed again, has no fault that the input
/// did not have, and means the same.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "agreements.hpp"
#include "convert/convert.hpp"

using namespace feastctl;

namespace {

Result rendered(std::string_view text) {
  Sources sources;
  sources.add("store.yaml", text);
  return run(sources, {.task = Task::kRender, .allow_empty = true});
}

/// The bundle without the versions by which it was asked for.
std::string bundle(const Result& result) {
  std::string texts;
  for_each_object(result, [&](const Rendered& object) { texts += object.text + "---\n"; });
  for (auto at = texts.find("v1alpha1"); at != std::string::npos; at = texts.find("v1alpha1", at))
    texts.replace(at, 8, "v1");
  return texts;
}

void check(std::string_view text) {
  Sources sources;
  const SourceId id = sources.add("store.yaml", text);
  Result told;
  const auto converted = convert::convert(sources, id, told.findings);
  for (const Diagnostic& d : told.findings.all()) {
    fuzz::require(d.where.end <= text.size() && d.where.begin <= d.where.end, "convert speaks of its input", d.message);
  }
  if (!converted) return;
  fuzz::require(converted->changed || converted->text == text, "what needs no change is not changed", converted->text);
  if (!converted->changed) return;

  Sources after;
  const SourceId after_id = after.add("store.yaml", converted->text);
  Diagnostics out;
  const auto again = convert::convert(after, after_id, out);
  fuzz::require(again.has_value(), "what convert writes can be read", converted->text);
  fuzz::require(!again->changed, "what is converted is not converted again",
                converted->text + "\n---- again:\n" + again->text);

  const Result was = rendered(text);
  if (was.findings.errors() != 0) return;
  const Result is = rendered(converted->text);
  const auto& found = is.findings.all();
  fuzz::require(is.findings.errors() == 0, "no new fault",
                found.empty() ? "" : found.front().message + "\n" + converted->text);
  fuzz::require(bundle(was) == bundle(is), "the converted store means the same", converted->text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  check({reinterpret_cast<const char*>(data), size});
  return 0;
}
