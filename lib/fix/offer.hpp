/// @file
/// @brief Makes the edits of a fix, and checks that they do what was wanted.
#pragma once

#include "base/fix.hpp"
#include "fix/document.hpp"

namespace feastctl::fix {

/// Turns the changes of `fix` into edits of the document. Returns the document's root as it is then; nullptr if the
/// text does not allow it. The new text has been read again: it means exactly what the changes make of the tree, it has
/// the same comments, and no more errors.
const Node* make_edits(const Document& document, Fix& fix, const TreeBuilder& tree);

/// The same for a fix that leaves the tree as it is: an entry that another one repeats. Returns whether it has edits,
/// and reading the new text finds fewer errors.
bool make_reading_edits(const Document& document, Fix& fix, const TreeBuilder& tree);

}  // namespace feastctl::fix
