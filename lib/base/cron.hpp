/// @file
/// @brief Cron schedules as Kubernetes' CronJobs take them. Source: github.com/robfig/cron/v3, ParseStandard.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace feastctl {

/// Why a text is not a valid schedule, and which bytes [begin, end) of it are at fault.
struct CronProblem {
  std::string message;   ///< a sentence that names the invalid part
  std::string expected;  ///< what is allowed there; may be empty
  std::string hint;      ///< what was probably intended; may be empty
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string meant{};  ///< what to write in place of these bytes, if that is clear enough to propose
  bool sure = false;    ///< nothing else can be meant
};

/// The first error in a schedule of five fields or a descriptor (@daily, @every 5m), or nothing. Time zone prefixes
/// (TZ=, CRON_TZ=) are not accepted, because Kubernetes refuses them in new CronJobs.
std::optional<CronProblem> cron_problem(std::string_view schedule);

}  // namespace feastctl
