/// The small readers and writers one by one: the first byte says which, the rest is their text.
#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "agreements.hpp"
#include "base/arena.hpp"
#include "base/base64.hpp"
#include "base/cron.hpp"
#include "base/go_text.hpp"
#include "base/json_string.hpp"
#include "base/names.hpp"
#include "base/paths.hpp"
#include "base/quantity.hpp"
#include "config/config.hpp"
#include "diff/diff.hpp"
#include "emit/yaml.hpp"
#include "explain/explain.hpp"
#include "gitops/argocd_parameters.hpp"
#include "gitops/file_names.hpp"
#include "gitops/function.hpp"
#include "parse/json.hpp"
#include "parse/reader.hpp"
#include "report/report.hpp"
#include "unit/emit/read_back.hpp"

using namespace feastctl;
using fuzz::require;

namespace {

/// A quantity's canonical form is the same quantity, and its own canonical form.
void check_quantity(std::string_view text) {
  const auto quantity = Quantity::parse(text);
  if (!quantity) return;
  const std::string canonical = quantity->canonical();
  const auto again = Quantity::parse(canonical);
  require(again && again->compare(*quantity) == 0 && again->sign() == quantity->sign(), "a quantity stays what it is",
          canonical);
  require(again->canonical() == canonical, "a canonical form is canonical", canonical);
  require(quantity->in_thousandths().compare(*quantity) * quantity->sign() >= 0, "rounding is away from zero",
          canonical);
}

void check_cron(std::string_view text) {
  const auto problem = cron_problem(text);
  if (!problem) return;
  require(!problem->message.empty() && problem->begin <= problem->end && problem->end <= text.size(),
          "a schedule's fault is in the schedule", problem->message);
}

/// A label is a subdomain, a DNS-1035 label is a label, and a file's name is one whatever the object's name.
void check_names(std::string_view text) {
  if (!dns1035_label_problem(text)) require(!dns1123_label_problem(text), "a DNS-1035 label is a label", text);
  if (!dns1123_label_problem(text)) require(!dns1123_subdomain_problem(text), "a label is a subdomain", text);
  if (!dns1123_subdomain_problem(text)) require(!config_map_key_problem(text), "a subdomain is a key", text);
  if (!text.empty() && !label_value_problem(text))
    require(!qualified_name_problem(text), "a label's value is a name", text);
  const std::string file = gitops::file_name({"v1", text, text, text}, "yaml");
  require(file.size() <= 200 && !file.starts_with('.') &&
              file.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-=_") == std::string::npos,
          "a file's name is safe", file);
  const std::string clean = clean_path(text);
  require(clean_path(clean) == clean, "a clean path is clean", clean);
}

/// Our reader of JSON, another one's, and our writer.
void check_json(std::string_view text) {
  std::string string;
  append_json_string(text, string);
  require(nlohmann::json::accept(string), "a string is JSON", string);
  const auto decoded = base64_decode(base64_encode(text));
  require(decoded && *decoded == text, "base64 and back");

  parse::JsonProblem problem;
  const auto end = parse::json_end(text, problem);
  if (!end) {
    require(problem.at <= text.size(), "the fault is in the text", problem.message);
    return;
  }
  const std::string value(text.substr(0, *end));
  if (fuzz::is_clean_text(value)) require(nlohmann::json::accept(value), "what is JSON to us is JSON", value);
}

/// A string is written so that others read it, and as feastctl's own reader does.
void check_yaml_string(std::string_view text) {
  std::string valid;
  append_json_string(text, valid);
  const std::string string = nlohmann::json::parse(valid).get<std::string>();
  Arena arena;
  const TreeBuilder tree(arena);
  const Node* node =
      tree.map({{"key", std::string_view(string)}, {std::string_view(string), tree.list({std::string_view(string)})}});
  if (string == "key") return;
  std::string yaml;
  emit::write_yaml(*node, yaml);
  require(fuzz::is_clean_text(yaml), "YAML is text", yaml);
  require(test::read_with_libyaml(yaml) == test::expected_reading(*node), "libyaml reads what was written", yaml);
  require(test::read_with_yaml_cpp(yaml) == test::expected_reading(*node), "yaml-cpp reads what was written", yaml);
  Sources sources;
  Diagnostics out;
  std::vector<parse::Document> documents;
  parse::read(sources, sources.add("yaml", yaml), tree, out, documents);
  require(documents.size() == 1 && equal(*documents.front().root, *node), "we read what was written", yaml);
}

/// The text as a Secret's value, by each of the operator's readers.
void check_embedded(std::string_view text) {
  Arena arena;
  const TreeBuilder tree(arena);
  for (const auto as : {parse::Embedded::kMap, parse::Embedded::kValue, parse::Embedded::kKubernetesMap}) {
    const auto result = parse::read_embedded(text, tree, as);
    require(result.ok() || !result.error.message.empty(), "an error has a message");
  }
}

/// The texts that configure feastctl: findings stay in the text, and reports of them are well-formed.
void check_settings(std::string_view text) {
  Arena arena;
  const TreeBuilder tree(arena);
  Sources sources;
  const SourceId id = sources.add(".feastctl.yaml", text);
  Result result;
  config::read(sources, id, result.findings);
  gitops::argocd_options(sources, tree, result.findings);
  gitops::FunctionCall call = gitops::read_call(sources, tree, result.findings);
  const auto texts = gitops::inputs(call);
  const auto items = gitops::items_after(call, {}, gitops::inputs(call), tree, result.findings);
  require(fuzz::is_clean_text(gitops::item_stream(items)), "items are text");
  fuzz::check_findings(result, sources);
  const std::string list = gitops::resource_list(call, items, {}, texts, tree);
  require(fuzz::is_clean_text(list), "a resource list is text", list);
  gitops::read_record(text);
}

/// The two halves of the text as manifests before and after.
void check_diff(std::string_view text) {
  Arena arena;
  const TreeBuilder tree(arena);
  const auto half = std::min(text.find("\n====\n"), text.size());
  const std::string_view sides[] = {text.substr(0, half), text.substr(std::min(half + 6, text.size()))};
  Sources sources[2];
  diff::Manifests found[2];
  for (int i = 0; i < 2; ++i) {
    sources[i].add("side/folder/file", sides[i]);
    found[i] = diff::read(sources[i], i == 0 ? "side" : "", tree);
  }
  const auto changes = diff::compare(found[0].objects, found[1].objects, tree);
  const auto traps = diff::store_traps(found[0].stores, found[1].stores);
  require(fuzz::is_clean_text(report::github(diff::findings(changes, true, traps), sources[1])),
          "annotations are text");
  require(nlohmann::json::accept(diff::json(changes, traps)), "the JSON of a difference is JSON");
  for (const std::string& shown :
       {diff::text(changes, traps, false), diff::unified(changes, traps, false), diff::markdown(changes, traps)}) {
    require(fuzz::is_clean_text(shown), "a difference harms no terminal", shown);
  }
  diff::unified_lines(sides[0], sides[1]);
}

void check_explain(std::string_view text) {
  const auto answer = explain::field(text, text.size() % 2 == 0);
  if (!answer) require(!explain::unknown(text).empty(), "an unknown word has an answer");
  is_go_duration(text), is_rfc3339(text), parse_go_integer(text);
}

constexpr void (*kChecks[])(std::string_view) = {check_quantity, check_cron,        check_names,
                                                 check_json,     check_yaml_string, check_embedded,
                                                 check_settings, check_diff,        check_explain};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::size_t which = data[0] - std::size_t{'a'};
  if (which < std::size(kChecks)) kChecks[which]({reinterpret_cast<const char*>(data) + 1, size - 1});
  return 0;
}
