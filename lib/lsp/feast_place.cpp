#include "lsp/feast_place.hpp"

#include <algorithm>
#include <array>

#include "feast/section.hpp"

namespace feastctl::lsp {

namespace {

constexpr std::array kTypedRoles{&feast::kOnlineStore, &feast::kOfflineStore,  &feast::kRegistry,
                                 &feast::kBatchEngine, &feast::kFeatureServer, &feast::kAuth};

const feast::Role* role_named(std::string_view name) {
  const auto* const role = std::ranges::find(kTypedRoles, name, [](const feast::Role* r) { return r->name; });
  return role == kTypedRoles.end() ? nullptr : *role;
}

/// The sections of stores with this type: a Secret does not say for which store its key is.
std::vector<const feast::Section*> sections_of_type(std::string_view type) {
  std::vector<const feast::Section*> found;
  for (const feast::Section& section : feast::sections()) {
    const bool store = section.role == feast::kOnlineStore.name || section.role == feast::kOfflineStore.name ||
                       section.role == feast::kRegistry.name;
    if (store && section.type == type) found.push_back(&section);
  }
  return found;
}

void add_parameters(std::span<const feast::Parameter> parameters, feast::Minor release,
                    std::vector<const feast::Parameter*>& out) {
  for (const feast::Parameter& p : parameters) {
    const auto same = [&](const feast::Parameter* other) { return other->name == p.name; };
    if (p.in(release) && std::ranges::none_of(out, same)) out.push_back(&p);
  }
}

/// The sections at the top of a text, or below one of its keys.
std::vector<const feast::Section*> sections_at(const FeastText& text, int container, feast::Minor release) {
  if (!text.whole.empty()) return container < 0 ? text.whole : std::vector<const feast::Section*>();
  if (container < 0) return {feast::find_section("feature_store", "feature_store", release)};
  const Item& item = text.outline.at(container);
  const feast::Role* role = item.parent < 0 ? role_named(item.key) : nullptr;
  if (role == nullptr) return {};
  const int type = text.outline.child(container, role->type_key);
  if (type < 0) return {};
  return {feast::find_section(role->name, text.outline.scalar_of(text.outline.at(type)), release)};
}

}  // namespace

std::optional<FeastText> feast_text_at(const Document& document, std::size_t offset) {
  const Extent extent = document_at(document.text, offset);
  Outline outline(document.text, extent);
  if (document.role == Role::kFeastConfig) return FeastText{std::move(outline)};
  if (outline.scalar({"kind"}) != "Secret") return std::nullopt;
  for (const Item& item : outline.items()) {
    if (!item.block_scalar || offset <= item.name.end || offset > item.end || item.parent < 0) continue;
    if (outline.at(item.parent).key != "stringData" || outline.at(item.parent).parent >= 0) continue;
    const std::size_t begin = document.text.find('\n', item.name.end);
    if (begin == std::string::npos || begin + 1 > item.end) return std::nullopt;
    return FeastText{Outline(document.text, {begin + 1, item.end}), sections_of_type(item.key)};
  }
  return std::nullopt;
}

std::vector<const feast::Parameter*> parameters_in(const FeastText& text, int container, feast::Minor release) {
  std::vector<const feast::Parameter*> found;
  for (const feast::Section* section : sections_at(text, container, release)) {
    if (section != nullptr) add_parameters(section->parameters, release, found);
  }
  if (!found.empty() || container < 0) return found;
  // An object within a section:
  const Item& item = text.outline.at(container);
  if (item.is_list_item()) return found;
  for (const feast::Parameter* p : parameters_in(text, item.parent, release)) {
    if (p->name == item.key || p->alias == item.key) add_parameters(p->fields, release, found);
  }
  return found;
}

std::string_view role_of_type(const FeastText& text, int item) {
  if (item < 0 || !text.whole.empty()) return {};
  const Item& entry = text.outline.at(item);
  if (entry.parent < 0 || text.outline.at(entry.parent).parent >= 0) return {};
  const feast::Role* role = role_named(text.outline.at(entry.parent).key);
  return role != nullptr && entry.key == role->type_key ? role->name : std::string_view();
}

}  // namespace feastctl::lsp
