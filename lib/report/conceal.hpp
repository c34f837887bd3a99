/// @file
/// @brief Takes out of findings what they quote of a Secret.
#pragma once

#include "base/diagnostic.hpp"
#include "base/source.hpp"

namespace feastctl::report {

/// Takes the quoted words out of the findings about reading and inputs (FS1xx) that stand in a document that holds a
/// Secret: to the reader a password is a word like any other. All other findings quote none of a Secret's values, and
/// the lines themselves are left out where they would be shown (see Place::secret).
void conceal_secrets(Diagnostics& findings, const Sources& sources);

}  // namespace feastctl::report
