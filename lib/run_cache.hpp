/// @file
/// @brief Keeps what a run said of each store, so that the next run over nearly the same input processes only what
/// changed: an editor asks again after every keystroke, and a folder of thousands of stores is rendered again after
/// every commit.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/sha256.hpp"
#include "parse/inputs.hpp"
#include "run_record.hpp"
#include "store_run.hpp"

namespace feastctl {

/// What the last run said of its stores. Belongs to one set of options; clear it if they change.
class RunCache {
 public:
  RunCache() = default;
  /// A cache that can be saved. `key`, 64 random bytes, goes into all its checksums: without it, nobody can tell from
  /// them whether a guessed Secret is right. It leaves out stores whose findings quote what may be a secret.
  explicit RunCache(std::string key) : key_(std::move(key)) {}

  void clear() { *this = RunCache(std::move(key_)); }

  /// The cache as bytes, for this build of the program only.
  [[nodiscard]] std::string saved() const;
  /// Takes over what was saved with the same key; false if the bytes are no such thing.
  [[nodiscard]] bool restore(std::string_view saved);

  /// The number of stores in the last run.
  [[nodiscard]] std::size_t stores() const { return entries_.size(); }
  /// Has this store of the last run processed again.
  void forget(std::size_t store) { entries_[store].run.clear(); }

 private:
  friend class Recall;

  /// A store of the last run, in their order.
  struct Entry {
    Sha256Digest text{};  ///< of its document
    std::string run;      ///< run_record.hpp; empty: it is not kept
  };

  std::string key_;
  std::vector<Entry> entries_;
  Sha256Digest surroundings_{};  ///< of what every store may depend on
};

/// A cache during one run.
class Recall {
 public:
  /// All arguments must outlive this. Forgets the entries if something changed that any store may depend on.
  Recall(RunCache& cache, const Sources& sources, const parse::Inputs& inputs, const whole_run::WholeRun& whole);

  /// The contribution of the store as in the last run, at its present place; nothing if it must be processed.
  /// Thread-safe.
  [[nodiscard]] std::optional<StoreRun> find(const parse::Store& store) const;
  /// The number of threads: starting them takes longer than processing a few stores.
  [[nodiscard]] unsigned worthwhile(unsigned jobs) const;

  /// Takes the contribution of the next store, in input order.
  void keep(const StoreRun& run);
  /// After the last store: what this run did not need is forgotten.
  void finish();

 private:
  [[nodiscard]] static bool keeps(const parse::Store& store);
  [[nodiscard]] std::optional<std::string> packed_run(const StoreRun& run, const parse::Part& own) const;
  [[nodiscard]] Sha256Digest answers(const std::vector<model::Asked>& asked) const;
  [[nodiscard]] const model::Held* answer(const model::Asked& asked) const;
  [[nodiscard]] const parse::Part* part_at(Span where) const;
  [[nodiscard]] Sha256Digest surroundings() const;
  [[nodiscard]] const Sha256Digest& hash_of(const parse::Part& part) const { return hashes_[number_of(part)]; }
  [[nodiscard]] std::size_t number_of(const parse::Part& part) const {
    return static_cast<std::size_t>(&part - inputs_.parts.data());
  }

  RunCache& cache_;
  const parse::Inputs& inputs_;
  const whole_run::WholeRun& whole_;
  std::vector<Sha256Digest> hashes_;                                                ///< of the text of each part
  std::unordered_map<Sha256Digest, const parse::Part*, DigestHash> parts_by_hash_;  ///< nullptr: several have that text
  std::unordered_map<Sha256Digest, std::size_t, DigestHash> known_;                 ///< the entries by text
  std::vector<RunCache::Entry> fresh_;
};

}  // namespace feastctl
