#include "feast/judge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/ascii.hpp"
#include "base/wording.hpp"
#include "feast/coerce.hpp"
#include "feast/section.hpp"

namespace feastctl::feast {

namespace {

/// feature_server, online_store, offline_store: a map is judged when the file is read, by its type or the default one.
void judge_at_load(const Role& role, std::string_view default_type, const Field& root, Minor release,
                   ConfigErrors& out) {
  const Field at = root.child(role.name);
  if (!at.is_map()) return;
  const Field type = at.child(role.type_key);
  if (type.written()) return check_section(role, at, type, Stage::kLoad, release, out);
  check_section(*find_section(role.name, default_type, release), at, Stage::kLoad, release, out);
}

/// A store that is given by its name alone is looked up at its first use.
void judge_bare_name(const Role& role, const Field& root, Stage stage, Minor release, ConfigErrors& out) {
  const Field at = root.child(role.name);
  if (at.is_string() && is_text(*at.node())) check_section(role, at, at, stage, release, out);
}

/// Whether Feast takes OIDC settings for those of a client.
bool is_client(const Field& at) {
  constexpr std::array<std::string_view, 5> kClientKeys{"client_secret", "token", "token_env_var", "username",
                                                        "password"};
  const auto has = [&](std::string_view key) { return at.child(key).written(); };
  return std::ranges::any_of(kClientKeys, has) || !has("auth_discovery_url");
}

constexpr std::array<std::string_view, 3> kAuthTypes{"no_auth", "kubernetes", "oidc"};

bool known_auth_type(const Field& type) {
  return type.is_string() && is_text(*type.node()) && std::ranges::find(kAuthTypes, type.text()) != kAuthTypes.end();
}

void judge_auth_type(const Field& root, Minor release, ConfigErrors& out) {
  const Field at = root.child(kAuth.name);
  const Field type = at.child("type");
  if (!at.is_map() || known_auth_type(type)) return;
  Report report(out, Stage::kLoad, nullptr, release);
  report.add(Fault::kNotOneOf, type, fmt::format("type must be {}", list_of(kAuthTypes, "or")));
}

void judge_auth(const Field& root, Minor release, ConfigErrors& out) {
  const Field at = root.child(kAuth.name);
  if (!at.is_map()) return judge_bare_name(kAuth, root, Stage::kAuth, release, out);
  const Field type = at.child("type");
  if (!known_auth_type(type)) return;
  const std::string_view kind = type.text() == "oidc" && is_client(at) ? "oidc_client" : type.text();
  check_section(*find_section(kAuth.name, kind, release), at, Stage::kAuth, release, out);
}

void judge_registry(const Field& root, Minor release, ConfigErrors& out) {
  const Field at = root.child(kRegistry.name);
  if (!at.written()) {
    Report report(out, Stage::kLoad, nullptr, release);
    return report.add(Fault::kMissing, at, "registry is required");
  }
  if (!at.is_map()) return;
  const Field type = at.child(kRegistry.type_key);
  if (type.written() && type.text() != "any") return check_section(kRegistry, at, type, Stage::kRegistry, release, out);
  // Without registry_type it may be a registry of one's own.
  check_section(*find_section(kRegistry.name, "any", release), at, Stage::kRegistry, release, out);
}

void judge_batch_engine(const Field& root, Minor release, ConfigErrors& out) {
  const Field at = root.child(kBatchEngine.name);
  if (at.is_map()) {
    return check_section(kBatchEngine, at, at.child("type"), Stage::kEngine, release, out);
  }
  judge_bare_name(kBatchEngine, root, Stage::kEngine, release, out);
}

void judge_mlflow(const Field& root, Minor release, ConfigErrors& out) {
  const Field at = root.child("mlflow");
  const Section* section = find_section("mlflow", "mlflow", release);
  if (section != nullptr && at.is_map()) check_section(*section, at, Stage::kMlflow, release, out);
}

}  // namespace

ConfigErrors judge(const Node& root, Minor release) {
  ConfigErrors out;
  const Field file(&root);
  if (!root.is_map()) {
    Report report(out, Stage::kLoad, nullptr, release);
    report.add(Fault::kUnreadable, file, "feature_store.yaml must be a map");
    return out;
  }
  judge_at_load(kFeatureServer, "local", file, release, out);
  judge_at_load(kOnlineStore, "sqlite", file, release, out);
  judge_bare_name(kOnlineStore, file, Stage::kStore, release, out);
  judge_at_load(kOfflineStore, "dask", file, release, out);
  judge_bare_name(kOfflineStore, file, Stage::kStore, release, out);
  judge_auth_type(file, release, out);
  check_section(*find_section("feature_store", "feature_store", release), file, Stage::kLoad, release, out);
  judge_registry(file, release, out);
  judge_auth(file, release, out);
  judge_batch_engine(file, release, out);
  judge_mlflow(file, release, out);
  return out;
}

std::string_view stage_name(Stage stage) {
  switch (stage) {
    case Stage::kLoad: return "load";
    case Stage::kRegistry: return "registry";
    case Stage::kStore: return "store";
    case Stage::kAuth: return "auth";
    case Stage::kEngine: return "engine";
    case Stage::kMlflow: return "mlflow";
  }
  return "";
}

}  // namespace feastctl::feast
