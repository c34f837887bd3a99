/// @file
/// @brief Holds a section of feature_store.yaml against its parameters, as the classes of Feast's configuration do.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/field.hpp"
#include "base/span.hpp"
#include "feast/table.hpp"

namespace feastctl::feast {

/// What is wrong with a value, by kind.
enum class Fault : std::uint8_t {
  kUnreadable,    ///< the file is no map, or no YAML
  kUnknown,       ///< a parameter that nobody knows
  kMissing,       ///< a required parameter that is not there
  kWrongType,     ///< a value of another type than the parameter's
  kOutOfRange,    ///< a number below or above what is allowed
  kNotOneOf,      ///< not one of the words that are allowed
  kRule,          ///< a rule between parameters
  kUnknownType,   ///< a store, engine or server that Feast does not have
  kUnknownClass,  ///< a Python class that Feast cannot load by itself
  // What the configuration's classes accept and what fails, or does nothing, later; see advice.hpp.
  kIgnored,       ///< a parameter that Feast does not know and passes over
  kNested,        ///< a section within itself
  kNoDriver,      ///< a database URL that the image has no driver for
  kRegistryPath,  ///< a path that no registry can be at
  kAbstract,      ///< an engine that cannot be built
};

/// When Feast raises the error.
enum class Stage : std::uint8_t {
  kLoad,      ///< when the file is read: every command, every pod
  kRegistry,  ///< at the first access to the registry
  kStore,     ///< at the first use of a store that was given as a bare name
  kAuth,      ///< when the servers or clients set up authorization
  kEngine,    ///< when the batch engine is built: apply or materialize
  kMlflow,    ///< when MLflow is set up, which only logs a warning
};

/// A reason why Feast refuses a configuration.
struct ConfigError {
  Fault fault = Fault::kUnreadable;
  Stage stage = Stage::kLoad;
  std::string place;                 ///< as pydantic spells it: online_store.hosts.0
  std::string message;               ///< in a sentence, without values of the file
  std::string hint;                  ///< what to write instead, or empty
  Span where;                        ///< the value, or the key that it concerns, or the nearest parent's
  const Section* section = nullptr;  ///< whose parameter it is, if known
  bool key_has_value = true;         ///< false for a key without a value, which may be none
  std::size_t own_keys = 0;          ///< where in `place` keys of the file's own choice follow, if not 0
};

using ConfigErrors = std::vector<ConfigError>;

/// The sink of one section.
class Report {
 public:
  Report(ConfigErrors& out, Stage stage, const Section* section, Minor release)
      : out_(&out), stage_(stage), section_(section), release_(release), begin_(out.size()) {}

  /// Reports a problem at a value; `branch` is pydantic's name of a union's branch, with its dot.
  void add(Fault fault, const Field& at, std::string message, std::string_view branch = {});
  /// Reports a parameter that Feast does not have, at its key.
  void add_unknown(const Field& at);
  /// Reports one that Feast passes over, at its key.
  void add_ignored(const Field& at, std::string hint);
  /// Notes of all from the `from`-th on that they are about entries of `map`, whose keys are the file's own.
  void note_own_keys(std::size_t from, const Field& map);
  /// Adds to the last one what to write instead.
  void hint(std::string text);
  /// Reports one that ends the check of the section: nothing else of it is said.
  void only(Fault fault, const Field& at, std::string message);

  [[nodiscard]] Minor release() const { return release_; }
  [[nodiscard]] const Section* section() const { return section_; }
  [[nodiscard]] std::size_t size() const { return out_->size(); }

 private:
  ConfigErrors* out_;
  Stage stage_;
  const Section* section_;
  Minor release_;
  std::size_t begin_;
  bool closed_ = false;
};

/// A place as pydantic spells it: the keys and indexes with dots between them.
std::string pydantic_place(const Field& field);

/// The parameter of these that `key` names in the release, or nullptr.
const Parameter* find_parameter(std::span<const Parameter> parameters, std::string_view key, Minor release);

/// Judges one value.
void check_value(const Type& type, const Parameter& parameter, const Field& at, Report& report,
                 std::string_view branch = {});

/// Judges what is below `at` (a map, or nothing) against the parameters, and adds each error in their order, unknown
/// keys last.
void check_parameters(std::span<const Parameter> parameters, bool unknown_allowed, const Field& at, Report& report);

}  // namespace feastctl::feast
