#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <string>

#include "catalog/codes.hpp"
#include "validate/kubernetes/checks.hpp"
#include "validate/kubernetes/kubernetes.hpp"
#include "validate/kubernetes/pod_annotations.hpp"

namespace feastctl::validate::kubernetes {

namespace {

constexpr std::size_t kAny = std::numeric_limits<std::size_t>::max();
constexpr std::size_t kLongestSubdomain = 253;
constexpr std::size_t kLongestLabel = 63;
/// A CronJob adds 11 characters to its name for the name of a Job, which is also a label.
constexpr std::size_t kLongestCronJob = 52;
constexpr std::size_t kMostAnnotationBytes = std::size_t{256} * 1024;

/// How the names of a kind are judged.
struct NameForm {
  std::string_view kind;
  NameCheck check;
  std::size_t longest;
};

constexpr std::array<NameForm, 7> kNameForms{{
    {"Service", dns1035_label_problem, kLongestLabel},
    {"CronJob", dns1123_subdomain_problem, kLongestCronJob},
    {"Role", path_segment_problem, kAny},
    {"RoleBinding", path_segment_problem, kAny},
    {"ClusterRole", path_segment_problem, kAny},
    {"ClusterRoleBinding", path_segment_problem, kAny},
    {"PodDisruptionBudget", path_segment_problem, kAny},
}};

NameForm name_form(std::string_view kind) {
  for (const NameForm& form : kNameForms) {
    if (form.kind == kind) return form;
  }
  return {kind, dns1123_subdomain_problem, kLongestSubdomain};
}

/// What to blame for a text that was made from the store's name: what the builder noted, else that name.
const Node* cause_of(const Field& at, const Field& own_name) {
  const Node* noted = source_of(at.node());
  return noted != nullptr ? noted : own_name.node();
}

/// How long the store's name may be so that `made`, which holds it, fits `longest`; 0 when that is not how it is.
std::size_t room_for_store_name(std::string_view made, std::string_view own_name, std::size_t longest) {
  if (own_name.empty() || made.find(own_name) == std::string_view::npos) return 0;
  const std::size_t around = made.size() - own_name.size();
  return around < longest ? longest - around : 0;
}

/// Proposes another name for the store.
void rename_store(Diagnostic& d, const Field& own_name, std::string name) {
  while (!name.empty() && (name.back() == '-' || name.back() == '.')) name.pop_back();
  if (name.empty() || own_name.node() == nullptr) return;
  std::string title = fmt::format("Rename the FeatureStore to {}", quoted(name));
  d.with_fix(false, std::move(title), {change::replace(own_name, change::text(name))});
}

void tell_room(Diagnostic& d, std::string_view made, const Field& own_name_field, std::size_t longest) {
  const std::string_view own_name = own_name_field.text();
  const std::size_t room = room_for_store_name(made, own_name, longest);
  d.with_found(fmt::format("{} characters", made.size()));
  d.with_expected(
      room == 0 ? fmt::format("at most {} characters", longest)
                : fmt::format("at most {} characters, so at most {} for the name of the FeatureStore", longest, room));
  if (room == 0) return;
  d.with_hint(fmt::format("shorten metadata.name to {} characters", room));
  d.with_topic(fmt::format("length of FeatureStore {}/{}", d.store_namespace, d.store_name));
  d.limit = room;
  rename_store(d, own_name_field, std::string(own_name.substr(0, room)));
}

void check_name(const Field& metadata, const Field& own_name, ObjectReport& report) {
  const std::string_view kind = string_at(&report.object(), "kind");
  const Field name_field = metadata.child("name");
  const std::string_view text = name_field.text();
  const Node* cause = cause_of(name_field, own_name);
  if (text.empty()) {
    report.add(catalog::kObjectName, name_field, cause, fmt::format("the name of a {} must not be empty", kind));
    return;
  }
  const NameForm form = name_form(kind);
  if (text.size() > form.longest) {
    auto& d = report.add(catalog::kObjectNameLength, name_field, cause,
                         fmt::format("the name {1} of the generated {0} is too long", kind, quoted(text)));
    tell_room(d, text, own_name, form.longest);
    return;
  }
  const auto problem = form.check(text);
  if (!problem) return;
  auto& d =
      report.add(catalog::kObjectName, name_field, cause,
                 fmt::format("the name {1} of the generated {0} is invalid: it {2}", kind, quoted(text), *problem));
  d.with_found(quoted(text));
  if (kind == "Service" && own_name.text().find('.') != std::string_view::npos) {
    d.with_hint("use - instead of . in metadata.name");
    std::string fixed(own_name.text());
    std::ranges::replace(fixed, '.', '-');
    rename_store(d, own_name, std::move(fixed));
  }
}

/// An account that a pod runs as, or that is bound to a role.
void check_account(const Field& account, const Field& own_name, ObjectReport& report) {
  const std::string_view text = account.text();
  const auto problem = text.empty() ? std::nullopt : dns1123_subdomain_problem(text);
  if (!problem) return;
  const bool too_long = text.size() > kLongestSubdomain;
  auto& d =
      report.add(too_long ? catalog::kObjectNameLength : catalog::kObjectName, account, cause_of(account, own_name),
                 fmt::format("the service account would be {}, which is invalid: {}", quoted(text), *problem));
  if (too_long) tell_room(d, text, own_name, kLongestSubdomain);
}

void check_subjects(const Field& subjects, const Field& own_name, ObjectReport& report) {
  for (std::size_t i = 0; i < subjects.size(); ++i) {
    const Field subject = subjects.item(i);
    if (subject.child("kind").text() == "ServiceAccount") check_account(subject.child("name"), own_name, report);
  }
}

/// Labels are all ours: only the store's name in their values can be wrong.
void check_labels(const Field& labels, const Field& place, const Field& own_name, ObjectReport& report) {
  if (!labels.is_map()) return;
  for (const Member& member : labels.node()->members()) {
    const Field label = labels.child(member);
    const std::string_view value = label.text();
    const auto problem = label_value_problem(value);
    if (!problem) continue;
    auto& d = report.add(catalog::kLabelValue, place, cause_of(label, own_name),
                         fmt::format("the value {1} of the generated label {0} is invalid: it {2}", member.key,
                                     quoted(value), *problem));
    if (value.size() > kLongestLabel) tell_room(d, value, own_name, kLongestLabel);
  }
}

void check_annotations(const Field& annotations, const Field& place, ObjectReport& report) {
  if (!annotations.is_map()) return;
  std::size_t bytes = 0;
  for (const Member& member : annotations.node()->members()) {
    const Field annotation = annotations.child(member);
    bytes += member.key.size() + annotation.text().size();
    const auto problem = annotation_key_problem(member.key);
    if (!problem) continue;
    auto& d = report.add(catalog::kAnnotation, place, annotation.cause(),
                         fmt::format("{} is not a valid annotation key: it {}", quoted(member.key), *problem));
    d.with_found(quoted(member.key)).with_expected("a name such as team, or example.com/team with a domain");
    if (member.key_span.known()) d.where = member.key_span;
  }
  if (bytes <= kMostAnnotationBytes) return;
  report.add(catalog::kAnnotation, place, annotations.cause(), "the annotations are too large in total")
      .with_found(fmt::format("{} bytes", bytes))
      .with_expected(fmt::format("at most {} bytes of keys and values", kMostAnnotationBytes))
      .with_hint("keep large texts in a ConfigMap");
}

void check_pod_template(const Field& pod_template, const Field& own_name, ObjectReport& report) {
  const Field metadata = pod_template.child("metadata");
  const Field labels = metadata.child("labels");
  const Field annotations = metadata.child("annotations");
  // The server leaves `metadata` out of these two paths.
  const Field labels_place = pod_template.child("labels");
  const Field annotations_place = pod_template.child("annotations");
  check_labels(labels, labels_place, own_name, report);
  check_annotations(annotations, annotations_place, report);
  check_pod_annotations(pod_template, report);
  const Field pod_spec = pod_template.child("spec");
  check_account(pod_spec.child("serviceAccountName"), own_name, report);
}

void check_selectors(const Field& spec, std::string_view kind, const Field& own_name, ObjectReport& report) {
  const Field selector = spec.child("selector");
  if (kind == "Service") {
    check_labels(selector, selector, own_name, report);
    return;
  }
  if (kind != "Deployment" && kind != "PodDisruptionBudget") return;
  const Field match_labels = selector.child("matchLabels");
  check_labels(match_labels, match_labels, own_name, report);
}

}  // namespace

void check_metadata(const Node& object, ObjectReport& report) {
  const std::string_view kind = string_at(&object, "kind");
  const Field store(&report.store());
  const Field store_metadata = store.child("metadata");
  const Field own_name = store_metadata.child("name");
  const Field root(&object);
  const Field metadata = root.child("metadata");
  const Field labels = metadata.child("labels");
  const Field annotations = metadata.child("annotations");
  check_name(metadata, own_name, report);
  check_labels(labels, labels, own_name, report);
  check_annotations(annotations, annotations, report);
  if (kind.ends_with("RoleBinding")) check_subjects(root.child("subjects"), own_name, report);

  const Field spec = root.child("spec");
  check_selectors(spec, kind, own_name, report);
  if (kind == "Deployment") {
    const Field pod_template = spec.child("template");
    check_pod_template(pod_template, own_name, report);
  } else if (kind == "CronJob") {
    const Field job_template = spec.child("jobTemplate");
    const Field job_spec = job_template.child("spec");
    const Field pod_template = job_spec.child("template");
    check_pod_template(pod_template, own_name, report);
  }
}

}  // namespace feastctl::validate::kubernetes
