#include "validate/store_metadata.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <system_error>

#include "base/ascii.hpp"
#include "base/go_text.hpp"
#include "base/names.hpp"
#include "base/wording.hpp"
#include "catalog/codes.hpp"
#include "validate/kubernetes/checks.hpp"

namespace feastctl::validate {

namespace {

constexpr std::size_t kMostAnnotationBytes = std::size_t{256} * 1024;
/// The finalizers that determine what happens to owned objects on deletion.
constexpr std::string_view kOrphan = "orphan", kForeground = "foregroundDeletion";

Diagnostic& bad_entry(Diagnostics& out, const Field& at, std::string_view what, std::string_view text,
                      std::string_view problem) {
  return out.add_at_key(catalog::kStoreMetadata, at, fmt::format("{} {}", what, problem)).with_found(quoted(text));
}

/// `My Store` → `my-store`: a valid name to suggest.
std::string as_name(std::string_view text) {
  std::string name;
  for (const char c : text) {
    const char lower = to_lower(c);
    const bool kept = (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9') || lower == '.';
    if (kept) {
      name += lower;
    } else if (!name.empty() && name.back() != '-') {
      name += '-';
    }
  }
  while (!name.empty() && (name.back() == '-' || name.back() == '.')) name.pop_back();
  return name;
}

void check_name(const Field& metadata, Diagnostics& out) {
  const Field name = metadata.child("name");
  if (name.present() && !name.is_string()) return;
  if (name.text().empty()) {
    auto& d = out.add(catalog::kStoreName, name, "the FeatureStore has no name");
    d.with_found(name.written() ? "nothing in metadata.name" : "no metadata.name");
    d.with_hint(metadata.child("generateName").text().empty()
                    ? "add metadata: {name: …}"
                    : "write metadata.name instead of generateName; the names of all objects derive from it");
    return;
  }
  const auto problem = dns1123_subdomain_problem(name.text());
  if (!problem) return;
  auto& d = out.add(catalog::kStoreName, name, fmt::format("the name of the FeatureStore {}", *problem));
  d.with_found(quoted(name.text()));
  const std::string fixed = as_name(name.text());
  if (dns1123_subdomain_problem(fixed)) return;
  d.with_hint(fmt::format("did you mean {}?", fixed));
  d.with_fix(false, fmt::format("Change to {}", fixed), {change::replace(name, change::text(fixed))});
}

void check_generated_name(const Field& metadata, Diagnostics& out) {
  const Field start = metadata.child("generateName");
  if (start.text().empty()) return;
  if (const auto problem = name_start_problem(start.text())) {
    out.add(catalog::kStoreMetadata, start, fmt::format("generateName {}", *problem))
        .with_found(quoted(start.text()))
        .with_hint("remove it; the FeatureStore is named by metadata.name");
  }
}

void check_namespace(const Field& metadata, Diagnostics& out) {
  const Field name_space = metadata.child("namespace");
  if (name_space.text().empty()) return;
  if (const auto problem = dns1123_label_problem(name_space.text())) {
    out.add(catalog::kStoreMetadata, name_space, fmt::format("the namespace {}", *problem))
        .with_found(quoted(name_space.text()));
  }
}

void check_labels(const Field& labels, Diagnostics& out) {
  if (!labels.is_map()) return;
  for (const Member& m : labels.node()->members()) {
    const Field label = labels.child(m);
    if (const auto problem = qualified_name_problem(m.key)) bad_entry(out, label, "the label key", m.key, *problem);
    if (const auto problem = label_value_problem(label.text())) {
      out.add(catalog::kStoreMetadata, label, fmt::format("the value of the label {} {}", quoted(m.key), *problem))
          .with_found(quoted(label.text()))
          .with_hint("put free text into an annotation");
    }
  }
}

void check_annotations(const Field& annotations, Diagnostics& out) {
  if (!annotations.is_map()) return;
  std::size_t bytes = 0;
  for (const Member& m : annotations.node()->members()) {
    const Field annotation = annotations.child(m);
    bytes += m.key.size() + annotation.text().size();
    if (const auto problem = kubernetes::annotation_key_problem(m.key)) {
      bad_entry(out, annotation, "the annotation key", m.key, *problem);
    }
  }
  if (bytes <= kMostAnnotationBytes) return;
  out.add_at_key(catalog::kStoreMetadata, annotations, "the annotations are too large in total")
      .with_found(fmt::format("{} bytes", bytes))
      .with_expected(fmt::format("at most {} bytes of keys and values", kMostAnnotationBytes));
}

/// The item of a list that equals this string; absent if there is none.
Field find_text(const Field& list, std::string_view text) {
  std::size_t at = 0;
  while (at < list.size() && list.item(at).text() != text) ++at;
  return list.item(at);
}

void check_finalizers(const Field& finalizers, Diagnostics& out) {
  for (std::size_t i = 0; finalizers.is_list() && i < finalizers.size(); ++i) {
    const Field finalizer = finalizers.item(i);
    if (!finalizer.is_string()) continue;
    if (const auto problem = qualified_name_problem(finalizer.text())) {
      bad_entry(out, finalizer, "the finalizer", finalizer.text(), *problem);
    }
  }
  const Field orphan = find_text(finalizers, kOrphan);
  const Field foreground = find_text(finalizers, kForeground);
  if (!orphan.present() || !foreground.present()) return;
  out.add_at_key(catalog::kStoreMetadata, finalizers, "the finalizers orphan and foregroundDeletion cannot be combined")
      .with_hint("keep one of them; a store rarely needs either")
      .with_note("orphan is listed here", orphan)
      .with_note("foregroundDeletion is listed here", foreground);
}

/// Whether an owner's apiVersion, kind, name or uid is blank; an apiVersion needs a version: `v1`, `apps/v1`.
bool owner_part_missing(std::string_view key, std::string_view text) {
  if (text.empty() || key != "apiVersion") return text.empty();
  return text.ends_with('/') || std::ranges::count(text, '/') > 1;
}

void check_owner(const Field& owner, Diagnostics& out) {
  for (const std::string_view key : {"apiVersion", "kind", "name", "uid"}) {
    const Field part = owner.child(key);
    if (part.present() && (!part.is_string() || !owner_part_missing(key, part.text()))) continue;
    auto& d = out.add(catalog::kStoreMetadata, part, fmt::format("the owner reference requires {}", key));
    d.path = fmt::format("metadata.ownerReferences.{}", key);  // the server omits the index
  }
  if (owner.child("apiVersion").text() == "v1" && owner.child("kind").text() == "Event") {
    out.add(catalog::kStoreMetadata, owner, "an Event cannot be an owner").with_hint("remove the owner reference");
  }
}

void check_owners(const Field& owners, Diagnostics& out) {
  bool controlled = false;
  for (std::size_t i = 0; owners.is_list() && i < owners.size(); ++i) {
    const Field owner = owners.item(i);
    if (!owner.is_map()) continue;
    check_owner(owner, out);
    if (!owner.child("controller").boolean()) continue;
    if (controlled) {
      out.add(catalog::kStoreMetadata, owner, "two owners are marked as controller")
          .with_hint("only one owner can have controller: true");
    }
    controlled = true;
  }
}

void check_time(const Field& time, Diagnostics& out) {
  if (!time.is_string() || is_rfc3339(time.text())) return;
  out.add(catalog::kStoreMetadata, time, fmt::format("{} is not a valid time", time.key()))
      .with_found(quoted(time.text()))
      .with_expected("a time such as 2026-01-31T12:00:00Z")
      .with_hint("remove it; the cluster maintains this field");
}

/// Values that the server's storage accepts as the version of an existing object: any number except 0. A store with a
/// uid was read from a cluster, where it exists.
void check_resource_version(const Field& metadata, Diagnostics& out) {
  const Field version = metadata.child("resourceVersion");
  if (!metadata.child("uid").text().empty()) return;
  const std::string_view text = version.text();
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number == 0) return;
  out.add(catalog::kStoreMetadata, version, "an object to be created must not have a resourceVersion")
      .with_found(quoted(text))
      .with_hint("remove it; the cluster maintains this field");
}

void check_times(const Field& metadata, Diagnostics& out) {
  check_time(metadata.child("creationTimestamp"), out);
  check_time(metadata.child("deletionTimestamp"), out);
  const Field managers = metadata.child("managedFields");
  for (std::size_t i = 0; managers.is_list() && i < managers.size(); ++i) {
    const Field manager = managers.item(i);
    check_time(manager.child("time"), out);
  }
}

}  // namespace

void check_store_metadata(const Field& store, Diagnostics& out) {
  const Field metadata = store.child("metadata");
  if (metadata.present() && !metadata.is_map()) return;
  check_name(metadata, out);
  check_generated_name(metadata, out);
  check_namespace(metadata, out);
  check_labels(metadata.child("labels"), out);
  check_annotations(metadata.child("annotations"), out);
  check_finalizers(metadata.child("finalizers"), out);
  check_owners(metadata.child("ownerReferences"), out);
  check_resource_version(metadata, out);
  check_times(metadata, out);
}

}  // namespace feastctl::validate
