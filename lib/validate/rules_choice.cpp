/// Every "exactly one of" rule: a field that is present counts, even if it is empty.
#include <fmt/format.h>

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/wording.hpp"
#include "validate/places.hpp"
#include "validate/rules.hpp"

namespace feastctl::validate {

namespace {

using Options = std::span<const std::string_view>;

constexpr std::string_view kProjectHint = "write `init: {}`, or remove feastProjectDir, which has the same effect";

/// What to write where none of the options is set: an entry, or nothing if only the user knows.
struct Default {
  std::string_view key{};
  std::string_view value{};
};

/// Refuses `at` unless it contains exactly one of `options`.
void check_choice(const Field& at, Options options, std::string_view hint, const Default& otherwise, const Rule& rule,
                  Diagnostics& out) {
  std::string_view chosen[4];
  std::size_t count = 0;
  for (const auto option : options) {
    const Field field = at.child(option);
    if (field.present()) chosen[count++] = option;
  }
  if (count == 1) return;
  const std::string expected = fmt::format("exactly one of {}", list_of(options, "and"));
  if (count == 0) {
    auto& d = out.add_at_key(rule, at, fmt::format("{} must set exactly one of {}", at.key(), list_of(options, "and")))
                  .with_found("none of them")
                  .with_expected(expected)
                  .with_hint(std::string(hint));
    if (!otherwise.key.empty()) {
      d.with_fix(false, fmt::format("Write {}: {}", otherwise.key, otherwise.value),
                 {change::insert(at, {std::string(otherwise.key)}, otherwise.value)});
    }
    d.with_fix(false, fmt::format("Remove {}", at.key()), {change::remove(at)});
    return;
  }
  const Options both(chosen, count);
  const Field second = at.child(chosen[1]);
  auto& d = out.add_at_key(rule, second, fmt::format("{} are mutually exclusive in {}", list_of(both, "and"), at.key()))
                .with_found(list_of(both, "and"))
                .with_expected(expected)
                .with_hint("keep only one of them");
  for (std::size_t kept = 0; kept < count; ++kept) {
    std::vector<Change> changes;
    for (std::size_t i = 0; i < count; ++i) {
      if (i != kept) changes.push_back(change::remove(at.child(chosen[i])));
    }
    d.with_fix(false, fmt::format("Keep only {}", chosen[kept]), std::move(changes));
  }
  for (std::size_t i = 0; i < count; ++i) {
    if (i == 1) continue;
    const Field other = at.child(chosen[i]);
    d.with_note(fmt::format("{} is set here", chosen[i]), other);
  }
}

}  // namespace

void check_authorization_choice(const Field& spec, const Rule& rule, Diagnostics& out) {
  static constexpr std::string_view kOptions[] = {"kubernetes", "oidc", "noAuth"};
  at_map(spec, "authz", [&](const Field& at) {
    check_choice(at, kOptions, "write `kubernetes: {}`, or remove authz, which has the same effect",
                 {"kubernetes", "{}"}, rule, out);
  });
}

void check_authorization_choice_of_two(const Field& spec, const Rule& rule, Diagnostics& out) {
  static constexpr std::string_view kOptions[] = {"kubernetes", "oidc"};
  at_map(spec, "authz", [&](const Field& at) {
    if (at.child("noAuth").present()) return;  // reported as a field of a later release
    check_choice(at, kOptions, "write `kubernetes: {}`, or remove authz for no authorization", {"kubernetes", "{}"},
                 rule, out);
  });
}

void check_project_choice(const Field& spec, const Rule& rule, Diagnostics& out) {
  static constexpr std::string_view kOptions[] = {"init", "git", "packaged"};
  at_map(spec, "feastProjectDir", [&](const Field& at) {
    check_choice(at, kOptions, kProjectHint, {"init", "{}"}, rule, out);
  });
}

void check_project_choice_of_two(const Field& spec, const Rule& rule, Diagnostics& out) {
  static constexpr std::string_view kOptions[] = {"init", "git"};
  at_map(spec, "feastProjectDir", [&](const Field& at) {
    if (at.child("packaged").present()) return;  // reported as a field of a later release
    check_choice(at, kOptions, kProjectHint, {"init", "{}"}, rule, out);
  });
}

void check_persistence_choice(const Field& spec, const Rule& rule, Diagnostics& out) {
  static constexpr std::string_view kOptions[] = {"file", "store"};
  at_maps(spec, kPersistences, [&](const Field& at) {
    check_choice(at, kOptions, "set `store` to use a database, or remove persistence to use a file", {}, rule, out);
  });
}

void check_claim_choice(const Field& spec, const Rule& rule, Diagnostics& out) {
  static constexpr std::string_view kOptions[] = {"ref", "create"};
  at_maps(spec, kClaims, [&](const Field& at) {
    check_choice(at, kOptions, "write `create: {}` for a new claim, or `ref: {name: …}` for an existing one",
                 {"create", "{}"}, rule, out);
  });
}

void check_registry_choice(const Field& spec, const Rule& rule, Diagnostics& out) {
  static constexpr std::string_view kOptions[] = {"local", "remote"};
  at_map(spec, "services.registry", [&](const Field& at) {
    check_choice(at, kOptions, "write `local: {}` to give this store its own registry", {"local", "{}"}, rule, out);
  });
}

void check_remote_registry_choice(const Field& spec, const Rule& rule, Diagnostics& out) {
  static constexpr std::string_view kOptions[] = {"hostname", "feastRef"};
  at_map(spec, "services.registry.remote", [&](const Field& at) {
    check_choice(at, kOptions, "set hostname to the registry's host:port, or feastRef to another FeatureStore", {},
                 rule, out);
  });
}

void check_disruption_budget_choice(const Field& spec, const Rule& rule, Diagnostics& out) {
  static constexpr std::string_view kOptions[] = {"minAvailable", "maxUnavailable"};
  at_map(spec, "services.podDisruptionBudgets", [&](const Field& at) {
    check_choice(at, kOptions, "write `maxUnavailable: 1`, or remove podDisruptionBudgets", {"maxUnavailable", "1"},
                 rule, out);
  });
}

}  // namespace feastctl::validate
