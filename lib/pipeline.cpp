/// The whole program on one screen: read → check → default → resolve → build → check again → write.
/// Only this file knows all stages; a stage knows base/, catalog/, model/ and its own folder (a test greps the
/// includes).
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <thread>
#include <unordered_set>

#include "base/arena.hpp"
#include "build/bundle.hpp"
#include "catalog/inputs.hpp"
#include "catalog/schema.hpp"
#include "catalog/usage.hpp"
#include "defaults/defaults.hpp"
#include "defaults/earlier_spelling.hpp"
#include "defaults/normalise.hpp"
#include "defaults/schema_defaults.hpp"
#include "feastctl.hpp"
#include "gitops/file_names.hpp"
#include "gitops/passed.hpp"
#include "parse/inputs.hpp"
#include "parse/reader.hpp"
#include "rendered.hpp"
#include "report/conceal.hpp"
#include "resolve/resolve.hpp"
#include "validate/companions.hpp"
#include "validate/ignored.hpp"
#include "validate/kubernetes/kubernetes.hpp"
#include "validate/rules.hpp"
#include "validate/schema.hpp"
#include "validate/warnings.hpp"

namespace feastctl {

namespace {

/// What one store gives to the result.
struct StoreRun {
  StoreResult result;
  Diagnostics findings;
  build::SharedFacts facts;
  bool built = false;
};

/// Whether the next stages can go on and find more: fields too many and rules between fields leave every value of its
/// type.
bool sound(const Diagnostics& out) {
  return std::ranges::all_of(out.all(), [](const Diagnostic& d) {
    return d.rule->severity != Severity::kError || d.rule == &catalog::kUnknownField || d.rule->code.starts_with("FS3");
  });
}

/// One store from the document to its texts. A stage that reports an error ends the run after it has said all it can.
StoreRun run_store(const model::StoreDocument& store, const model::Companions& companions, const Options& options,
                   Arena& arena) {
  const TreeBuilder tree(arena);
  const ApiVersion version = store.v1alpha1 ? ApiVersion::kV1Alpha1 : ApiVersion::kV1;
  StoreRun run{.result = {std::string(store.name_space), std::string(store.name), {}}, .findings = {}, .facts = {}};
  run.result.source = store.root->span.source;
  run.result.document = store.index;
  Diagnostics& out = run.findings;
  out.set_store(store.index, run.result.name_space, run.result.name);

  validate::check_schema(*store.root, version, out);
  const Node* document = defaults::move_earlier_spelling(*store.root, tree, out);
  document = defaults::apply_schema_defaults(*document, version, tree);
  validate::check_rules(*document, version, out);
  if (!sound(out) || lookup(document, {"spec"}) == nullptr) return run;

  std::vector<defaults::Origin> origins;
  const Node* spec = defaults::normalise(*document->find("spec"), version, tree);
  spec = defaults::apply_operator_defaults(
      *spec, {tree, options.platform, companions, store, options.origins ? &origins : nullptr});
  const model::FeatureStore model = resolve::resolve(*spec, {tree, options.platform, companions, store, out});

  const build::Objects objects = build::bundle(tree, model);
  run.facts = build::shared_facts(tree, model);
  validate::warn(*store.root, *spec, objects, out);
  for (const Node* object : objects) {
    ObjectReport report(out, *store.root, *object);
    validate::kubernetes::check_object(*object, report);
  }
  if (out.errors() != 0) return run;

  run.built = true;
  if (options.task == Task::kDefaults) {
    run.result.objects.push_back(
        rendered_defaults(*store.root, *spec, options.origins ? &origins : nullptr, tree, options.format));
  } else if (options.task == Task::kRender && options.shared != SharedObjects::kOnly) {
    run.result.objects = rendered(gitops::dressed(objects, store.root, options.gitops, tree), options.format);
  }
  return run;
}

/// Every store, on as many threads as wanted; the results stand in the order of the input.
std::vector<StoreRun> run_stores(const parse::Inputs& inputs, const Options& options) {
  std::vector<StoreRun> runs(inputs.stores.size());
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    Arena arena;
    for (std::size_t i = next++; i < runs.size(); i = next++) {
      runs[i] = run_store(inputs.stores[i], inputs.companions, options, arena);
      validate::drop_ignored(*inputs.stores[i].root, runs[i].findings);
      if (options.done != nullptr) ++*options.done;
      arena.reset();
    }
  };
  const std::size_t threads = std::clamp<std::size_t>(options.jobs, 1, std::max<std::size_t>(runs.size() / 4, 1));
  std::vector<std::jthread> helpers;
  for (std::size_t i = 1; i < threads; ++i) helpers.emplace_back(work);
  work();
  return helpers.clear(), runs;
}

/// The objects that the stores have in common, once each; their namespaces first.
std::vector<Rendered> run_shared(const std::vector<StoreRun>& runs, const std::vector<const Node*>& passed,
                                 const Options& options, const TreeBuilder& tree) {
  if (options.task != Task::kRender || options.shared == SharedObjects::kExclude) return {};
  std::vector<build::SharedFacts> facts;
  std::vector<std::string_view> names;
  for (const StoreRun& run : runs) {
    if (run.built) facts.push_back(run.facts);
    if (options.create_namespace) names.push_back(run.result.name_space);
  }
  const auto discovery = options.discovery ? model::discovery_namespace(options.platform) : std::string_view();
  build::Objects objects = gitops::namespaces(names, passed, tree);
  const build::Objects shared = build::shared_objects(tree, facts, discovery);
  objects.insert(objects.end(), shared.begin(), shared.end());
  return rendered(gitops::dressed(objects, nullptr, options.gitops, tree), options.format);
}

/// No object may be in the output twice: which of the two counts would depend on who applies them.
void check_duplicates(const Result& result, Diagnostics& out) {
  std::unordered_set<std::string> seen;
  for_each_object(result, [&](const Rendered& object) {
    if (seen.insert(gitops::identity(name_of(object))).second) return;
    out.add(catalog::kObjectTwice, Span(), fmt::format("{} is in the output twice", display(name_of(object))))
        .with_hint("rename a FeatureStore, or take the object out of the input");
  });
}

/// An answer that lacks a store, or everything, would make a GitOps tool delete what it lacks.
void check_completeness(const parse::Inputs& inputs, const Options& options, Diagnostics& out) {
  for (const Node* document : inputs.almost_stores) {
    out.add(catalog::kStoreLeftOut, Field(document), "this document would be left out of the output");
  }
  if (!inputs.stores.empty() || options.allow_empty || out.errors() != 0) return;
  out.add(catalog::kNoFeatureStore, Span(), "the input holds no FeatureStore")
      .with_hint("check the paths; --allow-empty makes this fine");
}

/// What may be passed through: with --secrets=runtime nothing secret is in the output.
std::vector<const Node*> passable(std::vector<const Node*> others, const Options& options) {
  if (options.platform.secrets == model::SecretsMode::kRuntime && !options.pass_secrets) {
    std::erase_if(others, [](const Node* object) { return string_at(object, "kind") == "Secret"; });
  }
  return others;
}

/// Names that were given for stores which are not there.
void check_names(const parse::Inputs& inputs, const Options& options, Diagnostics& out) {
  for (const std::string& name : options.platform.externally_scaled) {
    if (std::ranges::find(inputs.stores, name, &model::StoreDocument::name) != inputs.stores.end()) continue;
    out.add(catalog::kNoSuchStore, Span(), "--external-autoscaler names " + name + ", which is no store of the input");
  }
}

}  // namespace

Result run(const Sources& sources, const Options& options) {
  Result result;
  Arena arena;
  const TreeBuilder tree(arena);
  const parse::Inputs inputs = parse::sort_documents(parse::read_all(sources, tree, result.findings),
                                                     options.platform.default_namespace, result.findings);
  validate::check_companions(inputs.others, result.findings);
  check_names(inputs, options, result.findings);
  if (options.task != Task::kValidate) check_completeness(inputs, options, result.findings);

  std::vector<StoreRun> runs = run_stores(inputs, options);
  const bool passes = options.pass_through && options.task == Task::kRender;
  const auto passed =
      passes ? gitops::passed_through(passable(inputs.others, options), inputs.companions, tree) : build::Objects();
  gitops::report_retargeted(inputs.companions, passes, result.findings);
  result.shared = run_shared(runs, passed, options, tree);
  result.passed = rendered(passed, options.format);
  result.skipped = inputs.others.size();
  for (StoreRun& run : runs) {
    result.findings.merge(std::move(run.findings));
    result.stores.push_back(std::move(run.result));
  }
  check_duplicates(result, result.findings);
  report::conceal_secrets(result.findings, sources);
  return result;
}

}  // namespace feastctl
