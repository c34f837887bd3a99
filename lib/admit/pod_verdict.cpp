#include "admit/pod_verdict.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "admit/pod_defaults.hpp"
#include "base/go_text.hpp"
#include "catalog/codes.hpp"

namespace feastctl::admit {

namespace {

/// 35 of Kubernetes 1.35.
int minor_of(KubernetesRelease release) {
  return static_cast<int>(parse_go_integer(release.name().substr(2)).value_or(0));
}

std::string joined_path(std::string_view head, std::string_view tail) {
  return head.empty() || tail.empty() ? fmt::format("{}{}", head, tail) : fmt::format("{}.{}", head, tail);
}

bool has_check(const std::vector<Violation>& violations, std::string_view check) {
  return std::ranges::find(violations, check, &Violation::check) != violations.end();
}

/// What to write for the checks that ask for a field.
std::string_view hint_for(std::string_view check) {
  if (check == "allowPrivilegeEscalation")
    return "set securityContext.allowPrivilegeEscalation: false in each container";
  if (check == "capabilities_restricted") return "set securityContext.capabilities: {drop: [ALL]} in each container";
  if (check == "runAsNonRoot") return "set securityContext.runAsNonRoot: true in the pod";
  if (check == "seccompProfile_restricted")
    return "set securityContext.seccompProfile: {type: RuntimeDefault} in the pod";
  return {};
}

/// Speaks of one pod or template.
class Reporter {
 public:
  Reporter(const PodPlace& place, ObjectReport& report) : place_(&place), report_(&report) {}

  void violation(const Rule& rule, const Violation& v, std::string_view says) {
    const Blame& blame = first_written(v.blames);
    const std::string detail = v.detail.empty() ? "" : fmt::format(" ({})", v.detail);
    Diagnostic& d = add(rule, blame.cause, blame.path, fmt::format("{}: {}{}", says, v.reason, detail));
    const auto hint = hint_for(v.check);
    if (hint.empty()) return;
    if (!place_->rendered) {
      d.with_hint(std::string(hint));
    } else if (std::ranges::any_of(v.blames, &Blame::missing)) {
      d.with_hint("pass --pod-security=restricted, and the pods are rendered with what this level requires");
    }
  }

  void limits(const Rule& rule, const Node* cause, std::string_view path, std::string message,
              const LimitRange* range) {
    Diagnostic& d = add(rule, cause, path, std::move(message));
    if (range != nullptr) note(d, *range);
  }

  [[nodiscard]] std::string_view whose() const { return place_->workload->is_pod() ? "the pod" : "its pods"; }

 private:
  /// The blame that leads to a line of the user's, if any does.
  static const Blame& first_written(const std::vector<Blame>& blames) {
    const auto found = std::ranges::find_if(blames, [](const Blame& b) { return source_of(b.cause) != nullptr; });
    return found == blames.end() ? blames.front() : *found;
  }

  Diagnostic& add(const Rule& rule, const Node* cause, std::string_view path, std::string message) {
    const Field root(&report_->object());
    Diagnostic& d = report_->add(rule, root, cause, std::move(message));
    d.object.path = joined_path(place_->workload->path, path);
    return d;
  }

  static void note(Diagnostic& d, const LimitRange& range) {
    const Node* metadata = lookup(range.object, {"metadata"});
    const Node* name = lookup(metadata, {"name"});
    if (name != nullptr)
      d.notes.push_back({fmt::format("LimitRange {} is here", range.name), name->span, "metadata.name"});
  }

  const PodPlace* place_;
  ObjectReport* report_;
};

std::string enforces(const PodPlace& place, const LevelVersion& level, std::string_view whose) {
  return place.rules->name.empty()
             ? fmt::format("{} refuses {}", level.words(), whose)
             : fmt::format("namespace {} enforces {}, which refuses {}", place.rules->name, level.words(), whose);
}

void report_security(const PodVerdict& verdict, const PodPlace& place, Reporter& reporter) {
  const Policy& policy = place.rules->policy;
  const std::string refuses = enforces(place, policy.enforce, reporter.whose());
  for (const Violation& v : verdict.refused) reporter.violation(catalog::kPodSecurityEnforced, v, refuses);
  for (const Violation& v : verdict.warned) {
    if (has_check(verdict.refused, v.check)) continue;
    const bool both = policy.audit == policy.warn;
    reporter.violation(catalog::kPodSecurityWarned, v,
                       fmt::format("namespace {} warns of{} what violates {}", place.rules->name,
                                   both ? " and audits" : "", policy.warn.words()));
  }
  for (const Violation& v : verdict.audited) {
    if (has_check(verdict.refused, v.check) || has_check(verdict.warned, v.check)) continue;
    reporter.violation(catalog::kPodSecurityWarned, v,
                       fmt::format("namespace {} audits what violates {}", place.rules->name, policy.audit.words()));
  }
}

}  // namespace

PodVerdict judge_pods(const Workload& workload, const NamespaceRules& rules, KubernetesRelease kubernetes,
                      const TreeBuilder& tree) {
  const int server_minor = minor_of(kubernetes);
  PodVerdict verdict{.enforced = rules.policy.enforce};
  const Field written(workload.pod_template);
  verdict.as_written = violations(written, rules.policy.enforce, server_minor);
  const Node* created = defaulted_pod(*workload.pod_template, tree);
  const Field pod(created);
  verdict.refused = violations(pod, rules.policy.enforce, server_minor);
  const Field& warned = workload.is_pod() ? pod : written;
  verdict.warned = violations(warned, rules.policy.warn, server_minor);
  verdict.audited = violations(warned, rules.policy.audit, server_minor);
  const auto ranges = rules.limit_ranges();
  verdict.has_limits = !ranges.empty();
  verdict.limited = with_limit_defaults(*created, ranges, tree);
  verdict.invalid = pod_resource_problems(*verdict.limited.pod);
  for (const LimitRange* range : ranges) {
    if (!verdict.invalid.empty()) break;
    auto excesses = pod_excesses(*range, *verdict.limited.pod);
    if (!excesses.empty()) verdict.excesses.emplace_back(range, std::move(excesses));
  }
  return verdict;
}

void report_pods(const PodVerdict& verdict, const PodPlace& place, ObjectReport& report) {
  Reporter reporter(place, report);
  for (const Problem& problem : verdict.invalid) {
    if (!verdict.has_limits) {
      // What containers say of themselves is judged with the object.
      if (!problem.path.starts_with("spec.resources")) continue;
      reporter.limits(catalog::kResourceBalance, problem.cause, problem.path,
                      fmt::format("{}: {}", problem.path, problem.message), nullptr);
      continue;
    }
    reporter.limits(catalog::kLimitDefaultInvalid, problem.cause, problem.path,
                    fmt::format("the defaults of namespace {} make {} invalid: {}: {}", place.rules->name,
                                reporter.whose(), problem.path, problem.message),
                    place.rules->limits.empty() ? nullptr : &place.rules->limits.front());
  }
  for (const auto& [range, excesses] : verdict.excesses) {
    for (const Excess& excess : excesses) {
      const std::string who = excess.container.empty() ? "" : fmt::format(" (container {})", excess.container);
      reporter.limits(catalog::kLimitExceeded, excess.cause, "spec",
                      fmt::format("LimitRange {} refuses {}: {}{}", range->name, reporter.whose(), excess.message, who),
                      range);
    }
  }
  report_security(verdict, place, reporter);
}

void report_claim(const LimitRange& range, const std::vector<Excess>& excesses, ObjectReport& report) {
  const Field root(&report.object());
  for (const Excess& excess : excesses) {
    Diagnostic& d = report.add(catalog::kLimitExceeded, root, excess.cause,
                               fmt::format("LimitRange {} refuses the claim: {}", range.name, excess.message));
    d.object.path = "spec.resources.requests";
  }
}

}  // namespace feastctl::admit
