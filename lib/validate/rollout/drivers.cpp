/// Source: imports of Feast 0.60 to 0.67 over the drivers of the image, which has `feast[minimal]`: the extras aws,
/// gcp, snowflake, redis, go, mysql, postgres, opentelemetry, grpcio, k8s, duckdb, mcp and milvus. They are the same in
/// all these releases, so a row needs no last release.
#include "validate/rollout/drivers.hpp"

namespace feastctl::validate::rollout {

namespace {

constexpr std::string_view kJava = "a Java runtime";
constexpr std::string_view kOdbc = "Microsoft's ODBC driver";

constexpr Driver kDrivers[] = {
    {Role::kOnlineStore, "aerospike", "aerospike", "aerospike", Failure::kStart, 65},
    {Role::kOnlineStore, "cassandra", "cassandra-driver", "cassandra", Failure::kStart},
    {Role::kOnlineStore, "couchbase.online", "couchbase", "couchbase", Failure::kStart},
    {Role::kOnlineStore, "elasticsearch", "elasticsearch", "elasticsearch", Failure::kStart},
    {Role::kOnlineStore, "hazelcast", "hazelcast-python-client", "hazelcast", Failure::kStart},
    {Role::kOnlineStore, "hbase", "happybase", "hbase", Failure::kStart},
    {Role::kOnlineStore, "ikv", "ikvpy", "ikv", Failure::kStart},
    {Role::kOnlineStore, "mongodb", "pymongo", "mongodb", Failure::kStart, 61},
    {Role::kOnlineStore, "qdrant", "qdrant-client", "qdrant", Failure::kStart},
    {Role::kOnlineStore, "scylladb", "scylla-driver", "scylladb", Failure::kStart, 65},
    {Role::kOnlineStore, "singlestore", "singlestoredb", "singlestore", Failure::kStart},
    {Role::kOfflineStore, "clickhouse", "clickhouse-connect", "clickhouse", Failure::kStart},
    {Role::kOfflineStore, "couchbase.offline", "couchbase-columnar", "couchbase", Failure::kStart},
    {Role::kOfflineStore, "mssql", "pyodbc", "mssql", Failure::kUse, 0, kOdbc},
    {Role::kOfflineStore, "oracle", "oracledb", "oracle", Failure::kUse, 62},
    {Role::kOfflineStore, "ray", "ray", "ray", Failure::kStart},
    {Role::kOfflineStore, "spark", "pyspark", "spark", Failure::kStart, 0, kJava},
    {Role::kOfflineStore, "trino", "trino", "trino", Failure::kStart},
    {Role::kBatchEngine, "flink.engine", "apache-flink", "flink", Failure::kUse, 64, kJava},
    {Role::kBatchEngine, "ray.engine", "ray", "ray", Failure::kStart},
    {Role::kBatchEngine, "spark.engine", "pyspark", "spark", Failure::kStart, 0, kJava},
    {Role::kBatchEngine, "trino", "trino", "trino", Failure::kStart, 67},
    {Role::kBatchEngine, "trino.engine", "trino", "trino", Failure::kStart, 67},
    {Role::kFeature, "openlineage", "openlineage-python", "openlineage", Failure::kSilent, 60},
    {Role::kFeature, "mlflow", "mlflow", "mlflow", Failure::kSilent, 64},
};

}  // namespace

const Driver* missing_driver(Role role, std::string_view type, int minor) {
  for (const Driver& driver : kDrivers) {
    if (driver.role == role && driver.type == type) return driver.since <= minor ? &driver : nullptr;
  }
  return nullptr;
}

}  // namespace feastctl::validate::rollout
