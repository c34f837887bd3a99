/// @file
/// @brief Keeps possible secrets out of findings, whatever the report format.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/source.hpp"

namespace feastctl::report {

/// The parts of the inputs that may belong to a Secret (base/secret_text.hpp). Each text is scanned on first use.
class SecretPlaces {
 public:
  /// `findings` show where texts could not be parsed.
  SecretPlaces(std::span<const Diagnostic> findings, const Sources& sources);

  /// Whether `where` begins in, or directly after, such a part: something missing at the end of a document is reported
  /// after it.
  [[nodiscard]] bool hide(Span where);

 private:
  const Sources* sources_;
  std::vector<std::vector<std::uint32_t>> broken_;
  std::vector<std::optional<std::vector<Span>>> stretches_;
};

/// Removes quotations of such parts from findings about parsing, inputs and the configuration file (FS1xx, FS72x),
/// because the parser cannot tell a password from other words. Messages put quotations between backticks or double
/// quotes. Removes anything that looks like key material from all findings, and fixes that quote such text. Source
/// lines are left out by the code that shows them (see SecretPlaces).
void conceal_secrets(Diagnostics& findings, const Sources& sources);

}  // namespace feastctl::report
