#include "gitops/argocd_parameters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/json_string.hpp"
#include "base/spelling.hpp"
#include "catalog/codes.hpp"
#include "parse/reader.hpp"

namespace feastctl::gitops {

namespace {

/// A parameter is an option of feastctl render of the same name.
struct Parameter {
  std::string_view name, title, tooltip, item_type;
  bool array = false;
  std::string_view value = {};  ///< what holds when the application says nothing
};

constexpr std::array kParameters{
    Parameter{"namespace", "Namespace", "For FeatureStores that name none; else the application's destination",
              "string"},
    Parameter{"platform", "Platform", "kubernetes or openshift; else what the cluster serves", "string"},
    Parameter{"secrets", "Secrets", "runtime: merged by the init container; inline: into the manifests", "string",
              false, "runtime"},
    Parameter{"feature-server-image", "Feature server image", "The image of servers that name none", "string"},
    Parameter{"cron-job-image", "Cron job image", "The image of cron jobs that name none", "string"},
    Parameter{"oidc-issuer", "OIDC issuer", "The issuer URL of the cluster's OIDC provider", "string"},
    Parameter{"operator-namespace", "Operator namespace", "The namespace of the discovery ConfigMaps", "string"},
    Parameter{"shared", "Shared objects", "include, exclude or only: objects that several stores have in common",
              "string", false, "include"},
    Parameter{"discovery", "Discovery", "The discovery ConfigMaps too", "boolean", false, "false"},
    Parameter{"gitops", "Sync annotations", "argocd: sync waves and options; none: no annotations", "string", false,
              "argocd"},
    Parameter{"fail-on", "Fail on", "error or warning: what makes the sync fail", "string", false, "error"},
    Parameter{"api", "APIs", "group/version that the cluster serves, beside what Argo CD says", "string", true},
    Parameter{"external-autoscaler", "External autoscalers", "FeatureStores whose replicas something else sets",
              "string", true},
    Parameter{"ignore", "Ignored codes", "Codes whose warnings do not count", "string", true},
};

void append_pair(std::string_view key, std::string_view value, std::string& out) {
  append_json_string(key, out);
  out += ": ";
  append_json_string(value, out);
}

void append(const Parameter& parameter, std::string& out) {
  out += "{";
  append_pair("name", parameter.name, out);
  out += ", ";
  append_pair("title", parameter.title, out);
  out += ", ";
  append_pair("tooltip", parameter.tooltip, out);
  out += ", ";
  append_pair("itemType", parameter.item_type, out);
  out += ", ";
  append_pair("collectionType", parameter.array ? "array" : "string", out);
  if (parameter.array) {
    out += ", \"array\": []";
  } else if (!parameter.value.empty()) {
    out += ", ";
    append_pair("string", parameter.value, out);
  }
  out += "}";
}

void add_words(const Parameter& parameter, const Field& entry, std::vector<std::string>& words, Diagnostics& out) {
  const Field value = entry.child(parameter.array ? "array" : "string");
  if (!parameter.array && value.is_string()) {
    if (!value.text().empty()) words.push_back(fmt::format("--{}={}", parameter.name, value.text()));
    return;
  }
  bool fine = parameter.array && value.is_list();
  for (std::size_t i = 0; fine && i < value.size(); ++i) {
    const Field item = value.item(i);
    fine = item.is_string();
    if (fine) words.push_back(fmt::format("--{}={}", parameter.name, item.text()));
  }
  if (fine) return;
  out.add(catalog::kArgoParameters, Span(), fmt::format("the parameter {} has another type", parameter.name))
      .with_expected(parameter.array ? "array: a list of texts" : "string: a text");
}

}  // namespace

std::string argocd_announcement() {
  std::string text = "[";
  for (const Parameter& parameter : kParameters) {
    text += text.size() == 1 ? "\n  " : ",\n  ";
    append(parameter, text);
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
    out.add(catalog::kArgoParameters, Span(), "ARGOCD_APP_PARAMETERS is no JSON array").with_found(std::string(text));
    return words;
  }
  for (std::size_t i = 0; i < list.size(); ++i) {
    const Field entry = list.item(i);
    const Field name_field = entry.child("name");
    const std::string_view name = name_field.text();
    const auto* it = std::ranges::find(kParameters, name, &Parameter::name);
    if (it != kParameters.end()) {
      add_words(*it, entry, words, out);
      continue;
    }
    std::vector<std::string_view> names;
    for (const Parameter& p : kParameters) names.push_back(p.name);
    const auto near = nearest(name, names);
    Diagnostic& d = out.add(catalog::kArgoParameters, Span(), fmt::format("there is no parameter {}", name));
    d.with_hint(near.empty() ? "feastctl argocd parameters lists what there is"
                             : fmt::format("did you mean {}?", near));
  }
  return words;
}

}  // namespace feastctl::gitops
