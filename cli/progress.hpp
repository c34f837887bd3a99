/// @file
/// @brief Shows progress on the terminal if a run takes more than a second.
#pragma once

#include <functional>

#include "feastctl.hpp"
#include "options.hpp"

namespace feastctl::cli {

/// Like run(sources, options) or, with `take`, run(sources, options, take), and with the cache, if there is one. If
/// standard error is a terminal (and
/// --quiet was not given), a line there shows the progress after one second; it is erased when this returns.
Result run_and_tell(const Sources& sources, Options options, const ReadingOptions& reading, const TakeOutput& take = {},
                    RunCache* cache = nullptr);

/// The same for another kind of run: `work` receives the options that report the progress.
void tell_while(const Sources& sources, Options options, const ReadingOptions& reading,
                const std::function<void(const Options&)>& work);

}  // namespace feastctl::cli
