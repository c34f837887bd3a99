/// The checks of the Pod Security Standards that look at fields of the pod itself.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "admit/checks.hpp"

namespace feastctl::admit::checks {

namespace {

/// A sysctl that is safe in a namespace of its own, and the policy's minor that first says so.
struct Sysctl {
  std::string_view name;
  int since;
};

constexpr std::array kSafeSysctls{
    Sysctl{"kernel.shm_rmid_forced", 0},
    Sysctl{"net.ipv4.ip_local_port_range", 0},
    Sysctl{"net.ipv4.tcp_syncookies", 0},
    Sysctl{"net.ipv4.ping_group_range", 0},
    Sysctl{"net.ipv4.ip_unprivileged_port_start", 0},
    Sysctl{"net.ipv4.ip_local_reserved_ports", 27},
    Sysctl{"net.ipv4.tcp_keepalive_time", 29},
    Sysctl{"net.ipv4.tcp_fin_timeout", 29},
    Sysctl{"net.ipv4.tcp_keepalive_intvl", 29},
    Sysctl{"net.ipv4.tcp_keepalive_probes", 29},
    Sysctl{"net.ipv4.tcp_rmem", 32},
    Sysctl{"net.ipv4.tcp_wmem", 32},
    Sysctl{"net.ipv4.tcp_slow_start_after_idle", 37},
    Sysctl{"net.ipv4.tcp_notsent_lowat", 37},
};

constexpr std::array<std::string_view, 9> kLegalVolumes{"configMap", "csi",   "downwardAPI",           "emptyDir",
                                                        "ephemeral", "image", "persistentVolumeClaim", "projected",
                                                        "secret"};

/// In the order in which the plugin looks for the source of a volume that has several.
constexpr std::array<std::string_view, 21> kOtherVolumes{"hostPath",
                                                         "gcePersistentDisk",
                                                         "awsElasticBlockStore",
                                                         "gitRepo",
                                                         "nfs",
                                                         "iscsi",
                                                         "glusterfs",
                                                         "rbd",
                                                         "flexVolume",
                                                         "cinder",
                                                         "cephfs",
                                                         "flocker",
                                                         "fc",
                                                         "azureFile",
                                                         "vsphereVolume",
                                                         "quobyte",
                                                         "azureDisk",
                                                         "photonPersistentDisk",
                                                         "portworxVolume",
                                                         "scaleIO",
                                                         "storageos"};

/// The source of a volume that restricted forbids, by its field; empty for a volume that it allows.
std::string_view forbidden_source(const Field& volume) {
  const auto has = [&volume](std::string_view source) { return volume.child(source).present(); };
  if (std::ranges::any_of(kLegalVolumes, has)) return {};
  const auto* found = std::ranges::find_if(kOtherVolumes, has);
  return found == kOtherVolumes.end() ? "unknown" : *found;
}

std::string volumes_in_words(const std::vector<std::string>& names) {
  return fmt::format("{} {}", word_for(names.size(), "volume", "volumes"), joined_in_quotes(names));
}

}  // namespace

void host_namespaces(const Pod& pod, Finding& finding) {
  const Field spec = pod.root->child("spec");
  std::string detail;
  for (const std::string_view key : {"hostNetwork", "hostPID", "hostIPC"}) {
    const Field field = spec.child(key);
    if (!field.boolean()) continue;
    finding.blame({}, field);
    detail += fmt::format("{}{}=true", detail.empty() ? "" : ", ", key);
  }
  finding.set("host namespaces", detail);
}

void host_path_volumes(const Pod& pod, Finding& finding) {
  const Field spec = pod.root->child("spec");
  const Field volumes = spec.child("volumes");
  std::vector<std::string> names;
  for (std::size_t i = 0; i < volumes.size(); ++i) {
    const Field volume = volumes.item(i);
    const Field source = volume.child("hostPath");
    if (!source.present()) continue;
    finding.blame({}, source);
    names.emplace_back(volume.child("name").text());
  }
  finding.set("hostPath volumes", volumes_in_words(names));
}

void restricted_volumes(const Pod& pod, Finding& finding) {
  const Field spec = pod.root->child("spec");
  const Field volumes = spec.child("volumes");
  std::vector<std::string> names;
  std::set<std::string> sources;
  for (std::size_t i = 0; i < volumes.size(); ++i) {
    const Field volume = volumes.item(i);
    const std::string_view source = forbidden_source(volume);
    if (source.empty()) continue;
    const Field at = volume.child(source);
    finding.blame({}, at.present() ? at : volume);
    names.emplace_back(volume.child("name").text());
    sources.emplace(source);
  }
  finding.set("restricted volume types",
              fmt::format("{} {} {} {}", volumes_in_words(names), word_for(names.size(), "uses", "use"),
                          word_for(sources.size(), "restricted volume type", "restricted volume types"),
                          joined_in_quotes(sources)));
}

void sysctls(const Pod& pod, Finding& finding) {
  const Field spec = pod.root->child("spec");
  const Field context = spec.child("securityContext");
  const Field list = context.child("sysctls");
  std::string detail;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const Field entry = list.item(i);
    const Field name = entry.child("name");
    const auto is_safe = [&](const Sysctl& s) { return s.name == name.text() && s.since <= pod.minor; };
    if (std::ranges::any_of(kSafeSysctls, is_safe)) continue;
    finding.blame({}, name);
    detail += fmt::format("{}{}", detail.empty() ? "" : ", ", name.text());
  }
  finding.set("forbidden sysctls", detail);
}

}  // namespace feastctl::admit::checks
