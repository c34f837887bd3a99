#include "simulate/plant.hpp"

#include <algorithm>
#include <utility>

namespace feastctl::simulate {

namespace {

constexpr std::int64_t kScrapePeriod = 15;
constexpr std::int64_t kFirstPodsSince = -3600;

std::int64_t limited(const Usage& usage, std::int64_t amount) {
  return usage.limit ? std::min(amount, *usage.limit) : amount;
}

/// What a container uses at most, in thousandths: ten terabytes. Sums over hundreds of pods then fit 64 bits.
constexpr std::int64_t kMostThousandths = 10'000'000'000'000'000;

/// In thousandths, as Quantity.MilliValue() has it: CPU is counted in these already.
std::int64_t in_thousandths(std::string_view resource, std::int64_t amount) {
  return resource == "cpu" ? amount : std::min(amount, kMostThousandths / 1000) * 1000;
}

}  // namespace

Plant::Plant(const Scenario& scenario) : scenario_(&scenario), replicas_(scenario.initial_replicas) {
  constexpr auto kBefore = -static_cast<std::int64_t>(kWindow);
  if (replicas_ > 0) {
    cohorts_.push_back({kFirstPodsSince, kFirstPodsSince, kFirstPodsSince, kFirstPodsSince, replicas_});
  }
  for (const Container& container : scenario.containers) {
    for (const Usage& usage : container.usages) {
      tracks_.push_back({&container, &usage, Walk(usage.load, kBefore)});
      tracks_.back().is_cpu = usage.resource == "cpu";
    }
  }
  for (const MetricTotal& metric : scenario.metrics) totals_.push_back({&metric, Walk(metric.total, 0)});
  for (Track& track : tracks_) {
    for (std::int64_t second = kBefore; second < 0; ++second) work(track, second, replicas_);
  }
  served_ = {};
}

Cohort Plant::cohort(std::int64_t created, std::int64_t count) const {
  const std::int64_t start = created + scenario_->schedule;
  const std::int64_t running = start + scenario_->init;
  return {created, start, running, running + scenario_->ready, count};
}

std::int64_t Plant::count(std::int64_t now, PodState state) const {
  std::int64_t count = 0;
  for (const Cohort& c : cohorts_) count += c.state(now) == state ? c.count : 0;
  return count;
}

void Plant::pass(std::int64_t now) {
  for (Total& total : totals_) {
    const std::int64_t value = total.walk.next();
    if (now % total.metric->polling == 0) total.now = value;
  }
  if (now >= scenario_->scrape_offset && (now - scenario_->scrape_offset) % kScrapePeriod == 0) scrape(now);
  const std::int64_t ready = count(now, PodState::kReady);
  ++served_.seconds;
  const std::int64_t without_pod = served_.without_pod;
  for (Track& track : tracks_) work(track, now, ready);
  served_.without_pod = std::min(served_.without_pod, without_pod + 1);
}

void Plant::work(Track& track, std::int64_t now, std::int64_t ready) {
  const std::int64_t load = track.load.next();
  const Usage& usage = *track.usage;
  const std::int64_t wanted = ready == 0 ? 0 : usage.idle + load / ready;
  const std::int64_t use = limited(usage, wanted);
  track.history[static_cast<std::size_t>(now + kScrapePeriod) % kWindow] = use;
  if (!track.is_cpu || load == 0) return;
  served_.load += load;
  if (ready == 0) {
    served_.unserved += load;
    ++served_.without_pod;
  } else if (use < wanted) {
    served_.unserved += load - ready * std::max<std::int64_t>(use - usage.idle, 0);
  }
}

void Plant::scrape(std::int64_t now) {
  scraped_ = now;
  ready_at_scrape_ = count(now, PodState::kReady);
  for (Track& track : tracks_) {
    for (std::size_t n = 1; n <= kWindow; ++n) {
      const auto second = static_cast<std::size_t>(now + kScrapePeriod) - n;
      track.sums[n] = track.sums[n - 1] + track.history[second % kWindow];
    }
  }
  for (Total& total : totals_) total.scraped = total.now;
}

bool Plant::has_sample(const Cohort& cohort) const {
  return scraped_ && cohort.running_since <= *scraped_ - kScrapePeriod;
}

std::int64_t Plant::sample(const Track& track, const Cohort& cohort) const {
  const std::int64_t end = *scraped_;
  const std::int64_t begin = end - kScrapePeriod;
  const std::int64_t born = cohort.created + 1;
  const std::int64_t runs = std::clamp(std::max(cohort.running_since, born), begin, end);
  const std::int64_t ready = std::clamp(std::max(cohort.ready_since, born), begin, end);
  const std::int64_t starting = limited(*track.usage, track.usage->start);
  return ((ready - runs) * starting + track.sums[static_cast<std::size_t>(end - ready)]) / kScrapePeriod;
}

std::optional<Samples> Plant::use(std::string_view resource, std::string_view container) const {
  const auto& all = scenario_->containers;
  if (!container.empty() && std::ranges::find(all, container, &Container::name) == all.end()) return std::nullopt;
  Samples samples;
  samples.reserve(cohorts_.size());
  for (const Cohort& c : cohorts_) {
    auto& value = samples.emplace_back();
    if (!has_sample(c)) continue;
    value = 0;
    for (const Track& track : tracks_) {
      if (track.usage->resource != resource || (!container.empty() && track.container->name != container)) continue;
      // Go's sum, which wraps.
      *value = static_cast<std::int64_t>(static_cast<std::uint64_t>(*value) +
                                         static_cast<std::uint64_t>(in_thousandths(resource, sample(track, c))));
    }
  }
  return samples;
}

Samples Plant::pods_metric(std::string_view name) const {
  Samples samples(cohorts_.size());
  const auto value = total(name);
  if (!value) return samples;
  for (std::size_t i = 0; i < cohorts_.size(); ++i) {
    if (cohorts_[i].state(*scraped_) == PodState::kReady && cohorts_[i].created < *scraped_) {
      samples[i] = *value / ready_at_scrape_;
    }
  }
  return samples;
}

std::optional<std::int64_t> Plant::total(std::string_view name) const {
  if (!scraped_) return std::nullopt;
  for (const Total& t : totals_) {
    if (t.metric->name == name) return t.scraped;
  }
  return std::nullopt;
}

void Plant::scale(std::int64_t now, std::int64_t replicas) {
  if (replicas > replicas_) cohorts_.push_back(cohort(now, replicas - replicas_));
  std::int64_t surplus = replicas_ - replicas;
  while (surplus > 0) {
    Cohort& youngest = cohorts_.back();
    const std::int64_t gone = std::min(surplus, youngest.count);
    youngest.count -= gone;
    surplus -= gone;
    if (youngest.count == 0) cohorts_.pop_back();
  }
  replicas_ = replicas;
  merge_settled(now);
}

void Plant::merge_settled(std::int64_t now) {
  // Nothing that is measured or decided from here on tells these pods apart: the last scrape's window began at most
  // two periods ago, and the controller treats CPU of young pods differently.
  const auto settled = [&](const Cohort& c) {
    return std::max(c.ready_since, c.created + 1) <= now - 2 * kScrapePeriod &&
           c.start_time + kCpuInitializationPeriod <= now;
  };
  std::size_t last = 0;
  while (last + 1 < cohorts_.size() && settled(cohorts_[last + 1])) ++last;
  if (last == 0 || !settled(cohorts_[0])) return;
  for (std::size_t i = 1; i <= last; ++i) cohorts_[0].count += cohorts_[i].count;
  cohorts_.erase(cohorts_.begin() + 1, cohorts_.begin() + 1 + static_cast<std::ptrdiff_t>(last));
}

Served Plant::take_served() {
  return std::exchange(served_, {});
}

}  // namespace feastctl::simulate
