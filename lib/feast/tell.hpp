/// @file
/// @brief Feast's verdict in the words of a finding: a code by the kind of fault, when Feast refuses it, what to write.
#pragma once

#include "base/diagnostic.hpp"
#include "feast/check.hpp"
#include "feast/expand.hpp"

namespace feastctl::feast {

/// The rule that a fault breaks. Those from advise() are warnings.
const Rule& rule_of(Fault fault);

/// Reports the error at `where`; nothing of a value is shown.
void tell(const ConfigError& error, Severity severity, Span where, Diagnostics& out);

/// What to do where the value of a variable reads as another type.
inline constexpr std::string_view kReadAnewHint =
    "Feast reads YAML after it has replaced variables; put the value itself, in quotes, into the Secret";

/// Reports what is to say about a variable. A finding without names is told by the places of the values alone.
void tell(const VariableFinding& finding, Severity severity, Span where, Diagnostics& out);

/// Whether people know the parameter by this name, although Feast does not.
bool has_synonym(const Section& section, std::string_view key);

/// What to write instead of a parameter that Feast does not have, or an empty text.
std::string hint_for_unknown(const Section& section, const Field& at, Minor release);

}  // namespace feastctl::feast
