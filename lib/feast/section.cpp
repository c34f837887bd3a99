#include "feast/section.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/key.hpp"
#include "base/spelling.hpp"
#include "base/wording.hpp"
#include "feast/coerce.hpp"

namespace feastctl::feast {

namespace {

/// The type whose implementation has this class: feast.infra.online_stores.redis.RedisOnlineStore is redis.
const Section* section_of_class(std::string_view role, std::string_view class_name, Minor release) {
  for (const Section& section : sections()) {
    if (section.role != role || !section.in(release)) continue;
    std::string_view own = section.class_name;
    if (own.ends_with("Config")) own.remove_suffix(std::string_view("Config").size());
    if (own == class_name) return &section;
  }
  return nullptr;
}

/// What to write instead of a type that the release does not have.
std::string hint_for_type(const Role& role, std::string_view type, Minor release) {
  std::vector<std::string_view> known;
  for (const Section& section : sections()) {
    if (section.role != role.name) continue;
    if (section.in(release)) {
      // `ray` for ray.engine
      if (section.type.view().starts_with(type) && section.type.view().substr(type.size()).starts_with('.')) {
        return fmt::format("did you mean {}?", section.type);
      }
      known.push_back(section.type);
    } else if (section.type == type) {
      return section.since > release ? fmt::format("Feast has it since 0.{}", section.since)
                                     : fmt::format("Feast had it until 0.{}", section.until);
    }
  }
  const std::string_view near = nearest(type, known);
  return near.empty() ? fmt::format("use one of {}", fmt::join(known, ", ")) : fmt::format("did you mean {}?", near);
}

}  // namespace

const Section* find_section(std::string_view role, std::string_view type, Minor release) {
  const auto found = std::ranges::find_if(sections(), [&](const Section& section) {
    return same_key(section.type, type) && same_key(section.role, role) && section.in(release);
  });
  return found == sections().end() ? nullptr : &*found;
}

void check_section(const Role& role, const Field& at, const Field& type, Stage stage, Minor release,
                   ConfigErrors& out) {
  Report report(out, stage, nullptr, release);
  if (!type.present() || !is_text(*type.node())) {
    return report.add(Fault::kUnknownType, at, fmt::format("the {} of the {} must be text", role.type_key, role.what));
  }
  const std::string_view name = type.text();
  if (const Section* section = find_section(role.name, name, release)) {
    return check_section(*section, at, stage, release, out);
  }
  if (role.class_end.empty() || !name.ends_with(role.class_end) || name.find('.') == std::string_view::npos) {
    report.add(Fault::kUnknownType, at,
               fmt::format("Feast 0.{} has no {} of type {}", release, role.what, quoted(name)));
    return report.hint(hint_for_type(role, name, release));
  }
  if (const Section* section = section_of_class(role.name, name, release)) {
    return check_section(*section, at, stage, release, out);
  }
  report.add(Fault::kUnknownClass, at, fmt::format("Feast 0.{} has no class {}", release, quoted(name)));
}

void check_section(const Section& section, const Field& at, Stage stage, Minor release, ConfigErrors& out) {
  Report report(out, stage, &section, release);
  check_parameters(section.parameters, section.unknown_allowed, at, report);
}

}  // namespace feastctl::feast
