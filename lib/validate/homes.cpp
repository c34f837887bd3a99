#include "validate/homes.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <span>
#include <utility>

#include "base/ascii.hpp"
#include "base/spelling.hpp"
#include "schema/lookup.hpp"
#include "validate/synonyms.hpp"

namespace feastctl::validate {

using schema::Property;
using schema::Shape;
using schema::Type;

namespace {

constexpr std::size_t kMostSearches = 1024;
constexpr std::size_t kMostSiblings = 16;
constexpr unsigned kDeepest = 2;
constexpr std::size_t kLongName = 6;  // shorter words resemble too many others

/// The similarity of a schema name to the written one.
enum class Likeness : std::uint8_t { kStyle, kPart, kNear };

/// A candidate field of the schema, and its object.
struct Candidate {
  Home home;
  const Type* owner = nullptr;
};

using Candidates = std::vector<Candidate>;

/// The name in lower case, without `_` and `-`: online_store and onlineStore are the same.
std::string bare(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c == '_' || c == '-') continue;
    out += to_lower(c);
  }
  return out;
}

/// Whether one name is a prefix (online, registryTtlSec) or, for longer words, a suffix (project) of the other.
bool is_part(std::string_view written, std::string_view name) {
  constexpr std::size_t kBeginning = 4, kEnd = 6;
  const std::string a = bare(written), b = bare(name);
  if (a.size() >= kBeginning && b.starts_with(a)) return true;
  if (b.size() >= kBeginning && a.starts_with(b)) return true;
  return (a.size() >= kEnd && b.ends_with(a)) || (b.size() >= kEnd && a.ends_with(b));
}

bool is_like(std::string_view written, std::string_view name, Likeness likeness) {
  switch (likeness) {
    case Likeness::kStyle: return bare(written) == bare(name);
    case Likeness::kPart: return is_part(written, name);
    case Likeness::kNear: return !nearest(written, {&name, 1}).empty();
  }
  return false;
}

/// Whether the shape of a value fits the type.
bool fits(const Node* value, const Type& type) {
  if (value == nullptr || value->is_null() || type.shape == Shape::kAnything) return true;
  const bool map = type.shape == Shape::kObject || type.shape == Shape::kMap;
  return value->is_map() == map && value->is_list() == (type.shape == Shape::kList);
}

/// Whether the end of the path is free, and nothing on the path prevents writing a field there.
bool is_free(const Field& base, std::span<const std::string_view> way) {
  const Node* at = base.node();
  for (const std::string_view name : way) {
    if (!at->is_map()) return false;
    at = at->find(name);
    if (at == nullptr || at->is_null()) return true;
  }
  return false;
}

/// Calls `visit` with each property that is `levels` objects below `type`, its owner, and the path to it.
void each_below(const Type& type, FeastRelease release, unsigned levels, std::vector<std::string_view>& way,
                const std::function<void(const Property&, const Type&)>& visit) {
  for (const Property& p : type.properties) {
    if (p.ignored || !p.first_spelling_of.empty() || !p.releases.holds(release)) continue;
    way.push_back(p.name);
    if (levels == 0) {
      visit(p, type);
    } else if (p.type->shape == Shape::kObject) {
      each_below(*p.type, release, levels - 1, way, visit);
    }
    way.pop_back();
  }
}

Candidates candidates_below(const Field& base, const Type& type, FeastRelease release, unsigned levels, const Field& at,
                            Likeness likeness) {
  Candidates found;
  std::vector<std::string_view> way;
  each_below(type, release, levels, way, [&](const Property& p, const Type& owner) {
    if (!is_like(at.key(), p.name, likeness) || !fits(at.node(), *p.type)) return;
    const bool free = is_free(base, way);
    // A long name in another naming style means that field, not a similar one.
    const bool surely_meant = likeness == Likeness::kStyle && at.key() != p.name && at.key().size() >= kLongName;
    if (free || surely_meant) found.push_back({{&base, way, !free, false}, &owner});
  });
  return found;
}

/// Keeps the elements for which `holds` is true, unless there are none.
template <typename Holds>
void narrow(Candidates& candidates, const Holds& holds) {
  if (std::ranges::any_of(candidates, holds)) std::erase_if(candidates, std::not_fn(holds));
}

/// The empty key before `at`, whose content may have lost its indentation.
std::string_view empty_key_before(const Field& at) {
  const auto members = at.parent()->node()->members();
  const auto here = std::ranges::find(members, at.key(), &Member::key);
  if (here == members.begin() || here == members.end()) return {};
  const Member& before = *std::prev(here);
  return before.value->is_null() ? before.key : std::string_view();
}

}  // namespace

void Homes::look_around(const Field& object, const Type& type) {
  if (around_.object == object.node()) return;
  around_ = {.object = object.node(), .unused = {}, .unknown = {}, .used = std::string(type.properties.size(), '0')};
  for (const Member& m : object.node()->members()) {
    if (const Property* property = schema::find(type, m.key)) {
      around_.used[static_cast<std::size_t>(property - type.properties.begin())] = '1';
    } else if (around_.unknown.size() <= kMostSiblings) {
      around_.unknown.push_back(m.key);
    }
  }
  for (std::size_t i = 0; i < type.properties.size(); ++i) {
    const Property& p = type.properties[i];
    if (around_.used[i] == '0' && p.first_spelling_of.empty() && p.releases.holds(edition_.feast))
      around_.unused.push_back(p.name);
  }
}

Homes::Renamed Homes::renamed(const Field& at, const Type& type) {
  const char shape = at.is_map() ? 'm' : at.is_list() ? 'l' : '.';
  const auto [it, fresh] = names_.try_emplace({&type, around_.used + shape, std::string(at.key())});
  if (!fresh) return it->second;
  if (++searches_ > kMostSearches) return {};
  for (std::size_t i = 0; i < type.properties.size() && at.key().size() >= kLongName; ++i) {
    const std::string_view name = type.properties[i].name;
    if (around_.used[i] == '1' && is_like(at.key(), name, Likeness::kStyle)) return it->second = {name, true, false};
  }
  std::vector<std::string_view> names = around_.unused;
  std::erase_if(names, [&](std::string_view name) { return !fits(at.node(), *schema::find(type, name)->type); });
  const auto same = std::ranges::find_if(names, [&](auto name) { return is_like(at.key(), name, Likeness::kStyle); });
  if (same != names.end()) return it->second = {*same, false, true};
  const std::string_view guess = nearest(at.key(), names);
  return it->second = {guess, false, plainly_means(at.key(), guess, names)};
}

/// Searches for one field beyond its own object.
class Homes::Search {
 public:
  Search(const Homes& homes, const Field& at, const Type& type) : homes_(homes), at_(at), type_(type) {}

  Home run() {
    if (Home home = below_empty_key(); home.found()) return home;
    for (const Likeness likeness : {Likeness::kStyle, Likeness::kPart, Likeness::kNear}) {
      if (likeness == Likeness::kNear && at_.key().size() < kLongName) break;
      if (likeness == Likeness::kPart ? below(0, likeness) : above(0, likeness)) return home_;
      const unsigned deepest = likeness == Likeness::kStyle ? kDeepest : 1;
      for (unsigned levels = 1; levels <= deepest; ++levels) {
        if (below(levels, likeness) || above(levels, likeness)) return home_;
      }
    }
    return {};
  }

 private:
  /// Below the empty key before `at`: text that lost its indentation.
  Home below_empty_key() {
    const std::string_view empty = empty_key_before(at_);
    if (empty.empty()) return {};
    Candidates candidates = candidates_below(*at_.parent(), type_, homes_.edition_.feast, 1, at_, Likeness::kStyle);
    std::erase_if(candidates, [&](const Candidate& c) { return c.home.way.front() != empty; });
    if (candidates.size() != 1) return {};
    candidates.front().home.sure = true;
    return candidates.front().home;
  }

  /// Ends the search if there are candidates; succeeds if only one remains.
  bool settle(Candidates candidates, Likeness likeness) {
    if (candidates.empty()) return false;
    narrow(candidates, [](const Candidate& c) { return !c.home.taken; });
    if (likeness == Likeness::kNear) {
      std::vector<std::string_view> names;
      for (const Candidate& c : candidates) names.push_back(c.home.way.back());
      const std::string_view name = nearest(at_.key(), names);
      std::erase_if(candidates, [&](const Candidate& c) { return c.home.way.back() != name; });
    }
    narrow(candidates, [&](const Candidate& c) {
      return std::ranges::all_of(homes_.around_.unknown,
                                 [&](auto key) { return schema::find(*c.owner, key) != nullptr; });
    });
    narrow(candidates, [&](const Candidate& c) { return c.home.base->node()->find(c.home.way.front()) != nullptr; });
    if (candidates.size() == 1) home_ = std::move(candidates.front().home);
    home_.sure = likeness == Likeness::kStyle && home_.found();
    return true;
  }

  bool below(unsigned levels, Likeness likeness) {
    return settle(candidates_below(*at_.parent(), type_, homes_.edition_.feast, levels, at_, likeness), likeness);
  }

  bool above(unsigned levels, Likeness likeness) {
    if (levels != 0 && at_.key().size() < kLongName) return false;  // many objects have type, name and path
    for (const Field* base = at_.parent()->parent(); base != nullptr; base = base->parent()) {
      const Type* type = schema::type_at(homes_.edition_, *base);
      if (type == nullptr || type->shape != Shape::kObject || !base->is_map()) continue;
      if (settle(candidates_below(*base, *type, homes_.edition_.feast, levels, at_, likeness), likeness)) return true;
    }
    return false;
  }

  const Homes& homes_;
  const Field& at_;
  const Type& type_;
  Home home_;
};

Home Homes::of(const Field& at, const Type& type) {
  const Field& object = *at.parent();
  look_around(object, type);
  if (const Synonym* other = synonym(object.key(), at.key())) {
    const Field* base = other->beside_owner ? object.parent() : &object;
    Home home{.base = base, .way = {other->name}, .sure = true};
    const Type* of_base = schema::type_at(edition_, *base);
    if (of_base != nullptr && schema::find(*of_base, other->name, edition_.feast) != nullptr &&
        is_free(*base, home.way))
      return home;
  }
  if (const auto [name, taken, sure] = renamed(at, type); !name.empty()) return {&object, {name}, taken, sure};
  if (searches_ >= kMostSearches) return {};
  ++searches_;
  return Search(*this, at, type).run();
}

}  // namespace feastctl::validate
