/// @file
/// @brief Keeps what a run said of each store, so that the next run over nearly the same input processes only what
/// changed: an editor asks again after every keystroke.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "parse/inputs.hpp"
#include "store_run.hpp"

namespace feastctl {

/// What the last run said of its stores. Belongs to one set of options; clear it if they change.
class RunCache {
 public:
  void clear() { *this = {}; }

 private:
  friend class Recall;

  /// A store's contribution. Places are relative to documents: source 1 is the store's own, and source 2 + n is
  /// `others[n]`, so that they can be moved to where the documents are now.
  struct Entry {
    StoreRun run;
    std::vector<std::size_t> others;   ///< hashes of the texts of other documents
    std::vector<std::size_t> answers;  ///< to the questions in `run.asked`
  };

  std::unordered_map<std::size_t, Entry> entries_;  ///< by the hash of the store's text
  std::size_t surroundings_ = 0;                    ///< a hash of what every store may depend on
};

/// A cache during one run.
class Recall {
 public:
  /// All arguments must outlive this. Forgets the entries if something changed that any store may depend on.
  Recall(RunCache& cache, const Sources& sources, const parse::Inputs& inputs, const whole_run::WholeRun& whole);

  /// The contribution of the store as in the last run, at its present place; nothing if it must be processed.
  /// Thread-safe.
  [[nodiscard]] std::optional<StoreRun> find(const parse::Store& store) const;
  /// The number of threads: starting them takes longer than processing a store.
  [[nodiscard]] unsigned worthwhile(unsigned jobs) const { return cache_.entries_.empty() ? jobs : 1; }

  /// Takes the contribution of the next store, in input order.
  void keep(const StoreRun& run);
  /// After the last store: what this run did not need is forgotten.
  void finish();

 private:
  [[nodiscard]] static bool keeps(const parse::Store& store);
  [[nodiscard]] std::size_t answer(const model::Asked& asked) const;
  [[nodiscard]] std::size_t fingerprint(const model::Held* held) const;
  [[nodiscard]] const parse::Part* part_at(Span where) const;
  [[nodiscard]] std::size_t surroundings() const;
  [[nodiscard]] std::size_t hash_of(const parse::Part& part) const { return hashes_[number_of(part)]; }
  [[nodiscard]] std::size_t number_of(const parse::Part& part) const {
    return static_cast<std::size_t>(&part - inputs_.parts.data());
  }

  RunCache& cache_;
  const parse::Inputs& inputs_;
  const whole_run::WholeRun& whole_;
  std::vector<std::size_t> hashes_;                                    ///< of the text of each part
  std::unordered_map<std::size_t, const parse::Part*> parts_by_hash_;  ///< nullptr: several have that text
  std::unordered_map<std::size_t, RunCache::Entry> fresh_;
  std::size_t next_ = 0;
};

}  // namespace feastctl
