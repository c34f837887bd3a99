#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "catalog/codes.hpp"
#include "validate/kubernetes/checks.hpp"
#include "validate/kubernetes/workloads.hpp"

namespace feastctl::validate::kubernetes {

namespace {

constexpr std::array<std::string_view, 2> kCompletionModes = {"NonIndexed", "Indexed"};
constexpr std::array<std::string_view, 2> kReplacements = {"Failed", "TerminatingOrFailed"};
constexpr std::int64_t kMostIndexes = 100'000;  ///< parallelism, failed indexes; beyond it completions are "many"
constexpr std::int64_t kMostWithManyIndexes = 10'000;  ///< the same two limits for a job of many completions

void at_most(const Field& number, std::int64_t limit, std::string_view why, ObjectReport& report) {
  const auto value = number.integer();
  if (!value || *value <= limit) return;
  report.add(catalog::kIndexedJob, number, fmt::format("{} must be at most {} {}", number.key(), limit, why))
      .with_found(shown(number))
      .with_expected(fmt::format("{} or less", limit));
}

void missing(const Field& number, std::string_view why, std::string_view hint, ObjectReport& report) {
  report.add(catalog::kIndexedJob, number, fmt::format("{} is required {}", number.key(), why))
      .with_found(shown(number))
      .with_hint(std::string(hint));
}

/// What a job of so many completions has to keep to, when failures count per index.
void check_many_indexes(const Field& spec, ObjectReport& report) {
  const auto completions = spec.child("completions").integer();
  if (!completions || *completions <= kMostIndexes || !spec.child("backoffLimitPerIndex").present()) return;
  const std::string why = fmt::format("with more than {} completions and backoffLimitPerIndex", kMostIndexes);
  const Field failed = spec.child("maxFailedIndexes");
  if (!failed.present()) missing(failed, why, "write how many indexes can fail before the job fails", report);
  at_most(spec.child("parallelism"), kMostWithManyIndexes, why, report);
  at_most(failed, kMostWithManyIndexes, why, report);
}

void check_indexed(const Field& spec, ObjectReport& report) {
  const Field completions = spec.child("completions");
  const Field failed = spec.child("maxFailedIndexes");
  if (!completions.present()) {
    missing(completions, "with completionMode Indexed", "write how many indexes the job has", report);
  }
  at_most(spec.child("parallelism"), kMostIndexes, "with completionMode Indexed", report);
  if (const auto most = completions.integer()) at_most(failed, *most, "(the number of completions)", report);
  at_most(failed, kMostIndexes, "with completionMode Indexed", report);
  check_many_indexes(spec, report);
}

void only_indexed(const Field& number, ObjectReport& report) {
  if (!number.present()) return;
  report.add(catalog::kIndexedJob, number, fmt::format("{} requires completionMode: Indexed", number.key()))
      .with_found(fmt::format("{} in a job without indexes", shown(number)))
      .with_hint("write completionMode: Indexed with completions, or use backoffLimit");
}

void check_completion_mode(const Field& spec, ObjectReport& report) {
  const Field mode = spec.child("completionMode");
  one_of(report, catalog::kCompletionMode, mode, kCompletionModes);
  if (mode.text() == "Indexed") check_indexed(spec, report);
  if (!mode.present() || mode.text() == "NonIndexed") {
    only_indexed(spec.child("backoffLimitPerIndex"), report);
    only_indexed(spec.child("maxFailedIndexes"), report);
  }
}

void check_replacement(const Field& spec, ObjectReport& report) {
  const Field policy = spec.child("podReplacementPolicy");
  const bool has_failure_policy = spec.child("podFailurePolicy").is_map();
  if (!has_failure_policy || policy.text() != "TerminatingOrFailed") {
    one_of(report, catalog::kPodReplacement, policy,
           std::span(kReplacements).first(has_failure_policy ? 1 : kReplacements.size()));
    return;
  }
  auto& d = report.add(catalog::kPodReplacement, policy, "with a podFailurePolicy, podReplacementPolicy must be Failed")
                .with_found(shown(policy))
                .with_expected("Failed")
                .with_hint("write Failed, or remove podReplacementPolicy");
  add_note(d, "podFailurePolicy is set here", spec.child("podFailurePolicy"));
}

}  // namespace

void check_job(const Field& spec, ObjectReport& report) {
  if (!spec.is_map()) return;
  for (const std::string_view key : {"parallelism", "completions", "activeDeadlineSeconds", "backoffLimit",
                                     "ttlSecondsAfterFinished", "backoffLimitPerIndex", "maxFailedIndexes"}) {
    not_negative(report, catalog::kJobNumber, spec.child(key));
  }
  const Field per_index = spec.child("backoffLimitPerIndex");
  if (spec.child("maxFailedIndexes").present() && !per_index.present()) {
    missing(per_index, "with maxFailedIndexes", "write how often each index can be retried", report);
  }
  check_completion_mode(spec, report);
  check_pod_failure_policy(spec, report);
  check_replacement(spec, report);
}

}  // namespace feastctl::validate::kubernetes
