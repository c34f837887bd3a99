/// The pipeline for two releases: each store goes through the stages twice, and the objects are compared as trees,
/// without writing and parsing text, so that it takes about as long as two renders.
#include <optional>
#include <unordered_set>
#include <utility>

#include "base/arena.hpp"
#include "base/in_order.hpp"
#include "build/bundle.hpp"
#include "model/feast_version.hpp"
#include "parse/inputs.hpp"
#include "report/conceal.hpp"
#include "stages.hpp"
#include "upgrade/meanings.hpp"
#include "upgrade/upgrade.hpp"
#include "validate/companions.hpp"
#include "validate/ignored.hpp"
#include "whole_run/completeness.hpp"
#include "whole_run/whole_run.hpp"

namespace feastctl::upgrade {

namespace {

Options options_of(const Options& options, FeastRelease feast, std::optional<FeastRelease> replaced) {
  Options side = options;
  side.task = Task::kValidate;
  side.notes = false;
  side.platform.feast = feast;
  side.platform.replaced = replaced;
  return side;
}

/// The texts, and their reader.
struct Input {
  const Sources& sources;
  const parse::Inputs& inputs;
  const parse::PartsReader& reader;
  std::unordered_set<std::string_view> meeting{};  ///< names of stores whose ClusterRoleBindings may be the same object
};

/// All stores in one release.
struct Side {
  Side(const Input& input, Options of_side, const TreeBuilder& tree)
      : options(std::move(of_side)), whole(input.inputs, input.reader, options, tree) {}

  Options options;
  whole_run::WholeRun whole;
};

/// One store in one release. Not movable, because the model refers to the platform.
struct SideRun {
  SideRun(const model::StoreDocument& store, const Side& side, const model::Companions& companions,
          const TreeBuilder& tree) {
    findings.set_store(store.index, std::string(store.name_space), std::string(store.name));
    findings.set_least(Severity::kWarning);
    const model::Platform& platform = platform_of(*store.root, side.options.platform, own_platform, findings);
    made = make(store, platform, companions, tree, nullptr, findings);
    findings.drop_unwanted();
    validate::drop_ignored(*store.root, findings);
    if (made.whole) facts = build::shared_facts(tree, *made.model);
  }

  std::optional<model::Platform> own_platform{};
  Diagnostics findings{};
  Made made{};
  build::SharedFacts facts{};
};

/// The contribution of a store to the report.
struct StoreRun {
  Diagnostics trouble{};
  Share share{};
  whole_run::Share before{}, after{};
  bool is_store = false;
  bool left_out = false;
  bool built = false;  ///< by both releases
};

diff::Objects as_diff(const build::Objects& objects) {
  diff::Objects list;
  list.reserve(objects.size());
  for (const Node* object : objects) list.push_back({object});
  return list;
}

class Run {
 public:
  Run(const Sources& sources, const Options& options, FeastRelease from, Wanted wanted)
      : sources_(sources),
        options_(options),
        from_(from),
        tree_(arena_),
        wanted_(std::move(wanted)),
        collector_(report_, wanted_) {
    report_.from = from;
    report_.to = options.platform.feast;
    report_.kubernetes = options.platform.kubernetes;
  }

  Report run() {
    Diagnostics& trouble = report_.trouble;
    const parse::Inputs inputs =
        parse::read_inputs(sources_, options_.platform.default_namespace, tree_, trouble, [&](const Node* other) {
          validate::check_companions({&other, 1}, trouble);
        });
    whole_run::check_completeness(inputs, options_, trouble);
    const parse::PartsReader reader(sources_, inputs.parts);
    const bool meeting = options_.platform.cluster_names == model::ClusterNames::kOperator;
    const Input input{sources_, inputs, reader,
                      meeting ? whole_run::repeated_names(inputs) : decltype(Input::meeting)()};
    Side before(input, options_of(options_, from_, {}), tree_);
    Side after(input, options_of(options_, report_.to, from_), tree_);
    run_stores(input, before, after);
    finish(input, before, after);
    conceal();
    return std::move(report_);
  }

 private:
  void run_stores(const Input& input, Side& before, Side& after) {
    const auto work = [&](std::size_t number, Arena& arena) {
      StoreRun run = run_store(input, input.inputs.stores[number], before, after, TreeBuilder(arena));
      if (options_.done != nullptr) ++*options_.done;
      return run;
    };
    work_in_order<StoreRun>(input.inputs.stores.size(), options_.jobs, work, [&](StoreRun&& run) {
      report_.trouble.merge(std::move(run.trouble));
      report_.stores.all += run.is_store ? 1 : 0;
      report_.stores.left_out += run.left_out ? 1 : 0;
      report_.stores.differing += run.share.empty() ? 0 : 1;
      if (options_.shared == SharedObjects::kOnly) run.share = {.consequences = std::move(run.share.consequences)};
      collector_.add(std::move(run.share));
      before.whole.add(std::move(run.before), run.built);
      after.whole.add(std::move(run.after), run.built);
    });
  }

  StoreRun run_store(const Input& input, const parse::Store& store, const Side& before, const Side& after,
                     const TreeBuilder& tree) const {
    StoreRun run;
    model::StoreDocument document = store.document;
    document.root = parse::read_store(sources_, input.inputs, store, tree, run.trouble);
    run.is_store = document.root != nullptr;
    if (!run.is_store) return run;
    const model::Companions companions(input.inputs.companions, input.reader, tree);
    SideRun old(document, before, companions, tree);
    SideRun fresh(document, after, companions, tree);
    run.share.consequences = verdicts(old.findings, fresh.findings, wanted_);
    const auto named = model::feast_version(*document.root);
    run.left_out = named && *named != from_;
    if (named == from_ && from_ != report_.to) {
      run.share.consequences.push_back(old_annotation(document, report_.to));
    }
    run.built = old.made.whole && fresh.made.whole;
    if (run.built) {
      compare(input, document, before, old, after, fresh, run, tree);
    } else if (!old.made.whole && !fresh.made.whole) {
      run.trouble.merge(std::move(fresh.findings));
    }
    return run;
  }

  /// If stores have the same name, the ClusterRoleBinding may belong to another store in the other release, so their
  /// bindings are compared as shared objects.
  void compare(const Input& input, const model::StoreDocument& store, const Side& before, SideRun& old,
               const Side& after, SideRun& fresh, StoreRun& run, const TreeBuilder& tree) const {
    old.facts.shares_binding = fresh.facts.shares_binding = input.meeting.contains(store.name);
    run.before = before.whole.share_of(store, std::move(old.facts), old.made.objects, false);
    run.after = after.whole.share_of(store, std::move(fresh.facts), fresh.made.objects, false);
    for (Consequence& c : meanings(store, *old.made.model, *fresh.made.model)) {
      run.share.consequences.push_back(std::move(c));
    }
    collector_.describe(diff::compare(as_diff(old.made.objects), as_diff(fresh.made.objects), tree), store.name_space,
                        store.name, run.share);
  }

  /// The shared objects of all stores of a side, and findings about them.
  Diagnostics finish(const Input& input, Side& side) const {
    Result result;
    side.whole.finish(result, [&](const auto& take) {
      const auto candidates = [&](std::size_t number, Arena& arena) {
        return candidates_of(input, input.inputs.stores[number], side, TreeBuilder(arena));
      };
      work_in_order<std::vector<whole_run::Candidate>>(input.inputs.stores.size(), options_.jobs, candidates, take);
    });
    return std::move(result.findings);
  }

  [[nodiscard]] std::vector<whole_run::Candidate> candidates_of(const Input& input, const parse::Store& store,
                                                                const Side& side, const TreeBuilder& tree) const {
    Diagnostics said;
    model::StoreDocument document = store.document;
    document.root = parse::read_store(sources_, input.inputs, store, tree, said);
    if (document.root == nullptr) return {};
    const model::Companions companions(input.inputs.companions, input.reader, tree);
    SideRun run(document, side, companions, tree);
    if (!run.made.whole) return {};
    return side.whole.share_of(document, std::move(run.facts), run.made.objects, true).candidates;
  }

  void finish(const Input& input, Side& before, Side& after) {
    const Diagnostics old = finish(input, before);
    Diagnostics fresh = finish(input, after);
    Share share{.consequences = verdicts(old, fresh, wanted_)};
    if (old.errors() != 0 && fresh.errors() != 0) report_.trouble.merge(std::move(fresh));
    if (options_.shared != SharedObjects::kExclude) {
      const auto objects = [](const Side& side) {
        diff::Objects list;
        for (const build::SharedObject& shared : side.whole.shared_objects()) list.push_back({shared.object});
        return list;
      };
      collector_.describe(diff::compare(objects(before), objects(after), tree_), {}, {}, share);
    }
    collector_.add(std::move(share));
  }

  void conceal() {
    Diagnostics all = std::move(report_.trouble);
    const std::size_t trouble = all.all().size();
    for (Consequence& c : report_.consequences) all.all().push_back(std::move(c.finding));
    report::conceal_secrets(all, sources_);
    for (std::size_t i = 0; i < report_.consequences.size(); ++i) {
      report_.consequences[i].finding = std::move(all.all()[trouble + i]);
    }
    all.all().resize(trouble);
    report_.trouble = std::move(all);
  }

  const Sources& sources_;
  const Options& options_;
  FeastRelease from_;
  Arena arena_;
  TreeBuilder tree_;
  Wanted wanted_;
  Report report_;
  Collector collector_;
};

}  // namespace

Report run(const Sources& sources, const Options& options, FeastRelease from, Wanted wanted) {
  return Run(sources, options, from, std::move(wanted)).run();
}

}  // namespace feastctl::upgrade
