/// The checks of the Pod Security Standards of AppArmor, seccomp and SELinux.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "admit/checks.hpp"
#include "base/utf8.hpp"

namespace feastctl::admit::checks {

namespace {

/// Since this minor of the policy seccomp profiles are looked for in fields; before, in annotations.
constexpr int kSeccompFields = 19;
/// Since this minor restricted does not ask a pod of Windows for a seccomp profile.
constexpr int kWindowsHasNoSeccomp = 25;
/// Since this minor container_engine_t is a legal SELinux type.
constexpr int kEngineType = 31;

constexpr std::string_view kAppArmorAnnotations = "container.apparmor.security.beta.kubernetes.io/";
constexpr std::string_view kSeccompOfPod = "seccomp.security.alpha.kubernetes.io/pod";
constexpr std::string_view kSeccompOfContainers = "container.seccomp.security.alpha.kubernetes.io/";

/// The text as Go's %q shows it.
std::string go_quoted(std::string_view text) {
  constexpr std::string_view kLetters = "abtnvfr";  // of the characters from U+0007 on
  std::string out = "\"";
  for (std::size_t i = 0; i < text.size();) {
    const Utf8Character c = utf8_at(text, i);
    const std::string_view bytes = text.substr(i, c.size);
    i += c.size;
    if (c.valid && (c.code == '"' || c.code == '\\')) {
      out += fmt::format("\\{}", bytes);
    } else if (c.valid && c.code >= 7 && c.code < 7 + kLetters.size()) {
      out += fmt::format("\\{}", kLetters[c.code - 7]);
    } else if (!c.valid || c.code < 0x20 || c.code == 0x7F) {
      for (const char byte : bytes) out += fmt::format("\\x{:02x}", static_cast<unsigned char>(byte));
    } else {
      out += bytes;
    }
  }
  return out + '"';
}

bool is_safe_profile(std::string_view type) {
  return type == "RuntimeDefault" || type == "Localhost";
}

/// Blames whoever sets a profile at `key` whose type is not safe; the types get into `values`.
Setters blame_profiles(const Pod& pod, std::string_view key, std::set<std::string>& values, Finding& finding) {
  Setters setters;
  pod.each_context([&](bool of_pod, std::string_view name, const Field& context) {
    const Field profile = context.child(key);
    const Field type = profile.child("type");
    if (!profile.present() || is_safe_profile(type.text())) return;
    setters.add(of_pod, name);
    values.emplace(type.text());
    finding.blame(name, type.present() ? type : profile);
  });
  return setters;
}

/// Blames an annotation and returns it as the messages show it.
std::string blamed_annotation(const Field& annotation, Finding& finding) {
  finding.blame({}, annotation);
  return fmt::format("{}={}", annotation.key(), go_quoted(annotation.text()));
}

/// Policies up to 1.18: the pod's annotation and those of its containers, others are not looked at.
void seccomp_annotations(const Pod& pod, Finding& finding) {
  const Field metadata = pod.root->child("metadata");
  const Field annotations = metadata.child("annotations");
  std::set<std::string> values;
  const auto judge = [&](const std::string& key) {
    const Field annotation = annotations.child(key);
    const std::string_view value = annotation.text();
    if (!annotation.present() || value == "runtime/default" || value == "docker/default") return;
    if (!value.starts_with("localhost/")) values.insert(blamed_annotation(annotation, finding));
  };
  judge(std::string(kSeccompOfPod));
  pod.each_container([&](const Field& container) {
    judge(fmt::format("{}{}", kSeccompOfContainers, container.child("name").text()));
  });
  finding.set("seccompProfile", fmt::format("forbidden {} {}", word_for(values.size(), "annotation", "annotations"),
                                            fmt::join(values, ", ")));
}

std::string seccomp_in_words(const Setters& setters, const std::set<std::string>& values) {
  return fmt::format("{} must not set securityContext.seccompProfile.type to {}", setters.words(),
                     joined_in_quotes(values));
}

}  // namespace

void app_armor(const Pod& pod, Finding& finding) {
  std::set<std::string> types, shown;
  const Setters setters = blame_profiles(pod, "appArmorProfile", types, finding);
  const Field metadata = pod.root->child("metadata");
  const Field annotations = metadata.child("annotations");
  if (annotations.is_map()) {
    for (const Member& member : annotations.node()->members()) {
      const Field annotation = annotations.child(member);
      const std::string_view value = annotation.text();
      const bool safe = value.empty() || value == "runtime/default" || value.starts_with("localhost/");
      if (member.key.starts_with(kAppArmorAnnotations) && !safe) shown.insert(blamed_annotation(annotation, finding));
    }
  }
  std::vector<std::string> values(types.begin(), types.end());
  values.insert(values.end(), shown.begin(), shown.end());
  std::string who = setters.words();
  if (!shown.empty()) {
    who += fmt::format("{}{}", who.empty() ? "" : " and ", word_for(shown.size(), "annotation", "annotations"));
  }
  finding.set(std::string(word_for(values.size(), "forbidden AppArmor profile", "forbidden AppArmor profiles")),
              fmt::format("{} must not set AppArmor profile type to {}", who, joined_in_quotes(values)));
}

void seccomp_baseline(const Pod& pod, Finding& finding) {
  if (pod.minor < kSeccompFields) return seccomp_annotations(pod, finding);
  std::set<std::string> values;
  const Setters setters = blame_profiles(pod, "seccompProfile", values, finding);
  finding.set("seccompProfile", seccomp_in_words(setters, values));
}

void seccomp_restricted(const Pod& pod, Finding& finding) {
  if (pod.minor >= kWindowsHasNoSeccomp && pod.is_windows()) return;
  std::set<std::string> values;
  const Setters setters = blame_profiles(pod, "seccompProfile", values, finding);
  if (setters.any()) return finding.set("seccompProfile", seccomp_in_words(setters, values));
  bool pod_is_safe = false;
  Setters silent;
  pod.each_context([&](bool of_pod, std::string_view name, const Field& context) {
    const Field profile = context.child("seccompProfile");
    if (of_pod) {
      pod_is_safe = profile.present();
    } else if (!profile.present() && !pod_is_safe) {
      silent.add(of_pod, name);
      finding.blame(name, profile);
    }
  });
  finding.set(
      "seccompProfile",
      fmt::format(R"(pod or {} must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")",
                  silent.words()));
}

void se_linux(const Pod& pod, Finding& finding) {
  constexpr std::array<std::string_view, 4> kTypes{"", "container_t", "container_init_t", "container_kvm_t"};
  Setters setters;
  std::set<std::string> types;
  bool sets_user = false, sets_role = false;
  pod.each_context([&](bool of_pod, std::string_view name, const Field& context) {
    const Field options = context.child("seLinuxOptions");
    const Field type = options.child("type");
    const Field user = options.child("user");
    const Field role = options.child("role");
    const bool legal = std::ranges::count(kTypes, type.text()) != 0 ||
                       (pod.minor >= kEngineType && type.text() == "container_engine_t");
    if (!legal) {
      types.emplace(type.text());
      finding.blame(name, type);
    }
    if (!user.text().empty()) sets_user = true, finding.blame(name, user);
    if (!role.text().empty()) sets_role = true, finding.blame(name, role);
    if (!legal || !user.text().empty() || !role.text().empty()) setters.add(of_pod, name);
  });
  std::vector<std::string> wrong;
  if (!types.empty()) {
    wrong.push_back(fmt::format("{} {}", word_for(types.size(), "type", "types"), joined_in_quotes(types)));
  }
  if (sets_user) wrong.emplace_back("user may not be set");
  if (sets_role) wrong.emplace_back("role may not be set");
  finding.set("seLinuxOptions", fmt::format("{} set forbidden securityContext.seLinuxOptions: {}", setters.words(),
                                            fmt::join(wrong, "; ")));
}

}  // namespace feastctl::admit::checks
