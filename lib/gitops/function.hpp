/// @file
/// @brief KRM functions: read a ResourceList and write one. Source: the KRM functions specification;
/// tests/gitops/kustomize_test.py shows what kustomize really sends.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/node.hpp"
#include "base/source.hpp"

namespace feastctl::gitops {

/// What to do with the items.
enum class FunctionMode : unsigned char {
  kGenerate,   ///< the functionConfig is the FeatureStore, or names files; items are kept
  kTransform,  ///< FeatureStores among the items become their bundles
  kValidate,   ///< items are kept unchanged
};

/// A call of the function.
struct FunctionCall {
  std::vector<const Node*> items;
  const Node* config = nullptr;
  FunctionMode mode = FunctionMode::kTransform;
  bool keep_stores = false;            ///< keep FeatureStores next to their bundles
  std::vector<std::string> options{};  ///< of feastctl render, as `--name=value`
  std::vector<std::string> paths{};    ///< further files, below the current folder
};

/// Reads a ResourceList. Reports errors, and returns whatever could be read.
FunctionCall read_call(const Sources& sources, const TreeBuilder& tree, Diagnostics& out);

/// Reads the streams of kustomize's legacy plugins: a configuration, which is the first source, and resources (none for
/// a generator).
FunctionCall read_legacy_call(const Sources& sources, const TreeBuilder& tree, Diagnostics& out);

/// An object of the call to check, as a separate text. Its index in `inputs()` is its number in Sources minus one.
struct FunctionText {
  const Node* object;
  std::string name;  ///< for messages: the file that the orchestrator names, or `FeatureStore feast/sample`
  std::string text;
};

/// The objects that feastctl must read.
std::vector<FunctionText> inputs(const FunctionCall& call);

/// The items together with `rendered` (texts of objects); an object that an earlier run left among the items is
/// replaced in place. If another object would appear twice, that is reported at its place in `texts`, the call's
/// `inputs()`.
std::vector<const Node*> items_after(const FunctionCall& call, std::span<const std::string> rendered,
                                     const std::vector<FunctionText>& texts, const TreeBuilder& tree, Diagnostics& out);

/// The ResourceList with these items and findings. `texts` are the sources of the findings.
std::string resource_list(const FunctionCall& call, const std::vector<const Node*>& items,
                          std::span<const Diagnostic> findings, const std::vector<FunctionText>& texts,
                          const TreeBuilder& tree);

/// The items as a stream of YAML documents.
std::string item_stream(const std::vector<const Node*>& items);

}  // namespace feastctl::gitops
