#include "options/preset_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "base/ascii.hpp"
#include "emit/yaml.hpp"
#include "options/presets.hpp"

namespace feastctl::options {

namespace {

constexpr std::size_t kNowhere = std::string_view::npos;

/// Names in an example that do not contain the name of its (last) FeatureStore.
struct Extra {
  std::string_view preset, name;
  bool name_space;          ///< a namespace
  std::string_view suffix;  ///< the suffix of the user's name
};
constexpr std::array kExtra{Extra{"remote-registry", "central", false, "-registry"},
                            Extra{"remote-registry", "platform", true, "-registry"},
                            Extra{"kubernetes-roles", "shop", true, ""}};

/// A word in the example, and its replacement.
struct Renaming {
  std::string_view from;
  std::string to;
  bool name_space = false;  ///< only as the value of `namespace`, because `feast` occurs in other contexts
};

/// The rest of the line behind the last `key` in `text` before `end`.
std::string_view last_value(std::string_view text, std::string_view key) {
  const std::size_t at = text.rfind(key);
  if (at == kNowhere) return {};
  text.remove_prefix(at + key.size());
  return text.substr(0, text.find_first_of(" \n"));
}

/// The document of the last FeatureStore, from its kind on.
std::string_view last_store(std::string_view text) {
  const std::size_t kind = text.rfind("kind: FeatureStore\n");
  text.remove_prefix(std::min(kind, text.size()));
  return text.substr(0, text.find("\n---"));
}

std::string with_underscores(std::string_view name) {
  std::string project(name);
  std::ranges::replace(project, '-', '_');
  return project;
}

std::vector<Renaming> renamings(const Preset& preset, PresetNames names) {
  const std::string_view store = last_store(preset.text);
  const std::string_view metadata = store.substr(0, store.find("\nspec:"));
  const std::string_view old_name = last_value(metadata, "\n  name: ");
  std::vector<Renaming> all;
  const auto add = [&](std::string_view from, const std::string& to, bool name_space) {
    if (!(name_space ? names.name_space : names.name).empty()) all.push_back({from, to, name_space});
  };
  add(old_name, std::string(names.name), false);
  add(last_value(metadata, "\n  namespace: "), std::string(names.name_space), true);
  if (const auto project = last_value(store, "\n  feastProject: "); project != old_name) {
    add(project, with_underscores(names.name), false);
  }
  for (const Extra& extra : kExtra) {
    if (extra.preset != preset.name) continue;
    add(extra.name, fmt::format("{}{}", extra.name_space ? names.name_space : names.name, extra.suffix),
        extra.name_space);
  }
  return all;
}

bool is_word(char c) {
  return is_alphanumeric(c) || c == '_';
}

/// Whether `renaming` applies to the word at `at` of a line.
bool applies(const Renaming& renaming, std::string_view line, std::size_t at) {
  const std::size_t end = at + renaming.from.size();
  if (line.substr(at, renaming.from.size()) != renaming.from || (end < line.size() && is_word(line[end]))) return false;
  const std::string_view before = line.substr(0, at);
  return !renaming.name_space || before.ends_with("namespace: ") || before.ends_with("namespace=\"");
}

/// A line from `begin` to `end` with the words replaced, in one pass: replacements are not processed again.
std::string renamed(std::string_view line, std::size_t begin, std::size_t end, const std::vector<Renaming>& all) {
  std::string text;
  for (std::size_t at = begin; at < end;) {
    const bool word_begins = at == 0 || !is_word(line[at - 1]);
    const auto renaming =
        word_begins ? std::ranges::find_if(all, [&](const Renaming& r) { return applies(r, line, at); }) : all.end();
    text += renaming == all.end() ? std::string(1, line[at]) : renaming->to;
    at += renaming == all.end() ? 1 : renaming->from.size();
  }
  return text;
}

/// A line of `key: value # comment` or `- value`. A name such as `on` or `123` is quoted if it is the whole value.
std::string renamed_line(std::string_view line, const std::vector<Renaming>& all) {
  const std::size_t first = line.find_first_not_of(' ');
  if (first == kNowhere || line[first] == '#') return std::string(line);
  const std::size_t colon = line.find(": ", first);
  const std::size_t begin = colon != kNowhere ? colon + 2 : line.substr(first).starts_with("- ") ? first + 2 : first;
  const std::size_t end = line.find_last_not_of(' ', line.find(" #", begin)) + 1;
  const std::string_view old_value = line.substr(begin, end - begin);
  std::string value = renamed(line, begin, end, all);
  if (value == old_value) return std::string(line);
  // Feast refuses a hyphen in the name of a project.
  if (line.substr(first).starts_with("feastProject: ")) value = with_underscores(value);
  const auto is_plain = [](std::string_view text) { return emit::scalar_style(text) == emit::ScalarStyle::kPlain; };
  if (is_plain(old_value) && !is_plain(value)) value = fmt::format("\"{}\"", value);
  return fmt::format("{}{}{}", line.substr(0, begin), value, line.substr(end));
}

}  // namespace

std::string preset_with_names(std::string_view name, PresetNames names) {
  const Preset preset = preset_named(name);
  const auto all = renamings(preset, names);
  std::string text;
  for (std::string_view rest = preset.text; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size() - 1);
    text += renamed_line(rest.substr(0, end), all) + '\n';
    rest.remove_prefix(end + 1);
  }
  return text;
}

}  // namespace feastctl::options
