/// The whole program: read → check → default → resolve → build → check again → write. The stages of one store are in
/// stages.cpp, the analysis of causes in causes.cpp. Only the files in this folder know all stages; a stage knows
/// base/, catalog/, model/ and its own folder (a test checks the includes).
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "admit/bundle.hpp"
#include "base/arena.hpp"
#include "base/in_order.hpp"
#include "build/bundle.hpp"
#include "capacity/store_needs.hpp"
#include "causes.hpp"
#include "feastctl.hpp"
#include "fixes.hpp"
#include "gitops/dress.hpp"
#include "parse/inputs.hpp"
#include "parse/reader.hpp"
#include "rendered.hpp"
#include "report/conceal.hpp"
#include "run_cache.hpp"
#include "stages.hpp"
#include "text_fixes.hpp"
#include "validate/companions.hpp"
#include "validate/ignored.hpp"
#include "validate/placeholders.hpp"
#include "whole_run/completeness.hpp"
#include "whole_run/whole_run.hpp"

namespace feastctl {

namespace {

/// The state shared by the runs of all stores.
struct Batch {
  const Sources& sources;
  const Options& options;
  const parse::Inputs& inputs;
  const parse::PartsReader& reader;
  const whole_run::WholeRun& whole;
  const admit::Rules& rules;
  bool again = false;              ///< only to find duplicate objects in the output
  const Recall* recall = nullptr;  ///< the results of an earlier run
};

Severity least_of(const Options& options) {
  if (!options.warnings && !options.fixes) return Severity::kError;  // a safe fix causes no warning, either
  return options.notes ? Severity::kNote : Severity::kWarning;
}

/// Runs all stages of a store; if one finds an error, tells the causes.
Made make_or_tell(const model::StoreDocument& store, const model::Platform& platform, const Batch& batch,
                  const TreeBuilder& tree, std::vector<defaults::Origin>* origins, std::vector<model::Asked>& asked,
                  Diagnostics& out) {
  const model::Companions companions(batch.inputs.companions, batch.reader, tree, &asked);
  Made made = make(store, platform, companions, tree, origins, out);
  if (!made.whole) {
    tell_causes(store, {batch.inputs.companions, batch.reader, platform, tree, &asked}, made.model.has_value(), out);
  }
  return made;
}

/// Runs a changed store through all checks, to see whether a fix helps. `asked` receives what it asks of the
/// companions.
void check_again(const model::StoreDocument& store, const Batch& batch, const TreeBuilder& tree,
                 std::vector<model::Asked>& asked, Diagnostics& out) {
  out.set_least(least_of(batch.options));
  out.set_store(store.index, std::string(store.name_space), std::string(store.name));
  std::optional<model::Platform> own_platform;
  const model::Platform& platform = platform_of(*store.root, batch.options.platform, own_platform, out);
  const Made made = make_or_tell(store, platform, batch, tree, nullptr, asked, out);
  if (!made.whole) return validate::explain_placeholders(out);
  const admit::BundleContext judging{batch.rules, pod_security_of(*store.root, out), platform.kubernetes};
  Diagnostics of_store;
  admit::judge_bundle(made.objects, *store.root, judging, tree, of_store, out);
}

/// Processes one store, from the document to its texts.
void run_store(const model::StoreDocument& store, const Batch& batch, const TreeBuilder& tree, StoreRun& run) {
  const Options& options = batch.options;
  Diagnostics& out = run.findings;
  run.result.source = store.root->span.source;
  run.result.document = store.index;
  out.set_store(store.index, run.result.name_space, run.result.name);

  std::optional<model::Platform> own_platform;
  const model::Platform& platform = platform_of(*store.root, options.platform, own_platform, out);
  run.result.feast = platform.feast;
  std::vector<defaults::Origin> origins;
  Made made = make_or_tell(store, platform, batch, tree, options.origins ? &origins : nullptr, run.asked, out);
  if (!made.whole) {
    tell_patch(run.reading, out);
    return validate::explain_placeholders(out);
  }

  Diagnostics of_store;
  of_store.set_store(store.index, run.result.name_space, run.result.name);
  const admit::BundleContext judging{batch.rules, pod_security_of(*store.root, out), platform.kubernetes};
  run.demands = admit::judge_bundle(made.objects, *store.root, judging, tree, of_store, out);
  if (options.needs) {
    const auto& [online, registry] = made.databases;
    run.result.needs = capacity::needs_of({&*made.model, made.objects, online, registry}, batch.rules,
                                          platform.kubernetes, tree, of_store);
  }
  run.built = true;
  run.share = batch.whole.share_of(store, build::shared_facts(tree, *made.model), made.objects, batch.again);
  run.share.registry = std::move(made.registry);
  if (options.task == Task::kDefaults) {
    run.result.objects.push_back(
        rendered_defaults(*store.root, *made.spec, options.origins ? &origins : nullptr, tree, options.format));
  } else if (options.task == Task::kRender && options.shared != SharedObjects::kOnly) {
    const build::Objects objects = gitops::dressed(made.objects, store.root, options.gitops, tree);
    if (options.joined) {
      run.joined = joined_bundle(objects, options.format, *options.joined);
    } else {
      run.result.objects = rendered_bundle(objects, options.format);
    }
  }
}

/// Processes one store, from its text or tree to its texts.
StoreRun read_and_run(const parse::Store& store, const Batch& batch, Arena& arena) {
  const TreeBuilder tree(arena);
  StoreRun run{.result = {std::string(store.document.name_space), std::string(store.document.name), {}}};
  model::StoreDocument document = store.document;
  document.root = parse::read_store(batch.sources, batch.inputs, store, tree, run.reading);
  run.is_store = document.root != nullptr;
  run.findings.set_least(least_of(batch.options));
  if (!run.is_store) return run;
  run_store(document, batch, tree, run);
  if (batch.options.fixes) {
    const auto again = [&](const model::StoreDocument& changed, Diagnostics& out) {
      check_again(changed, batch, tree, run.asked, out);
    };
    offer_reading_fixes(batch.sources, batch.inputs, tree, run.reading);
    offer_fixes(batch.sources, batch.inputs, document, again, tree, run.findings);
  } else {
    drop_fixes(run.findings);
    drop_fixes(run.reading);
  }
  run.findings.drop_unwanted();
  validate::drop_ignored(*document.root, run.findings);
  return run;
}

/// Processes every store, on several threads; `deliver` receives the results in input order.
void run_stores(const Batch& batch, const std::function<void(StoreRun&&)>& deliver) {
  const auto work = [&](std::size_t number, Arena& arena) {
    const parse::Store& store = batch.inputs.stores[number];
    auto known = batch.recall == nullptr ? std::nullopt : batch.recall->find(store);
    StoreRun run = known ? std::move(*known) : read_and_run(store, batch, arena);
    if (batch.options.done != nullptr) ++*batch.options.done;
    return run;
  };
  const unsigned jobs = batch.recall == nullptr ? batch.options.jobs : batch.recall->worthwhile(batch.options.jobs);
  work_in_order<StoreRun>(batch.inputs.stores.size(), jobs, work, deliver);
}

/// What the namespaces in the input admit.
admit::Rules rules_of(const parse::Inputs& inputs, const Options& options, Diagnostics& out) {
  admit::Rules rules(options.pod_security, options.platform.default_namespace);
  for (const model::Held& other : inputs.others) {
    // Only the trees of Secrets and ConfigMaps are not kept.
    if (!options.skip_namespace && other.root != nullptr) rules.take(*other.root, out);
  }
  return rules;
}

/// Adds up what stores need from their quotas: first the objects that exist once they are applied, then those that are
/// created later.
class QuotaCount {
 public:
  explicit QuotaCount(const admit::Rules& rules) : ledger_(rules) {}

  void add(std::vector<admit::Demand>&& demands, Diagnostics& out) {
    for (admit::Demand& demand : demands) {
      if (demand.is_later()) {
        later_.push_back(std::move(demand));
      } else {
        take(demand, out);
      }
    }
  }

  std::vector<admit::QuotaLine> finish(Diagnostics& out) {
    for (const admit::Demand& demand : later_) take(demand, out);
    return ledger_.lines();
  }

 private:
  void take(const admit::Demand& demand, Diagnostics& out) {
    if (const auto refusal = ledger_.take(demand)) admit::report_quota(demand, *refusal, true, out);
  }

  admit::Ledger ledger_;
  std::vector<admit::Demand> later_;
};

}  // namespace

Result run(const Sources& sources, const Options& wanted, const TakeOutput& take, RunCache* cache) {
  Options options = wanted;
  options.platform.checksums = options.task == Task::kRender;  // otherwise, nobody sees the objects
  Result result;
  result.feast = options.platform.feast;
  result.kubernetes = options.platform.kubernetes;
  Arena arena;
  const TreeBuilder tree(arena);
  const parse::Inputs inputs =
      parse::read_inputs(sources, options.platform.default_namespace, tree, result.findings, [&](const Node* other) {
        validate::check_companions({&other, 1}, result.findings);
      });
  whole_run::check_completeness(inputs, options, result.findings);
  const parse::PartsReader reader(sources, inputs.parts);
  whole_run::WholeRun whole(inputs, reader, options, tree);

  const admit::Rules rules = rules_of(inputs, options, result.findings);
  QuotaCount quotas(rules);
  std::optional<Recall> recall;
  if (cache != nullptr) recall.emplace(*cache, sources, inputs, whole);
  const Batch batch{sources, options, inputs, reader, whole, rules, false, recall ? &*recall : nullptr};
  result.stores.reserve(inputs.stores.size());  // growing would hold many of them twice
  run_stores(batch, [&](StoreRun&& run) {
    StoreOutput output{std::exchange(run.result.objects, {}), std::move(run.joined)};
    if (recall) recall->keep(run);
    result.findings.merge(std::move(run.reading));
    result.findings.merge(std::move(run.findings));
    if (!run.is_store) return;
    whole.add(std::move(run.share), run.built);
    quotas.add(std::move(run.demands), result.findings);
    take(std::move(output));
    result.stores.push_back(std::move(run.result));
  });
  whole.finish(result, [&](const auto& take_candidates) {
    Options again = options;
    again.task = Task::kValidate;
    again.done = nullptr;
    run_stores({sources, again, inputs, reader, whole, rules, true, nullptr},
               [&](StoreRun&& run) { take_candidates(std::move(run.share.candidates)); });
  });
  if (recall) recall->finish();
  result.quotas = quotas.finish(result.findings);
  if (options.fixes) {
    Options alone = options;
    alone.task = Task::kValidate;
    alone.fixes = false;
    alone.warnings = true;
    alone.done = nullptr;
    const auto again = [&alone](const Sources& one) { return run(one, alone).findings; };
    offer_text_fixes(sources, inputs, again, result.findings);
  } else {
    drop_fixes(result.findings);
  }
  report::conceal_secrets(result.findings, sources);
  return result;
}

Result run(const Sources& sources, const Options& options, RunCache* cache) {
  std::vector<std::vector<Rendered>> objects;
  const TakeOutput take = [&](StoreOutput&& output) { objects.push_back(std::move(output.objects)); };
  Result result = run(sources, options, take, cache);
  for (std::size_t i = 0; i < objects.size(); ++i) result.stores[i].objects = std::move(objects[i]);
  return result;
}

}  // namespace feastctl
