/// @file
/// @brief A JSON Schema validator of other people as the second judge of a FeatureStore, for tests and fuzzers.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "base/api_version.hpp"
#include "base/node.hpp"

namespace feastctl::test {

/// Judges documents by the embedded schemas with valijson. It sees documents as JSON Schema cannot but see them: after
/// nulls are dropped and whole floats made integers. What JSON Schema does not say at all (unique keys of lists,
/// Kubernetes' rules for metadata, quantities that fit the pattern and are none) is left out of the comparison.
class SecondJudge {
 public:
  explicit SecondJudge(Edition edition);
  SecondJudge(const SecondJudge&) = delete;
  SecondJudge& operator=(const SecondJudge&) = delete;
  ~SecondJudge();

  /// What the two say of the document `store` when they do not agree on accepting it, or nothing.
  [[nodiscard]] std::optional<std::string> disagreement(const Node& store) const;

 private:
  struct Parts;
  Edition edition_;
  std::unique_ptr<Parts> parts_;
};

}  // namespace feastctl::test
