/// What LimitRanges refuse in pods and claims.
#include <fmt/format.h>

#include "admit/limit_range.hpp"

namespace feastctl::admit {

namespace {

/// From here on amounts are compared in whole units, as Kubernetes does lest the thousandths overflow.
constexpr std::int64_t kMaxMilliValue = 9223372036854775;

/// The values that are compared.
struct Compared {
  std::int64_t request, limit, enforced;
};

Compared compared(const Quantity& request, const Quantity& limit, const Quantity& enforced) {
  const Compared whole{request.value(), limit.value(), enforced.value()};
  if (whole.request > kMaxMilliValue || whole.limit > kMaxMilliValue || whole.enforced > kMaxMilliValue) return whole;
  return {request.milli_value(), limit.milli_value(), enforced.milli_value()};
}

/// Whose requests and limits are judged.
struct Subject {
  std::string_view type;  ///< Container, Pod, PersistentVolumeClaim
  std::string container;  ///< its name, if it is one
  Amounts requests, limits;
  const Node* cause = nullptr;
};

/// Judges a subject and collects the complaints.
class Judge {
 public:
  Judge(const Subject& subject, std::vector<Excess>& out) : subject_(&subject), out_(&out) {}

  void minimum(const std::string& name, const Quantity& enforced) {
    const auto [request, limit] = find(name);
    const Compared values = compared(or_zero(request), or_zero(limit), enforced);
    const std::string what = fmt::format("minimum {} usage per {} is {}", name, subject_->type, enforced.canonical());
    if (request == nullptr) {
      say(what + ".  No request is specified");
    } else if (values.request < values.enforced) {
      say(fmt::format("{}, but request is {}", what, request->canonical()));
    } else if (limit != nullptr && values.limit < values.enforced) {
      say(fmt::format("{}, but limit is {}", what, limit->canonical()));
    }
  }

  void maximum(const std::string& name, const Quantity& enforced) {
    const auto [request, limit] = find(name);
    const Compared values = compared(or_zero(request), or_zero(limit), enforced);
    const std::string what = maximum_words(name, enforced);
    if (limit == nullptr) {
      say(what + ".  No limit is specified");
    } else if (values.limit > values.enforced) {
      say(fmt::format("{}, but limit is {}", what, limit->canonical()));
    } else if (request != nullptr && values.request > values.enforced) {
      say(fmt::format("{}, but request is {}", what, request->canonical()));
    }
  }

  /// For what has no limits: claims.
  void maximum_request(const std::string& name, const Quantity& enforced) {
    const Quantity* request = find_amount(subject_->requests, name);
    const Compared values = compared(or_zero(request), Quantity(), enforced);
    const std::string what = maximum_words(name, enforced);
    if (request == nullptr) {
      say(what + ".  No request is specified");
    } else if (values.request > values.enforced) {
      say(fmt::format("{}, but request is {}", what, request->canonical()));
    }
  }

  void ratio(const std::string& name, const Quantity& enforced) {
    const auto [request, limit] = find(name);
    const Compared values = compared(or_zero(request), or_zero(limit), enforced);
    const std::string what =
        fmt::format("{} max limit to request ratio per {} is {}", name, subject_->type, enforced.canonical());
    if (request == nullptr || values.request == 0) {
      return say(what + ", but no request is specified or request is 0");
    }
    if (limit == nullptr || values.limit == 0) return say(what + ", but no limit is specified or limit is 0");
    const double observed = static_cast<double>(values.limit) / static_cast<double>(values.request);
    const bool precise = enforced.value() <= kMaxMilliValue;
    const auto most = static_cast<double>(precise ? enforced.milli_value() : enforced.value());
    if (observed * (precise ? 1000 : 1) > most) say(fmt::format("{}, but provided ratio is {:.6f}", what, observed));
  }

 private:
  struct Found {
    const Quantity* request;
    const Quantity* limit;
  };

  [[nodiscard]] Found find(std::string_view name) const {
    return {find_amount(subject_->requests, name), find_amount(subject_->limits, name)};
  }
  static Quantity or_zero(const Quantity* amount) { return amount == nullptr ? Quantity() : *amount; }
  [[nodiscard]] std::string maximum_words(std::string_view name, const Quantity& enforced) const {
    return fmt::format("maximum {} usage per {} is {}", name, subject_->type, enforced.canonical());
  }
  void say(std::string message) {
    out_->push_back({.message = std::move(message), .container = subject_->container, .cause = subject_->cause});
  }

  const Subject* subject_;
  std::vector<Excess>* out_;
};

void judge(const LimitItem& item, const Subject& subject, std::vector<Excess>& out) {
  Judge judge(subject, out);
  for (const auto& [name, amount] : item.min) judge.minimum(name, amount);
  for (const auto& [name, amount] : item.max) judge.maximum(name, amount);
  for (const auto& [name, amount] : item.max_ratio) judge.ratio(name, amount);
}

void judge_containers(const LimitItem& item, const Node& spec, std::vector<Excess>& out) {
  for (const std::string_view list : {"containers", "initContainers"}) {
    const Node* containers = lookup(&spec, {list});
    if (containers == nullptr) continue;
    for (const Node* container : containers->items()) {
      const Node* resources = lookup(container, {"resources"});
      const Subject subject{.type = "Container",
                            .container = std::string(string_at(container, "name")),
                            .requests = amounts_in(lookup(resources, {"requests"})),
                            .limits = amounts_in(lookup(resources, {"limits"})),
                            .cause = resources != nullptr ? resources : container};
      judge(item, subject, out);
    }
  }
}

}  // namespace

std::vector<Excess> pod_excesses(const LimitRange& range, const Node& pod) {
  std::vector<Excess> out;
  const Node* spec = lookup(&pod, {"spec"});
  if (spec == nullptr) return out;
  for (const LimitItem& item : range.items) {
    if (item.type == "Container") judge_containers(item, *spec, out);
    if (item.type != "Pod") continue;
    const Subject subject{.type = "Pod",
                          .container = {},
                          .requests = sum_of_pod(*spec, Side::kRequests),
                          .limits = sum_of_pod(*spec, Side::kLimits),
                          .cause = spec};
    judge(item, subject, out);
  }
  return out;
}

std::vector<Excess> claim_excesses(const LimitRange& range, const Node& claim) {
  std::vector<Excess> out;
  const Node* resources = lookup(&claim, {"spec", "resources"});
  const Subject subject{.type = "PersistentVolumeClaim",
                        .container = {},
                        .requests = amounts_in(lookup(resources, {"requests"})),
                        .limits = {},
                        .cause = resources != nullptr ? resources : lookup(&claim, {"spec"})};
  for (const LimitItem& item : range.items) {
    if (item.type != "PersistentVolumeClaim") continue;
    Judge judge(subject, out);
    for (const auto& [name, amount] : item.min) judge.minimum(name, amount);
    for (const auto& [name, amount] : item.max) judge.maximum_request(name, amount);
  }
  return out;
}

}  // namespace feastctl::admit
