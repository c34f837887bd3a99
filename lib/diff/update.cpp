#include "diff/update.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.hpp"

namespace feastctl::diff {

namespace {

std::string kubectl_name(const Node& object) {
  const Node* metadata = object.find("metadata");
  const std::string_view name_space = string_at(metadata, "namespace");
  const std::string name = fmt::format("{} {}", lower_case(string_at(&object, "kind")), string_at(metadata, "name"));
  return name_space.empty() ? name : fmt::format("-n {} {}", name_space, name);
}

bool absent(const Node* node) {
  return node == nullptr || node->is_null();
}

/// The place of the deepest part of the dotted path that `object` has: of a scalar itself, of the key of all else.
Span place_in(const Node& object, std::string_view path) {
  const Node* node = &object;
  Span place = object.members().empty() ? object.span : object.members().front().key_span;
  while (!path.empty()) {
    const auto dot = std::min(path.find('.'), path.size());
    const Member* next = node->find_member(path.substr(0, dot));
    if (next == nullptr) break;
    node = next->value;
    place = node->is_map() || node->is_list() ? next->key_span : node->span;
    path.remove_prefix(std::min(dot + 1, path.size()));
  }
  return place;
}

}  // namespace

Update::Update(const Node& before, const Node& after, std::vector<Trap>& traps)
    : before_(&before), after_(&after), traps_(&traps), where_(kubectl_name(before)) {}

bool Update::changes(Path path) const {
  const Node* before = lookup(before_, path);
  const Node* after = lookup(after_, path);
  if (absent(after)) return !absent(before);
  return absent(before) || !equal(*before, *after);
}

void Update::add(Effect effect, std::string path, std::string message, std::string remedy) {
  const Span where = place_in(*after_, path);
  traps_->push_back({effect, std::move(path), std::move(message), std::move(remedy), where});
}

void Update::refuse(std::string path, std::string message, std::string remedy) {
  add(Effect::kRefused, std::move(path), std::move(message), std::move(remedy));
}

void Update::warn(std::string path, std::string message, std::string remedy) {
  add(Effect::kCareful, std::move(path), std::move(message), std::move(remedy));
}

void Update::restart(std::string how) {
  add(Effect::kRestarts, "spec.template", std::move(how), {});
}

bool Update::refused() const {
  return std::ranges::find(*traps_, Effect::kRefused, &Trap::effect) != traps_->end();
}

void refuse_spec_but(Update& update, Path mutable_keys, const std::string& remedy) {
  const auto judge = [&](std::string_view key) {
    if (std::ranges::find(mutable_keys, key) != mutable_keys.end() || !update.changes({"spec", key})) return;
    update.refuse(fmt::format("spec.{}", key), fmt::format("spec.{} cannot be changed", key), remedy);
  };
  const Node* before = lookup(&update.before(), {"spec"});
  const Node* after = lookup(&update.after(), {"spec"});
  if (after != nullptr) std::ranges::for_each(after->members(), judge, &Member::key);
  if (before == nullptr) return;
  for (const Member& m : before->members()) {
    if (after == nullptr || after->find(m.key) == nullptr) judge(m.key);
  }
}

}  // namespace feastctl::diff
