/// @file
/// @brief KRM functions: a ResourceList in, a ResourceList out. Source: the KRM functions specification; what kustomize
/// really sends is in tests/gitops/kustomize_test.py.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/node.hpp"
#include "base/source.hpp"

namespace feastctl::gitops {

/// What becomes of the items.
enum class FunctionMode : unsigned char {
  kGenerate,   ///< the functionConfig is the FeatureStore, or names files; items stay
  kTransform,  ///< FeatureStores among the items become their bundles
  kValidate,   ///< items stay as they are
};

/// A call of the function.
struct FunctionCall {
  std::vector<const Node*> items;
  const Node* config = nullptr;
  FunctionMode mode = FunctionMode::kTransform;
  bool keep_stores = false;            ///< FeatureStores stay beside their bundles
  std::vector<std::string> options{};  ///< of feastctl render, as `--name=value`
  std::vector<std::string> paths{};    ///< further files, below the current folder
};

/// Reads a ResourceList. What it is not is reported, and what could be read is given all the same.
FunctionCall read_call(const Sources& sources, const TreeBuilder& tree, Diagnostics& out);

/// Reads the streams of kustomize's legacy plugins: a configuration, which is the first source, and resources (none for
/// a generator).
FunctionCall read_legacy_call(const Sources& sources, const TreeBuilder& tree, Diagnostics& out);

/// An object of the call that is to be looked at, as a text of its own. Its place in `inputs()` is its number in
/// Sources less one.
struct FunctionText {
  const Node* object;
  std::string name;  ///< for messages: the file that the orchestrator names, else `FeatureStore feast/sample`
  std::string text;
};

/// The objects that feastctl has to see.
std::vector<FunctionText> inputs(const FunctionCall& call);

/// The items with `rendered` (texts of objects) among them; a bundle's object that an earlier run left there is
/// replaced in its place. Objects of others that would be there twice are reported at their places in `texts`, the
/// call's `inputs()`.
std::vector<const Node*> items_after(const FunctionCall& call, std::span<const std::string> rendered,
                                     const std::vector<FunctionText>& texts, const TreeBuilder& tree, Diagnostics& out);

/// The ResourceList with these items and what was found. `texts` says which sources the findings are about.
std::string resource_list(const FunctionCall& call, const std::vector<const Node*>& items,
                          std::span<const Diagnostic> findings, const std::vector<FunctionText>& texts,
                          const TreeBuilder& tree);

/// The items as a stream of YAML documents.
std::string item_stream(const std::vector<const Node*>& items);

}  // namespace feastctl::gitops
