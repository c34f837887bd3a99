#include "whole_run/whole_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "additions/additions.hpp"
#include "base/copy_on_write.hpp"
#include "base/object_name.hpp"
#include "base/secret_text.hpp"
#include "catalog/codes.hpp"
#include "gitops/dress.hpp"
#include "gitops/passed.hpp"
#include "rendered.hpp"
#include "validate/ignored.hpp"

namespace feastctl::whole_run {

namespace {

constexpr std::size_t kMostPlaces = 5;  // the stores that share a binding, in one note
constexpr std::size_t kMostNotes = 3;   // about shared bindings, except in checks

std::string full_name(const build::SharedFacts& store) {
  return store.name_space + "/" + store.name;
}

std::string full_names(const std::vector<const build::SharedFacts*>& stores) {
  if (stores.size() == 2) return full_name(*stores[0]) + " and " + full_name(*stores[1]);
  const std::size_t shown = std::min(stores.size(), kMostPlaces);
  std::string text = full_name(*stores.front());
  for (std::size_t i = 1; i < shown; ++i) text += ", " + full_name(*stores[i]);
  return shown == stores.size() ? text : fmt::format("{} and {} more", text, stores.size() - shown);
}

/// Whether the store's annotation silences the note about its binding.
bool ignores_sharing(const Node& store) {
  Diagnostics note;
  note.add(catalog::kBindingShared, Span(), {});
  validate::drop_ignored(store, note);
  return std::ranges::none_of(note.all(), [](const Diagnostic& d) { return d.rule == &catalog::kBindingShared; });
}

/// The note about stores that share a binding, at the name of the first one.
Diagnostic& add_note(const build::SharedObject& binding, bool excluded, Diagnostics& out) {
  const build::SharedFacts& first = *binding.stores.front();
  const auto name = string_at(lookup(binding.object, {"metadata"}), "name");
  Diagnostics of_first;
  of_first.set_store(first.document, first.name_space, first.name);
  Diagnostic& d =
      of_first.add(catalog::kBindingShared, first.name_span,
                   fmt::format("FeatureStores {} share ClusterRoleBinding {}", full_names(binding.stores), name));
  d.path = "metadata.name";
  d.object = {"ClusterRoleBinding", {}, std::string(name), "subjects"};
  d.with_hint(excluded ? "--shared=exclude leaves it out: render it from the same input with --shared=only, or use "
                         "--cluster-names=qualified"
                       : "always render these FeatureStores in one run; to render them separately, use "
                         "--cluster-names=qualified");
  const std::size_t shown = std::min(binding.stores.size(), kMostPlaces);
  for (std::size_t i = 1; i < shown; ++i) {
    const build::SharedFacts& other = *binding.stores[i];
    d.notes.push_back(
        {fmt::format("FeatureStore {} is defined here", full_name(other)), other.name_span, "metadata.name"});
  }
  out.merge(std::move(of_first));
  return out.all().back();
}

}  // namespace

Share WholeRun::share_of(const model::StoreDocument& store, build::SharedFacts facts, build::Objects& bundle,
                         bool again) const {
  Share share{.facts = std::move(facts)};
  share.facts.document = store.index;
  share.facts.shares_binding |= bindings_.shared(share.facts);
  if (share.facts.shares_binding) {
    std::erase_if(bundle, [](const Node* o) { return build::is_cluster_binding(*o); });
    share.facts.ignores_sharing = ignores_sharing(*store.root);
  }
  if (!again) {
    share.numbers.reserve(bundle.size());
    for (const Node* object : bundle) share.numbers.push_back(repeats_.number(*object));
    return share;
  }
  Diagnostics of_store;
  of_store.set_store(store.index, std::string(store.name_space), std::string(store.name));
  share.candidates = repeats_.of_store(bundle, *store.root, std::move(of_store));
  return share;
}

void WholeRun::add(Share&& share, bool built) {
  if (built) {
    facts_.push_back(std::move(share.facts));
    if (!share.registry.name.empty()) projects_.add(std::move(share.registry));
  }
  if (options_.shared != SharedObjects::kOnly) repeats_.note(share.numbers);
}

/// The object with the default namespace, if it sets none and its kind is namespaced.
const Node* WholeRun::placed(const Node* object) const {
  const ObjectName name = name_of(*object);
  const Node* metadata = lookup(object, {"metadata"});
  if (options_.passed_namespace.empty() || !name.name_space.empty() || metadata == nullptr || !metadata->is_map() ||
      is_cluster_scoped(name.kind)) {
    return object;
  }
  const std::string_view name_space = tree_.arena().copy(options_.passed_namespace);
  return with(*object, "metadata", with(*metadata, "namespace", name_space, tree_), tree_);
}

/// With --secrets=runtime nothing secret is in the output.
build::Objects WholeRun::passed_objects() const {
  if (!options_.pass_through) return {};
  const bool secrets = options_.platform.secrets == model::SecretsMode::kInline || options_.pass_secrets;
  build::Objects others;
  for (const model::Held& other : inputs_.others) {
    if (other.was_secret && !secrets) continue;
    const Node* object = reader_.tree(other, tree_);
    if (object != nullptr && (secrets || !may_be_secret(*object))) others.push_back(object);
  }
  // Scalers are recognized by identity, so they get their namespace last.
  build::Objects passed = gitops::passed_through(others, inputs_.companions, tree_);
  for (const Node*& object : passed) object = placed(object);
  return passed;
}

std::vector<build::SharedObject> WholeRun::shared_objects() const {
  const auto discovery = options_.discovery ? model::discovery_namespace(options_.platform) : std::string_view();
  return build::shared_objects(tree_, facts_, discovery);
}

void WholeRun::report_bindings(const std::vector<build::SharedObject>& shared, Diagnostics& out) const {
  std::vector<const build::SharedObject*> bindings;
  for (const build::SharedObject& object : shared) {
    if (object.stores.size() > 1 && !object.stores.front()->ignores_sharing) bindings.push_back(&object);
  }
  const bool few = options_.notes || bindings.size() <= kMostNotes;
  const bool excluded = options_.shared == SharedObjects::kExclude;
  for (const build::SharedObject* binding : bindings) {
    Diagnostic& d = add_note(*binding, excluded, out);
    if (few) continue;
    d.message = fmt::format("FeatureStores with the same name share {} ClusterRoleBindings; {} is the first",
                            bindings.size(), d.object.name);
    d.hint += "; feastctl validate lists them";
    return;
  }
}

/// The output must not contain duplicate objects, because the tool that applies them would determine which one wins.
void WholeRun::check_repeats(const std::vector<build::SharedObject>& shared, const build::Objects& passed,
                             const AskAgain& ask_again, Diagnostics& out) {
  const bool with_shared = options_.shared != SharedObjects::kExclude;
  std::vector<std::size_t> numbers;
  for (const Node* object : passed) numbers.push_back(repeats_.number(*object));
  if (with_shared) {
    for (const build::SharedObject& object : shared) numbers.push_back(repeats_.number(*object.object));
  }
  repeats_.note(numbers);
  if (!repeats_.narrow()) return;
  if (with_shared) {
    for (const build::SharedObject& object : shared) {
      const build::SharedFacts& store = *object.stores.front();
      repeats_.see(repeats_.of_shared(*object.object, store.name_span, store.name_space, store.name));
    }
  }
  if (options_.shared != SharedObjects::kOnly) {
    ask_again([&](std::vector<Candidate>&& candidates) { repeats_.see(std::move(candidates)); });
  }
  repeats_.see(repeats_.of_input(passed));
  repeats_.report(out);
}

/// The namespaces of the stores come before everything else.
void WholeRun::write(const std::vector<build::SharedObject>& shared, const build::Objects& passed,
                     Result& result) const {
  result.passed = rendered(passed, options_.format);
  if (options_.shared == SharedObjects::kExclude) return;
  std::vector<std::string_view> names;
  if (options_.create_namespace) {
    for (const StoreResult& store : result.stores) names.push_back(store.name_space);
  }
  build::Objects objects = gitops::namespaces(names, passed, tree_);
  for (const build::SharedObject& object : shared) objects.push_back(object.object);
  objects = additions::with_metadata(objects, options_.platform.additions, tree_);
  result.shared = rendered(gitops::dressed(objects, nullptr, options_.gitops, tree_), options_.format);
}

void WholeRun::finish(Result& result, const AskAgain& ask_again) {
  const bool render = options_.task == Task::kRender;
  const build::Objects passed = passed_objects();
  const auto shared = shared_objects();
  gitops::report_retargeted(inputs_.companions, options_.pass_through, result.findings);
  report_bindings(shared, result.findings);
  projects_.report(result.findings);
  check_repeats(shared, passed, ask_again, result.findings);
  result.skipped = inputs_.others.size();
  if (render) write(shared, passed, result);
}

}  // namespace feastctl::whole_run
