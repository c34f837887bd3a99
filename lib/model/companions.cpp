#include "model/companions.hpp"

#include <algorithm>

namespace feastctl::model {

namespace {

constexpr std::string_view kCaBundle = "odh-trusted-ca-bundle";
constexpr std::string_view kCaBundleLabel = "config.openshift.io/inject-trusted-cabundle";
constexpr std::string_view kDeploymentPrefix = "feast-";
constexpr std::size_t kLongestName = 253;

template <typename T>
const T* found(const std::unordered_map<std::string, T>& map, std::string_view name_space, std::string_view name) {
  if (map.empty()) return nullptr;
  const auto it = map.find(CompanionIndex::key(name_space, name));
  return it == map.end() ? nullptr : &it->second;
}

}  // namespace

std::string CompanionIndex::key(std::string_view name_space, std::string_view name) {
  std::string key;
  key.reserve(name_space.size() + 1 + name.size());
  key.append(name_space).append(1, '/').append(name);
  return key;
}

void CompanionIndex::add_broken(std::string_view text, const Span& place) {
  const auto in_name = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
  };
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && in_name(text[end])) ++end;
    if (end != at && end - at <= kLongestName) words.try_emplace(text.substr(at, end - at), place);
    at = end + 1;
  }
}

void CompanionIndex::add_scaler(const ExternalScaler& scaler) {
  scalers.push_back(scaler);
  std::string_view store = scaler.target_name;
  if (scaler.target_kind == "Deployment") {
    if (!store.starts_with(kDeploymentPrefix)) return;
    store.remove_prefix(kDeploymentPrefix.size());
  } else if (scaler.target_kind != "FeatureStore") {
    return;
  }
  scaler_of.try_emplace(key(scaler.name_space, store), scalers.size() - 1);
}

const Node* Companions::tree(const Held& held) const {
  if (held.root != nullptr) return reader_->tree(held, *tree_);
  for (const auto& [number, root] : read_) {
    if (number == held.number) return root;
  }
  return read_.emplace_back(held.number, reader_->tree(held, *tree_)).second;
}

void Companions::note(Asked::Of of, std::string_view name_space, std::string_view name) const {
  if (asked_ != nullptr) asked_->push_back({of, std::string(name_space), std::string(name)});
}

const Node* Companions::secret(std::string_view name_space, std::string_view name) const {
  note(Asked::Of::kSecret, name_space, name);
  const Held* held = found(index_->secrets, name_space, name);
  return held == nullptr ? nullptr : tree(*held);
}

const Node* Companions::config_map(std::string_view name_space, std::string_view name) const {
  note(Asked::Of::kConfigMap, name_space, name);
  const Held* held = found(index_->config_maps, name_space, name);
  return held == nullptr ? nullptr : tree(*held);
}

const StoreDocument* Companions::document(const StoreEntry& entry) const {
  auto* document = tree_->arena().make<StoreDocument>(entry.document);
  document->root = tree(entry.held);
  return document->root == nullptr ? nullptr : document;
}

const StoreDocument* Companions::store(std::string_view name_space, std::string_view name) const {
  note(Asked::Of::kStore, name_space, name);
  const StoreEntry* const* entry = found(index_->stores, name_space, name);
  return entry == nullptr ? nullptr : document(**entry);
}

const StoreDocument* Companions::store_of_name(std::string_view name) const {
  note(Asked::Of::kStoreOfName, {}, name);
  const auto it = index_->stores_by_name.find(name);
  return it == index_->stores_by_name.end() ? nullptr : document(*it->second);
}

Cause Companions::why_missing(std::string_view name, const Span& asked) const {
  const auto it = index_->words.find(name);
  if (it == index_->words.end()) return {};
  const Span& place = it->second;
  const bool own = asked.source == place.source && asked.begin >= place.begin && asked.begin < place.end;
  return own ? Cause() : Cause{nullptr, place};
}

Cause Companions::why_store_missing(std::string_view name_space, std::string_view name, const Span& asked) const {
  note(Asked::Of::kStore, name_space, name);
  note(Asked::Of::kStoreOfName, {}, name);
  const StoreEntry* const* entry = found(index_->stores, name_space, name);
  if (entry != nullptr) return {nullptr, reader_->place((*entry)->held)};
  const auto it = index_->stores_by_name.find(name);
  if (it == index_->stores_by_name.end()) return why_missing(name, asked);
  const StoreDocument* other = document(*it->second);
  if (other == nullptr) return {nullptr, reader_->place(it->second->held)};
  const Member* metadata = other->root->find_member("metadata");
  if (metadata == nullptr) return {};
  Span where = metadata->key_span;
  for (const Member& m : metadata->value->members()) where.end = std::max(where.end, m.value->span.end);
  return {nullptr, where};
}

bool Companions::has_store(std::string_view name_space, std::string_view name) const {
  note(Asked::Of::kStore, name_space, name);
  return found(index_->stores, name_space, name) != nullptr;
}

bool Companions::has_ca_bundle(std::string_view name_space) const {
  const Node* bundle = config_map(name_space, kCaBundle);
  return string_at(lookup(bundle, {"metadata", "labels"}), kCaBundleLabel) == "true";
}

const ExternalScaler* Companions::scaler_of(std::string_view name_space, std::string_view store) const {
  const std::size_t* place = found(index_->scaler_of, name_space, store);
  return place == nullptr ? nullptr : &index_->scalers[*place];
}

}  // namespace feastctl::model
