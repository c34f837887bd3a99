/// @file
/// @brief The names of the IANA time zones, as a CronJob's timeZone may name them.
///
/// The API server carries the zones of its Go toolchain with it (time/tzdata), so the names are facts of a release.
/// Kubernetes 1.35 is built with tzdata 2025b, whose names are those of 2025c that stand here. To renew: list the
/// files of lib/time/zoneinfo.zip of the new toolchain, sorted by bytes.
#pragma once

#include <span>
#include <string_view>

namespace feastctl {

/// All names, old ones (US/Pacific) included, sorted by bytes.
std::span<const std::string_view> time_zone_names();

/// Whether there is a zone of exactly this name; case counts.
bool is_time_zone(std::string_view name);

}  // namespace feastctl
