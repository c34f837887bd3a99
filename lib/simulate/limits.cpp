#include "simulate/limits.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "simulate/replica_calculator.hpp"

namespace feastctl::simulate {

namespace {

constexpr std::size_t kNoPlace = std::numeric_limits<std::size_t>::max();

/// Go's arithmetic on int32, which wraps.
std::int32_t wrapped(std::int64_t value) {
  return static_cast<std::int32_t>(value);
}

std::int32_t changed_within(const auto& changes, std::int64_t now, std::int32_t period) {
  std::int64_t replicas = 0;
  for (const auto& change : changes) {
    if (change.time > now - period) replicas += change.replicas;
  }
  return wrapped(replicas);
}

std::int32_t longest_period(const ScalingRules& rules) {
  std::int32_t longest = 0;
  for (const Policy& policy : rules.policies) longest = std::max(longest, policy.period);
  return longest;
}

}  // namespace

void Limits::first_recommendation(std::int64_t now, std::int32_t current) {
  recommendations_.push_back({current, now});
}

void Limits::recommend(std::size_t place, std::int64_t now, std::int32_t wanted) {
  if (place == kNoPlace) {
    recommendations_.push_back({wanted, now});
  } else {
    recommendations_[place] = {wanted, now};
  }
}

std::int32_t Limits::stabilize(std::int64_t now, std::int32_t wanted) {
  std::int32_t highest = wanted;
  std::size_t old = kNoPlace;
  for (std::size_t i = 0; i < recommendations_.size(); ++i) {
    if (recommendations_[i].time < now - kDownscaleStabilization) {
      old = i;
    } else {
      highest = std::max(highest, recommendations_[i].replicas);
    }
  }
  recommend(old, now, wanted);
  return highest;
}

std::int32_t Limits::stabilize_with_behavior(std::int64_t now, std::int32_t current, std::int32_t wanted) {
  std::int32_t lowest = wanted;
  std::int32_t highest = wanted;
  std::size_t old = kNoPlace;
  const std::int64_t since_up = now - hpa_->up.window;
  const std::int64_t since_down = now - hpa_->down.window;
  for (std::size_t i = 0; i < recommendations_.size(); ++i) {
    const auto [replicas, time] = recommendations_[i];
    if (time > since_up) lowest = std::min(lowest, replicas);
    if (time > since_down) highest = std::max(highest, replicas);
    if (time < since_up && time < since_down) old = i;
  }
  recommend(old, now, wanted);
  // In this order: where the two contradict each other, the higher bound wins.
  return std::min(std::max(current, lowest), highest);
}

Limited Limits::normalize(std::int64_t now, std::int32_t current, std::int32_t wanted) {
  Limited result{.able_reason = "ReadyForNewScale"};
  if (hpa_->has_behavior) {
    result.stabilized = stabilize_with_behavior(now, current, wanted);
    if (result.stabilized != wanted) {
      result.able_reason = wanted >= current ? "ScaleUpStabilized" : "ScaleDownStabilized";
    }
    limit_with_behavior(now, current, result);
  } else {
    result.stabilized = stabilize(now, wanted);
    if (result.stabilized != wanted) result.able_reason = "ScaleDownStabilized";
    limit(current, result);
  }
  result.limited = result.desired != result.stabilized;
  return result;
}

void Limits::limit(std::int32_t current, Limited& result) const {
  const std::int32_t rate = to_int32(std::max(2.0 * static_cast<double>(current), 4.0));
  const std::int32_t most = std::min(hpa_->max_replicas, rate);
  result.desired = result.stabilized;
  result.limited_reason = "DesiredWithinRange";
  if (result.stabilized < hpa_->min_replicas) {
    result.desired = hpa_->min_replicas;
    result.limited_reason = "TooFewReplicas";
  } else if (result.stabilized > most) {
    result.desired = most;
    result.limited_reason = hpa_->max_replicas > rate ? "ScaleUpLimit" : "TooManyReplicas";
  }
}

void Limits::limit_with_behavior(std::int64_t now, std::int32_t current, Limited& result) const {
  result.desired = result.stabilized;
  result.limited_reason = "DesiredWithinRange";
  if (result.stabilized > current) {
    const std::int32_t rate = std::max(rate_limit(now, current, hpa_->up, true), current);
    const std::int32_t most = std::min(hpa_->max_replicas, rate);
    if (result.stabilized <= most) return;
    result.desired = most;
    result.limited_reason = hpa_->max_replicas > rate ? "ScaleUpLimit" : "TooManyReplicas";
  } else if (result.stabilized < current) {
    const std::int32_t rate = std::min(rate_limit(now, current, hpa_->down, false), current);
    const std::int32_t least = std::max(hpa_->min_replicas, rate);
    if (result.stabilized >= least) return;
    result.desired = least;
    result.limited_reason = hpa_->min_replicas < rate ? "ScaleDownLimit" : "TooFewReplicas";
  }
}

std::int32_t Limits::rate_limit(std::int64_t now, std::int32_t current, const ScalingRules& rules, bool up) const {
  if (rules.select == SelectPolicy::kDisabled) return current;
  // The largest change is the highest number on the way up, and the lowest on the way down.
  const bool highest = (rules.select == SelectPolicy::kMax) == up;
  std::int32_t result = highest ? std::numeric_limits<std::int32_t>::min() : std::numeric_limits<std::int32_t>::max();
  for (const Policy& policy : rules.policies) {
    const std::int64_t added = changed_within(ups_, now, policy.period);
    const std::int64_t deleted = changed_within(downs_, now, policy.period);
    const std::int32_t at_start = wrapped(current - added + deleted);
    const double factor = static_cast<double>(policy.value) / 100;
    std::int32_t proposed = 0;
    if (policy.type == PolicyType::kPods) {
      proposed = wrapped(static_cast<std::int64_t>(at_start) + (up ? policy.value : -policy.value));
    } else if (up) {
      proposed = to_int32(std::ceil(static_cast<double>(at_start) * (1 + factor)));
    } else {
      proposed = to_int32(static_cast<double>(at_start) * (1 - factor));
    }
    result = highest ? std::max(result, proposed) : std::min(result, proposed);
  }
  return result;
}

void Limits::changed(std::int64_t now, std::int32_t from, std::int32_t to) {
  if (!hpa_->has_behavior) return;
  Changes& changes = to > from ? ups_ : downs_;
  const std::int64_t cutoff = now - longest_period(to > from ? hpa_->up : hpa_->down);
  const Change change{wrapped(static_cast<std::int64_t>(std::max(from, to)) - std::min(from, to)), now};
  // The last outdated change makes room. The others stay, and still count for a longer period of the other side.
  std::size_t old = kNoPlace;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    changes[i].outdated = changes[i].outdated || changes[i].time < cutoff;
    if (changes[i].outdated) old = i;
  }
  if (old == kNoPlace) {
    changes.push_back(change);
  } else {
    changes[old] = change;
  }
}

}  // namespace feastctl::simulate
