/// @file
/// @brief The part of CLI11 that the commands of the playground's module use, under the same names.
///
/// CLI11, and the streams and locales that it needs, would be a sixth of that module. What cli/ declares and what a
/// user reads is the same; tests/playground/npm_test.py compares both with the native program.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace CLI {

enum class ExitCodes : unsigned char { BaseClass, ArgumentMismatch };

/// Whatever ends parsing.
class Error : public std::runtime_error {
 public:
  explicit Error(const std::string& message, int exit_code = 0) : std::runtime_error(message), exit_code_(exit_code) {}
  [[nodiscard]] int get_exit_code() const { return exit_code_; }

 private:
  int exit_code_;
};
struct ParseError : Error {
  using Error::Error;
};
struct ValidationError : ParseError {
  using ParseError::ParseError;
};
struct ArgumentMismatch : ParseError {
  explicit ArgumentMismatch(const std::string& message)
      : ParseError(message, static_cast<int>(ExitCodes::ArgumentMismatch)) {}
};
/// The error has been reported.
struct RuntimeError : ParseError {
  explicit RuntimeError(int exit_code) : ParseError("", exit_code) {}
};
/// Arguments that nothing takes.
struct ExtrasError : ParseError {
  using ParseError::ParseError;
};
struct CallForHelp : ParseError {
  CallForHelp() : ParseError("") {}
};
struct CallForVersion : ParseError {
  using ParseError::ParseError;
};

namespace detail {
std::vector<std::string> split(const std::string& text, char delimiter);
}  // namespace detail

/// An option, a flag or an argument, with the variable that takes its value.
class Option {
 public:
  using Variable = std::variant<std::string*, std::vector<std::string>*, bool*, unsigned*>;

  Option(const std::string& names, Variable into, bool flag);

  Option* required() { return required_ = true, this; }
  Option* delimiter(char letter) { return delimiter_ = letter, this; }
  Option* allow_extra_args(bool /*allow*/) { return this; }  // none takes several values at once
  /// What is wrong with a value, or nothing.
  Option* check(std::function<std::string(const std::string&)> problem) { return problem_ = std::move(problem), this; }

  [[nodiscard]] std::size_t count() const { return results_.size(); }
  [[nodiscard]] const std::vector<std::string>& results() const { return results_; }
  void add_result(const std::string& value);
  /// Checks the results and puts them into the variable. Throws ParseError.
  void run_callback();

  [[nodiscard]] bool is_called(std::string_view name) const;
  [[nodiscard]] bool is_flag() const { return flag_; }
  [[nodiscard]] bool is_required() const { return required_; }
  [[nodiscard]] bool is_argument() const { return letter_ == '\0' && !name_.starts_with("--"); }
  [[nodiscard]] bool takes_more() const {
    return count() == 0 || std::holds_alternative<std::vector<std::string>*>(into_);
  }
  [[nodiscard]] char letter() const { return letter_; }
  [[nodiscard]] const std::string& name() const { return name_; }

 private:
  std::string name_;  ///< `--output`, or PATH
  char letter_ = '\0';
  Variable into_;
  bool flag_, required_ = false;
  char delimiter_ = '\0';
  std::function<std::string(const std::string&)> problem_;
  std::vector<std::string> results_;
};

/// The program, or one of its commands.
class App {
 public:
  explicit App(const std::string& /*about*/ = "", std::string name = "") : name_(std::move(name)) {}
  virtual ~App() = default;
  App(const App&) = delete;
  App& operator=(const App&) = delete;

  App* add_subcommand(const std::string& name);
  template <typename T>
  Option* add_option(const std::string& names, T& into) {
    return add(names, &into, false);
  }
  template <typename T>
  Option* add_flag(const std::string& names, T& into) {
    return add(names, &into, true);
  }
  void require_subcommand(int count) { needs_command_ = count > 0; }
  void set_version_flag(const std::string& /*names*/, std::string version) { version_ = std::move(version); }
  /// Runs once everything is parsed.
  void callback(std::function<void()> call) { callback_ = std::move(call); }
  /// Runs before the callback, once the arguments of this command are in their variables.
  void parse_complete_callback(std::function<void()> call) { complete_ = std::move(call); }

  /// Parses the arguments, of which the last comes first, and runs the callbacks. Throws ParseError.
  void parse(std::vector<std::string>& reversed);

  [[nodiscard]] const std::string& get_name() const { return name_; }
  [[nodiscard]] const App* get_parent() const { return parent_; }
  /// The command that was chosen, if any.
  [[nodiscard]] std::vector<const App*> get_subcommands() const;
  [[nodiscard]] Option* get_option_no_throw(std::string_view name) const;
  [[nodiscard]] std::size_t count(std::string_view name) const;
  /// The options in the order in which they were given.
  [[nodiscard]] const std::vector<Option*>& parse_order() const { return order_; }
  /// The words that nothing takes, those of the chosen command included.
  [[nodiscard]] std::vector<std::string> remaining(bool recurse = false) const;

 private:
  Option* add(const std::string& names, Option::Variable into, bool flag);
  void take_words(std::vector<std::string>& reversed);
  void take_option(const std::string& word, std::vector<std::string>& reversed);
  void take_letters(const std::string& word, std::vector<std::string>& reversed);
  void take_argument(const std::string& word);
  void give(Option& option, const std::string& value, std::vector<std::string>& reversed);
  void finish();

  std::string name_, version_;
  App* parent_ = nullptr;
  App* chosen_ = nullptr;
  bool needs_command_ = false;
  std::vector<std::unique_ptr<App>> commands_;
  std::vector<std::unique_ptr<Option>> options_;
  std::vector<Option*> order_;
  std::vector<std::string> extras_;
  std::function<void()> callback_, complete_;
};

}  // namespace CLI
