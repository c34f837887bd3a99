#include "report/conceal.hpp"

#include <optional>
#include <vector>

#include "base/secret_text.hpp"
#include "catalog/catalog.hpp"

namespace feastctl::report {

namespace {

constexpr std::string_view kConcealed = "\xE2\x80\xA6";  // an ellipsis
constexpr std::size_t kHarmless = 3;                     ///< brackets, quotes and colons tell nothing

/// Replaces what stands between backticks, unless it is too short to tell anything.
void conceal_quoted(std::string& text) {
  for (std::size_t open = text.find('`'); open != std::string::npos; open = text.find('`', open + 1)) {
    const std::size_t close = text.find('`', open + 1);
    if (close == std::string::npos) return;
    if (close - open - 1 > kHarmless) text.replace(open + 1, close - open - 1, kConcealed);
    open = text.find('`', open + 1);
  }
}

/// What the checks of companions found is a kind or a name; what the reader found is the text itself.
void conceal(Diagnostic& d) {
  if (catalog::is_about_text(*d.rule)) d.found.clear();
  conceal_quoted(d.message);
  conceal_quoted(d.hint);
  conceal_quoted(d.expected);
  for (Note& note : d.notes) conceal_quoted(note.message);
}

}  // namespace

void conceal_secrets(Diagnostics& findings, const Sources& sources) {
  std::vector<std::optional<std::vector<Span>>> known(sources.size());
  for (Diagnostic& d : findings.all()) {
    if (!d.where.known() || !d.rule->code.starts_with("FS1")) continue;
    auto& stretches = known[d.where.source - 1];
    if (!stretches) stretches = secret_stretches(sources.at(d.where.source).text);
    const std::size_t at = d.where.begin;  // what is missing at a document's end stands behind it
    if (in_stretch(*stretches, at) || (at > 0 && in_stretch(*stretches, at - 1))) conceal(d);
  }
}

}  // namespace feastctl::report
