#include "lsp/store_place.hpp"

#include "base/ascii.hpp"
#include "base/versions.hpp"

namespace feastctl::lsp {

namespace {

bool contains_ignoring_case(std::string_view text, std::string_view word) {
  return lower_case(text).find(word) != std::string::npos;
}

}  // namespace

std::optional<Edition> edition_of(const Outline& outline, const Project& project) {
  if (outline.scalar({"kind"}) != "FeatureStore") return std::nullopt;
  const std::string_view version = outline.scalar({"apiVersion"});
  if (!version.empty() && !version.starts_with("feast.dev/")) return std::nullopt;
  const auto named = parse_feast_release(outline.scalar({"metadata", "annotations", "feastctl.dev/feast-version"}));
  return Edition(version.ends_with("alpha1") ? ApiVersion::kV1Alpha1 : ApiVersion::kV1,
                 named.value_or(project.settings.options.platform.feast));
}

schema::Lookup field_of(const Outline& outline, int item, Edition edition) {
  const std::string path = outline.path(item);
  schema::Lookup found = schema::lookup(edition, path);
  // A lookup may omit spec and spec.services; a document may not.
  const std::string_view first = std::string_view(path).substr(0, path.find_first_of(".["));
  if (found.type != nullptr && std::string_view(found.path).substr(0, found.path.find('.')) == first) return found;
  if (path.empty()) return found;
  return {};
}

std::string_view referenced_kind(const Outline& outline, int item) {
  if (item < 0) return {};
  const Item& entry = outline.at(item);
  if (entry.key == "secretName") return "Secret";
  if (entry.key != "name" || entry.parent < 0) return {};
  int above = entry.parent;
  while (above >= 0 && outline.at(above).is_list_item()) above = outline.at(above).parent;
  const std::string_view key = above < 0 ? std::string_view() : outline.at(above).key;
  if (key == "feastRef") return "FeatureStore";
  if (contains_ignoring_case(key, "secret")) return "Secret";
  return contains_ignoring_case(key, "configmap") ? "ConfigMap" : std::string_view();
}

std::string namespace_of(const Outline& outline, const Project& project) {
  const std::string_view written = outline.scalar({"metadata", "namespace"});
  return std::string(written.empty() ? project.settings.options.platform.default_namespace : written);
}

std::optional<Reference> reference_at(const Outline& outline, int item, const Project& project) {
  const std::string_view kind = referenced_kind(outline, item);
  if (kind.empty()) return std::nullopt;
  const std::string_view name = outline.scalar_of(outline.at(item));
  if (name.empty()) return std::nullopt;
  Reference reference{kind, std::string(name), namespace_of(outline, project)};
  const int other = outline.child(outline.at(item).parent, "namespace");
  if (kind == "FeatureStore" && other >= 0) reference.name_space = outline.scalar_of(outline.at(other));
  return reference;
}

}  // namespace feastctl::lsp
