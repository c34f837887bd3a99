/// @file
/// @brief Finds objects that the output would contain twice, and reports where both come from.
///
/// The names of all objects could exhaust memory. A run therefore first records a hash of each object, and runs the
/// stores again only if two hashes are equal, to get the objects with these hashes.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/node.hpp"
#include "base/object_name.hpp"

namespace feastctl::whole_run {

/// A possible duplicate object, with the finding to report.
struct Candidate {
  std::string identity;     ///< equal for the same object in a cluster
  Diagnostic finding;       ///< its place is the origin of the object's name
  std::string as_first;     ///< the text of a note at that place if another object has the same name
  std::string_view keep{};  ///< how an object in the input with this name can be kept, if possible
  bool in_bundle = false;   ///< it belongs to the store's bundle
};

/// Finds duplicate objects in the output. An object without a namespace counts as being in the default namespace, as in
/// kustomize.
class Repeats {
 public:
  explicit Repeats(std::string_view default_namespace) : default_namespace_(default_namespace) {}

  /// A hash of the object's name.
  [[nodiscard]] std::size_t number(const Node& object) const;
  void note(std::span<const std::size_t> numbers) { numbers_.insert(numbers_.end(), numbers.begin(), numbers.end()); }
  /// Keeps the hashes that were recorded more than once; returns false if there are none.
  bool narrow();

  // After narrow():

  /// The candidates among the objects of a store with the document `store`; `out` determines the store of the findings.
  [[nodiscard]] std::vector<Candidate> of_store(std::span<const Node* const> objects, const Node& store,
                                                Diagnostics out) const;
  /// The candidates among the objects in the input.
  [[nodiscard]] std::vector<Candidate> of_input(std::span<const Node* const> objects) const;
  /// The object as a candidate, if it is one, caused by the FeatureStore whose name is at `where`.
  [[nodiscard]] std::vector<Candidate> of_shared(const Node& object, Span where, std::string_view name_space,
                                                 std::string_view name) const;

  /// Adds candidates in output order.
  void see(std::vector<Candidate>&& candidates);
  /// One finding for each pair of places, regardless of the number of objects.
  void report(Diagnostics& out);

 private:
  /// Objects whose names come from the same two places.
  struct Clash {
    Candidate second;
    Note first;
    std::vector<std::string> objects;
  };

  [[nodiscard]] ObjectName name_in_cluster(const Node& object) const;
  [[nodiscard]] std::string identity(const Node& object) const;
  [[nodiscard]] bool repeated(const Node& object) const;
  void add(Candidate&& second, const Candidate& first);

  std::string default_namespace_;
  std::vector<std::size_t> numbers_;
  std::unordered_map<std::string, Candidate> first_;
  std::vector<Clash> clashes_;
  std::unordered_map<std::string, std::size_t> clash_of_;  ///< by the pair of places
};

}  // namespace feastctl::whole_run
