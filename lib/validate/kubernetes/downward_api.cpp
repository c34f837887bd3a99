#include "validate/kubernetes/downward_api.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "base/spelling.hpp"
#include "validate/kubernetes/amounts.hpp"
#include "validate/kubernetes/checks.hpp"

namespace feastctl::validate::kubernetes {

namespace {

constexpr std::array<std::string_view, 6> kResources = {
    "limits.cpu",   "limits.memory",   "limits.ephemeral-storage",
    "requests.cpu", "requests.memory", "requests.ephemeral-storage"};
constexpr std::array<std::string_view, 2> kCpuDivisors = {"1m", "1"};
constexpr std::array<std::string_view, 13> kByteDivisors = {"1",   "1k",  "1M",  "1G",  "1T",  "1P", "1E",
                                                            "1Ki", "1Mi", "1Gi", "1Ti", "1Pi", "1Ei"};

bool one_among(std::span<const std::string_view> words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

/// A path with a key behind it: `metadata.labels['app']`.
struct Subscripted {
  std::string_view path, key;
};

std::optional<Subscripted> subscripted(std::string_view text) {
  if (!text.ends_with("']")) return std::nullopt;
  text.remove_suffix(2);
  const auto bracket = text.find("['");
  if (bracket == std::string_view::npos || bracket == 0) return std::nullopt;
  return Subscripted{text.substr(0, bracket), text.substr(bracket + 2)};
}

void report_unknown(ObjectReport& report, const Rule& rule, const Field& path,
                    std::span<const std::string_view> allowed) {
  auto& d = report.add(rule, path, fmt::format("{} is not a field of the pod that is available here", short_path(path)))
                .with_found(shown(path))
                .with_expected(
                    fmt::format("{}, metadata.labels['KEY'] or metadata.annotations['KEY']", fmt::join(allowed, ", ")));
  suggest(d, path, allowed);
}

void check_subscript(ObjectReport& report, const Rule& rule, const Field& ref, const Field& path,
                     const Subscripted& parts) {
  const bool labels = parts.path == "metadata.labels";
  const auto problem = labels ? qualified_name_problem(parts.key) : annotation_key_problem(parts.key);
  if (!problem) return;
  report
      .add(rule, ref, path.cause(),
           fmt::format("the key in {} is not a valid {} key: it {}", short_path(path), labels ? "label" : "annotation",
                       *problem))
      .with_found(shown(path));
}

bool counts_huge_pages(std::string_view resource) {
  return resource.starts_with("limits.hugepages-") || resource.starts_with("requests.hugepages-");
}

void check_divisor(ObjectReport& report, const Rule& rule, const Field& ref, std::string_view resource) {
  const Field divisor = ref.child("divisor");
  const auto amount = quantity_at(divisor);
  if (!amount || amount->sign() == 0 || !(one_among(kResources, resource) || counts_huge_pages(resource))) return;
  const bool cpu = resource == "limits.cpu" || resource == "requests.cpu";
  const std::span<const std::string_view> allowed =
      cpu ? std::span<const std::string_view>(kCpuDivisors) : std::span<const std::string_view>(kByteDivisors);
  if (one_among(allowed, amount->canonical())) return;
  report.add(rule, divisor, fmt::format("{} is not available in units of {}", resource, shown(divisor)))
      .with_found(shown(divisor))
      .with_expected(list_of(allowed, "or"));
}

}  // namespace

void check_field_ref(ObjectReport& report, const Rule& rule, const Field& ref,
                     std::span<const std::string_view> allowed) {
  const Field path = ref.child("fieldPath");
  if (!required(report, rule, path, "write a field of the pod, such as metadata.name")) return;
  const std::string_view version = ref.child("apiVersion").text("v1");
  if (!version.empty() && version != "v1") {
    report.add(rule, path, ref.child("apiVersion").cause(), "the fields of a pod are only available in version v1")
        .with_found(quoted(version))
        .with_expected("v1")
        .with_hint("remove apiVersion");
    return;
  }
  const auto parts = subscripted(path.text());
  if (parts && (parts->path == "metadata.labels" || parts->path == "metadata.annotations")) {
    check_subscript(report, rule, ref, path, *parts);
    return;
  }
  // An old spelling that the server still turns into the present one.
  const std::string_view name = path.text() == "spec.host" ? "spec.nodeName" : path.text();
  if (!one_among(allowed, name)) report_unknown(report, rule, path, allowed);
}

void check_resource_field_ref(ObjectReport& report, const Rule& rule, const Field& ref, bool names_container) {
  const Field container = ref.child("containerName");
  const Field resource = ref.child("resource");
  if (names_container && blank(container)) {
    required(report, rule, container, "write the name of the container, such as online");
  } else if (blank(resource)) {
    required(report, rule, resource, "write a resource of the container, such as limits.memory");
  } else if (!counts_huge_pages(resource.text())) {
    one_of(report, rule, resource, kResources);
  }
  check_divisor(report, rule, ref, resource.text());
}

}  // namespace feastctl::validate::kubernetes
