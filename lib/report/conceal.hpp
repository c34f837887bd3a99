/// @file
/// @brief Keeps what may be secret out of findings, whatever form they are reported in.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/source.hpp"

namespace feastctl::report {

/// Which places of the inputs may hold what a Secret holds (base/secret_text.hpp). The texts are looked through when a
/// place of theirs is asked for first.
class SecretPlaces {
 public:
  /// `findings` say where texts could not be read.
  SecretPlaces(std::span<const Diagnostic> findings, const Sources& sources);

  /// Whether `where` begins in, or directly behind, such a place: what is missing at a document's end is behind it.
  [[nodiscard]] bool hide(Span where);

 private:
  const Sources* sources_;
  std::vector<std::vector<std::uint32_t>> broken_;
  std::vector<std::optional<std::vector<Span>>> stretches_;
};

/// Takes out of the findings about reading, inputs and the configuration file (FS1xx, FS72x) what they quote of such
/// places: to the reader a password is a word like any other. Messages put what they quote between backticks or double
/// quotes. Out of all findings goes what looks like key material. Lines are left out by whoever shows them (see
/// SecretPlaces).
void conceal_secrets(Diagnostics& findings, const Sources& sources);

}  // namespace feastctl::report
