#include <doctest/doctest.h>

#include <string>

#include "base/arena.hpp"
#include "diff/diff.hpp"

using namespace feastctl;

namespace {

bool holds(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

/// Two sides of everything: a claim that shrinks, a script of several lines, a text that means to steer whoever reads
/// it.
struct Both {
  Arena arena;
  TreeBuilder tree{arena};
  Sources sources[2];
  diff::Changes changes;
  std::vector<diff::Trap> stores{{diff::Effect::kRefused, "spec.x", "it cannot be changed", "keep `it`"}};

  Both(std::string_view before, std::string_view after) {
    sources[0].add("before", before);
    sources[1].add("after", after);
    changes = diff::compare(diff::read(sources[0], {}, tree).objects, diff::read(sources[1], {}, tree).objects, tree);
  }
};

constexpr std::string_view kBefore = R"(apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data, namespace: ns}
spec: {resources: {requests: {storage: 5Gi}}}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: script}
data: {run: "one\ntwo\nthree\n", gone: x}
---
apiVersion: v1
kind: Namespace
metadata: {name: old}
)";
constexpr std::string_view kAfter = R"(apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data, namespace: ns}
spec: {resources: {requests: {storage: 1Gi}}}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: script}
data: {run: "one\nTWO\nthree\n", fresh: "``` & <b>"}
---
apiVersion: v1
kind: Service
metadata: {name: "a<b>&\x01"}
)";

}  // namespace

TEST_CASE("the text form: fields, blocks as hunks, and what goes wrong with what to do") {
  const Both both(kBefore, kAfter);
  CHECK(diff::text(both.changes, both.stores, false) == R"(~ PersistentVolumeClaim ns/data
    ~ spec.resources.requests.storage: "5Gi" -> "1Gi"
    ! refused: spec.resources.requests.storage: a claim cannot shrink (5Gi to 1Gi)
      do: keep 5Gi, or copy the data to a smaller claim of another name
~ ConfigMap script
    ~ data.run:
        @@ -1,3 +1,3 @@
         one
        -two
        +TWO
         three
    + data.fresh: "``` & <b>"
    - data.gone: "x"
+ Service a<b>&?
- Namespace old
    ! careful: deleting the namespace deletes everything in it
      do: make sure that nothing of value is left
    ! refused: spec.x: it cannot be changed
      do: keep `it`
1 added, 2 changed, 1 removed; Kubernetes refuses 2 changes
)");
  CHECK(diff::text({}, {}, false) == "");
}

TEST_CASE("colours: red goes, green comes, yellow is to be looked at") {
  const Both both(kBefore, kAfter);
  const std::string text = diff::text(both.changes, both.stores, true);
  for (const std::string_view part :
       {"\x1b[33m~ ConfigMap script\x1b[0m\n", "\x1b[32m+ Service a<b>&?\x1b[0m\n", "\x1b[31m- Namespace old\x1b[0m\n",
        "\x1b[31m        -two\x1b[0m\n", "\x1b[36m        @@ -1,3 +1,3 @@\x1b[0m\n", "\n         one\n",
        "\x1b[31m    ! refused: spec.x", "\x1b[33m    ! careful: deleting the namespace", "\x1b[1m1 added"}) {
    CAPTURE(part);
    CHECK(holds(text, part));
  }
  const std::string unified = diff::unified(both.changes, both.stores, true);
  for (const std::string_view part :
       {"\x1b[31m-kind: Namespace\x1b[0m\n", "\x1b[32m+kind: Service\x1b[0m\n", "\x1b[36m@@ ", "\n     one\n",
        "\x1b[33m# refused: spec.x: it cannot be changed; do: keep `it`\x1b[0m\n"}) {
    CAPTURE(part);
    CHECK(holds(unified, part));
  }
}

TEST_CASE("the unified form ends with what goes wrong, as comments") {
  const Both both(kBefore, kAfter);
  const std::string text = diff::unified(both.changes, both.stores, false);
  CHECK(text.starts_with("--- PersistentVolumeClaim ns/data\n+++ PersistentVolumeClaim ns/data\n@@ "));
  CHECK(holds(text, "\n--- /dev/null\n+++ Service a<b>& \n@@ -0,0 +1,4 @@\n+apiVersion: v1\n"));
  CHECK(holds(text, "\n--- Namespace old\n+++ /dev/null\n@@ -1,4 +0,0 @@\n-apiVersion: v1\n"));
  CHECK(text.ends_with(
      "# refused: spec.x: it cannot be changed; do: keep `it`\n"
      "# refused: spec.resources.requests.storage: a claim cannot shrink (5Gi to 1Gi) (PersistentVolumeClaim ns/data); "
      "do: keep 5Gi, or copy the data to a smaller claim of another name\n"
      "# careful: deleting the namespace deletes everything in it (Namespace old); do: make sure that nothing of value "
      "is "
      "left\n"));
}

TEST_CASE("Markdown: what goes wrong comes first, and no text of an object is taken for markup") {
  const Both both(kBefore, kAfter);
  const std::string text = diff::markdown(both.changes, both.stores);
  CHECK(
      text.starts_with("### What this changes in the cluster\n\n1 added, 2 changed, 1 removed; Kubernetes refuses 2 "
                       "changes.\n\n#### Look at this first\n\n"
                       "- **Kubernetes refuses this** `spec.x`: `it cannot be changed`\n  - What to do: `keep  it `\n"
                       "\n`PersistentVolumeClaim ns/data`\n\n- **Kubernetes refuses this** "));
  CHECK(holds(text, "- **Careful**: `deleting the namespace deletes everything in it`\n"));
  CHECK(holds(text, "<summary>added <code>Service a&lt;b&gt;&amp; </code></summary>\n\n```diff\n"));
  CHECK(holds(text, "<summary>changed <code>ConfigMap script</code></summary>\n\n````diff\n"));
  CHECK(holds(text, "<summary>removed <code>Namespace old</code></summary>"));
  CHECK(diff::markdown({}, {}) == "### What this changes in the cluster\n\nNothing.\n");
}

TEST_CASE("what steers a terminal, or commands a machine that reads logs, is shown as a question mark") {
  const Both both("", "apiVersion: v1\nkind: \"::error::\\u001b[2J##[x\\u202e\\u007f\"\nmetadata: {name: a}\n");
  CHECK(diff::text(both.changes, {}, false).starts_with("+ ::error::?[2J##?x?? a\n"));
}

TEST_CASE("JSON tells both sides, and the traps") {
  const Both both(kBefore, kAfter);
  const std::string text = diff::json(both.changes, both.stores);
  CHECK(text.starts_with(
      R"({"formatVersion": "1.0", "differs": true, "summary": {"added": 1, "changed": 2, "removed": 1, "refused": 2, "restarts": 0}, "stores": [{"effect": "refused", "refused": true, "path": "spec.x",)"));
  for (
      const std::string_view part :
      {R"({"path": "spec.resources.requests.storage", "before": "5Gi", "after": "1Gi"})",
       R"({"path": "data.fresh", "after": "``` & <b>"})", R"({"path": "data.gone", "before": "x"})",
       R"({"change": "removed", "apiVersion": "v1", "kind": "Namespace", "namespace": "", "name": "old", "folder": "", "fields": [],)",
       R"({"change": "added", "apiVersion": "v1", "kind": "Service",)"}) {
    CAPTURE(part);
    CHECK(holds(text, part));
  }
}

TEST_CASE("values of Secrets are masked on both sides, and whether they differ is told") {
  constexpr std::string_view kHead = "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\n";
  const auto told = [&](std::string_view before, std::string_view after) {
    const std::string old_text = std::string(kHead) + std::string(before);
    const std::string new_text = std::string(kHead) + std::string(after);
    const Both both(old_text, new_text);
    return diff::text(both.changes, {}, false);
  };
  const std::string head = "~ Secret s\n", tail = "0 added, 1 changed, 0 removed\n";
  CHECK(told("data: {a: secret1, b: secret2}", "data: {a: secret3, b: secret2}") ==
        head + "    ~ data.a: \"*** (before)\" -> \"*** (after)\"\n" + tail);
  CHECK(told("x: 1", "data: {a: secret1}") == head + "    + data: {\"a\":\"***\"}\n    - x: \"***\"\n" + tail);
  CHECK(told("data: secret1", "data: {a: secret2}") ==
        head + "    ~ data: \"*** (before)\" -> \"*** (after)\"\n" + tail);
  CHECK(told("stringData: {a: secret1}", "stringData: null") ==
        head + "    ~ stringData: \"*** (before)\" -> \"*** (after)\"\n" + tail);
  // What a slip has put elsewhere, a copy of all in an annotation, and a slip in the kind.
  CHECK(told("password: secret1", "password: secret2") ==
        head + "    ~ password: \"*** (before)\" -> \"*** (after)\"\n" + tail);
  const std::string moved =
      "apiVersion: v1\nkind: Secret\nmetadata: {name: s, x: {y: secret1}, annotations: {a: '{secret2}'}, labels: ";
  const std::string first = moved + "{l: 1}}\n", second = moved + "{l: 2}}\n";  // Both keeps no copy
  const Both metadata(first, second);
  const std::string whole = diff::unified(metadata.changes, {}, false);
  CHECK(whole.find("secret") == std::string::npos);
  CHECK(whole.find("+    l: 2\n") != std::string::npos);
  CHECK(told("type: Opaque", "type: secret1").find("type: \"*** (before)\" -> \"*** (after)\"\n") != std::string::npos);
  CHECK(told("type: Opaque", "type: kubernetes.io/tls").find("\"Opaque\" -> \"kubernetes.io/tls\"") !=
        std::string::npos);
  const Both misspelt("apiVersion: v1\nkind: Secert\nmetadata: {name: s}\ndata: {a: secret1}\n",
                      "apiVersion: v1\nkind: Secert\nmetadata: {name: s}\n");
  CHECK(diff::unified(misspelt.changes, {}, false).find("secret1") == std::string::npos);
}

TEST_CASE("the same change of several objects is shown once, and each of them is named") {
  std::string before, after;
  for (int i = 0; i < 13; ++i) {
    const std::string name = std::to_string(i);
    const std::string object = "---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a" + name +
                               "}\nspec:\n  template:\n    metadata: {annotations: {feastctl.dev/config-checksum: sum";
    before += object + name + "}}\n    image: x\n";
    after += object + "new" + name + "}}\n    image: " + (i == 5 ? "z" : "w") + "\n";
  }
  const Both both(before, after);
  const std::string text = diff::text(both.changes, {}, false);
  CHECK(text == R"(~ Deployment a0
    ~ spec.template.metadata.annotations["feastctl.dev/config-checksum"]: "sum0" -> "sumnew0"
    ~ spec.template.image: "x" -> "w"
    ! restarts the pods of Deployment a0 (rolling)
    = the same change in 11 other objects: Deployment a1, Deployment a2, Deployment a3, Deployment a4, Deployment a6, )"
                R"(Deployment a7, Deployment a8, Deployment a9, Deployment a10, Deployment a11 and 1 more
~ Deployment a5
    ~ spec.template.metadata.annotations["feastctl.dev/config-checksum"]: "sum5" -> "sumnew5"
    ~ spec.template.image: "x" -> "z"
    ! restarts the pods of Deployment a5 (rolling)
0 added, 13 changed, 0 removed; the pods of 13 workloads restart
)");
  const std::string markdown = diff::markdown(both.changes, {});
  CHECK(holds(markdown, "<code>Deployment a0</code> and the same change in 11 other objects</summary>"));
  CHECK(holds(markdown, "\n- `Deployment a12`\n\n</details>"));
  CHECK(holds(markdown, "#### Pods that restart\n\n- `Deployment a0` (rolling)\n- `Deployment a1` (rolling)\n"));
  CHECK(!holds(markdown, "Look at this first"));
  CHECK(holds(diff::unified(both.changes, {}, false), "# restarts the pods of Deployment a12 (rolling)\n"));
  CHECK(holds(diff::json(both.changes, {}),
              R"x("message": "restarts the pods of Deployment a12 (rolling)", "remedy": "")x"));
}

TEST_CASE("with a folder for each environment, each change says where it is, and each folder how much changes") {
  Arena arena;
  const TreeBuilder tree(arena);
  const auto side = [&](Sources& sources, std::string_view root, std::string_view dev, std::string_view prod) {
    sources.add(std::string(root) + "/dev/x.yaml", dev);
    sources.add(std::string(root) + "/prod|/x.yaml", prod);
    return diff::read(sources, root, tree).objects;
  };
  const auto map = [](std::string_view name, std::string_view value) {
    return "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: " + std::string(name) +
           "}\ndata: {a: " + std::string(value) + "}\n";
  };
  const std::string one = map("a", "one"), two = map("a", "two"), three = map("a", "three"), more = two + map("b", "x");
  Sources sources[2];
  const diff::Objects old = side(sources[0], "main/rendered", one, two);
  const diff::Objects fresh = side(sources[1], "rendered", three, more);
  const auto changes = diff::compare(old, fresh, tree);
  CHECK(diff::text(changes, {}, false) ==
        "~ ConfigMap a in dev/\n    ~ data.a: \"one\" -> \"three\"\n+ ConfigMap b in prod|/\n"
        "dev/: 0 added, 1 changed, 0 removed\nprod|/: 1 added, 0 changed, 0 removed\n"
        "1 added, 1 changed, 0 removed\n");
  CHECK(holds(diff::markdown(changes, {}),
              "|---|---|---|---|---|---|\n| `dev/` | 0 | 1 | 0 | 0 | 0 |\n| `prod /` | 1 |"));
}

TEST_CASE("consequences are findings, at the field in the new manifests") {
  const Both both(kBefore, kAfter);
  const auto found = diff::findings(both.changes, true, both.stores);
  REQUIRE(found.size() == 3);
  CHECK(found[0].message == "spec.x: it cannot be changed");
  CHECK(found[1].severity == Severity::kError);
  CHECK(found[1].message ==
        "PersistentVolumeClaim ns/data: spec.resources.requests.storage: a claim cannot shrink (5Gi to 1Gi)");
  CHECK(found[1].hint == "keep 5Gi, or copy the data to a smaller claim of another name");
  CHECK(kAfter.substr(found[1].where.begin, found[1].where.end - found[1].where.begin) == "1Gi");
  CHECK(found[2].severity == Severity::kWarning);
  CHECK(!found[2].where.known());
  CHECK(!diff::findings(both.changes, false, {})[0].where.known());
}
