/// @file
/// @brief An example for a field that feastctl itself accepts: cut from what ships with the program.
///
/// To give a field an example: use it in a store below schemas/examples/ that is valid as a whole.
#pragma once

#include <string>
#include <string_view>

namespace feastctl::explain {

/// A store that uses the field at `path` (in full, without indexes: spec.services.volumes.name) and is accepted, cut
/// down to what it needs for that: the part from `spec:` on, or a stream of whole objects where the store refers to
/// others. Empty when no store that ships with feastctl uses the field.
std::string accepted_example(std::string_view path);

}  // namespace feastctl::explain
