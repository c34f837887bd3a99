/// @file
/// @brief The file that --images names.
#pragma once

#include <optional>

#include "model/additions.hpp"
#include "options.hpp"

namespace feastctl::cli {

/// The digests in that file; nothing without the option. Findings in it are printed. Throws CLI::RuntimeError with the
/// exit status when the file cannot be used.
std::optional<model::ImageLock> read_image_lock(const ReadingOptions& options);

}  // namespace feastctl::cli
