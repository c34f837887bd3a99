/// @file
/// @brief The annotation with which a store suppresses warnings and notes.
#pragma once

#include "base/diagnostic.hpp"
#include "base/node.hpp"

namespace feastctl::validate {

/// Removes warnings and notes from `out` whose code or name is in the store's annotation `feastctl.dev/ignore`
/// (separated by commas). Keeps errors, and the warning about credentials in the output. Warns about unknown codes and
/// codes of errors in the annotation.
void drop_ignored(const Node& store, Diagnostics& out);

}  // namespace feastctl::validate
