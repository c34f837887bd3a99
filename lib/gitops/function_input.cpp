/// Parses a ResourceList, or the streams of a legacy plugin, into a call.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <deque>

#include "base/ascii.hpp"
#include "base/copy_on_write.hpp"
#include "base/object_name.hpp"
#include "catalog/codes.hpp"
#include "emit/yaml.hpp"
#include "gitops/function.hpp"
#include "parse/reader.hpp"

namespace feastctl::gitops {

namespace {

constexpr std::array<std::string_view, 2> kPathAnnotations{"internal.config.kubernetes.io/path",
                                                           "config.kubernetes.io/path"};

std::string_view annotation(const Node& object, std::string_view key) {
  return string_at(lookup(&object, {"metadata", "annotations"}), key);
}

bool is_store(const Node& object) {
  return string_at(&object, "kind") == "FeatureStore";
}

/// featureServerImage → feature-server-image.
std::string option_name(std::string_view key) {
  std::string name;
  for (const char c : key) {
    if (is_letter(c) && !is_lower(c)) name += '-';
    name += to_lower(c);
  }
  return name;
}

bool is_true(const Node& value) {
  return value.kind == Kind::kBool ? value.boolean : value.is_string() && value.text == "true";
}

/// Reads `spec` of a FeastRender, or `data` of a ConfigMap, into the call.
class ConfigReader {
 public:
  ConfigReader(FunctionCall& call, Diagnostics& out) : call_(call), out_(out) {}

  void read(const Field& settings) {
    if (settings.node() == nullptr) return;
    for (const Member& m : settings.node()->members()) setting(settings.child(m), option_name(m.key));
  }

 private:
  void setting(const Field& field, const std::string& name) {
    if (field.node() == nullptr) return;
    if (name == "mode") return mode(field);
    if (name == "keep-stores") {
      call_.keep_stores = is_true(*field.node());
    } else if (field.is_list()) {
      for (const Node* item : field.node()->items()) value(field, name, *item);
    } else {
      value(field, name, *field.node());
    }
  }

  void mode(const Field& field) {
    const std::string_view text = field.text();
    if (text == "validate") {
      call_.mode = FunctionMode::kValidate;
    } else if (text == "generate") {
      call_.mode = FunctionMode::kGenerate;
    } else if (text != "transform") {
      out_.add(catalog::kFunctionConfig, field, "unknown mode").with_expected("generate, transform or validate");
    }
  }

  void value(const Field& field, const std::string& name, const Node& value) {
    if (value.is_map() || value.is_list() || value.is_null()) {
      out_.add(catalog::kFunctionConfig, field,
               fmt::format("the option {} must be a string or a list of strings", name));
      return;
    }
    const std::string text(value.kind == Kind::kBool ? (value.boolean ? "true" : "false") : value.text);
    if (name != "path" && name != "paths") {
      call_.options.push_back(fmt::format("--{}={}", name, text));
    } else if (text.starts_with('/') || text.starts_with('-') || (text + "/").starts_with("../") ||
               ("/" + text + "/").find("/../") != std::string::npos) {
      out_.add(catalog::kFunctionConfig, field, fmt::format("the path {} is outside the kustomization", text))
          .with_expected("a path below the folder of kustomization.yaml");
    } else {
      call_.paths.push_back(text);
    }
  }

  FunctionCall& call_;
  Diagnostics& out_;
};

/// Applies the configuration to the call.
void read_config(FunctionCall& call, Diagnostics& out) {
  if (call.config == nullptr) return;
  const Field root(call.config);
  const std::string_view kind = string_at(call.config, "kind");
  ConfigReader reader(call, out);
  if (kind == "FeatureStore") {
    call.mode = FunctionMode::kGenerate;
  } else if (kind == "FeastRender") {
    reader.read(root.child("spec"));
  } else if (kind == "ConfigMap") {
    reader.read(root.child("data"));
  } else if (!kind.empty()) {
    out.add(catalog::kFunctionConfig, root.child("kind"),
            fmt::format("{} is not a valid functionConfig for feastctl fn", kind))
        .with_expected("a FeatureStore, a FeastRender of feastctl.dev/v1, or a ConfigMap");
  }
}

/// The documents of the sources from `first` up to `last`.
std::vector<const Node*> documents_of(const Sources& sources, SourceId first, SourceId last, const TreeBuilder& tree,
                                      Diagnostics& out) {
  std::vector<const Node*> roots;
  std::vector<parse::Document> documents;
  for (SourceId id = first; id <= last; ++id) parse::read(sources, id, tree, out, documents);
  for (const parse::Document& d : documents) roots.push_back(d.root);
  return roots;
}

/// The orchestrator's copy of the configuration among the items, which is not a file of the package.
bool is_echo(const Node& item, const FunctionCall& call) {
  if (call.config == nullptr || identity(name_of(item)) != identity(name_of(*call.config))) return false;
  return std::ranges::all_of(kPathAnnotations, [&](std::string_view key) { return annotation(item, key).empty(); });
}

}  // namespace

FunctionCall read_call(const Sources& sources, const TreeBuilder& tree, Diagnostics& out) {
  FunctionCall call;
  const auto roots = documents_of(sources, 1, static_cast<SourceId>(sources.size()), tree, out);
  if (out.errors() != 0) return call;
  if (roots.size() != 1 || string_at(roots[0], "kind") != "ResourceList") {
    out.add(catalog::kFunctionInput, Span(), "standard input is not a ResourceList")
        .with_hint("kustomize and kpt send one; use feastctl render for plain files");
    return call;
  }
  call.config = lookup(roots[0], {"functionConfig"});
  read_config(call, out);
  const Node* items = lookup(roots[0], {"items"});
  for (const Node* item : items == nullptr ? std::span<const Node* const>() : items->items()) {
    if (item->is_map() && !is_echo(*item, call)) call.items.push_back(item);
  }
  return call;
}

FunctionCall read_legacy_call(const Sources& sources, const TreeBuilder& tree, Diagnostics& out) {
  FunctionCall call;
  const auto roots = documents_of(sources, 1, 1, tree, out);
  if (roots.size() == 1) {
    // kustomize sets these two.
    call.config = without(*without(*roots[0], "argsOneLiner", tree), "argsFromFile", tree);
  }
  read_config(call, out);
  call.items = documents_of(sources, 2, static_cast<SourceId>(sources.size()), tree, out);
  if (!call.items.empty() && call.config != nullptr && is_store(*call.config)) call.mode = FunctionMode::kTransform;
  return call;
}

std::vector<FunctionText> inputs(const FunctionCall& call) {
  std::vector<FunctionText> texts;
  const auto add = [&](const Node& object) {
    FunctionText text{&object, {}, {}};
    for (const std::string_view key : kPathAnnotations) {
      if (text.name.empty()) text.name = annotation(object, key);
    }
    if (text.name.empty()) text.name = display(name_of(object));
    emit::write_yaml(object, text.text);
    texts.push_back(std::move(text));
  };
  const bool config_is_store = call.config != nullptr && is_store(*call.config);
  if (config_is_store) add(*call.config);
  for (const Node* item : call.items) {
    if (!(call.mode == FunctionMode::kGenerate && is_store(*item))) add(*item);
  }
  return texts;
}

}  // namespace feastctl::gitops
