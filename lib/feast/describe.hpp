/// @file
/// @brief Texts for people about store types and their parameters: `feastctl explain store`, `feastctl init --secret`.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "feast/table.hpp"

namespace feastctl::feast {

/// The types that a FeatureStore can name, with their parameters in a Secret: each once, in every release.
std::vector<std::string_view> secret_types();

/// All types of stores by role, one per line.
std::string describe_types(Minor release);

/// A store type (`postgres`) with its parameters and an example, or one of its parameters (`postgres.sslmode`).
/// Nothing when the release has no such type or parameter.
std::optional<std::string> describe(std::string_view what, Minor release);

/// What to say of a word that is no store type and no parameter of one.
std::string unknown_store(std::string_view what, Minor release);

/// A Secret with the parameters of a store type: the required ones, and the optional ones as comments. `type` is one of
/// secret_types(). Empty names are left to the example.
std::string secret_text(std::string_view type, std::string_view name, std::string_view name_space);

}  // namespace feastctl::feast
