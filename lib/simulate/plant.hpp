/// @file
/// @brief The pods that an autoscaler scales, and the metrics that are measured of them, second by second.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "simulate/line.hpp"
#include "simulate/scenario.hpp"

namespace feastctl::simulate {

/// What a pod is like at a second.
enum class PodState : std::uint8_t { kPending, kRunning, kReady };

/// Pods that were created at the same second, and therefore are alike forever.
struct Cohort {
  std::int64_t created = 0;
  std::int64_t start_time = 0, running_since = 0, ready_since = 0;
  std::int64_t count = 0;

  [[nodiscard]] PodState state(std::int64_t second) const {
    return second >= ready_since ? PodState::kReady : second >= running_since ? PodState::kRunning : PodState::kPending;
  }
};

/// A value per cohort (by its place in Plant::cohorts), absent for those that had no sample.
using Samples = std::vector<std::optional<std::int64_t>>;

/// What became of the load in the seconds since the last call of Plant::take_served.
struct Served {
  std::int64_t seconds = 0;
  std::int64_t load = 0;         ///< millicore-seconds that were asked for
  std::int64_t unserved = 0;     ///< millicore-seconds beyond the limits, or with no pod ready
  std::int64_t without_pod = 0;  ///< seconds with load and no pod ready
};

/// The rules are those of docs/reference/scenario.md. Pods that are younger are never in a further state, so the
/// youngest are the first to be deleted, whatever their state.
class Plant {
 public:
  /// The scenario must outlive the plant.
  explicit Plant(const Scenario& scenario);

  /// Scrapes if it is due, then lets the pods work for the second [now, now + 1).
  void pass(std::int64_t now);
  /// Creates pods at second `now`, or deletes the youngest ones.
  void scale(std::int64_t now, std::int64_t replicas);

  [[nodiscard]] const std::vector<Cohort>& cohorts() const { return cohorts_; }
  [[nodiscard]] std::int64_t replicas() const { return replicas_; }
  [[nodiscard]] std::int64_t count(std::int64_t now, PodState state) const;

  /// Whether there was a scrape, and its second.
  [[nodiscard]] std::optional<std::int64_t> scraped() const { return scraped_; }
  /// Each cohort's use of the resource in the window of the last scrape, by one container or all (empty name), in
  /// thousandths. Nothing when there is no such container.
  [[nodiscard]] std::optional<Samples> use(std::string_view resource, std::string_view container) const;
  /// Each cohort's value of a metric of type Pods at the last scrape.
  [[nodiscard]] Samples pods_metric(std::string_view name) const;
  /// The metric as a whole at the last scrape, if it exists.
  [[nodiscard]] std::optional<std::int64_t> total(std::string_view name) const;

  /// CPU asked for and not served since the last call.
  Served take_served();

 private:
  static constexpr std::size_t kWindow = 15;

  /// The use of one resource by one container, while it is walked through time.
  struct Track {
    const Container* container;
    const Usage* usage;
    Walk load;
    std::array<std::int64_t, kWindow> history{};   ///< a ready pod's use in second s, at s modulo the window
    std::array<std::int64_t, kWindow + 1> sums{};  ///< at the last scrape: the use in the last n seconds
    bool is_cpu = false;                           ///< asked every second, so not by comparing names
  };
  struct Total {
    const MetricTotal* metric;
    Walk walk;
    std::int64_t now = 0;
    std::int64_t scraped = 0;
  };

  void scrape(std::int64_t now);
  void work(Track& track, std::int64_t now, std::int64_t ready);
  [[nodiscard]] std::int64_t sample(const Track& track, const Cohort& cohort) const;
  [[nodiscard]] bool has_sample(const Cohort& cohort) const;
  void merge_settled(std::int64_t now);
  [[nodiscard]] Cohort cohort(std::int64_t created, std::int64_t count) const;

  const Scenario* scenario_;
  std::vector<Cohort> cohorts_;  ///< the oldest first
  std::int64_t replicas_ = 0;
  std::vector<Track> tracks_;
  std::vector<Total> totals_;
  std::optional<std::int64_t> scraped_;
  std::int64_t ready_at_scrape_ = 0;
  Served served_;
};

}  // namespace feastctl::simulate
