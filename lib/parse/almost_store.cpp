#include "parse/almost_store.hpp"

#include <fmt/format.h>

#include <array>
#include <string>

#include "base/field.hpp"
#include "base/spelling.hpp"
#include "catalog/codes.hpp"

namespace feastctl::parse {

namespace {

constexpr std::string_view kKind = "FeatureStore";
constexpr std::string_view kVersion = "feast.dev/v1";
constexpr std::string_view kStoreGroup = "feast.dev/";

bool is_near(std::string_view text, std::span<const std::string_view> words) {
  return !nearest(text, words).empty();
}

/// FeatureStroe, featurestore, feature-stores.
bool is_near_kind(std::string_view text) {
  constexpr std::array kKinds{kKind, std::string_view("FeatureStoreList")};
  std::string letters;
  for (const char c : text) {
    if (c != '-' && c != '_' && c != ' ') letters += c;
  }
  return is_near(letters, kKinds);
}

/// feats.dev/v1, feast.io/v1, feast.dev.
bool is_near_version(std::string_view text) {
  constexpr std::array kVersions{kVersion, std::string_view("feast.dev/v1alpha1"), std::string_view("feast.dev")};
  return text.starts_with(kStoreGroup) || is_near(text, kVersions);
}

/// Whether another product defines the group: the short group names of Kubernetes itself have no similar kind.
bool is_groups_own(std::string_view version) {
  return version.substr(0, version.find('/')).find('.') != std::string_view::npos;
}

/// One of the two fields that identify a document.
struct HeaderField {
  std::string_view key;    ///< the correct spelling
  Field field;             ///< also absent if the key is misspelled
  const Member* misspelt;  ///< the member with a similar key and a plausible value, or nullptr

  [[nodiscard]] std::string_view text() const {
    if (misspelt == nullptr) return field.text();
    return misspelt->value->is_string() ? misspelt->value->text : std::string_view();
  }
};

HeaderField header_field(const Field& root, std::string_view key, bool (*fits)(std::string_view)) {
  HeaderField part{key, root.child(key), nullptr};
  if (part.field.present()) return part;
  for (const Member& m : root.node()->members()) {
    const bool near = m.key != key && is_near(m.key, {&key, 1});
    if (near && m.value->is_string() && fits(m.value->text)) part.misspelt = &m;
  }
  return part;
}

/// Fields that only a FeatureStore has.
bool has_body_of_store(const Field& root) {
  const Field spec = root.child("spec");
  const Field metadata = root.child("metadata");
  return spec.child("feastProject").present() && metadata.child("name").present();
}

/// Whether the document was certainly meant as a FeatureStore. The values of a Helm chart can look like the body of
/// one.
bool is_meant(const Field& root, const HeaderField& kind, const HeaderField& version) {
  const bool of_feast = version.text().starts_with(kStoreGroup);
  if (of_feast && version.misspelt == nullptr) return true;
  if (!is_near_kind(kind.text())) return of_feast && has_body_of_store(root);
  if (of_feast) return true;
  if (!version.text().empty()) return is_near_version(version.text()) || !is_groups_own(version.text());
  return (kind.text() == kKind && kind.misspelt == nullptr) || version.field.present() || has_body_of_store(root);
}

void report_part(const Field& root, const HeaderField& part, std::string_view right, bool correct, Diagnostics& out) {
  if (part.misspelt != nullptr) {
    out.add_at_key(catalog::kAlmostFeatureStore, root.child(*part.misspelt),
                   fmt::format("this document looks like a FeatureStore but has no {}", part.key))
        .with_hint(fmt::format("did you mean {}?", part.key))
        .with_fix(true, fmt::format("Rename to {}", part.key), {change::rename(root.child(*part.misspelt), part.key)});
  } else if (!part.field.present()) {
    out.add(catalog::kAlmostFeatureStore, part.field,
            fmt::format("this document looks like a FeatureStore but has no {}", part.key))
        .with_hint(fmt::format("write {}: {}", part.key, right))
        .with_fix(true, fmt::format("Add {}: {}", part.key, right),
                  {change::insert(root, {std::string(part.key)}, right)});
  }
  if (correct || (part.misspelt == nullptr && !part.field.present())) return;
  const Field at = part.misspelt == nullptr ? part.field : root.child(*part.misspelt);
  Diagnostic& d = out.add(
      catalog::kAlmostFeatureStore, at,
      part.key == "kind" ? "feast.dev has no such kind" : "no API server has a FeatureStore of this apiVersion");
  d.with_found(at.is_string() ? std::string(at.text()) : std::string(kind_name(at.node()->kind)));
  d.with_expected(std::string(right));
  d.with_hint(fmt::format("{} {}: {}", at.is_string() ? "did you mean" : "write", part.key, right));
  if (at.is_string()) d.hint += '?';
  d.with_fix(true, fmt::format("Change to {}", right), {change::replace(at, right)});
}

}  // namespace

void report_almost_store(const Node& document, Diagnostics& out) {
  const Field root(&document);
  const HeaderField kind = header_field(root, "kind", is_near_kind);
  const HeaderField version = header_field(root, "apiVersion", is_near_version);
  if (!is_meant(root, kind, version)) return;
  report_part(root, version, kVersion, version.text().starts_with(kStoreGroup), out);
  report_part(root, kind, kKind, kind.text() == kKind, out);
}

}  // namespace feastctl::parse
