#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

#include "base/ascii.hpp"
#include "base/cron.hpp"
#include "base/spelling.hpp"
#include "base/time_zone.hpp"
#include "catalog/codes.hpp"
#include "validate/kubernetes/checks.hpp"
#include "validate/kubernetes/workloads.hpp"

namespace feastctl::validate::kubernetes {

namespace {

constexpr std::array<std::string_view, 3> kConcurrencyPolicies = {"Allow", "Forbid", "Replace"};

/// The builder writes a schedule where the user has none, so an absent one is nobody's fault.
void check_schedule(const Field& schedule, ObjectReport& report) {
  if (!schedule.present()) return;
  if (!required(report, catalog::kCronSchedule, schedule, "write a schedule such as \"0 3 * * *\" or @daily")) return;
  const std::string_view text = schedule.text();
  if (const std::size_t zone = text.find("TZ"); zone != std::string_view::npos) {
    auto& d = report.add(catalog::kCronScheduleZone, schedule, "the schedule must not contain a time zone")
                  .with_found(shown(schedule))
                  .with_hint("set timeZone instead");
    point_within(d, schedule, zone, zone + 2);
    return;
  }
  const auto problem = cron_problem(text);
  if (!problem) return;
  auto& d = report.add(catalog::kCronSchedule, schedule, problem->message)
                .with_found(shown(schedule))
                .with_expected(problem->expected)
                .with_hint(problem->hint);
  point_within(d, schedule, problem->begin, problem->end);
}

/// The zone that an unknown name probably means.
std::string zone_hint(std::string_view text) {
  if (equal_ignoring_case(text, "local")) return "write the name of a zone, such as Europe/Paris, or remove timeZone";
  for (const std::string_view zone : time_zone_names()) {
    const std::size_t slash = zone.rfind('/');
    const std::string_view city = slash == std::string_view::npos ? zone : zone.substr(slash + 1);
    if (equal_ignoring_case(text, zone) || equal_ignoring_case(text, city))
      return fmt::format("did you mean {}?", zone);
  }
  const std::string_view guess = nearest(text, time_zone_names());
  return guess.empty() ? "" : fmt::format("did you mean {}?", guess);
}

/// Kubernetes asks more of a name than that there is a zone of it; but each name has all that, and "" and Local are
/// none.
void check_time_zone(const Field& zone, ObjectReport& report) {
  if (!zone.is_string() || is_time_zone(zone.text())) return;
  report
      .add(catalog::kCronTimeZone, zone,
           zone.text().empty() ? "the time zone must not be empty" : fmt::format("unknown time zone {}", shown(zone)))
      .with_found(shown(zone))
      .with_expected("a case-sensitive IANA name such as Europe/Paris or Etc/UTC")
      .with_hint(zone.text().empty() ? "remove timeZone to use the zone of the cluster's controller"
                                     : zone_hint(zone.text()));
}

}  // namespace

void point_within(Diagnostic& finding, const Field& text, std::size_t begin, std::size_t end) {
  const Node* source = text.cause();
  if (source == nullptr || !source->is_string() || source->text != text.text() || !source->span.known()) return;
  const std::size_t size = source->span.end - source->span.begin;
  const std::size_t value = source->text.size();
  if (begin >= end || end > value || (size != value && size != value + 2)) return;  // escapes or several lines
  const std::size_t quote = (size - value) / 2;
  finding.where = source->span;
  finding.where.begin = static_cast<std::uint32_t>(source->span.begin + quote + begin);
  finding.where.end = static_cast<std::uint32_t>(source->span.begin + quote + end);
}

void check_cron_job(const Field& spec, ObjectReport& report) {
  check_schedule(spec.child("schedule"), report);
  not_negative(report, catalog::kJobNumber, spec.child("startingDeadlineSeconds"));
  check_time_zone(spec.child("timeZone"), report);
  const Field policy = spec.child("concurrencyPolicy");
  if (!blank(policy)) one_of(report, catalog::kConcurrencyPolicy, policy, kConcurrencyPolicies);
  const Field job_template = spec.child("jobTemplate");
  check_job(job_template.child("spec"), report);
  not_negative(report, catalog::kJobNumber, spec.child("successfulJobsHistoryLimit"));
  not_negative(report, catalog::kJobNumber, spec.child("failedJobsHistoryLimit"));
}

}  // namespace feastctl::validate::kubernetes
