/// The whole program on one screen: read → check → default → resolve → build → check again → write.
/// Only this file knows all stages; a stage knows base/, catalog/, model/ and its own folder (a test greps the
/// includes).
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <unordered_set>
#include <utility>

#include "base/arena.hpp"
#include "base/in_order.hpp"
#include "build/bundle.hpp"
#include "catalog/codes.hpp"
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
  StoreResult result{};
  Diagnostics reading{};  ///< what is to say about its text
  Diagnostics findings{};
  build::SharedFacts facts{};
  bool is_store = false;  ///< false when its text cannot be read
  bool built = false;
};

/// What the runs of all stores have in common.
struct Batch {
  const Sources& sources;
  const Options& options;
  const parse::Inputs& inputs;
  const parse::PartsReader reader{sources, inputs.parts};
};

/// Whether the next stages can go on and find more: fields too many and rules between fields leave every value of its
/// type.
bool sound(const Diagnostics& out) {
  return std::ranges::all_of(out.all(), [](const Diagnostic& d) {
    return d.severity != Severity::kError || d.rule == &catalog::kUnknownField || d.rule->code.starts_with("FS3");
  });
}

/// One store from the document to its texts. A stage that reports an error ends the run after it has said all it can.
void run_store(const model::StoreDocument& store, const Batch& batch, const TreeBuilder& tree, StoreRun& run) {
  const Options& options = batch.options;
  const model::Companions companions(batch.inputs.companions, batch.reader, tree);
  const ApiVersion version = store.v1alpha1 ? ApiVersion::kV1Alpha1 : ApiVersion::kV1;
  Diagnostics& out = run.findings;
  run.result.source = store.root->span.source;
  run.result.document = store.index;
  out.set_store(store.index, run.result.name_space, run.result.name);

  validate::check_schema(*store.root, version, out);
  const Node* document = defaults::move_earlier_spelling(*store.root, tree, out);
  document = defaults::apply_schema_defaults(*document, version, tree);
  validate::check_rules(*document, version, out);
  if (!sound(out) || lookup(document, {"spec"}) == nullptr) return;

  std::vector<defaults::Origin> origins;
  const Node* spec = defaults::normalise(*document->find("spec"), version, tree);
  spec = defaults::apply_operator_defaults(
      *spec, {tree, options.platform, companions, store, options.origins ? &origins : nullptr});
  validate::check_rules_on_applied(*store.root, *spec, out);
  const model::FeatureStore model = resolve::resolve(*spec, {tree, options.platform, companions, store, out});

  const build::Objects objects = build::bundle(tree, model);
  run.facts = build::shared_facts(tree, model);
  validate::warn(*store.root, *spec, objects, out);
  for (const Node* object : objects) {
    ObjectReport report(out, *store.root, *object);
    validate::kubernetes::check_object(*object, report);
  }
  if (out.errors() != 0) return;

  run.built = true;
  if (options.task == Task::kDefaults) {
    run.result.objects.push_back(
        rendered_defaults(*store.root, *spec, options.origins ? &origins : nullptr, tree, options.format));
  } else if (options.task == Task::kRender && options.shared != SharedObjects::kOnly) {
    run.result.objects = rendered(gitops::dressed(objects, store.root, options.gitops, tree), options.format);
  }
}

/// One store from its text, or its tree, to its texts.
StoreRun read_and_run(const parse::Store& store, const Batch& batch, Arena& arena) {
  const TreeBuilder tree(arena);
  StoreRun run{.result = {std::string(store.document.name_space), std::string(store.document.name), {}}};
  model::StoreDocument document = store.document;
  document.root = parse::read_store(batch.sources, batch.inputs, store, tree, run.reading);
  run.is_store = document.root != nullptr;
  if (!run.is_store) return run;
  run_store(document, batch, tree, run);
  if (!batch.options.notes) run.findings.drop_notes();
  validate::drop_ignored(*document.root, run.findings);
  return run;
}

/// Every store, on as many threads as wanted; `deliver` gets the results in the order of the input.
void run_stores(const Batch& batch, const std::function<void(StoreRun&&)>& deliver) {
  constexpr std::size_t kWindow = 256;
  const std::size_t count = batch.inputs.stores.size();
  InOrder<StoreRun> results(std::clamp<std::size_t>(count, 1, kWindow), deliver);
  const std::size_t threads = std::clamp<std::size_t>(batch.options.jobs, 1, std::max<std::size_t>(count / 4, 1));
  share_out(count, threads, [&](const auto& take) {
    Arena arena;
    for (auto number = take(); number; number = take()) {
      results.put(*number, read_and_run(batch.inputs.stores[*number], batch, arena));
      if (batch.options.done != nullptr) ++*batch.options.done;
      arena.reset();
    }
  });
}

/// What the end of a run needs to know of its stores.
struct Whole {
  std::vector<build::SharedFacts> facts;
  std::vector<std::string> namespaces;
};

/// The objects that the stores have in common, once each; their namespaces first.
std::vector<Rendered> run_shared(const Whole& whole, const std::vector<const Node*>& passed, const Options& options,
                                 const TreeBuilder& tree) {
  if (options.task != Task::kRender || options.shared == SharedObjects::kExclude) return {};
  const std::vector<std::string_view> names(whole.namespaces.begin(), whole.namespaces.end());
  const auto discovery = options.discovery ? model::discovery_namespace(options.platform) : std::string_view();
  build::Objects objects = gitops::namespaces(names, passed, tree);
  const build::Objects shared = build::shared_objects(tree, whole.facts, discovery);
  objects.insert(objects.end(), shared.begin(), shared.end());
  return rendered(gitops::dressed(objects, nullptr, options.gitops, tree), options.format);
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

/// The objects that are passed through: with --secrets=runtime nothing secret is in the output.
build::Objects passed_objects(const Batch& batch, const TreeBuilder& tree) {
  if (!batch.options.pass_through || batch.options.task != Task::kRender) return {};
  const bool secrets = batch.options.platform.secrets == model::SecretsMode::kInline || batch.options.pass_secrets;
  build::Objects others;
  for (const model::Held& other : batch.inputs.others) {
    const Node* object = batch.reader.tree(other, tree);
    if (object != nullptr && (secrets || string_at(object, "kind") != "Secret")) others.push_back(object);
  }
  return gitops::passed_through(others, batch.inputs.companions, tree);
}

/// Finds objects that are in the output twice without keeping all names: first numbers that stand for them are
/// compared, and only where two are equal the names, of which the stores must be asked once more.
class Repeats {
 public:
  void note(const std::vector<Rendered>& objects) {
    for (const Rendered& object : objects) numbers_.push_back(number(object));
  }
  /// Leaves the numbers that were noted more than once; false when there is none.
  bool narrow() {
    std::ranges::sort(numbers_);
    std::vector<std::size_t> repeated;
    for (std::size_t i = 1; i < numbers_.size(); ++i) {
      if (numbers_[i] == numbers_[i - 1]) repeated.push_back(numbers_[i]);
    }
    numbers_ = std::move(repeated);
    return !numbers_.empty();
  }
  /// After narrow(): reports the objects that were seen before.
  void see(const std::vector<Rendered>& objects, Diagnostics& out) {
    for (const Rendered& object : objects) {
      if (!std::ranges::binary_search(numbers_, number(object))) continue;
      if (seen_.insert(gitops::identity(name_of(object))).second) continue;
      out.add(catalog::kObjectTwice, Span(), fmt::format("{} is in the output twice", display(name_of(object))))
          .with_hint("rename a FeatureStore, or take the object out of the input");
    }
  }

 private:
  static std::size_t number(const Rendered& object) {
    return std::hash<std::string>()(gitops::identity(name_of(object)));
  }

  std::vector<std::size_t> numbers_;
  std::unordered_set<std::string> seen_;
};

/// No object may be in the output twice: which of the two counts would depend on who applies them.
void check_repeats(Repeats& repeats, const Batch& batch, Result& result) {
  repeats.note(result.shared);
  repeats.note(result.passed);
  if (!repeats.narrow()) return;
  repeats.see(result.shared, result.findings);
  run_stores(batch, [&](StoreRun&& run) { repeats.see(run.result.objects, result.findings); });
  repeats.see(result.passed, result.findings);
}

/// Names that were given for stores which are not there.
void check_names(const parse::Inputs& inputs, const Options& options, Diagnostics& out) {
  for (const std::string& name : options.platform.externally_scaled) {
    const auto named = [&](const parse::Store& store) { return store.document.name == name; };
    if (std::ranges::any_of(inputs.stores, named)) continue;
    out.add(catalog::kNoSuchStore, Span(), "--external-autoscaler names " + name + ", which is no store of the input");
  }
}

}  // namespace

Result run(const Sources& sources, const Options& options, const TakeObjects& take) {
  Result result;
  Arena arena;
  const TreeBuilder tree(arena);
  const parse::Inputs inputs =
      parse::read_inputs(sources, options.platform.default_namespace, tree, result.findings, [&](const Node* other) {
        validate::check_companions({&other, 1}, result.findings);
      });
  check_names(inputs, options, result.findings);
  if (options.task != Task::kValidate) check_completeness(inputs, options, result.findings);

  const Batch batch{sources, options, inputs};
  const bool shared = options.task == Task::kRender && options.shared != SharedObjects::kExclude;
  Whole whole;
  Repeats repeats;
  run_stores(batch, [&](StoreRun&& run) {
    result.findings.merge(std::move(run.reading));
    result.findings.merge(std::move(run.findings));
    if (!run.is_store) return;
    if (run.built && shared) whole.facts.push_back(std::move(run.facts));
    if (options.create_namespace) whole.namespaces.push_back(run.result.name_space);
    repeats.note(run.result.objects);
    take(std::exchange(run.result.objects, {}));
    result.stores.push_back(std::move(run.result));
  });
  const build::Objects passed = passed_objects(batch, tree);
  gitops::report_retargeted(inputs.companions, options.pass_through && options.task == Task::kRender, result.findings);
  result.shared = run_shared(whole, passed, options, tree);
  result.passed = rendered(passed, options.format);
  result.skipped = inputs.others.size();
  check_repeats(repeats, batch, result);
  report::conceal_secrets(result.findings, sources);
  return result;
}

Result run(const Sources& sources, const Options& options) {
  std::vector<std::vector<Rendered>> objects;
  Result result = run(sources, options, [&](std::vector<Rendered>&& of) { objects.push_back(std::move(of)); });
  for (std::size_t i = 0; i < objects.size(); ++i) result.stores[i].objects = std::move(objects[i]);
  return result;
}

}  // namespace feastctl
