#include "admit/namespace_rules.hpp"

#include <fmt/format.h>

#include <array>

#include "base/wording.hpp"
#include "catalog/codes.hpp"

namespace feastctl::admit {

namespace {

/// What KEDA takes without maxReplicaCount.
constexpr std::uint64_t kKedaMost = 100;

std::string scaler_key(std::string_view name_space, std::string_view kind, std::string_view name) {
  return fmt::format("{}/{}/{}", name_space, kind, name);
}

void report_problems(const std::vector<Problem>& problems, const Rule& rule, const Node& object, Diagnostics& out) {
  ObjectReport report(out, object, object);
  const Field root(&object);
  for (const Problem& problem : problems) {
    Diagnostic& d = report.add(rule, root, problem.cause, fmt::format("{}: {}", problem.path, problem.message));
    d.path = problem.path;
    d.object.path = problem.path;
  }
}

LevelVersion stricter(const LevelVersion& a, const LevelVersion& b) {
  return b.level > a.level ? b : a;
}

}  // namespace

bool NamespaceRules::judges_pods() const {
  return policy.enforce.level != Level::kPrivileged || policy.warn.level != Level::kPrivileged ||
         policy.audit.level != Level::kPrivileged || !limits.empty();
}

std::vector<const LimitRange*> NamespaceRules::limit_ranges() const {
  std::vector<const LimitRange*> ranges;
  for (const LimitRange& range : limits) ranges.push_back(&range);
  return ranges;
}

std::string_view Rules::namespace_of(const Node& object) const {
  const auto written = string_at(lookup(&object, {"metadata"}), "namespace");
  return written.empty() ? std::string_view(default_namespace_) : written;
}

NamespaceRules& Rules::at(std::string_view name_space) {
  const auto found = namespaces_.find(name_space);
  if (found != namespaces_.end()) return found->second;
  NamespaceRules& fresh = namespaces_[std::string(name_space)];
  fresh.name = name_space;
  fresh.policy.enforce = at_least_;
  return fresh;
}

const NamespaceRules& Rules::of(std::string_view name_space) const {
  const auto found = namespaces_.find(name_space);
  return found == namespaces_.end() ? others_ : found->second;
}

bool Rules::empty() const {
  return namespaces_.empty() && at_least_.level == Level::kPrivileged;
}

const Scaler* Rules::scaler_of(std::string_view name_space, std::string_view kind, std::string_view name) const {
  const auto found = scalers_.find(scaler_key(name_space, kind, name));
  return found == scalers_.end() ? nullptr : &found->second;
}

void Rules::take(const Node& object, Diagnostics& out) {
  const auto kind = string_at(&object, "kind");
  if (string_at(&object, "apiVersion") == "v1") {
    if (kind == "Namespace") return take_namespace(object, out);
    if (kind == "LimitRange") return take_limits(object, out);
    if (kind == "ResourceQuota") return take_quota(object, out);
  }
  if (const auto scaling = scaling_of(object)) {
    scalers_.try_emplace(scaler_key(namespace_of(object), scaling->kind, scaling->name), scaling->scaler);
  }
}

void Rules::take_namespace(const Node& object, Diagnostics& out) {
  const Field root(&object);
  const Field metadata = root.child("metadata");
  const Field labels = metadata.child("labels");
  NamespaceRules& rules = at(metadata.child("name").text());
  std::vector<LabelProblem> problems;
  rules.object = &object;
  rules.policy = policy_of(labels.node(), {}, problems);
  rules.policy.enforce = stricter(rules.policy.enforce, at_least_);
  ObjectReport report(out, object, object);
  for (const LabelProblem& problem : problems) {
    report
        .add(catalog::kPodSecurityLabel, labels.child(problem.label),
             fmt::format("label {}: {}", problem.label, problem.expected))
        .with_found(quoted(problem.value))
        .with_expected(std::string(problem.expected.substr(std::string_view("must be ").size())));
  }
}

void Rules::take_limits(const Node& object, Diagnostics& out) {
  LimitRange range = read_limit_range(object);
  const auto problems = limit_range_problems(range);
  report_problems(problems, catalog::kLimitRangeInvalid, object, out);
  if (!problems.empty()) return;
  NamespaceRules& rules = at(namespace_of(object));
  rules.limits.push_back(std::move(range));
  for (const Ambiguity& pair : ambiguities(rules.limit_ranges())) {
    if (pair.second->object != &object) continue;
    ObjectReport report(out, object, object);
    const Field root(&object);
    const Field metadata = root.child("metadata");
    report
        .add(catalog::kLimitRangeAmbiguous, metadata.child("name"),
             fmt::format("LimitRanges {} and {} give containers a different default {}", pair.first->name,
                         pair.second->name, pair.resource))
        .with_hint("keep the defaults of a namespace in one LimitRange");
  }
}

void Rules::take_quota(const Node& object, Diagnostics& out) {
  Quota quota = read_quota(object);
  const auto problems = quota_problems(quota);
  report_problems(problems, catalog::kQuotaInvalid, object, out);
  if (problems.empty()) at(namespace_of(object)).quotas.push_back(std::move(quota));
}

std::optional<Scaling> scaling_of(const Node& object) {
  const auto kind = string_at(&object, "kind");
  const bool keda = kind == "ScaledObject" && string_at(&object, "apiVersion").starts_with("keda.sh/");
  if (!keda && kind != "HorizontalPodAutoscaler") return std::nullopt;
  const Node* target = lookup(&object, {"spec", "scaleTargetRef"});
  const Node* most = lookup(&object, {"spec", keda ? "maxReplicaCount" : "maxReplicas"});
  const auto count = most != nullptr && most->kind == Kind::kInteger ? most->integer : 0;
  Scaling scaling{.kind = string_at(target, "kind", keda ? "Deployment" : ""),
                  .name = string_at(target, "name"),
                  .scaler = {.most = count > 0 ? static_cast<std::uint64_t>(count) : 0, .cause = most}};
  if (keda && most == nullptr) scaling.scaler = {.most = kKedaMost, .cause = target};
  return scaling;
}

}  // namespace feastctl::admit
