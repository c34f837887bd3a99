/// @file
/// @brief What a row of the option table and of the command table says.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace feastctl::options {

/// The commands, in the order in which help lists them; a row of commands.cpp describes each.
enum class Command : std::uint8_t {
  kProgram,  ///< feastctl without a command
  kRender,
  kValidate,
  kDefaults,
  kExplain,
  kConvert,
  kInit,
  kImages,
  kRbac,
  kDiff,
  kKinds,
  kAdopt,
  kUpgrade,
  kSimulate,
  kCapacity,
  kGraph,
  kAdmit,
  kConfig,
  kArgocd,
  kArgocdGenerate,
  kArgocdParameters,
  kArgocdPlugin,
  kFn,
  kRules,
  kSchema,
  kLsp,
  kCompletion,
  kVersion,
};

/// A set of commands, one bit each.
using Commands = std::uint32_t;
template <typename... T>
constexpr Commands set_of(T... commands) {
  return ((Commands{1} << static_cast<unsigned>(commands)) | ...);
}
constexpr bool contains(Commands set, Command command) {
  return (set & set_of(command)) != 0;
}

/// What an option takes.
enum class Value : std::uint8_t {
  kFlag,
  kText,
  kNumber,
  kList,        ///< texts; the option can be repeated
  kFlagOrList,  ///< nothing, or a text after `=`; can be repeated
};

/// Where an option can be set besides the command line, one bit each.
enum Place : std::uint8_t {
  kConfigFile = 1,  ///< a key of the configuration file
  kCheckout = 2,    ///< … even of one that was found beside the inputs, so that whoever wrote those may set it
  kPython = 4,      ///< a keyword of the Python calls render() and validate()
};

/// The headings of help, in their order.
enum class Group : std::uint8_t { kArguments, kOptions, kOutput, kInput, kCluster, kBundle, kFindings, kGeneral };
std::string_view title(Group group);

/// A value that an option accepts.
struct Choice {
  std::string_view name;
  std::string_view about{};  ///< a sentence for the manual; may use backticks
};

/// An option as a parameter of the Argo CD plugin.
struct ArgocdParameter {
  std::string_view title{};    ///< empty: it is no parameter
  std::string_view initial{};  ///< what the plugin takes for granted when this differs from the command line
  std::string_view tooltip{};  ///< empty: the option's help
};

/// An option, or an argument without dashes. Two rows may have the same name if no command takes both.
struct Option {
  std::string_view name;  ///< without dashes; of an argument, its placeholder
  char letter = '\0';     ///< the short form
  Value value = Value::kFlag;
  std::string_view placeholder{};                      ///< what stands for the value: FILE, NAME, N
  std::vector<Choice> (*choices)() = nullptr;          ///< nothing else is accepted
  bool (*spells)(std::string_view) = nullptr;          ///< … except what this says is another spelling of a choice
  std::string (*problem)(std::string_view) = nullptr;  ///< in place of choices: what is wrong with a value, or empty
  std::string_view initial{};                          ///< the default value, given to the option's variable
  std::string_view otherwise{};                        ///< the default in words, where it is no fixed value
  Group group = Group::kOptions;
  Commands commands = 0;     ///< those that take it
  Commands indifferent = 0;  ///< those that accept it and give the same answer with it: it is not in their help
  std::uint8_t places = 0;   ///< a set of Place
  ArgocdParameter argocd{};
  bool required = false;
  bool commas = false;         ///< a list whose values can also be separated by commas
  std::string_view help;       ///< one sentence for --help, editors and Argo CD
  std::string_view details{};  ///< what the manual adds: sentences, with backticks around what is typed

  [[nodiscard]] constexpr bool is_argument() const { return group == Group::kArguments; }
  [[nodiscard]] constexpr bool is_list() const { return value == Value::kList || value == Value::kFlagOrList; }
  [[nodiscard]] constexpr bool is_flag() const { return value == Value::kFlag || value == Value::kFlagOrList; }
};

/// A command that can be copied, and what it does.
struct Example {
  std::string_view command;
  std::string_view about{};
};

/// A command.
struct CommandRow {
  Command command;
  std::string_view name;         ///< `argocd plugin` for a command below another
  std::string_view summary;      ///< a phrase without a full stop: what it does
  std::string_view arguments{};  ///< of the usage lines, where these do not follow from the options
  std::vector<Example> (*examples)();
  std::string_view note{};  ///< a paragraph of help below the options
};

}  // namespace feastctl::options
