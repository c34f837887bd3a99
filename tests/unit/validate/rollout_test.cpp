/// What happens in the cluster after a store was accepted (FS82x, FS83x), through the whole library: each warning, and
/// what stays silent.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog.hpp"
#include "feastctl.hpp"

using namespace feastctl;

namespace {

using Lines = std::vector<std::string>;

bool of_family(std::string_view code) {
  return code.starts_with("FS82") || code.starts_with("FS83") || code.starts_with("FS84");
}

Result judged(std::string_view text, const Options& options = {}) {
  Sources sources;
  sources.add("store.yaml", text);
  Result result = run(sources, options);
  REQUIRE(result.findings.errors() == 0);
  return result;
}

/// `CODE path` of the family's findings.
Lines lines_of(const Result& result) {
  Lines lines;
  for (const Diagnostic& d : result.findings.all()) {
    if (of_family(d.rule->code)) lines.push_back(std::string(d.rule->code) + " " + d.path);
  }
  std::ranges::sort(lines);
  return lines;
}

/// The same for a store with this spec, in flow style.
Lines spec(std::string_view spec, const Options& options = {}) {
  const std::string text =
      "apiVersion: feast.dev/v1\nkind: FeatureStore\nmetadata: {name: s}\nspec: {feastProject: p, authz: {kubernetes: "
      "{}}, " +
      std::string(spec) + "}\n";
  CAPTURE(text);
  return lines_of(judged(text, options));
}
Lines services(std::string_view services, const Options& options = {}) {
  return spec("services: {" + std::string(services) + "}", options);
}
/// The same with a repository of its own.
Lines git_services(std::string_view services, const Options& options = {}) {
  return spec(
      "feastProjectDir: {git: {url: 'https://git.example.com/f.git'}}, services: {" + std::string(services) + "}",
      options);
}
Lines cron(std::string_view configs) {
  return spec("cronJob: {schedule: '@daily', containerConfigs: {" + std::string(configs) + "}}");
}

/// What the only finding of this code says, with its hint.
std::string words(std::string_view text, std::string_view code) {
  const Result result = judged(text);
  std::string said;
  for (const Diagnostic& d : result.findings.all()) {
    if (d.rule->code == code) said += d.message + "\n" + d.found + "\n" + d.expected + "\n" + d.hint;
  }
  return said;
}

bool holds(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

Options at(std::string_view release) {
  Options options;
  options.platform.feast = parse_feast_release(release).value();
  return options;
}
Options on_openshift() {
  Options options;
  options.platform.openshift = true;
  return options;
}

const Lines kNothing;
const std::string kSql = "registry: {local: {persistence: {store: {type: sql, secretRef: {name: x}}}}}";
const std::string kClaim = "registry: {local: {persistence: {file: {path: r.db, pvc: {create: {}, mountPath: /r}}}}}";

}  // namespace

TEST_CASE("a right example of the family gets no warning of the family") {
  for (const Rule& rule : catalog::all()) {
    if (!of_family(rule.code)) continue;
    CAPTURE(rule.code);
    CHECK(lines_of(judged(rule.right)) == kNothing);
    CHECK(rule.severity == Severity::kWarning);
  }
}

TEST_CASE("the example project is warned about where its registry outlives the pod") {
  const Lines warned{"FS820 spec.services.registry.local.persistence.store"};
  CHECK(services(kSql) == warned);
  CHECK(spec("feastProjectDir: {init: {minimal: true}}, services: {" + kSql + "}") == warned);
  CHECK(spec("feastProjectDir: {init: {template: local}}, services: {" + kSql + "}") == warned);
  CHECK(services("registry: {local: {persistence: {file: {path: 's3://bucket/registry.pb'}}}}") ==
        Lines{"FS820 spec.services.registry.local.persistence.file"});
  CHECK(services("registry: {remote: {hostname: 'r.example.com:80'}}") == Lines{"FS820 spec.services.registry.remote"});

  CHECK(spec("services: {}") == kNothing);
  CHECK(services("registry: {local: {persistence: {file: {path: /data/registry.db}}}}") == kNothing);
  CHECK(git_services(kSql) == kNothing);
  CHECK(services("disableInitContainers: true, registry: {local: {persistence: {file: {path: 's3://b/r.pb'}}}}") ==
        kNothing);
  CHECK(services("runFeastApplyOnInit: false, " + kSql) == kNothing);
  CHECK(services(kSql, at("0.61")) == kNothing);  // there is no feast-apply
  // The claim may hold a repository.
  CHECK(services("offlineStore: {persistence: {file: {pvc: {ref: {name: c}, mountPath: /o}}}}, " + kSql) == kNothing);
}

TEST_CASE("the cron job applies the example project as well") {
  const std::string off = "services: {runFeastApplyOnInit: false, " + kSql + "}";
  const Lines warned{"FS820 spec.services.registry.local.persistence.store"};
  CHECK(spec("cronJob: {schedule: '@daily'}, " + off) == warned);
  CHECK(spec("cronJob: {schedule: '@daily', suspend: true}, " + off) == kNothing);
  CHECK(
      spec("cronJob: {schedule: '@daily', containerConfigs: {commands: [feast materialize-incremental 2030-01-01]}}, " +
           off) == kNothing);
  CHECK(spec("cronJob: {schedule: '@daily', containerConfigs: {commands: [feast apply]}}, " + off) == warned);
}

TEST_CASE("a template that feast init cannot use in a container") {
  const auto init = [](std::string_view how) {
    return spec("feastProjectDir: {init: {" + std::string(how) + "}}, services: {" + kSql + "}");
  };
  const Lines failing{"FS836 spec.feastProjectDir.init.template"};
  for (const std::string name : {"aws", "cassandra", "couchbase", "hazelcast", "postgres", "snowflake", "clickhouse"}) {
    CHECK(init("template: " + name) == failing);  // and nothing is applied
    CHECK(init("minimal: true, template: " + name).size() == 1);
    CHECK(init("minimal: true, template: " + name) != failing);
  }
  for (const std::string name : {"local", "gcp", "hbase", "milvus", "ray", "ray_rag", "pytorch_nlp", "spark"}) {
    CHECK(init("template: " + name) == Lines{"FS820 spec.services.registry.local.persistence.store"});
  }
  CHECK(spec("feastProjectDir: {init: {template: postgres}}, services: {disableInitContainers: true}") == kNothing);
}

TEST_CASE("drivers that Feast's own image lacks") {
  const auto online = [](std::string_view type, std::string_view more = "") {
    return services("onlineStore: {persistence: {store: {type: " + std::string(type) + ", secretRef: {name: x}}}" +
                    std::string(more) + "}");
  };
  const auto offline = [](std::string_view type) {
    return services("offlineStore: {persistence: {store: {type: " + std::string(type) + ", secretRef: {name: x}}}}");
  };
  for (const std::string_view type : {"cassandra", "couchbase.online", "elasticsearch", "hazelcast", "hbase", "mongodb",
                                      "qdrant", "singlestore", "scylladb", "aerospike"}) {
    CHECK(online(type) == Lines{"FS821 spec.services.onlineStore.persistence.store.type"});
  }
  for (const std::string_view type :
       {"redis", "postgres", "mysql", "milvus", "dynamodb", "snowflake.online", "datastore", "bigtable", "hybrid"}) {
    CHECK(online(type) == kNothing);
  }
  for (const std::string_view type : {"spark", "trino", "mssql", "oracle", "clickhouse", "ray", "couchbase.offline"}) {
    CHECK(offline(type) == Lines{"FS821 spec.services.offlineStore.persistence.store.type"});
  }
  for (const std::string_view type : {"bigquery", "redshift", "snowflake.offline", "postgres", "athena", "hybrid"}) {
    CHECK(offline(type) == kNothing);
  }
  CHECK(online("cassandra", ", server: {image: 'quay.io/feastdev/feature-server:0.66.0@sha256:0'}").size() == 1);
  // Nobody knows what is in another image; feast-apply still runs in the default one.
  CHECK(online("cassandra", ", server: {image: 'registry.example.com:5000/feast'}") ==
        Lines{"FS827 spec.services.onlineStore.server.image"});
  CHECK(spec("mlflow: {enabled: true, trackingUri: 'https://m.example.com'}") == Lines{"FS821 spec.mlflow.enabled"});
  CHECK(spec("mlflow: {enabled: false}") == kNothing);
  CHECK(spec("openlineage: {enabled: true, transportType: console}") == Lines{"FS821 spec.openlineage.enabled"});
}

TEST_CASE("the remedy of a missing driver has the extras of the whole store, and the image's own release") {
  const auto store = [](std::string_view tag) {
    return "apiVersion: feast.dev/v1\nkind: FeatureStore\nmetadata: {name: s}\nspec:\n  feastProject: p\n  services:\n"
           "    onlineStore: {persistence: {store: {type: hbase, secretRef: {name: x}}}, server: {image: "
           "'quay.io/feastdev/feature-server" +
           std::string(tag) + "'}}\n    offlineStore: {persistence: {store: {type: spark, secretRef: {name: x}}}}\n";
  };
  const std::string said = words(store(":0.65.0"), "FS821");
  CHECK(holds(said, "FROM quay.io/feastdev/feature-server:0.65.0\n"));
  CHECK(holds(said, "'feast[hbase,spark]==0.65.0'"));
  CHECK(holds(said, "in online and feast-apply"));
  CHECK(holds(said, "Java"));
  CHECK(holds(words(store(":latest"), "FS821"), "'feast[hbase,spark]==0.66.0'"));
}

TEST_CASE("packages that batch engines need") {
  const auto engine = [](std::string_view type, std::string_view store = "") {
    return "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: e}\ndata: {config: 'type: " + std::string(type) +
           "'}\n---\napiVersion: feast.dev/v1\nkind: FeatureStore\nmetadata: {name: s}\nspec: {feastProject: p, "
           "batchEngine: {configMapRef: {name: e}}" +
           std::string(store) + "}\n";
  };
  for (const std::string_view type : {"local", "lambda", "snowflake.engine", "spark_application", "ray"}) {
    CHECK(lines_of(judged(engine(type))) == kNothing);
  }
  for (const std::string_view type : {"ray.engine", "spark.engine", "flink.engine"}) {
    CHECK(lines_of(judged(engine(type))) == Lines{"FS821 spec.batchEngine.configMapRef"});
  }
  const std::string redis = ", services: {onlineStore: {persistence: {store: {type: redis, secretRef: {name: x}}}}}";
  CHECK(holds(words(engine("ray.engine", redis), "FS821"), "no pod starts"));
  CHECK(holds(words(engine("ray.engine"), "FS821"), "materialization fails"));
}

TEST_CASE("the commands of the cron job are whole commands") {
  const Lines first{"FS822 spec.cronJob.containerConfigs.commands[0]"};
  CHECK(cron("commands: [feast, apply]") == first);
  CHECK(cron("commands: [bash, -c, 'feast apply']") == first);
  CHECK(cron("commands: ['./run.sh', --all]") == Lines{"FS822 spec.cronJob.containerConfigs.commands[1]"});
  CHECK(cron("commands: [feast apply, 'feast materialize-incremental 2030-01-01']") == kNothing);
  CHECK(cron("commands: ['./run.sh']") == kNothing);
  CHECK(cron("commands: ['./first.sh', './second.sh']") == kNothing);
  const auto hint = [](std::string_view commands) {
    return words(
        "apiVersion: feast.dev/v1\nkind: FeatureStore\nmetadata: {name: s}\nspec: {feastProject: p, cronJob: "
        "{containerConfigs: {commands: " +
            std::string(commands) + "}}}\n",
        "FS822");
  };
  CHECK(
      holds(hint("[feast, materialize-incremental, '2030-01-01']"), "[\"feast materialize-incremental 2030-01-01\"]"));
  CHECK(holds(hint("[bash, -c, 'feast apply']"), "[\"feast apply\"]"));
}

TEST_CASE("the image of the cron job needs kubectl") {
  const Lines warned{"FS823 spec.cronJob.containerConfigs.image"};
  for (const std::string image :
       {"quay.io/feastdev/feature-server:0.66.0", "python:3.12", "docker.io/library/python", "docker.io/alpine:3"}) {
    CHECK(cron("image: '" + image + "'") == warned);
  }
  for (const std::string image : {"quay.io/openshift/origin-cli:4.17", "registry.example.com/python:3.12",
                                  "alpine/k8s:1.35", "registry.example.com/feature-server:1"}) {
    CHECK(cron("image: '" + image + "'") == kNothing);
  }
}

TEST_CASE("the environment of the cron job is kubectl's") {
  CHECK(cron("env: [{name: A, value: b}]") == Lines{"FS824 spec.cronJob.containerConfigs.env[0].name"});
  CHECK(cron("env: [{name: HTTPS_PROXY, value: b}, {name: KUBECONFIG, value: b}]") == kNothing);
  CHECK(cron("commands: ['feast materialize-incremental $(A)'], env: [{name: A, value: b}]") == kNothing);
  CHECK(cron("commands: ['feast materialize-incremental $A'], env: [{name: A, value: b}]").size() == 1);
  const std::string job = "cronJob: {schedule: '@daily', containerConfigs: {env: [{name: A, value: b}]}}, services: ";
  CHECK(spec(job + "{onlineStore: {server: {env: [{name: A, value: b}]}}}") == kNothing);
  CHECK(spec(job + "{onlineStore: {server: {envFrom: [{configMapRef: {name: a}}]}}}") == kNothing);
  CHECK(spec(job + "{onlineStore: {server: {env: [{name: B, value: b}]}}}").size() == 1);
}

TEST_CASE("a clone stays on the offline store's claim") {
  const auto claim = [](std::string_view of, std::string_view pvc) {
    return git_services("securityContext: {fsGroup: 1}, " + std::string(of) + "{persistence: {file: {pvc: {" +
                        std::string(pvc) + ", mountPath: /o}}}}");
  };
  const Lines warned{"FS825 spec.feastProjectDir.git.url"};
  CHECK(claim("offlineStore: ", "create: {}") == warned);
  CHECK(claim("offlineStore: ", "ref: {name: c}") == warned);
  CHECK(claim("onlineStore: ", "create: {}") == kNothing);
  CHECK(git_services("offlineStore: {persistence: {file: {type: duckdb}}}") == kNothing);
}

TEST_CASE("a new claim needs a group that may write to it") {
  const Lines warned{"FS826 spec.services.registry.local.persistence.file.pvc"};
  CHECK(services(kClaim) == warned);
  CHECK(services("securityContext: {runAsUser: 1001}, " + kClaim) == warned);
  CHECK(services("securityContext: {fsGroup: 1001}, " + kClaim) == kNothing);
  CHECK(services("securityContext: {runAsUser: 0}, " + kClaim) == kNothing);
  CHECK(services(kClaim, on_openshift()) == kNothing);
  const auto pvc = [](std::string_view claim) {
    return services("registry: {local: {persistence: {file: {path: r.db, pvc: {" + std::string(claim) +
                    ", mountPath: /r}}}}}");
  };
  CHECK(pvc("ref: {name: c}") == kNothing);
  CHECK(pvc("create: {accessModes: [ReadWriteMany]}") == kNothing);
  CHECK(pvc("create: {accessModes: [ReadWriteOnce, ReadWriteMany]}") == kNothing);
  CHECK(pvc("create: {accessModes: [ReadWriteOncePod]}") == warned);
  CHECK(services("initImage: 'a.example/feast:1', onlineStore: {server: {image: 'a.example/feast:1'}}, " + kClaim) ==
        kNothing);
  CHECK(services("onlineStore: {persistence: {file: {path: o.db, pvc: {create: {}, mountPath: /o}}}}, " + kClaim)
            .size() == 1);
}

TEST_CASE("a rolling update of a pod with a claim of one node") {
  const auto strategy = [](std::string_view how, std::string_view create = "create: {}") {
    return services("securityContext: {fsGroup: 1}, deploymentStrategy: {" + std::string(how) +
                    "}, registry: {local: {persistence: {file: {path: r.db, pvc: {" + std::string(create) +
                    ", mountPath: /r}}}}}");
  };
  const Lines warned{"FS834 spec.services.deploymentStrategy"};
  CHECK(strategy("type: RollingUpdate") == warned);
  CHECK(strategy("rollingUpdate: {maxUnavailable: 0}") == warned);  // the API server's default type
  CHECK(strategy("type: RollingUpdate, rollingUpdate: {maxSurge: 1}") == warned);
  CHECK(strategy("type: RollingUpdate, rollingUpdate: {maxSurge: 0, maxUnavailable: 1}") == kNothing);
  CHECK(strategy("type: RollingUpdate, rollingUpdate: {maxSurge: '0%', maxUnavailable: 1}") == kNothing);
  CHECK(strategy("type: Recreate") == kNothing);
  CHECK(strategy("type: RollingUpdate", "create: {accessModes: [ReadWriteMany]}") == kNothing);
  CHECK(strategy("type: RollingUpdate", "ref: {name: c}") == kNothing);
}

TEST_CASE("feast-apply has the default image unless initImage says otherwise") {
  const Lines warned{"FS827 spec.services.onlineStore.server.image"};
  CHECK(services("onlineStore: {server: {image: 'a.example/feast:1'}}") == warned);
  CHECK(services("initImage: 'a.example/feast:1', onlineStore: {server: {image: 'a.example/feast:1'}}") == kNothing);
  CHECK(services("runFeastApplyOnInit: false, onlineStore: {server: {image: 'a.example/feast:1'}}") == kNothing);
  CHECK(services("onlineStore: {server: {image: 'mirror.example/feastdev/feature-server:0.66.0'}}") == kNothing);
  CHECK(services("onlineStore: {server: {image: 'quay.io/feastdev/feature-server:0.65.0'}}") == kNothing);
  CHECK(services("ui: {image: 'a.example/ui:1'}") == kNothing);
  CHECK(services("onlineStore: {server: {image: 'a.example/feast:${TAG}'}}") == kNothing);  // FS610
  CHECK(services("onlineStore: {server: {image: 'a.example/feast:1'}}", at("0.61")) == kNothing);
  Options other;
  other.platform.feature_server_image = "a.example/feast:1";
  CHECK(services("onlineStore: {server: {image: 'b.example/feast:1'}}", other) == kNothing);
}

TEST_CASE("addresses of a remote registry") {
  const auto remote = [](std::string_view hostname, std::string_view tls = "") {
    return services("runFeastApplyOnInit: false, registry: {remote: {hostname: '" + std::string(hostname) + "'" +
                    std::string(tls) + "}}");
  };
  constexpr std::string_view kTls = ", tls: {configMapRef: {name: ca}, certName: ca.crt}";
  const Lines mismatch{"FS829 spec.services.registry.remote.hostname"};
  const Lines no_port{"FS830 spec.services.registry.remote.hostname"};
  const Lines scheme{"FS831 spec.services.registry.remote.hostname"};
  for (const std::string host : {"feast-hub-registry.hub.svc.cluster.local", "feast-hub-registry.hub.svc",
                                 "feast-hub-registry.hub", "feast-hub-registry"}) {
    CAPTURE(host);
    CHECK(remote(host + ":6570") == mismatch);
    CHECK(remote(host + ":6571", kTls) == mismatch);
    CHECK(remote(host + ":443") == mismatch);
    CHECK(remote(host + ":80", kTls) == mismatch);
    CHECK(remote(host + ":80") == kNothing);
    CHECK(remote(host + ":443", kTls) == kNothing);
    CHECK(remote(host) == no_port);
    CHECK(remote(host, kTls) == kNothing);
  }
  CHECK(remote("feast-hub-registry-rest.hub.svc.cluster.local:80") == mismatch);
  // Nobody knows the ports of another host.
  CHECK(remote("registry.example.com:6570") == kNothing);
  CHECK(remote("feast-registry.shop.example.com:443") == kNothing);
  CHECK(remote("feast-registry.shop:6570") == kNothing);
  CHECK(remote("feast-hub-registry.shop.example.com:6570") == kNothing);
  CHECK(remote("10.0.0.1:80") == kNothing);
  CHECK(remote("[::1]:80") == kNothing);
  CHECK(remote("registry.example.com") == no_port);
  CHECK(remote("[::1]") == no_port);
  CHECK(remote("http://registry.example.com:80") == scheme);
  CHECK(remote("grpc://registry.example.com") == scheme);
  CHECK(remote("dns:///registry.example.com:80") == kNothing);
  CHECK(remote("${REGISTRY}") == kNothing);  // FS610
}

TEST_CASE("web addresses without a scheme") {
  const auto lineage = [](std::string_view rest) {
    return spec(
        "services: {initImage: 'a.example/f:1', onlineStore: {server: {image: 'a.example/f:1'}}}, openlineage: {" +
        std::string(rest) + "}");
  };
  const Lines url{"FS832 spec.openlineage.transportUrl"};
  CHECK(lineage("enabled: true, transportUrl: 'marquez.lineage.svc:5000'") == url);
  CHECK(lineage("enabled: true, transportType: http, transportUrl: 'marquez:5000'") == url);
  CHECK(lineage("enabled: true, transportUrl: 'http://marquez:5000'") == kNothing);
  CHECK(lineage("enabled: true, transportType: kafka, transportUrl: 'kafka:9092'") == kNothing);
  CHECK(lineage("enabled: false, transportUrl: 'marquez:5000'") == kNothing);
  const auto mlflow = [](std::string_view uri) {
    return spec(
        "services: {initImage: 'a.example/f:1', onlineStore: {server: {image: 'a.example/f:1'}}}, mlflow: "
        "{enabled: true, trackingUri: '" +
        std::string(uri) + "'}");
  };
  CHECK(mlflow("mlflow.example.com:5000") == Lines{"FS832 spec.mlflow.trackingUri"});
  for (const std::string_view uri : {"https://mlflow.example.com", "/mlruns", "./mlruns", "file:/mlruns",
                                     "sqlite:///mlflow.db", "databricks", "${MLFLOW_URI}"}) {
    CHECK(mlflow(uri) == kNothing);
  }
}

TEST_CASE("the dashboard's label") {
  const auto label = [](std::string_view labels) {
    return lines_of(judged("apiVersion: feast.dev/v1\nkind: FeatureStore\nmetadata: {name: s, labels: {" +
                           std::string(labels) + "}}\nspec: {feastProject: p}\n"));
  };
  CHECK(label("feature-store-ui: enabled") == Lines{"FS833 metadata.labels.feature-store-ui"});
  CHECK(label("feature-store-ui: disabled") == kNothing);
  CHECK(label("team: ui") == kNothing);
}

namespace {

/// A store with definitions from Git, or none of its own, with this registry.
std::string user(std::string_view name, std::string_view registry, std::string_view ref = "main",
                 std::string_view project = "p", std::string_view annotations = "") {
  const std::string dir =
      ref.empty()
          ? "services: {runFeastApplyOnInit: false, "
          : "feastProjectDir: {git: {url: 'https://g.example/f.git', ref: " + std::string(ref) + "}}, services: {";
  return "apiVersion: feast.dev/v1\nkind: FeatureStore\nmetadata: {namespace: ns, name: " + std::string(name) +
         std::string(annotations) + "}\nspec: {feastProject: " + std::string(project) + ", authz: {kubernetes: {}}, " +
         dir + "registry: {" + std::string(registry) + "}}}\n---\n";
}

std::string secret(std::string_view name, std::string_view path) {
  return "apiVersion: v1\nkind: Secret\nmetadata: {namespace: ns, name: " + std::string(name) +
         "}\nstringData: {sql: 'path: " + std::string(path) + "'}\n---\n";
}

std::string sql(std::string_view secret_name) {
  return "local: {server: {}, persistence: {store: {type: sql, secretRef: {name: " + std::string(secret_name) + "}}}}";
}
std::string at_host(std::string_view host) {
  return "remote: {hostname: '" + std::string(host) + "'}";
}

}  // namespace

TEST_CASE("stores with one project in one registry and other definitions") {
  const Lines shared{"FS835 spec.feastProject"};
  const auto lines = [](const std::string& text) { return lines_of(judged(text)); };
  CHECK(lines(user("a", sql("x")) + user("b", sql("x"), "v1")) == shared);
  CHECK(lines(user("a", sql("x")) + user("b", sql("x"), "v1") + user("c", sql("x"), "v2")).size() == 2);
  CHECK(lines(user("a", sql("x")) + user("b", sql("x"))) == kNothing);             // the same definitions
  CHECK(lines(user("a", sql("x")) + user("b", sql("x"), "")) == kNothing);         // applied by one alone
  CHECK(lines(user("a", sql("x")) + user("b", sql("x"), "v1", "q")) == kNothing);  // another project
  CHECK(lines(user("a", sql("x")) + user("b", sql("z"), "v1")) == kNothing);       // another database, for all we know
  CHECK(lines(user("a", sql("x")) + user("b", sql("x"), "v1", "p", ", annotations: {feastctl.dev/ignore: FS835}")) ==
        kNothing);

  // By whichever driver and user.
  const auto databases = [&](std::string_view a, std::string_view b) {
    return lines_of(judged(secret("x", a) + secret("z", b) + user("a", sql("x")) + user("b", sql("z"), "v1")));
  };
  CHECK(databases("postgresql://a:b@db/feast", "postgresql+psycopg://c:d@db/feast") == shared);
  CHECK(databases("postgresql://a:b@db/feast", "postgresql://a:b@db/other") == kNothing);
  CHECK(databases("postgresql://a:b@${DB}/feast", "postgresql://a:b@${DB}/feast") == kNothing);

  const std::string bucket = "local: {persistence: {file: {path: 's3://b/r.pb'}}}";
  CHECK(lines(user("a", bucket) + user("b", bucket, "v1")) == shared);
  const std::string file = "local: {persistence: {file: {path: /data/r.db}}}";
  CHECK(lines(user("a", file) + user("b", file, "v1")) == kNothing);  // a file in each pod
  const std::string claim = "local: {persistence: {file: {path: r.db, pvc: {ref: {name: c}, mountPath: /r}}}}";
  CHECK(lines(user("a", claim) + user("b", claim, "v1")) == shared);
}

TEST_CASE("a remote registry is that of the store behind it, whether its address or a reference names it") {
  const Lines shared{"FS835 spec.feastProject"};
  const auto lines = [](const std::string& text) { return lines_of(judged(text)); };
  const std::string hub = user("hub", sql("x"));
  CHECK(lines(hub + user("b", at_host("feast-hub-registry.ns.svc.cluster.local:80"), "v1")) == shared);
  CHECK(lines(user("b", at_host("feast-hub-registry.ns.svc.cluster.local:80"), "v1") + hub) == shared);
  CHECK(lines(hub + user("b", "remote: {feastRef: {name: hub}}", "v1")) == shared);
  CHECK(lines(hub + user("b", at_host("feast-hub-registry.other.svc.cluster.local:80"), "v1")) == kNothing);
  CHECK(lines(user("a", at_host("r.example.com:80")) + user("b", at_host("r.example.com:80"), "v1")) == shared);
}

TEST_CASE("an annotation of the store silences a warning of the family") {
  const std::string text =
      "apiVersion: feast.dev/v1\nkind: FeatureStore\nmetadata: {name: s, annotations: {feastctl.dev/ignore: FS820}}\n"
      "spec: {feastProject: p, services: {" +
      kSql + "}}\n";
  CHECK(lines_of(judged(text)) == kNothing);
}

TEST_CASE("without the judge Feast there is none of it") {
  Options options;
  options.platform.judge_feast = false;
  CHECK(services(kSql, options) == kNothing);
  CHECK(lines_of(judged(user("a", sql("x")) + user("b", sql("x"), "v1"), options)) == kNothing);
}

TEST_CASE("a store with an error is not judged for what would happen then") {
  const std::string text =
      "apiVersion: feast.dev/v1\nkind: FeatureStore\nmetadata: {name: s}\nspec: {feastProject: p, replicas: 2, "
      "services: {" +
      kClaim + "}}\n";
  Sources sources;
  sources.add("store.yaml", text);
  const Result result = run(sources, {});
  CHECK(result.findings.errors() > 0);
  CHECK(lines_of(result) == kNothing);
}
