/// @file
/// @brief Examples for fields, which feastctl itself accepts: reduced from the embedded examples.
///
/// To give a field an example: use it in a store below schemas/examples/ that is valid as a whole.
#pragma once

#include <string>
#include <string_view>

namespace feastctl::explain {

/// A valid store that uses the field at `path` (in full, without indexes: spec.services.volumes.name), reduced to what
/// is necessary: the part from `spec:` on, or a stream of whole objects if the store refers to others. Empty if no
/// embedded store uses the field.
std::string accepted_example(std::string_view path);

}  // namespace feastctl::explain
