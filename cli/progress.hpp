/// @file
/// @brief A line on the terminal for as long as a run takes more than a second.
#pragma once

#include <functional>

#include "feastctl.hpp"
#include "options.hpp"

namespace feastctl::cli {

/// As run(sources, options), or with `take` as run(sources, options, take). When standard error is a terminal (and
/// --quiet was not given), a line there says from the second second on how far it is; it is gone when this returns.
Result run_and_tell(const Sources& sources, Options options, const ReadingOptions& reading,
                    const TakeObjects& take = {});

/// The same for another kind of run: `work` gets the options that let the line know how far it is.
void tell_while(const Sources& sources, Options options, const ReadingOptions& reading,
                const std::function<void(const Options&)>& work);

}  // namespace feastctl::cli
