#include "validate/ignored.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "catalog/catalog.hpp"
#include "catalog/codes.hpp"

namespace feastctl::validate {

namespace {

constexpr std::string_view kAnnotation = "feastctl.dev/ignore";

std::string_view trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

void report_unknown(const Field& at, std::string_view word, Diagnostics& out) {
  out.add(catalog::kIgnoresUnknownCode, at,
          fmt::format("{} contains {}, which is not a diagnostic code", kAnnotation, word))
      .with_hint(catalog::hint_for(word));
}

/// The author of a store must not be able to suppress the warning about credentials.
void keep_credentials(const Field& at, Diagnostics& out) {
  for (Diagnostic& d : out.all()) {
    if (d.rule != &catalog::kCredentialInOutput) continue;
    d.with_note(fmt::format("{} does not suppress this; only --ignore does", kAnnotation), at);
  }
}

}  // namespace

void drop_ignored(const Node& store, Diagnostics& out) {
  const Field root(&store);
  const Field metadata = root.child("metadata");
  const Field annotations = metadata.child("annotations");
  const Field at = annotations.child(kAnnotation);
  std::vector<const Rule*> ignored;
  for (std::string_view rest = at.text(); !rest.empty();) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    const std::string_view word = trim(rest.substr(0, comma));
    rest.remove_prefix(std::min(comma + 1, rest.size()));
    if (word.empty()) continue;
    const Rule* rule = catalog::find(word);
    if (rule == nullptr) {
      report_unknown(at, word, out);
    } else if (rule->severity == Severity::kError) {
      out.add(catalog::kIgnoresError, at, fmt::format("{} is an error and cannot be ignored", word))
          .with_hint(fmt::format("run 'feastctl explain {}' to see how to fix it", word));
    } else if (rule == &catalog::kCredentialInOutput) {
      keep_credentials(at, out);
    } else {
      ignored.push_back(rule);
    }
  }
  if (ignored.empty()) return;
  std::erase_if(out.all(), [&](const Diagnostic& d) { return std::ranges::find(ignored, d.rule) != ignored.end(); });
}

}  // namespace feastctl::validate
