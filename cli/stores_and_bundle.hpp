/// @file
/// @brief The stores in the input with their rendered objects, for commands that look at a cluster.
#pragma once

#include "diff/diff.hpp"
#include "options.hpp"

namespace feastctl::cli {

/// Reads and renders the stores, and prints the findings.
class StoresAndBundle {
 public:
  StoresAndBundle(const ReadingOptions& options, const TreeBuilder& tree);

  /// Whether there is a bundle; if not, `status` is the exit status.
  [[nodiscard]] bool ok() const { return status_ == 0; }
  [[nodiscard]] int status() const { return status_; }
  [[nodiscard]] const diff::Objects& objects() const { return objects_; }
  [[nodiscard]] const Result& result() const { return result_; }

 private:
  InputFiles inputs_;
  Result result_;
  Sources rendered_;  ///< the texts of `result_`
  diff::Objects objects_;
  int status_ = 0;
};

}  // namespace feastctl::cli
