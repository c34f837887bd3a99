/// @file
/// @brief `${NAME}` and `$NAME` in feature_store.yaml, which Feast replaces in the text before it reads it as YAML.
///
/// Source: feast.repo_config.load_repo_config, which calls Python's os.path.expandvars: a variable that is not set
/// stays as it is written, and nothing escapes a dollar sign.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/node.hpp"
#include "feast/environment.hpp"

namespace feastctl::feast {

/// What is to say about a variable.
struct VariableFinding {
  enum class Kind : std::uint8_t {
    kUnset,    ///< some containers do not have it, so there the text stays
    kBuiltIn,  ///< every container has it, so a text that only looks like a variable is replaced
    kBreaks,   ///< its value makes the file unreadable
  };
  Kind kind = Kind::kUnset;
  std::string place;                 ///< of the value in feature_store.yaml: online_store.password; kUnset: its section
  std::vector<std::string> names{};  ///< the variable's; kUnset: of all that the same containers lack; empty: not shown
  std::vector<std::string> values{};           ///< kUnset: the places of the values that name them
  std::vector<std::string_view> containers{};  ///< kUnset: those that do not have it
};

/// A configuration as Feast reads it in the pods.
struct Expansion {
  const Node* root = nullptr;            ///< with the values of variables that the input tells
  std::vector<std::string> unknown{};    ///< places of values that have a variable whose value the input does not tell
  std::vector<std::string> read_anew{};  ///< places of values that came out of variables
  std::vector<VariableFinding> findings{};
};

/// Whether any value may use a variable.
bool uses_variables(const Node& config);

/// Replaces the variables as the environments have them. `config` itself where it has none.
Expansion expand_variables(const Node& config, const std::vector<Environment>& environments, const TreeBuilder& tree);

}  // namespace feastctl::feast
