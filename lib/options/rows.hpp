/// @file
/// @brief The parts of the option table; options.hpp says how to add a row.
#pragma once

#include <span>

#include "options/option.hpp"

namespace feastctl::options {

/// What all commands that read FeatureStores take.
std::span<const Option> shared_rows();
/// What one command or two take.
std::span<const Option> command_rows();

/// The commands that read FeatureStores.
inline constexpr Commands kReading = set_of(Command::kRender, Command::kValidate, Command::kDefaults, Command::kConvert,
                                            Command::kImages, Command::kRbac, Command::kDiff, Command::kFn);

}  // namespace feastctl::options
