#include "convert/convert.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace feastctl::convert {

namespace {

struct Outcome {
  std::string text;
  bool changed = false;
  std::string told;  ///< the messages, a line each; a warning begins with `!`
};

Outcome convert_text(std::string_view text) {
  Sources sources;
  const SourceId id = sources.add("store.yaml", text);
  Diagnostics out;
  const auto converted = convert(sources, id, out);
  Outcome outcome;
  if (converted) outcome = {converted->text, converted->changed, ""};
  for (const Diagnostic& d : out.all()) {
    outcome.told += (d.severity == Severity::kNote ? "" : "! ") + d.message + "\n";
  }
  return outcome;
}

/// `body` below `spec:` of a store, with two more spaces.
std::string store(std::string_view body, std::string_view version = "v1") {
  std::string text = "apiVersion: feast.dev/" + std::string(version) + "\nkind: FeatureStore\nspec:\n";
  while (!body.empty()) {
    const std::size_t end = body.find('\n') + 1;
    if (end > 1) text += "  ";
    text += body.substr(0, end);
    body.remove_prefix(end);
  }
  return text;
}

struct Case {
  std::string_view what, before, after;
};

constexpr Case kCases[] = {
    {"the first spelling of replicas moves with its comments, and the empty scaling leaves its own",
     R"(feastProject: p

services:
  # how many
  scaling:       # scaled
    # because of the load
    replicas: 3  # three
  ui: {}
)",
     R"(feastProject: p
# because of the load
replicas: 3  # three

services:
  # how many
  # scaled
  ui: {}
)"},
    {"what else is in scaling stays",
     R"(services:
  scaling:
    autoscaling: {maxReplicas: 3}
    replicas: 1
)",
     R"(replicas: 1
services:
  scaling:
    autoscaling: {maxReplicas: 3}
)"},
    {"replicas that are there already stay", "replicas: 2\nservices:\n  scaling: {replicas: 2}\n  ui: {}\n",
     "replicas: 2\nservices:\n  ui: {}\n"},
    {"in braces", "services: {scaling: {replicas: 2}, ui: {image: 'a: b'}}   # all\n",
     "replicas: 2\nservices: {ui: {image: 'a: b'}}   # all\n"},
    {"auth", "# who\nauth:  # may\n  kubernetes: {}\n", "# who\nauthz:  # may\n  kubernetes: {}\n"},
    {"the registry's fields move down, whatever they are",
     R"(services:
  registry:  # it
    # below
    server:
      env:
      - name: A
        value: |
          one
            two

          three
    persistence: {file: {path: /x/y.db}}
  ui: {}
)",
     R"(services:
  registry:  # it
    local:
      # below
      server:
        env:
        - name: A
          value: |
            one
              two

            three
      persistence: {file: {path: /x/y.db}}
  ui: {}
)"},
    {"PostgreSQL by its names today",
     R"(services:
  onlineStore:
    persistence:
      postgresql:  # theirs
        secretRef: creds  # the login
  registry:
    persistence:
      postgresql: {secretRef: creds}
)",
     R"(services:
  onlineStore:
    persistence:
      store:  # theirs
        type: postgres
        secretRef:
          name: creds  # the login
  registry:
    local:
      persistence:
        store: {type: sql, secretRef: {name: creds}}
)"},
    {"a type that is written already stays",
     "services:\n  onlineStore:\n    persistence:\n      postgresql: {type: postgres, secretRef: creds}\n",
     "services:\n  onlineStore:\n    persistence:\n      store: {type: postgres, secretRef: {name: creds}}\n"},
    {"the largest number of replicas counts",
     R"(services:
  onlineStore:
    replicas: 2
  offlineStore:
    replicas: 3  # most
    server: {}
  registry:
    local: {}
)",
     R"(replicas: 3  # most
services:
  onlineStore: {}
  offlineStore:
    server: {}
  registry:
    local: {}
)"},
    {"as many as there are already", "replicas: 1\nservices:\n  onlineStore: {replicas: 1, server: {}}\n",
     "replicas: 1\nservices:\n  onlineStore: {server: {}}\n"},
    {"more than there are already", "replicas: 2\nservices:\n  ui:\n    replicas: 4  # most\n    image: x\n",
     "replicas: 4  # most\nservices:\n  ui:\n    image: x\n"},
    {"a registry of which nothing is left", "services:\n  registry:\n    replicas: 2\n",
     "replicas: 2\nservices:\n  registry:\n    local: {}\n"},
    {"a registry's replicas and fields",
     "services:\n  registry:\n    replicas: 2\n    persistence:\n      file: {path: /x/y.db}\n",
     "replicas: 2\nservices:\n  registry:\n    local:\n      persistence:\n        file: {path: /x/y.db}\n"},
    {"PostgreSQL without a Secret, and with one that is named as today",
     R"(services:
  onlineStore:
    persistence:
      postgresql: {secretRef: {name: c}}
  offlineStore:
    persistence:
      postgresql: {}
)",
     R"(services:
  onlineStore:
    persistence:
      store: {type: postgres, secretRef: {name: c}}
  offlineStore:
    persistence:
      store: {type: postgres}
)"},
    {"texts keep their quotes and blocks, wherever they move",
     R"(services:
  onlineStore:
    persistence:
      postgresql:
        secretRef: 'yes'
  offlineStore: {persistence: {postgresql: {secretRef: 'no', secretKeyName: "a: b"}}}
  registry:
    persistence:
      postgresql:
        secretRef: |-
          creds
)",
     R"(services:
  onlineStore:
    persistence:
      store:
        type: postgres
        secretRef:
          name: 'yes'
  offlineStore: {persistence: {store: {type: postgres, secretRef: {name: 'no'}, secretKeyName: "a: b"}}}
  registry:
    local:
      persistence:
        store:
          type: sql
          secretRef:
            name: |-
              creds
)"},
    {"a claim that has a place keeps it, and a path of no use as one stays",
     R"(services:
  offlineStore:
    persistence:
      file:
        path: /d/
        pvc: {capacity: 5Gi, mountPath: /m}
  onlineStore:
    persistence:
      file:
        path: /x
        pvc: {capacity: 5Gi}
)",
     R"(services:
  offlineStore:
    persistence:
      file:
        path: /d/
        pvc: {create: {resources: {requests: {storage: 5Gi}}}, mountPath: /m}
  onlineStore:
    persistence:
      file:
        path: /x
        pvc: {create: {resources: {requests: {storage: 5Gi}}}, mountPath: /data/online}
)"},
    {"a claim's capacity, and a path that the claim is mounted at",
     R"(services:
  offlineStore:
    persistence:
      file:
        pvc:
          capacity: 5Gi
  onlineStore:
    persistence:
      file:
        path: /somewhere/online.db
        pvc: {capacity: 1Gi}
)",
     R"(services:
  offlineStore:
    persistence:
      file:
        pvc:
          create:
            resources:
              requests:
                storage: 5Gi
          mountPath: /data/offline
  onlineStore:
    persistence:
      file:
        path: online.db
        pvc: {create: {resources: {requests: {storage: 1Gi}}}, mountPath: /somewhere}
)"},
    {"what has no equal stays as a comment",
     "feastApplyJob:  # once\n  configMapRef:\n    name: definitions\nfeastProject: p\n",
     "# feastApplyJob:  # once\n#   configMapRef:\n#     name: definitions\nfeastProject: p\n"},
};

}  // namespace

TEST_CASE("earlier spellings become today's, and everything else stays where it is") {
  for (const Case& c : kCases) {
    CAPTURE(c.what);
    const Outcome first = convert_text(store(c.before));
    CHECK(first.text == store(c.after));
    CHECK(first.changed);
    CHECK(first.told != "");
    const Outcome second = convert_text(first.text);
    CHECK(second.text == first.text);
    CHECK_FALSE(second.changed);
    CHECK(second.told == "");
  }
}

TEST_CASE("only FeatureStores in an earlier spelling are touched") {
  constexpr std::string_view kStream = R"(# head
---
apiVersion: v1
kind: ConfigMap
data:   {auth: x}
---
# a store
apiVersion: "feast.dev/v1alpha1"  # old
kind: FeatureStore
---
apiVersion: feast.dev/v1
kind: FeatureStore
spec:   {feastProject: p}
# end)";
  std::string wanted(kStream);
  wanted.replace(wanted.find("\"feast.dev/v1alpha1\""), 20, "feast.dev/v1");
  CHECK(convert_text(kStream).text == wanted);
}

TEST_CASE("lists, line ends and JSON keep their form") {
  struct {
    std::string_view before, after;
  } const cases[] = {
      {"kind: List\nitems:\n# one\n- kind: FeatureStore\n  apiVersion: feast.dev/v1alpha1  # old\n- kind: Secret\n",
       "kind: List\nitems:\n# one\n- kind: FeatureStore\n  apiVersion: feast.dev/v1  # old\n- kind: Secret\n"},
      {"kind: List\nitems:\n- {kind: FeatureStore, apiVersion: feast.dev/v1alpha1}  # one\n-\n  kind: FeatureStore\n  "
       "apiVersion: feast.dev/v1alpha1\n- kind: FeatureStore  # same\n  apiVersion: feast.dev/v1\n",
       "kind: List\nitems:\n- {kind: FeatureStore, apiVersion: feast.dev/v1}  # one\n-\n  kind: FeatureStore\n  "
       "apiVersion: feast.dev/v1\n- kind: FeatureStore  # same\n  apiVersion: feast.dev/v1\n"},
      {"kind: FeatureStoreList\napiVersion: feast.dev/v1alpha1\nitems: []\n",
       "kind: FeatureStoreList\napiVersion: feast.dev/v1\nitems: []\n"},
      {"kind: List\nitems: 3\n", "kind: List\nitems: 3\n"},
      {"{apiVersion: feast.dev/v1alpha1, kind: FeatureStore,\n  spec: {services: {scaling: {replicas: 2}}}}  # end\n# "
       "after\n",
       "{apiVersion: feast.dev/v1, kind: FeatureStore, spec: {replicas: 2, services: {}}}  # end\n# after\n"},
      {"apiVersion: feast.dev/v1\r\nkind: FeatureStore\r\nspec:\r\n  services:\r\n    scaling:\r\n      replicas: "
       "2\r\n    ui: {}",
       "apiVersion: feast.dev/v1\r\nkind: FeatureStore\r\nspec:\r\n  replicas: 2\r\n  services:\r\n    ui: {}"},
      {R"({"apiVersion":"feast.dev/v1alpha1","kind":"FeatureStore"})",
       R"({"apiVersion":"feast.dev/v1","kind":"FeatureStore"})"},
      {"{\"kind\": \"FeatureStore\",\n \"apiVersion\": \"feast.dev/v1alpha1\"}\n",
       "{\n  \"kind\": \"FeatureStore\",\n  \"apiVersion\": \"feast.dev/v1\"\n}\n"},
  };
  for (const auto& c : cases) CHECK(convert_text(c.before).text == c.after);
}

TEST_CASE("a form that cannot be kept is written anew, and says so") {
  const Outcome outcome = convert_text(
      "apiVersion: feast.dev/v1\nkind: FeatureStore\nx: &x {scaling: {replicas: 2}}  # lost\nspec:\n  services:\n    "
      "<<: *x\n");
  CHECK(outcome.text ==
        "apiVersion: feast.dev/v1\nkind: FeatureStore\nx:\n  scaling:\n    replicas: 2\nspec:\n  replicas: 2\n  "
        "services: {}\n");
  CHECK(outcome.told.find("! this document was rewritten") != std::string::npos);
}

TEST_CASE("what is meant twice, or cannot be read, is left to the user") {
  const std::string twice = store("replicas: 2\nservices:\n  scaling: {replicas: 3}\n");
  CHECK(convert_text(twice).text == twice);
  CHECK(convert_text(twice).told == "! the number of replicas is set twice, to different values\n");
  struct {
    std::string_view spec, told;
  } const cases[] = {
      {"auth: {kubernetes: {}}\nauthz: {oidc: {}}\n", "! auth is an earlier name of authz, and both are set\n"},
      {"services:\n  registry:\n    remote: {hostname: x}\n    server: {}\n",
       "! registry has fields next to local or remote that now belong inside them\n"},
      {"services:\n  registry:\n    local: {}\n    server: {}\n",
       "! registry has fields next to local or remote that now belong inside them\n"},
      {"services:\n  ui:\n    persistence: {postgresql: {}}\n", ""},
      {"services:\n  onlineStore:\n    persistence:\n      store: {type: redis}\n      postgresql: {secretRef: c}\n",
       "! postgresql is an earlier name of store, and both are set\n"},
      {"services:\n  onlineStore:\n    persistence:\n      file:\n        pvc: {capacity: 5Gi, create: {}}\n",
       "! capacity is an earlier field, and this claim is described by other fields\n"},
      {"services:\n  onlineStore:\n    persistence:\n      file:\n        pvc: {capacity: 5Gi, ref: {name: c}}\n",
       "! capacity is an earlier field, and this claim is described by other fields\n"},
      {"services:\n  onlineStore:\n    persistence:\n      file:\n        pvc: {capacity: [5Gi]}\n", ""},
  };
  for (const auto& c : cases) {
    const std::string text = store(c.spec);
    CAPTURE(text);
    const Outcome outcome = convert_text(text);
    CHECK(outcome.text == text);
    CHECK_FALSE(outcome.changed);
    CHECK(outcome.told == c.told);
  }
  CHECK(convert_text("kind: FeatureStore\nkind: FeatureStore\n").text == "");
  CHECK(convert_text("a: [\n").told != "");
}

}  // namespace feastctl::convert
