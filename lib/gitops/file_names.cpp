#include "gitops/file_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>

#include "base/ascii.hpp"
#include "base/sha256.hpp"

namespace feastctl::gitops {

namespace {

constexpr std::size_t kLongest = 200;
constexpr std::size_t kHashDigits = 32;
constexpr std::size_t kSha256Digits = 64;

/// The kinds that feastctl creates, whose file names do not need the API group.
struct KnownKind {
  std::string_view kind, group;
};
constexpr std::array kKnown{
    KnownKind{"ClusterRole", "rbac.authorization.k8s.io"},
    KnownKind{"ClusterRoleBinding", "rbac.authorization.k8s.io"},
    KnownKind{"CronJob", "batch"},
    KnownKind{"Deployment", "apps"},
    KnownKind{"HorizontalPodAutoscaler", "autoscaling"},
    KnownKind{"NetworkPolicy", "networking.k8s.io"},
    KnownKind{"PodDisruptionBudget", "policy"},
    KnownKind{"Role", "rbac.authorization.k8s.io"},
    KnownKind{"RoleBinding", "rbac.authorization.k8s.io"},
    KnownKind{"Route", "route.openshift.io"},
    KnownKind{"ScaledObject", "keda.sh"},
    KnownKind{"ServiceMonitor", "monitoring.coreos.com"},
};

bool is_known(std::string_view kind, std::string_view group) {
  return std::ranges::any_of(kKnown, [&](const KnownKind& k) { return k.kind == kind && k.group == group; });
}

bool is_plain(char c) {
  return is_lower_alphanumeric(c) || c == '-' || c == '.';
}

/// Encodes every byte that is not plain, and those in `also`, as `=` and two digits.
void append_escaped(std::string_view text, std::string& out, std::string_view also = {}) {
  for (const char c : text) {
    if (is_plain(c) && also.find(c) == std::string_view::npos) {
      out += c;
    } else {
      fmt::format_to(std::back_inserter(out), "={:02x}", static_cast<unsigned char>(c));
    }
  }
}

bool is_safe_name(std::string_view name) {
  return !name.empty() && name.front() != '.' &&
         std::ranges::all_of(name, [](char c) { return is_plain(c) || is_letter(c) || c == '=' || c == '_'; });
}

}  // namespace

std::string file_name(const ObjectName& object, std::string_view extension) {
  const std::string_view group = group_of(object.api_version);
  std::string stem;
  append_escaped(lower_case(object.kind), stem, ".");
  if (!group.empty() && !is_known(object.kind, group)) {
    stem += '.';
    append_escaped(group, stem);
  }
  if (!object.name_space.empty()) {
    stem += '_';
    append_escaped(object.name_space, stem);
  }
  stem += '_';
  append_escaped(object.name, stem);
  if (stem.size() > kLongest - extension.size() - 1) {
    const std::string hash = sha256_hex(stem).substr(0, kHashDigits);
    stem.resize(kLongest - extension.size() - 1 - kHashDigits - 2);
    stem += "==" + hash;
  }
  return fmt::format("{}.{}", stem, extension);
}

std::string kustomization(std::span<const std::string_view> files) {
  std::string text =
      "# Written by feastctl render, which overwrites changes: put yours in a kustomization that lists this folder.\n"
      "# Safe there: images, labels without selectors, annotations, patches. Not safe: namespace, namePrefix, "
      "nameSuffix,\n"
      "# which break addresses in ConfigMaps, the cron job's command and resourceNames of Roles; use render "
      "--namespace.\n"
      "apiVersion: kustomize.config.k8s.io/v1beta1\n"
      "kind: Kustomization\n";
  text += files.empty() ? "resources: []\n" : "resources:\n";
  for (const std::string_view file : files) text.append("- ").append(file).append("\n");
  return text;
}

std::vector<std::string_view> files_of_kustomization(std::string_view text) {
  constexpr std::string_view kItem = "- ";
  std::vector<std::string_view> files;
  for (std::size_t end = 0; !text.empty(); text.remove_prefix(std::min(end + 1, text.size()))) {
    end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    if (line.starts_with(kItem)) files.push_back(line.substr(kItem.size()));
  }
  return files;
}

std::string record_text(std::span<const RecordEntry> entries) {
  std::string text =
      "# The files of this folder that feastctl render wrote: render --prune deletes those of them that are no longer\n"
      "# rendered. Keep it in Git. sha256sum -c reads it.\n";
  for (const auto& [name, sha256] : entries) text.append(sha256).append("  ").append(name).append("\n");
  return text;
}

std::vector<RecordEntry> read_record(std::string_view text) {
  std::vector<RecordEntry> entries;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.starts_with('#') || line.size() < kSha256Digits + 3) continue;
    const std::string_view name = line.substr(kSha256Digits + 2);
    if (line.substr(kSha256Digits, 2) != "  " || !is_safe_name(name)) continue;
    entries.push_back({name, line.substr(0, kSha256Digits)});
  }
  return entries;
}

}  // namespace feastctl::gitops
