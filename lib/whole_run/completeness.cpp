#include "whole_run/completeness.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "catalog/codes.hpp"

namespace feastctl::whole_run {

namespace {

void check_names(const parse::Inputs& inputs, const Options& options, Diagnostics& out) {
  for (const std::string& name : options.platform.externally_scaled) {
    const auto named = [&](const parse::Store& store) { return store.document.name == name; };
    if (std::ranges::any_of(inputs.stores, named)) continue;
    out.add(catalog::kNoSuchStore, Span(),
            "--external-autoscaler names " + name + ", which is not a store in the input");
  }
}

}  // namespace

void check_completeness(const parse::Inputs& inputs, const Options& options, Diagnostics& out) {
  check_names(inputs, options, out);
  if (options.task == Task::kValidate) return;
  if (!inputs.stores.empty() || options.allow_empty || out.errors() != 0) return;
  out.add(catalog::kNoFeatureStore, Span(), "the input contains no FeatureStore")
      .with_hint(fmt::format("check the paths{}{}", options.when_empty.empty() ? "" : "; ", options.when_empty));
}

}  // namespace feastctl::whole_run
