/// The checks of the Pod Security Standards that look at fields of the containers.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "admit/checks.hpp"

namespace feastctl::admit::checks {

namespace {

constexpr std::array<std::string_view, 13> kDefaultCapabilities{
    "AUDIT_WRITE",      "CHOWN",   "DAC_OVERRIDE", "FOWNER",  "FSETID", "KILL",      "MKNOD",
    "NET_BIND_SERVICE", "SETFCAP", "SETGID",       "SETPCAP", "SETUID", "SYS_CHROOT"};

/// Since this minor of the policy pods of Windows need not say what Linux alone has.
constexpr int kWindowsIsExempt = 25;
/// Since this minor a pod whose users are not the node's may do more.
constexpr int kOwnUsersAreFree = 35;

/// Blames each item of a list of texts that `legal` does not take.
template <typename Legal>
bool blame_items(const Field& container, const Field& list, const Legal& legal, std::set<std::string>& values,
                 Finding& finding) {
  bool wrong = false;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const Field item = list.item(i);
    if (legal(item.text())) continue;
    wrong = true;
    values.emplace(item.text());
    finding.blame(container.child("name").text(), item);
  }
  return wrong;
}

/// Blames the container for a field of its securityContext where `wrong` holds for it.
template <typename Wrong>
std::vector<std::string> blame_context(const Pod& pod, std::string_view key, const Wrong& wrong, Finding& finding) {
  std::vector<std::string> names;
  pod.each_container([&](const Field& container) {
    const Field context = container.child("securityContext");
    const Field field = context.child(key);
    if (!wrong(field)) return;
    finding.blame(container.child("name").text(), field);
    names.emplace_back(container.child("name").text());
  });
  return names;
}

/// Blames the hosts that a probe or a lifecycle handler names.
void blame_hosts(const Field& container, const Field& handler, std::set<std::string>& hosts, Finding& finding) {
  for (const std::string_view way : {"httpGet", "tcpSocket"}) {
    const Field action = handler.child(way);
    const Field host = action.child("host");
    if (host.text().empty()) continue;
    hosts.emplace(host.text());
    finding.blame(container.child("name").text(), host);
  }
}

}  // namespace

void capabilities_baseline(const Pod& pod, Finding& finding) {
  std::vector<std::string> names;
  std::set<std::string> values;
  pod.each_container([&](const Field& container) {
    const Field context = container.child("securityContext");
    const Field capabilities = context.child("capabilities");
    const Field added = capabilities.child("add");
    const auto legal = [](std::string_view name) { return std::ranges::count(kDefaultCapabilities, name) != 0; };
    if (blame_items(container, added, legal, values, finding)) names.emplace_back(container.child("name").text());
  });
  finding.set("non-default capabilities", fmt::format("{} must not include {} in securityContext.capabilities.add",
                                                      containers_in_words(names), joined_in_quotes(values)));
}

void capabilities_restricted(const Pod& pod, Finding& finding) {
  if (pod.minor >= kWindowsIsExempt && pod.is_windows()) return;
  std::vector<std::string> keeping, adding;
  std::set<std::string> values;
  pod.each_container([&](const Field& container) {
    const Field context = container.child("securityContext");
    const Field capabilities = context.child("capabilities");
    const Field dropped = capabilities.child("drop");
    const auto all = [](const Node* item) { return item->is_string() && item->text == "ALL"; };
    if (!dropped.is_list() || std::ranges::none_of(dropped.node()->items(), all)) {
      keeping.emplace_back(container.child("name").text());
      finding.blame(keeping.back(), dropped);
    }
    const Field added = capabilities.child("add");
    const auto legal = [](std::string_view name) { return name == "NET_BIND_SERVICE"; };
    if (blame_items(container, added, legal, values, finding)) adding.emplace_back(container.child("name").text());
  });
  std::string detail;
  if (!keeping.empty()) {
    detail = fmt::format("{} must set securityContext.capabilities.drop=[\"ALL\"]", containers_in_words(keeping));
  }
  if (!adding.empty()) {
    detail += fmt::format("{}{} must not include {} in securityContext.capabilities.add", detail.empty() ? "" : "; ",
                          containers_in_words(adding), joined_in_quotes(values));
  }
  finding.set("unrestricted capabilities", detail);
}

void host_ports(const Pod& pod, Finding& finding) {
  std::vector<std::string> names;
  std::set<std::string> values;
  pod.each_container([&](const Field& container) {
    const Field ports = container.child("ports");
    bool wrong = false;
    for (std::size_t i = 0; i < ports.size(); ++i) {
      const Field port = ports.item(i);
      const Field host_port = port.child("hostPort");
      const auto number = host_port.integer().value_or(0);
      if (number == 0) continue;
      wrong = true;
      values.insert(std::to_string(number));
      finding.blame(container.child("name").text(), host_port);
    }
    if (wrong) names.emplace_back(container.child("name").text());
  });
  finding.set("hostPort", fmt::format("{} {} {} {}", containers_in_words(names), word_for(names.size(), "uses", "use"),
                                      word_for(values.size(), "hostPort", "hostPorts"), fmt::join(values, ", ")));
}

void probe_hosts(const Pod& pod, Finding& finding) {
  std::set<std::string> names, values;
  pod.each_container([&](const Field& container) {
    std::set<std::string> own;
    for (const std::string_view probe : {"livenessProbe", "readinessProbe", "startupProbe"}) {
      const Field handler = container.child(probe);
      blame_hosts(container, handler, own, finding);
    }
    const Field lifecycle = container.child("lifecycle");
    for (const std::string_view hook : {"postStart", "preStop"}) {
      const Field handler = lifecycle.child(hook);
      blame_hosts(container, handler, own, finding);
    }
    if (!own.empty()) names.emplace(container.child("name").text());
    values.merge(own);
  });
  finding.set("probe or lifecycle host",
              fmt::format("{} {} {} {} {}", word_for(names.size(), "container", "containers"), joined_in_quotes(names),
                          word_for(names.size(), "uses", "use"),
                          word_for(values.size(), "probe or lifecycle host", "probe or lifecycle hosts"),
                          joined_in_quotes(values)));
}

void privileged(const Pod& pod, Finding& finding) {
  const auto names = blame_context(
      pod, "privileged", [](const Field& field) { return field.boolean(); }, finding);
  finding.set("privileged", fmt::format("{} must not set securityContext.privileged=true", containers_in_words(names)));
}

void proc_mount(const Pod& pod, Finding& finding) {
  std::set<std::string> values;
  const auto wrong = [&values](const Field& field) {
    if (!field.is_string() || field.text() == "Default") return false;
    values.emplace(field.text());
    return true;
  };
  const auto names = blame_context(pod, "procMount", wrong, finding);
  finding.set("procMount", fmt::format("{} must not set securityContext.procMount to {}", containers_in_words(names),
                                       joined_in_quotes(values)));
}

void proc_mount_baseline(const Pod& pod, Finding& finding) {
  if (pod.minor < kOwnUsersAreFree || !pod.has_own_users()) proc_mount(pod, finding);
}

void privilege_escalation(const Pod& pod, Finding& finding) {
  if (pod.minor >= kWindowsIsExempt && pod.is_windows()) return;
  const auto wrong = [](const Field& field) { return field.boolean(true); };
  const auto names = blame_context(pod, "allowPrivilegeEscalation", wrong, finding);
  finding.set("allowPrivilegeEscalation != false",
              fmt::format("{} must set securityContext.allowPrivilegeEscalation=false", containers_in_words(names)));
}

}  // namespace feastctl::admit::checks
