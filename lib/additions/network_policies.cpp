/// NetworkPolicies: one for each Deployment, of the same name. Its pods take the traffic that the bundle's Services
/// lead to them, and no other.
///
/// Probes need no rule: the node of a pod always reaches it. The pods of the CronJob have no policy, since nothing
/// listens in them. Source: Kubernetes, "Network Policies"; OpenShift, "About network policy" (the labels of the
/// namespaces of its router and its monitoring).
#include <algorithm>

#include "additions/parts.hpp"
#include "model/service_type.hpp"

namespace feastctl::additions {

namespace {

constexpr std::string_view kRouter = "policy-group.network.openshift.io/ingress";
constexpr std::string_view kMonitoring = "network.openshift.io/policy-group";
constexpr int kDnsPort = 53;
constexpr int kOpenShiftDnsPort = 5353;  // where the pods of its DNS listen, which is what a policy sees

bool is_kind(const Node& object, std::string_view kind) {
  return string_at(&object, "kind") == kind;
}

/// Whether a selector, a map of labels, selects what has these labels.
bool selects(const Node* selector, const Node* labels) {
  return selector != nullptr && labels != nullptr && std::ranges::all_of(selector->members(), [&](const Member& m) {
           const Node* value = labels->find(m.key);
           return value != nullptr && equal(*value, *m.value);
         });
}

const Node* namespaces_with(const Node* labels, const TreeBuilder& tree) {
  return tree.map({{"namespaceSelector", tree.map({{"matchLabels", labels}})}});
}

const Node* port(std::string_view protocol, const Value& number, const TreeBuilder& tree) {
  return tree.map({{"protocol", protocol}, {"port", number}});
}

/// Puts together the policy of one Deployment.
class Policy {
 public:
  Policy(const Node& deployment, const Objects& bundle, const model::Platform& platform, const TreeBuilder& tree)
      : deployment_(&deployment), bundle_(&bundle), platform_(&platform), tree_(&tree) {}

  [[nodiscard]] const Node* object() const {
    const Node* metadata = lookup(deployment_, {"metadata"});
    Node* egress = tree_->list({tree_->map({{"ports", dns_ports()}}), tree_->map()});
    return tree_->map({{"apiVersion", "networking.k8s.io/v1"},
                       {"kind", "NetworkPolicy"},
                       {"metadata", tree_->map({{"name", lookup(metadata, {"name"})},
                                                {"namespace", lookup(metadata, {"namespace"})},
                                                {"labels", lookup(metadata, {"labels"})}})},
                       {"spec", tree_->map({{"podSelector", lookup(deployment_, {"spec", "selector"})},
                                            {"policyTypes", tree_->list({"Ingress", "Egress"})},
                                            {"ingress", ingress()},
                                            {"egress", egress}})}});
  }

 private:
  /// The ports of the pods that Services lead to, each once; nullptr if there are none.
  [[nodiscard]] const Node* served_ports() const {
    const Node* labels = lookup(deployment_, {"spec", "template", "metadata", "labels"});
    Node* ports = tree_->list();
    for (const Node* object : *bundle_) {
      if (!is_kind(*object, "Service") || !selects(lookup(object, {"spec", "selector"}), labels)) continue;
      const Node* of_service = lookup(object, {"spec", "ports"});
      if (of_service == nullptr) continue;
      for (const Node* item : of_service->items()) {
        const Node* one = port("TCP", lookup(item, {"targetPort"}), *tree_);
        if (std::ranges::none_of(ports->items(), [&](const Node* seen) { return equal(*seen, *one); }))
          tree_->push(ports, one);
      }
    }
    return ports->size == 0 ? nullptr : ports;
  }

  /// The namespace's own pods, and those of the namespaces that the option names.
  [[nodiscard]] const Node* clients() const {
    Node* from = tree_->list({tree_->map({{"podSelector", tree_->map()}})});
    for (const auto& settings : platform_->additions.client_namespaces) {
      Node* labels = tree_->map();
      for (const model::Setting& label : settings) tree_->set(labels, label.key, std::string_view(label.value));
      tree_->push(from, namespaces_with(labels, *tree_));
    }
    return from;
  }

  /// nullptr without Services: nothing comes in.
  [[nodiscard]] const Node* ingress() const {
    const Node* ports = served_ports();
    if (ports == nullptr) return nullptr;
    Node* rules = tree_->list({tree_->map({{"from", clients()}, {"ports", ports}})});
    if (!platform_->openshift) return rules;
    const auto served = [&](const Node* one) {
      return std::ranges::any_of(ports->items(), [&](const Node* item) { return equal(*item, *one); });
    };
    for (const Node* object : *bundle_) {
      const bool route = is_kind(*object, "Route");
      if (!route && !is_kind(*object, "ServiceMonitor")) continue;
      const Node* reached = port(
          "TCP", route ? lookup(object, {"spec", "port", "targetPort"}) : tree_->integer(model::kMetricsPort), *tree_);
      const Node* labels = route ? tree_->map({{kRouter, ""}}) : tree_->map({{kMonitoring, "monitoring"}});
      if (!served(reached)) continue;
      tree_->push(rules, tree_->map({{"from", tree_->list({namespaces_with(labels, *tree_)})},
                                     {"ports", tree_->list({reached})}}));
    }
    return rules;
  }

  [[nodiscard]] const Node* dns_ports() const {
    Node* ports = tree_->list({port("UDP", kDnsPort, *tree_), port("TCP", kDnsPort, *tree_)});
    if (!platform_->openshift) return ports;
    tree_->push(ports, port("UDP", kOpenShiftDnsPort, *tree_));
    tree_->push(ports, port("TCP", kOpenShiftDnsPort, *tree_));
    return ports;
  }

  const Node* deployment_;
  const Objects* bundle_;
  const model::Platform* platform_;
  const TreeBuilder* tree_;
};

}  // namespace

Objects with_network_policies(const Objects& bundle, const model::Platform& platform, const TreeBuilder& tree) {
  Objects out;
  out.reserve(bundle.size() + 2);
  for (const Node* object : bundle) {
    // Before the Deployment, so that its pods never run without.
    if (is_kind(*object, "Deployment")) out.push_back(Policy(*object, bundle, platform, tree).object());
    out.push_back(object);
  }
  return out;
}

}  // namespace feastctl::additions
