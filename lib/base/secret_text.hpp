/// @file
/// @brief Finds the parts of an input that may belong to a Secret, so that no report shows them.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/node.hpp"
#include "base/span.hpp"

namespace feastctl {

/// The parts of `text` that may contain values of a Secret. They are found by words alone, because text that cannot be
/// parsed must not be shown either:
/// - documents, from one `---` to the next, that contain `kind: Secret` (in YAML or JSON, even misspelled or disguised)
///   or stringData, and those with `data` or `apiVersion: v1` but without a kind;
/// - text that may belong to such a document: text before or after it that is not an object itself, or that begins at a
///   line such as `-----BEGIN`, and everything after a truncated or broken one, up to the next FeatureStore;
/// - PEM blocks, bare words that could be a token, and all of a text in UTF-16.
///
/// `broken` are the places, in order, where parsing failed. The spans have no source and are in order.
std::vector<Span> secret_stretches(std::string_view text, std::span<const std::uint32_t> broken = {});

/// Whether a parsed object is a Secret, or would be if its kind were spelled correctly, or contains one: in a list of
/// any kind, or in the fields of an object that creates Secrets, such as an OpenShift Template.
bool may_be_secret(const Node& object);

/// Whether the byte `offset` is in one of the parts, which are in order.
bool in_stretch(const std::vector<Span>& stretches, std::size_t offset);

}  // namespace feastctl
