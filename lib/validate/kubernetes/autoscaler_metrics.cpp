#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "catalog/codes.hpp"
#include "validate/kubernetes/amounts.hpp"
#include "validate/kubernetes/autoscaler.hpp"
#include "validate/kubernetes/checks.hpp"
#include "validate/kubernetes/resource_names.hpp"

namespace feastctl::validate::kubernetes {

namespace {

constexpr std::array<std::string_view, 3> kTargetTypes = {"Utilization", "Value", "AverageValue"};

/// The name of a metric, object or kind, which becomes a part of a URL.
void check_segment(ObjectReport& report, const Field& field, std::string_view what) {
  required_name(report, catalog::kAutoscalerMetricName, field, path_segment_problem, what);
}

void report_value(ObjectReport& report, const Field& field, std::string_view expected, std::string message) {
  report.add(catalog::kAutoscalerTargetValue, field, std::move(message))
      .with_found(shown(field))
      .with_expected(std::string(expected));
}

void check_positive(ObjectReport& report, const Field& field) {
  const auto amount = quantity_at(field);
  if (!amount || amount->sign() > 0) return;
  report_value(report, field, "an amount such as 100 or 500m",
               fmt::format("{} must be greater than zero", short_path(field)));
}

/// What all targets have in common.
void check_target(const Field& target, ObjectReport& report) {
  const Field type = target.child("type");
  const Field utilization = target.child("averageUtilization");
  if (required(report, catalog::kAutoscalerTargetType, type, fmt::format("write {}", list_of(kTargetTypes, "or")))) {
    one_of(report, catalog::kAutoscalerTargetType, type, kTargetTypes);
  }
  check_positive(report, target.child("value"));
  check_positive(report, target.child("averageValue"));
  if (utilization.integer().value_or(1) < 1) {
    report_value(report, utilization, "1 percent or more",
                 fmt::format("{} must be greater than zero", short_path(utilization)));
  }
}

void check_metric(const Field& source, ObjectReport& report) {
  const Field metric = source.child("metric");
  check_segment(report, metric.child("name"), "a metric");
}

/// The target of a resource: a share of what the pods request, or an amount.
void check_resource_target(const Field& source, ObjectReport& report) {
  const Field target = source.child("target");
  const Field utilization = target.child("averageUtilization");
  const Field amount = target.child("averageValue");
  check_target(target, report);
  if (!utilization.present() && !amount.present()) {
    report_value(report, utilization, "averageUtilization (a percentage of the requests) or averageValue (an amount)",
                 "the target of a resource metric requires a value");
  }
  if (utilization.present() && amount.present()) {
    report_value(report, amount, "one of averageUtilization and averageValue",
                 "averageValue and averageUtilization are mutually exclusive");
  }
}

void check_resource_source(const Field& source, ObjectReport& report) {
  required(report, catalog::kAutoscalerMetricName, source.child("name"),
           "write the name of the resource: cpu or memory");
  check_resource_target(source, report);
}

void check_container_source(const Field& source, ObjectReport& report) {
  required_name(report, catalog::kAutoscalerMetricName, source.child("name"), container_resource_problem,
                "a container resource");
  required_name(report, catalog::kAutoscalerMetricName, source.child("container"), dns1123_label_problem,
                "a container");
  check_resource_target(source, report);
}

/// The group and version of the described object, if it says one: `v1`, `apps/v1`.
void check_api_version(const Field& version, ObjectReport& report) {
  const std::string_view text = version.text();
  if (text == "/" || std::ranges::count(text, '/') <= 1) return;
  report
      .add(catalog::kAutoscalerMetricName, version,
           fmt::format("{} is not a valid API group and version", short_path(version)))
      .with_found(shown(version))
      .with_expected("VERSION or GROUP/VERSION, such as networking.k8s.io/v1");
}

void check_object_source(const Field& source, ObjectReport& report) {
  const Field described = source.child("describedObject");
  const Field target = source.child("target");
  check_segment(report, described.child("kind"), "a kind");
  check_segment(report, described.child("name"), "an object");
  check_api_version(described.child("apiVersion"), report);
  check_metric(source, report);
  check_target(target, report);
  const Field average = target.child("averageValue");
  const Field value = target.child("value");
  if (average.present() || value.present()) return;
  report_value(report, average, "value or averageValue", "the target of an object metric requires a value");
}

void check_external_source(const Field& source, ObjectReport& report) {
  const Field target = source.child("target");
  check_metric(source, report);
  check_target(target, report);
  const Field average = target.child("averageValue");
  const Field value = target.child("value");
  if (!average.present() && !value.present()) {
    report_value(report, average, "value or averageValue", "the target of an external metric requires a value");
  }
  if (average.present() && value.present()) {
    report_value(report, value, "one of value and averageValue", "value and averageValue are mutually exclusive");
  }
}

void check_pods_source(const Field& source, ObjectReport& report) {
  const Field target = source.child("target");
  const Field average = target.child("averageValue");
  check_metric(source, report);
  check_target(target, report);
  if (average.present()) return;
  report_value(report, average, "averageValue, an amount per pod", "the target of a pods metric requires a value");
}

/// A type of metric, the key of its source, and its check.
struct MetricSource {
  std::string_view type;
  std::string_view key;
  void (*check)(const Field& source, ObjectReport& report);
};

/// In the order of the API server, which judges the first source that is present, whether or not the type means it.
constexpr std::array<MetricSource, 5> kMetricSources = {{
    {"Object", "object", check_object_source},
    {"External", "external", check_external_source},
    {"Pods", "pods", check_pods_source},
    {"Resource", "resource", check_resource_source},
    {"ContainerResource", "containerResource", check_container_source},
}};
constexpr std::array<std::string_view, 5> kTypes = {"ContainerResource", "External", "Object", "Pods", "Resource"};

const MetricSource* source_of_type(std::string_view type) {
  const auto* found = std::ranges::find(kMetricSources, type, &MetricSource::type);
  return found == kMetricSources.end() ? nullptr : found;
}

/// Judges the first source, and counts them.
int check_first_source(const Field& metric, ObjectReport& report) {
  int present = 0;
  for (const MetricSource& kind : kMetricSources) {
    const Field source = metric.child(kind.key);
    if (source.present() && ++present == 1) kind.check(source, report);
  }
  return present;
}

/// Sources other than the one that the type means. The API server minds them when there is not exactly one source.
void report_others(const Field& metric, const MetricSource* meant, ObjectReport& report) {
  for (const MetricSource& kind : kMetricSources) {
    const Field source = metric.child(kind.key);
    if (!source.present() || &kind == meant) continue;
    report.add(catalog::kAutoscalerMetricSource, source, fmt::format("unexpected metric source {}", short_path(source)))
        .with_found("several sources in one metric")
        .with_expected(meant == nullptr ? std::string("the source that type names")
                                        : fmt::format("only {}", meant->key))
        .with_hint("write one metric per source");
  }
}

void check_one(const Field& metric, ObjectReport& report) {
  const Field type = metric.child("type");
  const MetricSource* meant = source_of_type(type.text());
  if (required(report, catalog::kAutoscalerMetricType, type, "write Resource for cpu and memory")) {
    one_of(report, catalog::kAutoscalerMetricType, type, kTypes);
  }
  const int present = check_first_source(metric, report);
  if (meant != nullptr) {
    const Field source = metric.child(meant->key);
    if (!source.present()) {
      report
          .add(catalog::kAutoscalerMetricSource, source, type.cause(),
               fmt::format("a metric of type {} requires {}", meant->type, meant->key))
          .with_found(present == 0 ? "no source" : "another source")
          .with_expected(std::string(meant->key));
    }
  }
  if (present > 1) report_others(metric, meant, report);
}

}  // namespace

void check_metrics(const Field& metrics, ObjectReport& report) {
  for (std::size_t i = 0; i < metrics.size(); ++i) check_one(metrics.item(i), report);
}

}  // namespace feastctl::validate::kubernetes
