#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/quantity.hpp"
#include "base/spelling.hpp"
#include "catalog/containers.hpp"
#include "validate/kubernetes/checks.hpp"
#include "validate/kubernetes/containers.hpp"

namespace feastctl::validate::kubernetes {

namespace {

constexpr std::array<std::string_view, 5> kSources{"fieldRef", "resourceFieldRef", "configMapKeyRef", "secretKeyRef",
                                                   "fileKeyRef"};

/// What fieldRef offers to a variable. `spec.host` is an old spelling of spec.nodeName that still works.
constexpr std::array<std::string_view, 10> kPodFields{
    "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName",
    "status.hostIP", "status.hostIPs",     "status.podIP", "status.podIPs", "spec.host"};
constexpr std::size_t kPodFieldsToOffer = 9;

constexpr std::array<std::string_view, 6> kContainerResources{
    "limits.cpu",   "limits.memory",   "limits.ephemeral-storage",
    "requests.cpu", "requests.memory", "requests.ephemeral-storage"};

constexpr std::array<std::string_view, 2> kCpuDivisors{"1m", "1"};
constexpr std::array<std::string_view, 13> kByteDivisors{"1",   "1k",  "1M",  "1G",  "1T",  "1P", "1E",
                                                         "1Ki", "1Mi", "1Gi", "1Ti", "1Pi", "1Ei"};

bool contains(std::span<const std::string_view> words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

/// metadata.labels['app'] taken apart; `key` counts only when there was a subscript.
struct Subscripted {
  bool subscripted = false;
  std::string_view path;
  std::string_view key;
};

Subscripted split_subscript(std::string_view text) {
  constexpr std::string_view kOpen = "['";
  constexpr std::string_view kClose = "']";
  const std::size_t open = text.find(kOpen);
  if (!text.ends_with(kClose) || open == 0 || open == std::string_view::npos) return {false, text, {}};
  // ['] is both brackets in one, and no subscript.
  const std::string_view inner = text.substr(0, text.size() - kClose.size());
  if (inner.size() < open + kOpen.size()) return {false, text, {}};
  return {true, text.substr(0, open), inner.substr(open + kOpen.size())};
}

void report_unknown_pod_field(const Field& field_path, ObjectReport& report) {
  const std::span<const std::string_view> offered(kPodFields.data(), kPodFieldsToOffer);
  auto& d = report
                .add(catalog::kEnvFieldRef, field_path,
                     fmt::format("{} names no field that a variable can be filled from", short_path(field_path)))
                .with_found(shown(field_path))
                .with_expected(either(offered) + ", or metadata.labels['KEY'] or metadata.annotations['KEY']");
  if (const auto guess = nearest(field_path.text(), offered); !guess.empty()) {
    d.with_hint(fmt::format("did you mean {}?", guess));
  }
}

void check_field_ref(const Field& ref, ObjectReport& report) {
  const Field field_path = ref.child("fieldPath");
  if (!required(report, catalog::kEnvFieldRef, field_path, "name a field of the pod, such as metadata.name")) return;
  const Field version = ref.child("apiVersion");
  if (!blank(version) && version.text() != "v1") {
    // The server blames fieldPath for it, so the finding names that one as its place in the object.
    report
        .add(catalog::kEnvFieldRef, field_path, version.cause(),
             fmt::format("{} must be v1: the path is one into a Pod", short_path(version)))
        .with_found(shown(version))
        .with_expected("v1")
        .with_hint("leave apiVersion out");
    return;
  }
  const Subscripted parts = split_subscript(field_path.text());
  const bool labels = parts.path == "metadata.labels";
  if (!parts.subscripted || (!labels && parts.path != "metadata.annotations")) {
    if (parts.subscripted || !contains(kPodFields, parts.path)) report_unknown_pod_field(field_path, report);
    return;
  }
  if (const auto problem = labels ? qualified_name_problem(parts.key) : annotation_key_problem(parts.key)) {
    report
        .add(catalog::kEnvFieldRef, ref, field_path.cause(),
             fmt::format("the key in {} is no {} key: {}", short_path(field_path), labels ? "label" : "annotation",
                         *problem))
        .with_found(shown(field_path));
  }
}

void check_divisor(const Field& ref, std::string_view resource, ObjectReport& report) {
  const Field divisor = ref.child("divisor");
  if (!divisor.present()) return;
  const auto amount = Quantity::parse(divisor.node()->text);
  if (!amount || amount->sign() == 0) return;
  const bool cpu = resource.ends_with(".cpu");
  const bool bytes = resource.starts_with("limits.hugepages-") || resource.starts_with("requests.hugepages-");
  if (!bytes && !contains(kContainerResources, resource)) return;
  const std::span<const std::string_view> allowed = cpu && !bytes ? std::span<const std::string_view>(kCpuDivisors)
                                                                  : std::span<const std::string_view>(kByteDivisors);
  if (contains(allowed, amount->canonical())) return;
  report
      .add(catalog::kEnvResourceFieldRef, divisor,
           fmt::format("{} is no unit that {} can be given in", short_path(divisor), resource))
      .with_found(std::string(divisor.node()->text))
      .with_expected(either(allowed));
}

void check_resource_field_ref(const Field& ref, ObjectReport& report) {
  const Field resource = ref.child("resource");
  const std::string_view text = resource.text();
  if (required(report, catalog::kEnvResourceFieldRef, resource, "name one of " + either(kContainerResources)) &&
      !text.starts_with("requests.hugepages-") && !text.starts_with("limits.hugepages-")) {
    one_of(report, catalog::kEnvResourceFieldRef, resource, kContainerResources);
  }
  check_divisor(ref, text, report);
}

void check_key_ref(const Field& ref, std::string_view what, ObjectReport& report) {
  const Field name_field = ref.child("name");
  required_name(report, catalog::kEnvReferenceName, name_field, dns1123_subdomain_problem, what);
  const Field key = ref.child("key");
  if (!required(report, catalog::kEnvReferenceKey, key, fmt::format("write which key of {} holds the value", what))) {
    return;
  }
  if (const auto problem = config_map_key_problem(key.text())) {
    report
        .add(catalog::kEnvReferenceKey, key,
             fmt::format("{} cannot be a key of {}: {}", short_path(key), what, *problem))
        .with_found(shown(key));
  }
}

/// The volume of that name, refused ones included, or nullptr.
const Node* volume_named(const Field& volumes, std::string_view volume_name) {
  const Node* list = volumes.node();
  if (list == nullptr) return nullptr;
  const auto items = list->items();
  const auto it =
      std::ranges::find_if(items, [&](const Node* volume) { return string_at(volume, "name") == volume_name; });
  return it == items.end() ? nullptr : *it;
}

void check_file_ref_volume(const Field& ref, const Field& volumes, ObjectReport& report) {
  const Field volume_name = ref.child("volumeName");
  if (!required_name(report, catalog::kEnvFileRef, volume_name, dns1123_label_problem, "a volume")) return;
  const Node* volume = volume_named(volumes, volume_name.text());
  if (volume == nullptr) {
    report.add(catalog::kEnvFileRef, volume_name, fmt::format("the pod has no volume named {}", shown(volume_name)))
        .with_hint("add an emptyDir of that name to services.volumes, which an init container fills");
    return;
  }
  if (const Node* empty_dir = volume->find("emptyDir"); empty_dir == nullptr || empty_dir->is_null()) {
    report
        .add(catalog::kEnvFileRef, volume_name,
             fmt::format("the volume {} is no emptyDir, and variables can only be read from files in one",
                         shown(volume_name)))
        .with_hint("use configMapKeyRef or secretKeyRef for values that are in a ConfigMap or Secret");
  }
}

void check_file_ref(const Field& ref, const Field& volumes, ObjectReport& report) {
  const Field key = ref.child("key");
  required_name(report, catalog::kEnvFileRef, key, env_var_name_problem, "a variable in the file");
  const Field path = ref.child("path");
  // An absolute path is let through: it is taken as one below the volume's root.
  if (required(report, catalog::kEnvFileRef, path, "write the file's path below the volume's root")) {
    no_backsteps(report, catalog::kEnvFileRef, path);
  }
  check_file_ref_volume(ref, volumes, report);
}

void check_value_from(const Field& variable, const Field& volumes, ObjectReport& report) {
  const Field from = variable.child("valueFrom");
  if (!from.present()) return;
  const Field field_ref = from.child("fieldRef");
  const Field resource_ref = from.child("resourceFieldRef");
  const Field config_map_ref = from.child("configMapKeyRef");
  const Field secret_ref = from.child("secretKeyRef");
  const Field file_ref = from.child("fileKeyRef");
  if (field_ref.present()) check_field_ref(field_ref, report);
  if (resource_ref.present()) check_resource_field_ref(resource_ref, report);
  if (config_map_ref.present()) check_key_ref(config_map_ref, "a ConfigMap", report);
  if (secret_ref.present()) check_key_ref(secret_ref, "a Secret", report);
  if (file_ref.present()) check_file_ref(file_ref, volumes, report);

  const int sources = field_ref.present() + resource_ref.present() + config_map_ref.present() + secret_ref.present() +
                      file_ref.present();
  if (sources == 0) {
    report.add(catalog::kEnvSource, from, fmt::format("{} names no source", short_path(from)))
        .with_expected("one of " + either(kSources))
        .with_hint("without a source, remove valueFrom and write the text under value");
  } else if (!variable.child("value").text().empty()) {
    const Field value = variable.child("value");
    auto& d = report.add(catalog::kEnvSource, from, "a variable has either value or valueFrom, not both")
                  .with_hint("remove one of them");
    add_note(d, "the value", value);
  } else if (sources > 1) {
    report.add(catalog::kEnvSource, from, fmt::format("{} names {} sources", short_path(from), sources))
        .with_expected("exactly one of " + either(kSources));
  }
}

void check_env_from_ref(const Field& ref, std::string_view what, ObjectReport& report) {
  if (!ref.present()) return;
  const Field name_field = ref.child("name");
  required_name(report, catalog::kEnvFromName, name_field, dns1123_subdomain_problem, what);
}

}  // namespace

void check_env(const Field& container, const Field& volumes, ObjectReport& report) {
  const Field env = container.child("env");
  for (std::size_t i = 0; i < env.size(); ++i) {
    const Field variable = env.item(i);
    const Field name_field = variable.child("name");
    required_name(report, catalog::kEnvName, name_field, env_var_name_problem, "a variable");
    check_value_from(variable, volumes, report);
  }
}

void check_env_from(const Field& container, ObjectReport& report) {
  const Field list = container.child("envFrom");
  for (std::size_t i = 0; i < list.size(); ++i) {
    const Field source = list.item(i);
    const Field prefix = source.child("prefix");
    if (!blank(prefix)) name(report, catalog::kEnvName, prefix, env_var_name_problem, "variables");
    const Field config_map = source.child("configMapRef");
    const Field secret = source.child("secretRef");
    check_env_from_ref(config_map, "a ConfigMap", report);
    check_env_from_ref(secret, "a Secret", report);
    if (config_map.present() == secret.present()) {
      // The server names the whole list; the message says which item.
      report
          .add(catalog::kEnvFromSource, list, source.cause(),
               fmt::format("an item of envFrom names {} of configMapRef and secretRef",
                           secret.present() ? "both" : "none"))
          .with_expected("exactly one of configMapRef or secretRef")
          .with_hint(secret.present() ? "make two items of it" : "to set a single variable, use env");
    }
  }
}

}  // namespace feastctl::validate::kubernetes
