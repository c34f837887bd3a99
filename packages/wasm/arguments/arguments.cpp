#include <CLI/App.hpp>
#include <algorithm>
#include <charconv>

namespace CLI {

namespace {

/// Puts the checked results of an option into its variable.
struct Put {
  const Option& option;

  void operator()(std::string* into) const { *into = option.results().back(); }
  void operator()(std::vector<std::string>* into) const { *into = option.results(); }
  void operator()(bool* into) const {
    const std::string& value = option.results().back();
    *into = value == "true";
    if (value != "true" && value != "false") fail(value);
  }
  void operator()(unsigned* into) const {
    const std::string& value = option.results().back();
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), *into);
    if (error != std::errc() || end != value.data() + value.size()) fail(value);
  }

 private:
  void fail(const std::string& value) const { throw ParseError("Could not convert: " + option.name() + " = " + value); }
};

}  // namespace

namespace detail {

std::vector<std::string> split(const std::string& text, char delimiter) {
  std::vector<std::string> parts;
  for (std::size_t from = 0, to = 0; to != std::string::npos; from = to + 1) {
    to = text.find(delimiter, from);
    parts.push_back(text.substr(from, to == std::string::npos ? to : to - from));
  }
  return parts;
}

}  // namespace detail

Option::Option(const std::string& names, Variable into, bool flag) : name_(names), into_(into), flag_(flag) {
  if (names.size() > 3 && names[2] == ',') {  // -o,--output
    letter_ = names[1];
    name_ = names.substr(3);
  }
}

void Option::add_result(const std::string& value) {
  if (delimiter_ == '\0' || value.find(delimiter_) == std::string::npos) {
    results_.push_back(value);
    return;
  }
  for (std::string& part : detail::split(value, delimiter_)) {
    if (!part.empty()) results_.push_back(std::move(part));
  }
}

void Option::run_callback() {
  for (const std::string& value : results_) {
    const std::string problem = problem_ ? problem_(value) : "";
    if (!problem.empty()) throw ValidationError(name_ + ": " + problem);
  }
  if (!results_.empty()) std::visit(Put{*this}, into_);
}

bool Option::is_called(std::string_view name) const {
  return name == name_ || (letter_ != '\0' && name.size() == 2 && name[0] == '-' && name[1] == letter_);
}

Option* App::add(const std::string& names, Option::Variable into, bool flag) {
  return options_.emplace_back(std::make_unique<Option>(names, into, flag)).get();
}

App* App::add_subcommand(const std::string& name) {
  App* command = commands_.emplace_back(std::make_unique<App>("", name)).get();
  command->parent_ = this;
  return command;
}

std::vector<const App*> App::get_subcommands() const {
  if (chosen_ == nullptr) return {};
  return {chosen_};
}

Option* App::get_option_no_throw(std::string_view name) const {
  const auto found = std::ranges::find_if(options_, [&](const auto& option) { return option->is_called(name); });
  return found == options_.end() ? nullptr : found->get();
}

std::size_t App::count(std::string_view name) const {
  const Option* option = get_option_no_throw(name);
  return option == nullptr ? 0 : option->count();
}

std::vector<std::string> App::remaining(bool recurse) const {
  std::vector<std::string> words = extras_;
  if (recurse && chosen_ != nullptr) {
    const auto below = chosen_->remaining(true);
    words.insert(words.end(), below.begin(), below.end());
  }
  return words;
}

/// An occurrence of an option: `value` is what follows its `=`. As with CLI11, the next word is the value if nothing
/// does.
void App::give(Option& option, const std::string& value, std::vector<std::string>& reversed) {
  order_.push_back(&option);
  if (option.is_flag()) return option.add_result(value.empty() ? "true" : value);
  if (!option.takes_more()) throw ArgumentMismatch(option.name() + ": Expected at most 1");
  if (!value.empty()) return option.add_result(value);
  if (reversed.empty()) throw ArgumentMismatch(option.name() + ": 1 required TEXT missing");
  option.add_result(reversed.back());
  reversed.pop_back();
}

void App::take_option(const std::string& word, std::vector<std::string>& reversed) {
  const auto equals = word.find('=');
  const std::string name = word.substr(0, equals);
  if (name == "--help") throw CallForHelp();
  if (name == "--version" && !version_.empty()) throw CallForVersion(version_);
  Option* option = get_option_no_throw(name);
  if (option == nullptr) {
    extras_.push_back(word);
    return;
  }
  give(*option, equals == std::string::npos ? "" : word.substr(equals + 1), reversed);
}

/// `-q`, `-ojson`, or several flags at once.
void App::take_letters(const std::string& word, std::vector<std::string>& reversed) {
  for (std::size_t i = 1; i < word.size(); ++i) {
    if (word[i] == 'h') throw CallForHelp();
    if (word[i] == 'v' && !version_.empty()) throw CallForVersion(version_);
    Option* option = get_option_no_throw(std::string{'-', word[i]});
    if (option == nullptr) {
      extras_.push_back(i == 1 ? word : "-" + word.substr(i));
      return;
    }
    const std::string rest = word.substr(i + 1);
    const bool has_value = !option->is_flag() && !rest.empty();
    give(*option, has_value ? rest : "", reversed);
    if (has_value) return;
  }
}

void App::take_argument(const std::string& word) {
  const auto takes = [](const auto& option) { return option->is_argument() && option->takes_more(); };
  const auto found = std::ranges::find_if(options_, takes);
  if (found == options_.end()) {
    extras_.push_back(word);
    return;
  }
  (*found)->add_result(word);
  order_.push_back(found->get());
}

void App::take_words(std::vector<std::string>& reversed) {
  bool only_arguments = false;
  while (!reversed.empty()) {
    const std::string word = reversed.back();
    reversed.pop_back();
    const auto command = std::ranges::find(commands_, word, [](const auto& c) { return c->get_name(); });
    if (only_arguments || word == "-" || !word.starts_with('-')) {
      if (!only_arguments && command != commands_.end()) {
        chosen_ = command->get();
        return chosen_->take_words(reversed);
      }
      take_argument(word);
    } else if (word == "--") {
      only_arguments = true;
    } else if (word.starts_with("--")) {
      take_option(word, reversed);
    } else {
      take_letters(word, reversed);
    }
  }
}

void App::finish() {
  for (const auto& option : options_) option->run_callback();
  for (const auto& option : options_) {
    if (option->is_required() && option->count() == 0) throw ParseError(option->name() + " is required");
  }
  if (needs_command_ && chosen_ == nullptr) throw ParseError("A subcommand is required");
  if (complete_) complete_();
  if (chosen_ != nullptr) chosen_->finish();
}

void App::parse(std::vector<std::string>& reversed) {
  take_words(reversed);
  if (!remaining(true).empty()) throw ExtrasError("The following arguments were not expected");
  finish();
  const App* last = this;
  while (last->chosen_ != nullptr) last = last->chosen_;
  if (last->callback_) last->callback_();
}

}  // namespace CLI
