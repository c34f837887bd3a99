/// @file
/// @brief Finds objects that the output would hold twice, and says where both come from.
///
/// All names of a fleet's objects would fill the memory. So a run first notes a number for each object, and only when
/// two numbers are equal are the stores asked once more, for the objects that bear them.
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

/// An object that may be there twice, with the finding that this would be.
struct Candidate {
  std::string identity;     ///< equal for the same object of a cluster
  Diagnostic finding;       ///< its place is what gives the object its name
  std::string as_first;     ///< what a note says of that place when another object has the same name
  std::string_view keep{};  ///< how an object of the input's own that has this name can stay, if there is a way
  bool in_bundle = false;   ///< it is the store's own
};

/// What is in the output twice. An object without a namespace is taken to be in the default one, as kustomize does.
class Repeats {
 public:
  explicit Repeats(std::string_view default_namespace) : default_namespace_(default_namespace) {}

  /// A number that stands for the object's name.
  [[nodiscard]] std::size_t number(const Node& object) const;
  void note(std::span<const std::size_t> numbers) { numbers_.insert(numbers_.end(), numbers.begin(), numbers.end()); }
  /// Keeps the numbers that were noted more than once; false when there are none.
  bool narrow();

  // After narrow():

  /// The candidates among the objects of a store, whose document is `store`; `out` says whose findings they are.
  [[nodiscard]] std::vector<Candidate> of_store(std::span<const Node* const> objects, const Node& store,
                                                Diagnostics out) const;
  /// The candidates among the input's own objects.
  [[nodiscard]] std::vector<Candidate> of_input(std::span<const Node* const> objects) const;
  /// The object as a candidate, if it is one, that is there because of the FeatureStore whose name is at `where`.
  [[nodiscard]] std::vector<Candidate> of_shared(const Node& object, Span where, std::string_view name_space,
                                                 std::string_view name) const;

  /// Takes candidates in the order of the output.
  void see(std::vector<Candidate>&& candidates);
  /// One finding for each pair of places, whatever the number of their objects.
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
  std::unordered_map<std::string, std::size_t> clash_of_;  ///< by the two places
};

}  // namespace feastctl::whole_run
