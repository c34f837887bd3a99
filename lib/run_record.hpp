/// @file
/// @brief A store's contribution to a run as bytes, for the cache (run_cache.hpp).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/sha256.hpp"
#include "store_run.hpp"

namespace feastctl {

/// What a cache keeps of a store. Places are relative to documents: source 1 is the store's own, and source 2 + n is
/// `others[n]`, so that they can be moved to where the documents are now.
struct KeptRun {
  StoreRun run{};
  std::vector<Sha256Digest> others{};  ///< of the texts of other documents
  Sha256Digest answers{};              ///< to the questions in `run.asked`
};

/// The bytes, for this build of the program only; nothing for a contribution that refers to the run it is from.
std::optional<std::string> packed(const KeptRun& kept);

/// What was packed; nothing if the bytes are no such thing.
std::optional<KeptRun> unpacked(std::string_view bytes);

}  // namespace feastctl
