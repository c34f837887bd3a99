/// @file
/// @brief The annotation by which a store says which warnings and notes it knows of.
#pragma once

#include "base/diagnostic.hpp"
#include "base/node.hpp"

namespace feastctl::validate {

/// Takes the warnings and notes out of `out` whose code or name is in the store's annotation `feastctl.dev/ignore`
/// (separated by commas). Errors stay, and so does
/// the warning that credentials are in the output; a code there that is an error's, or none at all, is a warning.
void drop_ignored(const Node& store, Diagnostics& out);

}  // namespace feastctl::validate
