#include "validate/synonyms.hpp"

#include <algorithm>
#include <iterator>

#include "base/ascii.hpp"

namespace feastctl::validate {

namespace {

constexpr Synonym kFields[] = {
    {"git", "subPath", "featureRepoPath"},
    {"git", "path", "featureRepoPath"},
    {"git", "directory", "featureRepoPath"},
    {"git", "folder", "featureRepoPath"},
    {"git", "repoPath", "featureRepoPath"},
    {"git", "branch", "ref"},
    {"git", "revision", "ref"},
    {"git", "targetRevision", "ref"},
    {"git", "tag", "ref"},
    {"git", "commit", "ref"},
    {"git", "repo", "url"},
    {"git", "repository", "url"},
    {"git", "repoURL", "url"},
    {"packaged", "path", "featureRepoPath"},
    {"packaged", "subPath", "featureRepoPath"},
    {"secretRef", "key", "secretKeyName", true},
    {"secretRef", "secretKey", "secretKeyName", true},
    {"secretRef", "keyName", "secretKeyName", true},
    {"secretRef", "secretKeyName", "secretKeyName", true},
    {"store", "secretName", "secretRef"},
    {"store", "secret", "secretRef"},
    {"oidc", "issuer", "issuerUrl"},
    {"oidc", "authDiscoveryUrl", "issuerUrl"},
    {"remote", "endpoint", "hostname"},
    {"remote", "host", "hostname"},
    {"remote", "path", "hostname"},
    {"remote", "url", "hostname"},
    {"remote", "address", "hostname"},
    {"spec", "project", "feastProject"},
    {"spec", "auth", "authz"},
    {"spec", "authorization", "authz"},
    {"cronJob", "cron", "schedule"},
    {"cronJob", "tz", "timeZone"},
    {"pvc", "path", "mountPath"},
    {"create", "storageClass", "storageClassName"},
};

/// A database type, or a similar value, that the store spells differently.
struct Choice {
  std::string_view store;    ///< the key that contains `persistence`
  std::string_view written;  ///< regardless of case, `_` and `-`
  std::string_view hint;
  std::string_view meant{};  ///< the value, if there is no more to say
};

constexpr std::string_view kOnlineFile =
    "SQLite is a file: replace persistence.store with persistence.file, or remove persistence for the default";
constexpr std::string_view kRegistryFile =
    "a registry without a database is a file: replace persistence.store with persistence.file, for example {path: …}";
constexpr std::string_view kRegistryBucket =
    "a registry in a bucket is a file: replace persistence.store with persistence.file: {path: s3://…} or gs://…";
constexpr std::string_view kOfflineFile =
    "this is a file: replace persistence.store with persistence.file: {type: dask} or {type: duckdb}";
constexpr std::string_view kRegistrySql =
    "write sql: its parameters in the Secret name the database by path, such as postgresql+psycopg://… or "
    "mysql+pymysql://…";

constexpr Choice kChoices[] = {
    {"onlineStore", "sqlite", kOnlineFile},
    {"onlineStore", "file", kOnlineFile},
    {"onlineStore", "local", kOnlineFile},
    {"onlineStore", "postgresql", {}, "postgres"},
    {"onlineStore", "pgvector", {}, "postgres"},
    {"onlineStore", "mariadb", {}, "mysql"},
    {"onlineStore", "rediscluster", "write redis: redis_type: redis_cluster is one of its parameters"},
    {"onlineStore", "valkey", "write redis: the protocol is the same"},
    {"onlineStore", "firestore", {}, "datastore"},
    {"offlineStore", "file", kOfflineFile},
    {"offlineStore", "dask", kOfflineFile},
    {"offlineStore", "duckdb", "DuckDB is a file: replace persistence.store with persistence.file: {type: duckdb}"},
    {"offlineStore", "parquet", kOfflineFile},
    {"offlineStore", "postgresql", {}, "postgres"},
    {"offlineStore", "sqlserver", {}, "mssql"},
    {"offlineStore", "pyspark", {}, "spark"},
    {"offlineStore", "databricks", {}, "spark"},
    {"local", "sqlite", kRegistryFile},
    {"local", "file", kRegistryFile},
    {"local", "local", kRegistryFile},
    {"local", "postgres", kRegistrySql},
    {"local", "postgresql", kRegistrySql},
    {"local", "mysql", kRegistrySql},
    {"local", "mariadb", kRegistrySql},
    {"local", "s3", kRegistryBucket},
    {"local", "gcs", kRegistryBucket},
    {"local", "gs", kRegistryBucket},
    {"local", "remote", "a registry that runs elsewhere is registry: {remote: {…}} instead of local"},
};

/// The next relevant character, in lower case; 0 at the end.
char next(std::string_view text, std::size_t& at) {
  while (at < text.size() && (text[at] == '_' || text[at] == '-')) ++at;
  if (at == text.size()) return 0;
  const char c = text[at++];
  return to_lower(c);
}

bool same_word(std::string_view a, std::string_view b) {
  std::size_t in_a = 0, in_b = 0;
  for (;;) {
    const char c = next(a, in_a);
    if (c != next(b, in_b)) return false;
    if (c == 0) return true;
  }
}

}  // namespace

std::span<const Synonym> synonyms() {
  return kFields;
}

const Synonym* synonym(std::string_view owner, std::string_view written) {
  const auto* const it = std::ranges::find_if(
      kFields, [&](const Synonym& s) { return s.owner == owner && same_word(s.written, written); });
  return it == std::end(kFields) ? nullptr : it;
}

std::optional<std::pair<std::string_view, std::string_view>> slipped_member(const Node& value,
                                                                            const schema::Type& type) {
  if (!value.is_string() || type.shape != schema::Shape::kObject) return std::nullopt;
  const std::size_t colon = value.text.find(':');
  if (colon == std::string_view::npos || schema::find(type, value.text.substr(0, colon)) == nullptr)
    return std::nullopt;
  return std::make_pair(value.text.substr(0, colon), value.text.substr(colon + 1));
}

OtherChoice other_choice(const Field& at) {
  const Field* store = at.parent();
  const Field* persistence = store == nullptr ? nullptr : store->parent();
  const Field* owner = persistence == nullptr ? nullptr : persistence->parent();
  if (owner == nullptr || at.key() != "type" || store->key() != "store") return {};
  const auto* const it = std::ranges::find_if(
      kChoices, [&](const Choice& c) { return c.store == owner->key() && same_word(c.written, at.text()); });
  return it == std::end(kChoices) ? OtherChoice() : OtherChoice{it->hint, it->meant};
}

}  // namespace feastctl::validate
