/// @file
/// @brief Compares the same FeatureStores in two Feast releases: objects, verdicts and meaning.
///
/// To add a change in meaning: a row in meanings.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/source.hpp"
#include "base/versions.hpp"
#include "diff/parts.hpp"
#include "feastctl.hpp"

namespace feastctl::upgrade {

/// The effects of an upgrade on a store, apart from its objects; worst first.
enum class Kind : std::uint8_t {
  kRefused,   ///< the new release refuses the store
  kMeaning,   ///< the store has a different meaning
  kSpelling,  ///< the text of the store must change
  kWarned,    ///< the new release warns
  kAccepted,  ///< the new release accepts what the old one refuses
  kQuiet,     ///< the new release no longer warns
};

/// Such an effect. The finding names the store and, as its hint, what to do.
struct Consequence {
  Kind kind = Kind::kMeaning;
  Diagnostic finding;
};

enum class Format : std::uint8_t { kText, kMarkdown, kJson };

/// What to report, and how.
struct Wanted {
  Format format = Format::kText;
  bool color = false;                                ///< of the text form, for a terminal
  std::function<bool(const Diagnostic&)> ignored{};  ///< findings to ignore
};

/// A changed object, as the report shows it.
struct ObjectNote {
  diff::Change change = diff::Change::kChanged;
  std::string likeness{};  ///< equal for objects of other stores that change in the same way
  std::string title{};     ///< Deployment feast/feast-sample
  std::string text{};      ///< the change as text, hunks or JSON; empty if a similar one is already known
  std::string danger{};    ///< Markdown: what is refused or needs care
  std::string restart{};   ///< how its pods are replaced, if they are
};

/// Objects that change in the same way.
struct Alike {
  ObjectNote first;
  std::size_t others = 0;
  std::vector<std::string> named{};  ///< the titles of some others
};

/// The contribution of one store, or of all stores together, to the report.
struct Share {
  std::vector<Consequence> consequences{};
  std::vector<ObjectNote> objects{};
  diff::Totals totals{};

  [[nodiscard]] bool empty() const { return consequences.empty() && objects.empty(); }
};

/// The numbers of stores.
struct Stores {
  std::size_t all = 0;        ///< that could be read
  std::size_t differing = 0;  ///< … with something to report
  std::size_t left_out = 0;   ///< … whose annotation names another release
};

/// The effects of an upgrade on all stores.
struct Report {
  FeastRelease from{}, to{};
  KubernetesRelease kubernetes{};
  Stores stores{};
  diff::Totals totals{};  ///< of the objects
  std::vector<Consequence> consequences{};
  std::vector<Alike> objects{};  ///< for JSON, not grouped
  Diagnostics trouble{};         ///< findings about the inputs, and about stores that both releases refuse
};

/// Collects the contributions into a report.
class Collector {
 public:
  Collector(Report& report, const Wanted& wanted) : report_(report), wanted_(wanted) {}

  /// Adds the changes as the report shows them, without the text of those that are similar to a known one. The names
  /// are those of the store that owns the objects, or empty. Thread-safe.
  void describe(const diff::Changes& changes, std::string_view name_space, std::string_view name, Share& share) const;
  /// Adds the contribution of a store; called in input order, by one thread at a time.
  void add(Share&& share);

 private:
  void add(ObjectNote&& note);
  [[nodiscard]] bool knows(const std::string& likeness) const;

  Report& report_;
  const Wanted& wanted_;
  mutable std::mutex mutex_;                            ///< guards place_
  std::unordered_map<std::string, std::size_t> place_;  ///< in report_.objects, by likeness
};

/// Compares the findings of the two releases. Returns nothing if both refuse the store.
std::vector<Consequence> verdicts(const Diagnostics& before, const Diagnostics& after, const Wanted& wanted);

/// Whether there is anything to report.
inline bool differs(const Report& report) {
  return !report.consequences.empty() || !report.objects.empty();
}

/// Whether Kubernetes refuses a change, or the new release refuses a store.
bool refused(const Report& report);

/// The report as text.
std::string text(const Report& report, const Sources& sources, bool color);
/// … as Markdown for a pull request.
std::string markdown(const Report& report, const Sources& sources);
/// … as one JSON document, format version 1.0. Its changes are those of `feastctl diff --output=json`.
std::string json(const Report& report, const Sources& sources);

/// Renders all stores for both releases and compares them. `options.platform.feast` is the new release; options about
/// the output format are ignored. Defined next to the pipeline, in upgrade_run.cpp.
Report run(const Sources& sources, const Options& options, FeastRelease from, Wanted wanted);

}  // namespace feastctl::upgrade
