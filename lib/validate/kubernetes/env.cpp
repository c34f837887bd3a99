#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/features.hpp"
#include "catalog/codes.hpp"
#include "validate/kubernetes/checks.hpp"
#include "validate/kubernetes/containers.hpp"
#include "validate/kubernetes/downward_api.hpp"

namespace feastctl::validate::kubernetes {

namespace {

constexpr std::array<std::string_view, 5> kValueSources{"fieldRef", "resourceFieldRef", "configMapKeyRef",
                                                        "secretKeyRef", "fileKeyRef"};

/// What fieldRef offers to a variable.
constexpr std::array<std::string_view, 9> kPodFields{
    "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName",
    "status.hostIP", "status.hostIPs",     "status.podIP", "status.podIPs"};

void check_key_ref(const Field& ref, std::string_view what, ObjectReport& report) {
  const Field name_field = ref.child("name");
  required_name(report, catalog::kEnvReferenceName, name_field, dns1123_subdomain_problem, what);
  const Field key = ref.child("key");
  if (blank(key)) {
    required(report, catalog::kEnvReferenceKey, key, fmt::format("write the key of {} that holds the value", what));
    return;
  }
  if (const auto problem = config_map_key_problem(key.text())) {
    report
        .add(catalog::kEnvReferenceKey, key,
             fmt::format("{} is not a valid key of {}: it {}", short_path(key), what, *problem))
        .with_found(shown(key));
  }
}

/// Whether the volume is an emptyDir. One without any source becomes one.
bool is_empty_dir(const Node& volume) {
  const auto has_value = [](const Member& m) { return !m.value->is_null(); };
  const auto sources = std::ranges::count_if(volume.members(), has_value) - (volume.find("name") != nullptr ? 1 : 0);
  const Node* empty_dir = volume.find("emptyDir");
  return sources == 0 || (empty_dir != nullptr && !empty_dir->is_null());
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
        .with_hint("add an emptyDir of that name to services.volumes, to be filled by an init container");
    return;
  }
  if (!is_empty_dir(*volume)) {
    report
        .add(catalog::kEnvFileRef, volume_name,
             fmt::format("variables can only be read from files in an emptyDir, and the volume {} is not one",
                         shown(volume_name)))
        .with_hint("use configMapKeyRef or secretKeyRef for values in a ConfigMap or Secret");
  }
}

void check_file_ref(const Field& ref, const Field& volumes, ObjectReport& report) {
  const Field key = ref.child("key");
  required_name(report, catalog::kEnvFileRef, key, env_var_name_problem, "a variable in the file");
  const Field path = ref.child("path");
  // An absolute path is let through: it is taken as one below the volume's root.
  if (required(report, catalog::kEnvFileRef, path, "write the path of the file, relative to the root of the volume")) {
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
  if (field_ref.present()) check_field_ref(report, catalog::kEnvFieldRef, field_ref, kPodFields);
  if (resource_ref.present()) check_resource_field_ref(report, catalog::kEnvResourceFieldRef, resource_ref, false);
  if (config_map_ref.present()) check_key_ref(config_map_ref, "a ConfigMap", report);
  if (secret_ref.present()) check_key_ref(secret_ref, "a Secret", report);
  if (file_ref.present() && !has(report.kubernetes(), kubernetes_feature::kFileKeyRef)) {
    report
        .add(catalog::kEnvSource, from,
             fmt::format("Kubernetes {} takes no fileKeyRef, and {} names no other source", report.kubernetes().name(),
                         short_path(from)))
        .with_expected(fmt::format("Kubernetes {} or later", kubernetes_feature::kFileKeyRef.on.name()));
    return;
  }
  if (file_ref.present()) check_file_ref(file_ref, volumes, report);

  const int sources = field_ref.present() + resource_ref.present() + config_map_ref.present() + secret_ref.present() +
                      file_ref.present();
  if (sources == 0) {
    report.add(catalog::kEnvSource, from, fmt::format("{} has no source", short_path(from)))
        .with_expected("exactly one of " + list_of(kValueSources, "and"))
        .with_hint("without a source, remove valueFrom and set value");
  } else if (!variable.child("value").text().empty()) {
    const Field value = variable.child("value");
    auto& d = report.add(catalog::kEnvSource, from, "value and valueFrom are mutually exclusive")
                  .with_hint("remove one of them");
    add_note(d, "the value", value);
  } else if (sources > 1) {
    report.add(catalog::kEnvSource, from, fmt::format("{} has {} sources", short_path(from), sources))
        .with_expected("exactly one of " + list_of(kValueSources, "and"));
  }
}

void check_env_from_ref(const Field& ref, std::string_view what, ObjectReport& report) {
  if (!ref.present()) return;
  const Field name_field = ref.child("name");
  // Kubernetes judges this name as one that is still to be completed; env and volumes are not as lenient.
  required_name(report, catalog::kEnvFromName, name_field, name_start_problem, what);
}

/// How the server judges the names of variables.
NameCheck name_check(const ObjectReport& report) {
  const bool relaxed = has(report.kubernetes(), kubernetes_feature::kRelaxedEnvNames);
  return relaxed ? env_var_name_problem : strict_env_var_name_problem;
}

}  // namespace

void check_env(const Field& container, const Field& volumes, ObjectReport& report) {
  const Field env = container.child("env");
  for (std::size_t i = 0; i < env.size(); ++i) {
    const Field variable = env.item(i);
    const Field name_field = variable.child("name");
    required_name(report, catalog::kEnvName, name_field, name_check(report), "a variable");
    check_value_from(variable, volumes, report);
  }
}

void check_env_from(const Field& container, ObjectReport& report) {
  const Field list = container.child("envFrom");
  for (std::size_t i = 0; i < list.size(); ++i) {
    const Field source = list.item(i);
    const Field prefix = source.child("prefix");
    if (!blank(prefix)) name(report, catalog::kEnvName, prefix, name_check(report), "variables");
    const Field config_map = source.child("configMapRef");
    const Field secret = source.child("secretRef");
    check_env_from_ref(config_map, "a ConfigMap", report);
    check_env_from_ref(secret, "a Secret", report);
    if (config_map.present() == secret.present()) {
      // The server names the whole list; the message says which item.
      report
          .add(catalog::kEnvFromSource, list, source.cause(),
               secret.present() ? "an item of envFrom has both configMapRef and secretRef"
                                : "an item of envFrom has neither configMapRef nor secretRef")
          .with_expected("exactly one of configMapRef and secretRef")
          .with_hint(secret.present() ? "split it into two items" : "use env to set a single variable");
    }
  }
}

}  // namespace feastctl::validate::kubernetes
