#include "resolve/missing_key.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <vector>

#include "base/names.hpp"
#include "base/spelling.hpp"
#include "catalog/codes.hpp"

namespace feastctl::resolve {

namespace {

constexpr std::size_t kMostListed = 8;

/// The keys under which the object has a value. What is no possible key may be anything, and is not repeated.
std::vector<std::string_view> keys_of(const Field& companion) {
  std::vector<std::string_view> keys;
  for (const std::string_view part : {"stringData", "data"}) {
    const Field values = companion.child(part);
    if (!values.is_map()) continue;
    for (const Member& m : values.node()->members()) {
      if (!m.value->is_null() && !config_map_key_problem(m.key)) keys.push_back(m.key);
    }
  }
  return keys;
}

std::string listed(std::span<const std::string_view> keys) {
  const std::size_t count = std::min(keys.size(), kMostListed);
  std::string out = keys.size() == 1 ? "the key " : "the keys ";
  out += fmt::format("{}", fmt::join(keys.first(count), ", "));
  return count < keys.size() ? fmt::format("{} and {} more", out, keys.size() - count) : out;
}

/// The error about the entry itself, or about what should hold it, if it is there and cannot be read.
Cause unreadable_entry(const Field& companion, std::string_view key) {
  for (const std::string_view part : {"stringData", "data"}) {
    const Field values = companion.child(part);
    if (values.present() && !values.is_map()) return {&catalog::kCompanionField, values.span()};
    const Field entry = values.child(key);
    if (entry.present()) return {&catalog::kCompanionField, entry.span()};
  }
  return {};
}

}  // namespace

void report_missing_key(const Rule& rule, const Field& reference, const Node& companion, std::string_view key,
                        std::string_view other_way, const Context& context) {
  const Field root(&companion);
  const Field metadata = root.child("metadata");
  const Field name = metadata.child("name");
  const std::string kind(string_at(&companion, "kind"));
  const std::vector<std::string_view> keys = keys_of(root);
  Diagnostic& d = context.out.add(rule, reference,
                                  keys.empty() ? fmt::format("{} {} has no keys", kind, name.text())
                                               : fmt::format("{} {} has no key {}", kind, name.text(), key));
  d.with_found(keys.empty() ? "no keys" : listed(keys));
  const std::string_view near = nearest(key, keys);
  d.with_hint(near.empty() ? fmt::format("add the key {} to the {}{}", key, kind, other_way)
                           : fmt::format("rename the key {} of the {} to {}{}", near, kind, key, other_way));
  // One change mends the missing data of a Secret for all that read it; a missing key, for all that read this key.
  d.with_topic(fmt::format("{} {}/{} {}", kind, context.store.name_space, name.text(), keys.empty() ? "" : key));
  d.with_cause(unreadable_entry(root, key));
  d.notes.push_back({fmt::format("the {} is here", kind), name.span(), {}});
}

}  // namespace feastctl::resolve
