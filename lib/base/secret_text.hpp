/// @file
/// @brief Which stretches of an input are documents that hold a Secret, so that no report shows a line of them.
#pragma once

#include <string_view>
#include <vector>

#include "base/span.hpp"

namespace feastctl {

/// The stretches of `text`, from one `---` to the next, that seem to hold a Secret: they speak of `kind: Secret`, in
/// YAML or JSON, or of stringData. It goes by the words alone, because a slip that keeps the text from being read must
/// not show it. The spans name no source.
std::vector<Span> secret_stretches(std::string_view text);

/// Whether the byte `offset` is in one of the stretches, which are in order.
bool in_stretch(const std::vector<Span>& stretches, std::size_t offset);

}  // namespace feastctl
