/// @file
/// @brief Which stretches of an input may be text of a Secret, so that no report shows a line of them.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/node.hpp"
#include "base/span.hpp"

namespace feastctl {

/// The stretches of `text` that may hold what a Secret holds. It goes by words alone, because a slip that keeps the
/// text from being read must not show it:
/// - documents, from one `---` to the next, that speak of `kind: Secret` (in YAML or JSON, misspelt or disguised) or of
///   stringData, and those with `data` or `apiVersion: v1` and no kind at all;
/// - what may be a piece of such a document: text before or after it that is no object of its own, or that begins at a
///   line such as `-----BEGIN`, and all that follows one that is cut off or broken, up to the next FeatureStore;
/// - PEM blocks, bare words that could be a token, and all of a text in UTF-16.
///
/// `broken` are the places, in order, at which the text could not be read. The spans name no source and are in order.
std::vector<Span> secret_stretches(std::string_view text, std::span<const std::uint32_t> broken = {});

/// Whether an object that was read is a Secret, or would be but for a slip in its kind, or has one within: in a list,
/// whatever that is called, or in the fields of an object that makes Secrets, such as a Template of OpenShift.
bool may_be_secret(const Node& object);

/// Whether the byte `offset` is in one of the stretches, which are in order.
bool in_stretch(const std::vector<Span>& stretches, std::size_t offset);

}  // namespace feastctl
