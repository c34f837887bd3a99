#include "diff/live/meaning.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>

#include "base/base64.hpp"
#include "base/quantity.hpp"
#include "base/sha256.hpp"
#include "parse/reader.hpp"

namespace feastctl::diff {

namespace {

/// The text of a number or string, or nothing.
std::optional<std::string_view> scalar(const Node& node) {
  if (node.is_string() || node.kind == Kind::kInteger || node.kind == Kind::kFloat) return node.text;
  return std::nullopt;
}

/// What stands between `begin` and `end`, or nothing.
std::optional<std::string_view> between(std::string_view text, std::string_view begin, std::string_view end) {
  const auto from = text.find(begin);
  if (from == std::string_view::npos) return std::nullopt;
  const auto to = text.find(end, from + begin.size());
  if (to == std::string_view::npos) return std::nullopt;
  return text.substr(from + begin.size(), to - from - begin.size());
}

std::string_view argument(const Node& args, std::size_t index) {
  return index < args.size && args.item[index]->is_string() ? args.item[index]->text : std::string_view();
}

/// The checksum of the operator's text for a packaged repository, which is the same for all stores.
constexpr std::string_view kPackagedText = "30f276e00f156ad3a30be33b1eb2daa51d29149882527afccd61cd6387bda6a1";

/// The folder and the command that fills it, on a line each, of the operator's text; empty if the text does anything
/// else. Source: init containers of the operator 0.66.0, and docs/reference/pod.md.
std::string operator_steps(std::string_view text) {
  if (sha256_hex(text) == kPackagedText) return "packaged";
  const auto folder = between(text, "if [[ ! -d ", " ]]; then ");
  const auto command = between(text, " ]]; then ", "; fi;");
  if (!folder || !command) return {};
  const std::string whole = fmt::format(
      "echo \"Creating feast repository...\"\necho '{1}'\nif [[ ! -d {0} ]]; then {1}; fi;\n"
      "echo $TMP_FEATURE_STORE_YAML_BASE64 | base64 -d > {0}/feature_store.yaml;\necho \"Feast repo creation "
      "complete\";\n",
      *folder, *command);
  return text == whole ? fmt::format("{}\n{}", *folder, *command) : std::string();
}

std::string git_steps(const Node& args) {
  constexpr std::size_t kFirstSetting = 6;
  std::string command = "git";
  for (std::size_t i = kFirstSetting; i + 1 < args.size; i += 2) {
    command += fmt::format(" -c {}={}", argument(args, i), argument(args, i + 1));
  }
  const std::string_view project = argument(args, 3);
  command += fmt::format(" clone {} {}", argument(args, 4), project);
  const std::string_view ref = argument(args, 5);
  return ref.empty() ? command : fmt::format("{} && cd {} && git checkout {}", command, project, ref);
}

std::string init_steps(const Node& args) {
  const std::string_view from = argument(args, 5);
  return fmt::format("feast init{}{}{} {}", argument(args, 4) == "minimal" ? " -m" : "", from.empty() ? "" : " -t ",
                     from, argument(args, 3));
}

/// The same of our script, from its arguments. The line of its head that says how it is called tells which one it is.
std::string our_steps(const Node& args) {
  if (args.size == 2) return "packaged";
  const auto usage = between(argument(args, 0), "bash -c TEXT feast-init", "\n");
  if (!usage) return {};
  const bool git = usage->find("URL") != std::string_view::npos;
  return fmt::format("{}\n{}", argument(args, 2), git ? git_steps(args) : init_steps(args));
}

bool is_ours(const Node& args) {
  return argument(args, 1) == "feast-init";
}

/// The script without comments and blank lines.
std::string commands_of(std::string_view script) {
  std::string kept;
  while (!script.empty()) {
    const auto end = script.find('\n');
    const std::string_view line = script.substr(0, end);
    const auto first = line.find_first_not_of(" \t");
    if (first != std::string_view::npos && line[first] != '#') kept += fmt::format("{}\n", line);
    script.remove_prefix(end == std::string_view::npos ? script.size() : end + 1);
  }
  return kept;
}

bool same_call(const Node& a, const Node& b) {
  if (a.size != b.size || commands_of(argument(a, 0)) != commands_of(argument(b, 0))) return false;
  for (std::size_t i = 1; i < a.size; ++i) {
    if (!equal(*a.item[i], *b.item[i])) return false;
  }
  return true;
}

}  // namespace

bool same_quantity(const Node& a, const Node& b) {
  const auto left = scalar(a);
  const auto right = scalar(b);
  if (!left || !right) return false;
  const auto x = Quantity::parse(*left);
  const auto y = Quantity::parse(*right);
  return x && y && x->compare(*y) == 0;
}

bool same_bytes(std::string_view a, std::string_view b) {
  const auto left = base64_decode(a);
  return left && left == base64_decode(b);
}

bool same_yaml(std::string_view a, std::string_view b, const TreeBuilder& tree) {
  const auto left = parse::read_embedded(a, tree, parse::Embedded::kValue);
  const auto right = parse::read_embedded(b, tree, parse::Embedded::kValue);
  return left.ok() && right.ok() && equal(*left.root, *right.root);
}

bool same_yaml_in_base64(std::string_view a, std::string_view b, const TreeBuilder& tree) {
  const auto left = base64_decode(a);
  const auto right = base64_decode(b);
  return left && right && same_yaml(tree.arena().copy(*left), tree.arena().copy(*right), tree);
}

bool same_init_script(const Node& a, const Node& b) {
  if (!a.is_list() || !b.is_list()) return false;
  if (is_ours(a) && is_ours(b)) return same_call(a, b);
  const auto steps = [](const Node& args) {
    return is_ours(args) ? our_steps(args) : args.size == 1 ? operator_steps(argument(args, 0)) : std::string();
  };
  const std::string left = steps(a);
  return !left.empty() && left == steps(b);
}

std::string_view default_pull_policy(std::string_view image) {
  const auto digest = image.find('@');
  const auto slash = image.rfind('/', digest);
  const auto colon = image.find(':', slash == std::string_view::npos ? 0 : slash);
  const bool tagged = colon != std::string_view::npos && colon < digest;
  const bool latest = tagged ? image.substr(colon + 1, digest - colon - 1) == "latest"
                             : digest == std::string_view::npos && !image.empty();
  return latest ? "Always" : "IfNotPresent";
}

}  // namespace feastctl::diff
