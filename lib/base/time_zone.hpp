/// @file
/// @brief The names of IANA time zones that a CronJob's timeZone accepts.
///
/// The API server embeds the zones of its Go toolchain (time/tzdata), so the names depend on the release. Kubernetes
/// 1.35 is built with tzdata 2025b, which has the same names as 2025c, listed here. To update: list the files in
/// lib/time/zoneinfo.zip of the new toolchain, sorted by bytes.
#pragma once

#include <span>
#include <string_view>

namespace feastctl {

/// All names, old ones (US/Pacific) included, sorted by bytes.
std::span<const std::string_view> time_zone_names();

/// Whether there is a zone with exactly this name; case matters.
bool is_time_zone(std::string_view name);

}  // namespace feastctl
