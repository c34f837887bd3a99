#include "gitops/argocd_parameters.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/json_string.hpp"
#include "base/spelling.hpp"
#include "catalog/codes.hpp"
#include "options/options.hpp"
#include "parse/reader.hpp"

namespace feastctl::gitops {

namespace {

using options::Option;

/// The options of feastctl render that an application can set.
std::vector<const Option*> parameters() {
  auto rows = options::of(options::Command::kRender);
  std::erase_if(rows, [](const Option* row) { return row->argocd.title.empty(); });
  return rows;
}

void append_pair(std::string_view key, std::string_view value, std::string& out) {
  append_json_string(key, out);
  out += ": ";
  append_json_string(value, out);
}

void append(const Option& option, std::string& out) {
  const options::ArgocdParameter& parameter = option.argocd;
  out += "{";
  append_pair("name", option.name, out);
  out += ", ";
  append_pair("title", parameter.title, out);
  out += ", ";
  append_pair("tooltip", parameter.tooltip.empty() ? option.help : parameter.tooltip, out);
  out += ", ";
  append_pair("itemType", option.value == options::Value::kFlag ? "boolean" : "string", out);
  out += ", ";
  append_pair("collectionType", option.is_list() ? "array" : "string", out);
  const std::string_view value = !parameter.initial.empty()              ? parameter.initial
                                 : option.value == options::Value::kFlag ? "false"
                                                                         : option.initial;
  if (option.is_list()) {
    out += ", \"array\": []";
  } else if (!value.empty()) {
    out += ", ";
    append_pair("string", value, out);
  }
  out += "}";
}

void add_words(const Option& parameter, const Field& entry, std::vector<std::string>& words, Diagnostics& out) {
  const Field value = entry.child(parameter.is_list() ? "array" : "string");
  if (!parameter.is_list() && value.is_string()) {
    if (!value.text().empty()) words.push_back(fmt::format("--{}={}", parameter.name, value.text()));
    return;
  }
  bool fine = parameter.is_list() && value.is_list();
  for (std::size_t i = 0; fine && i < value.size(); ++i) {
    const Field item = value.item(i);
    fine = item.is_string();
    if (fine) words.push_back(fmt::format("--{}={}", parameter.name, item.text()));
  }
  if (fine) return;
  out.add(catalog::kArgoParameters, Span(), fmt::format("the parameter {} has the wrong type", parameter.name))
      .with_expected(parameter.is_list() ? "array: a list of strings" : "string: a single string");
}

}  // namespace

std::string argocd_announcement() {
  std::string text = "[";
  for (const Option* parameter : parameters()) {
    text += text.size() == 1 ? "\n  " : ",\n  ";
    append(*parameter, text);
  }
  return text + "\n]\n";
}

std::vector<std::string> argocd_options(const Sources& parameters, const TreeBuilder& tree, Diagnostics& out) {
  std::vector<std::string> words;
  Diagnostics unreadable;
  const std::string_view text = parameters.at(1).text;
  if (text.empty() || text == "null") return words;
  const std::string wrapped = fmt::format("{{\"parameters\": {}}}", text);  // the reader's roots are maps
  Sources sources;
  const SourceId id = sources.add("ARGOCD_APP_PARAMETERS", tree.arena().copy(wrapped));
  std::vector<parse::Document> documents;
  parse::read(sources, id, tree, unreadable, documents);
  const Field root(documents.empty() ? nullptr : documents[0].root);
  const Field list = root.child("parameters");
  if (unreadable.errors() != 0 || !list.is_list()) {
    out.add(catalog::kArgoParameters, Span(), "ARGOCD_APP_PARAMETERS is not a JSON array")
        .with_hint("Argo CD sets it from spec.source.plugin.parameters");
    return words;
  }
  const auto known = gitops::parameters();
  for (std::size_t i = 0; i < list.size(); ++i) {
    const Field entry = list.item(i);
    const Field name_field = entry.child("name");
    const std::string_view name = name_field.text();
    const auto it = std::ranges::find(known, name, &Option::name);
    if (it != known.end()) {
      add_words(**it, entry, words, out);
      continue;
    }
    std::vector<std::string_view> names;
    for (const Option* p : known) names.push_back(p->name);
    const auto near = nearest(name, names);
    Diagnostic& d = out.add(catalog::kArgoParameters, Span(), fmt::format("unknown parameter {}", name));
    d.with_hint(near.empty() ? "run 'feastctl argocd parameters' to list them" : fmt::format("did you mean {}?", near));
  }
  return words;
}

}  // namespace feastctl::gitops
