#include "whole_run/repeats.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

#include "base/field.hpp"
#include "catalog/codes.hpp"

namespace feastctl::whole_run {

namespace {

constexpr std::size_t kMostNames = 3;  // in one message

ObjectRef reference(const Node& object) {
  const ObjectName name = name_of(object);
  return {std::string(name.kind), std::string(name.name_space), std::string(name.name), "metadata.name"};
}

std::string display(const ObjectRef& object) {
  return feastctl::display({{}, object.kind, object.name_space, object.name});
}

/// `Role ml/a and RoleBinding ml/a are`, with a limited number of names.
std::string subject_of(const std::vector<std::string>& objects) {
  if (objects.size() == 1) return objects.front() + " is";
  const std::size_t shown = std::min(objects.size(), kMostNames);
  const std::size_t hidden = objects.size() - shown;
  std::string text = objects.front();
  for (std::size_t i = 1; i < shown; ++i) text += (i + 1 == objects.size() ? " and " : ", ") + objects[i];
  return hidden == 0 ? text + " are" : fmt::format("{} and {} more are", text, hidden);
}

/// Whether both belong to FeatureStores with the same name and namespace, which FS141 reports and which duplicate all
/// objects.
bool of_stores_of_one_name(const Candidate& a, const Candidate& b) {
  return a.in_bundle && b.in_bundle && a.finding.store_name == b.finding.store_name &&
         a.finding.store_namespace == b.finding.store_namespace;
}

std::string remedy_for(const Diagnostic& second, const Candidate& first) {
  if (second.store_name.empty() && first.finding.store_name.empty()) return "keep one of the two";
  if (second.store_name.empty()) {
    return fmt::format("remove this object from the input (.feastctlignore can exclude its file), or {}", first.keep);
  }
  if (second.path == "metadata.name")
    return first.in_bundle ? "rename one of the FeatureStores" : "rename the FeatureStore";
  return "use another name here, or let only one of the FeatureStores create the object";
}

}  // namespace

ObjectName Repeats::name_in_cluster(const Node& object) const {
  ObjectName name = name_of(object);
  if (name.name_space.empty()) name.name_space = default_namespace_;
  return name;
}

std::string Repeats::identity(const Node& object) const {
  return feastctl::identity(name_in_cluster(object));
}

std::size_t Repeats::number(const Node& object) const {
  return identity_hash(name_in_cluster(object));
}

bool Repeats::narrow() {
  std::ranges::sort(numbers_);
  std::vector<std::size_t> repeated;
  for (std::size_t i = 1; i < numbers_.size(); ++i) {
    const bool again = numbers_[i] == numbers_[i - 1];
    if (again && (repeated.empty() || repeated.back() != numbers_[i])) repeated.push_back(numbers_[i]);
  }
  numbers_ = std::move(repeated);
  return !numbers_.empty();
}

bool Repeats::repeated(const Node& object) const {
  return std::ranges::binary_search(numbers_, number(object));
}

std::vector<Candidate> Repeats::of_store(std::span<const Node* const> objects, const Node& store,
                                         Diagnostics out) const {
  std::vector<Candidate> result;
  for (const Node* object : objects) {
    if (!repeated(*object)) continue;
    const Field root(object);
    const Field metadata = root.child("metadata");
    Diagnostic finding = ObjectReport(out, store, *object).add(catalog::kObjectTwice, metadata.child("name"), {});
    std::string note = fmt::format("FeatureStore {}/{} also creates it", finding.store_namespace, finding.store_name);
    result.push_back({identity(*object), std::move(finding), std::move(note), "rename the FeatureStore", true});
  }
  return result;
}

std::vector<Candidate> Repeats::of_input(std::span<const Node* const> objects) const {
  std::vector<Candidate> result;
  for (const Node* object : objects) {
    if (!repeated(*object)) continue;
    const Field root(object);
    const Field metadata = root.child("metadata");
    Diagnostics out;
    Diagnostic& finding = out.add(catalog::kObjectTwice, metadata.child("name"), {});
    finding.object = reference(*object);
    result.push_back({identity(*object), std::move(finding), "the same object is defined here"});
  }
  return result;
}

std::vector<Candidate> Repeats::of_shared(const Node& object, Span where, std::string_view name_space,
                                          std::string_view name) const {
  if (!repeated(object)) return {};
  Diagnostics out;
  Diagnostic& finding = out.add(catalog::kObjectTwice, where, {});
  finding.path = "metadata.name";
  finding.object = reference(object);
  finding.store_namespace = name_space;
  finding.store_name = name;
  return {{identity(object), std::move(finding),
           fmt::format("FeatureStore {}/{} requires it as a shared object", name_space, name), "use --shared=exclude"}};
}

void Repeats::see(std::vector<Candidate>&& candidates) {
  for (Candidate& candidate : candidates) {
    const auto first = first_.find(candidate.identity);
    if (first == first_.end()) {
      std::string identity = candidate.identity;
      first_.emplace(std::move(identity), std::move(candidate));
    } else if (!of_stores_of_one_name(candidate, first->second)) {
      add(std::move(candidate), first->second);
    }
  }
}

void Repeats::add(Candidate&& second, const Candidate& first) {
  const Span& a = first.finding.where;
  const Span& b = second.finding.where;
  const auto [clash, fresh] =
      clash_of_.emplace(fmt::format("{}:{} {}:{}", a.source, a.begin, b.source, b.begin), clashes_.size());
  std::string object = display(second.finding.object);
  if (!fresh) return clashes_[clash->second].objects.push_back(std::move(object));
  second.finding.hint = remedy_for(second.finding, first);
  clashes_.push_back({std::move(second), {first.as_first, a, first.finding.path}, {std::move(object)}});
}

void Repeats::report(Diagnostics& out) {
  for (Clash& clash : clashes_) {
    Diagnostic& finding = out.add(catalog::kObjectTwice, clash.second.finding.where, {});
    finding = std::move(clash.second.finding);
    finding.message = fmt::format("{} in the output twice", subject_of(clash.objects));
    finding.notes.push_back(std::move(clash.first));
  }
  clashes_.clear();
}

}  // namespace feastctl::whole_run
