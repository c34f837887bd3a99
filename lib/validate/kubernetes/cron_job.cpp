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

/// `TZ=Europe/Paris 0 3 * * *`: proposes to write the zone as timeZone.
void move_zone(Diagnostic& d, const Field& schedule) {
  const std::string_view text = schedule.text();
  const std::size_t equals = text.find('=');
  const std::size_t blank = text.find(' ');
  const Field zone = schedule.parent()->child("timeZone");
  const Node* source = source_of(schedule.node());
  const Node* job = source_of(schedule.parent()->node());
  if (equals == std::string_view::npos || blank == std::string_view::npos || equals > blank || zone.written()) return;
  if (source == nullptr || !source->is_string() || source->text != text || job == nullptr) return;
  const std::size_t rest = std::min(text.find_first_not_of(' ', blank), text.size());
  Change insert = change::replace(job, change::text(text.substr(equals + 1, blank - equals - 1)));
  insert.of = Change::Of::kInsert;
  insert.way = {"timeZone"};
  d.with_fix(true, "Move the time zone to timeZone",
             {change::replace(source, change::text(text.substr(rest))), std::move(insert)});
}

/// The builder writes a schedule where the user has none, so an absent one is nobody's fault.
void check_schedule(const Field& schedule, ObjectReport& report) {
  if (!schedule.present()) return;
  if (!required(report, catalog::kCronSchedule, schedule, "write a schedule such as \"0 3 * * *\" or @daily")) return;
  const std::string_view text = schedule.text();
  if (const std::size_t zone = text.find("TZ"); zone != std::string_view::npos) {
    auto& d = report.add(catalog::kCronScheduleZone, schedule, "the schedule must not contain a time zone")
                  .with_found(shown(schedule))
                  .with_hint("set timeZone instead");
    move_zone(d, schedule);
    point_within(d, schedule, zone, zone + 2);
    return;
  }
  const auto problem = cron_problem(text);
  if (!problem) return;
  auto& d = report.add(catalog::kCronSchedule, schedule, problem->message)
                .with_found(shown(schedule))
                .with_expected(problem->expected)
                .with_hint(problem->hint);
  if (!problem->meant.empty()) {
    std::string meant(text);
    propose(d, problem->sure, schedule, meant.replace(problem->begin, problem->end - problem->begin, problem->meant));
  }
  point_within(d, schedule, problem->begin, problem->end);
}

/// The zone that an unknown name probably means; empty if none is likely. `sure`: no other is.
std::string_view meant_zone(std::string_view text, bool& sure) {
  sure = false;
  for (const std::string_view zone : time_zone_names()) {
    const std::size_t slash = zone.rfind('/');
    const std::string_view city = slash == std::string_view::npos ? zone : zone.substr(slash + 1);
    if (equal_ignoring_case(text, zone) || equal_ignoring_case(text, city)) {
      sure = equal_ignoring_case(text, zone);
      return zone;
    }
  }
  const std::string_view guess = nearest(text, time_zone_names());
  sure = plainly_means(text, guess, time_zone_names());
  return guess;
}

/// Says what an unknown zone may mean.
void suggest_zone(Diagnostic& d, const Field& zone) {
  const std::string_view text = zone.text();
  if (text.empty()) {
    d.with_hint("remove timeZone to use the zone of the cluster's controller");
  } else if (equal_ignoring_case(text, "local")) {
    d.with_hint("write the name of a zone, such as Europe/Paris, or remove timeZone");
  } else {
    bool sure = false;
    const std::string_view meant = meant_zone(text, sure);
    if (meant.empty()) return;
    d.with_hint(fmt::format("did you mean {}?", meant));
    propose(d, sure, zone, meant);
  }
}

/// Kubernetes asks more of a name than that there is a zone of it; but each name has all that, and "" and Local are
/// none.
void check_time_zone(const Field& zone, ObjectReport& report) {
  if (!zone.is_string() || is_time_zone(zone.text())) return;
  auto& d = report
                .add(catalog::kCronTimeZone, zone,
                     zone.text().empty() ? "the time zone must not be empty"
                                         : fmt::format("unknown time zone {}", shown(zone)))
                .with_found(shown(zone))
                .with_expected("a case-sensitive IANA name such as Europe/Paris or Etc/UTC");
  suggest_zone(d, zone);
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
