/// @file
/// @brief Cron schedules as Kubernetes' CronJobs take them. Source: github.com/robfig/cron/v3, ParseStandard.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace feastctl {

/// Why a text is no schedule, and which bytes [begin, end) of it are at fault.
struct CronProblem {
  std::string message;   ///< a sentence that names the part at fault
  std::string expected;  ///< what may stand there; may be empty
  std::string hint;      ///< what was probably meant; may be empty
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// The first thing that is wrong with a schedule of five fields or a descriptor (@daily, @every 5m), or nothing.
/// A time zone prefix (TZ=, CRON_TZ=) is no part of that: Kubernetes refuses it in new CronJobs.
std::optional<CronProblem> cron_problem(std::string_view schedule);

}  // namespace feastctl
