#include "resolve/missing_key.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "base/ascii.hpp"
#include "base/names.hpp"
#include "base/spelling.hpp"
#include "catalog/codes.hpp"

namespace feastctl::resolve {

namespace {

constexpr std::size_t kMostListed = 8;

/// Words in the keys of Secrets for Feast and Kubernetes: types of stores, parts of credentials. A mistake in a Secret
/// can turn a line of a value into a key, so keys with any other word are not shown.
constexpr std::string_view kWords[] = {
    "access",     "aerospike",   "dask",       "local",      "api",       "args",        "athena",   "auth",
    "aws",        "azure",       "bigquery",   "bigtable",   "ca",        "cassandra",   "cert",     "certificate",
    "clickhouse", "client",      "config",     "connection", "couchbase", "crt",         "data",     "database",
    "datastore",  "db",          "default",    "dev",        "discovery", "duckdb",      "dynamodb", "elasticsearch",
    "endpoint",   "env",         "faiss",      "feast",      "feature",   "features",    "file",     "gcp",
    "gcs",        "hazelcast",   "hbase",      "host",       "hybrid",    "id",          "ikv",      "json",
    "kafka",      "key",         "lineage",    "milvus",     "ml",        "mlflow",      "mongodb",  "mssql",
    "mysql",      "name",        "offline",    "oidc",       "online",    "openlineage", "oracle",   "params",
    "parameters", "pass",        "password",   "path",       "pem",       "port",        "postgres", "postgresql",
    "prod",       "production",  "properties", "qdrant",     "ray",       "redis",       "redshift", "region",
    "registry",   "remote",      "role",       "s3",         "scylladb",  "secret",      "secrets",  "server",
    "service",    "singlestore", "snowflake",  "spark",      "sql",       "sqlite",      "stage",    "staging",
    "store",      "stores",      "string",     "test",       "tls",       "token",       "trino",    "txt",
    "type",       "uri",         "url",        "user",       "username",  "yaml",        "yml",
};

/// Whether a key consists of kWords: snowflake.offline, client_id, onlineStore.
bool is_ordinary(std::string_view key) {
  std::size_t at = 0;
  while (at < key.size()) {
    std::size_t end = at + 1;
    const auto goes_on = [&] {
      return is_lower_alphanumeric(key[end]) || (is_letter(key[end]) && !is_lower(key[end - 1]));
    };
    while (end < key.size() && goes_on()) ++end;
    if (const std::string_view word = key.substr(at, end - at);
        std::ranges::none_of(kWords, [word](auto known) { return equal_ignoring_case(word, known); }))
      return false;
    const bool separated = end < key.size() && std::string_view("._-").find(key[end]) != std::string_view::npos;
    at = separated ? end + 1 : end;
  }
  return !key.empty();
}

/// The keys of an object that have a value.
struct Keys {
  std::vector<std::string_view> shown{};  ///< those that may be shown
  std::size_t others = 0;                 ///< how many more there are

  [[nodiscard]] bool none() const { return shown.empty() && others == 0; }
};

/// The keys of a Secret or ConfigMap. If a Secret looks broken, because a value is missing or not a string, none is
/// shown.
Keys keys_of(const Field& companion) {
  const bool secret = companion.child("kind").text() == "Secret";
  bool intact = true;
  Keys keys;
  for (const std::string_view part : {"stringData", "data"}) {
    const Field values = companion.child(part);
    if (!values.is_map()) continue;
    for (const Member& m : values.node()->members()) {
      intact = intact && m.value->is_string() && !m.value->text.empty();
      if (m.value->is_null()) continue;
      const bool may_be_shown = !config_map_key_problem(m.key) && (!secret || is_ordinary(m.key));
      if (may_be_shown) keys.shown.push_back(m.key);
      keys.others += may_be_shown ? 0 : 1;
    }
  }
  if (secret && !intact) keys = {{}, keys.shown.size() + keys.others};
  return keys;
}

/// The keys for `found`: `the keys redis, sql and 3 others`.
std::string listed(const Keys& keys) {
  if (keys.none()) return "no keys";
  const std::size_t count = std::min(keys.shown.size(), kMostListed);
  const std::size_t others = keys.others + keys.shown.size() - count;
  if (count == 0) return others == 1 ? "another key" : fmt::format("{} other keys", others);
  std::string out = keys.shown.size() == 1 ? "the key " : "the keys ";
  out += fmt::format("{}", fmt::join(std::span(keys.shown).first(count), ", "));
  return others == 0 ? out : fmt::format("{} and {} other{}", out, others, others == 1 ? "" : "s");
}

/// The key that is most likely a misspelling of `key`; empty if none is close.
std::string_view nearest_key(std::string_view key, const Keys& keys) {
  const auto same = std::ranges::find_if(keys.shown, [key](auto shown) { return equal_ignoring_case(shown, key); });
  return same != keys.shown.end() ? *same : nearest(key, keys.shown);
}

/// The error about the entry itself, or about its parent, if it exists but cannot be read.
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
  const Keys keys = keys_of(root);
  Diagnostic& d = context.out.add(rule, reference,
                                  keys.none() ? fmt::format("{} {} has no keys", kind, name.text())
                                              : fmt::format("{} {} has no key {}", kind, name.text(), key));
  d.with_found(listed(keys));
  const std::string_view near = nearest_key(key, keys);
  d.with_hint(near.empty() ? fmt::format("add the key {} to the {}{}", key, kind, other_way)
                           : fmt::format("rename the key {} of the {} to {}{}", near, kind, key, other_way));
  // One change fixes missing data of a Secret for all its readers, and a missing key for all readers of that key.
  d.with_topic(fmt::format("{} {}/{} {}", kind, context.store.name_space, name.text(), keys.none() ? "" : key));
  d.with_cause(unreadable_entry(root, key));
  d.notes.push_back({fmt::format("the {} is here", kind), name.span(), {}});
}

}  // namespace feastctl::resolve
