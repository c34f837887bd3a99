"""What the manifests of --secrets=runtime look like, and what --secrets=inline says.  manifests_test.py FEASTCTL"""
import json
import pathlib
import sys
import unittest

import yaml
from pods import Loader, run

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
from report_formats import report_formats  # noqa: E402

HEAD = """apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample, namespace: feast}
spec:
  feastProject: shop
"""
PLAIN = HEAD + "  services: {onlineStore: {server: {}}}\n"
DATABASE = HEAD + """  services:
    onlineStore: {persistence: {store: {type: postgres, secretRef: {name: stores}}}, server: {%s}}
    registry: {local: {persistence: {store: {type: sql, secretRef: {name: stores}}}}}
    %s
"""
SECRET = """---
apiVersion: v1
kind: Secret
metadata: {name: stores, namespace: feast}
stringData: {postgres: '{host: db, database: d, user: u, password: hunter2}', sql: 'path: postgresql://u:hunter2@db/x'}
"""


def database(server="", services=""):
    return DATABASE % (server, services)


class Manifests(unittest.TestCase):
    def rendered(self, text, *args):
        status, out, err = run(EXE, "render", list(args), "-", text.encode())
        self.assertEqual(status, 0, err)
        return {(o["kind"], o["metadata"]["name"]): o for o in yaml.load_all(out, Loader=Loader)}

    def template(self, text, name="feast-sample"):
        return self.rendered(text)["Deployment", name]["spec"]["template"]

    def config(self, text):
        return self.rendered(text)["ConfigMap", "feast-sample-config"]["data"]

    def found(self, text, *args):
        status, out, _ = run(EXE, "validate", ["--output=json", *args], "-", text.encode())
        return status, {d["code"]: d for d in json.loads(out)["diagnostics"]}

    def test_only_feast_init_sees_secrets_and_only_their_keys(self):
        pod = self.template(database())["spec"]
        secrets = {v["name"]: v["secret"] for v in pod["volumes"] if "secret" in v}
        self.assertEqual([(s["secretName"], [i["key"] for i in s["items"]]) for s in secrets.values()],
                         [("stores", ["postgres", "sql"])])
        for c in pod["initContainers"] + pod["containers"]:
            mounts = {m["name"]: m.get("readOnly", False) for m in c["volumeMounts"]}
            self.assertEqual(any(name in secrets for name in mounts), c["name"] == "feast-init", c["name"])
            self.assertEqual(mounts["feastctl-run"], c["name"] != "feast-init", c["name"])
        self.assertEqual(next(v["emptyDir"]["medium"] for v in pod["volumes"] if v["name"] == "feastctl-run"), "Memory")

    def test_no_configuration_in_variables(self):
        for text in (PLAIN, database()):
            for c in self.template(text)["spec"]["containers"]:
                self.assertNotIn("env", c)

    def test_the_configuration_is_readable(self):
        self.assertEqual(sorted(self.config(PLAIN)), ["server.feature_store.yaml"])
        data = self.config(database())
        self.assertEqual(sorted(data), ["merge_secrets.py", "server.feature_store.yaml", "server.merge.json"])
        self.assertEqual(yaml.safe_load(data["server.feature_store.yaml"])["online_store"], {"type": "postgres"})

    def test_a_change_of_the_configuration_rolls_the_pods(self):
        def checksum(text):
            return self.template(text)["metadata"]["annotations"]["feastctl.dev/config-checksum"]
        self.assertEqual(checksum(database()), checksum(database()))
        self.assertEqual(checksum(database()), checksum(database("workerConfigs: {workers: 2}")))
        others = [database().replace("postgres", "redis"), database().replace("name: stores}}}, server", "name: other}}}, server"),
                  database().replace("feastProject: shop", "feastProject: shops"), PLAIN]
        self.assertEqual(len({checksum(text) for text in [database(), *others]}), 5)

    def test_own_annotations_stay(self):
        found = self.template(database(services="podAnnotations: {a: b}"))["metadata"]["annotations"]
        self.assertEqual(sorted(found), ["a", "feastctl.dev/config-checksum"])

    def test_who_may_read_the_merged_file(self):
        for server, services, mode, files in [
                ("", "", "0600", 0o444),
                ("image: other:1", "", "0644", 0o444),
                ("image: other:1", "securityContext: {runAsUser: 1000}", "0600", 0o444),
                ("image: other:1", "securityContext: {fsGroup: 1000}", "0640", 0o440)]:
            with self.subTest(server=server, services=services):
                objects = self.rendered(database(server, services))
                self.assertEqual(json.loads(objects["ConfigMap", "feast-sample-config"]["data"]["server.merge.json"])["mode"], mode)
                volumes = objects["Deployment", "feast-sample"]["spec"]["template"]["spec"]["volumes"]
                self.assertEqual(next(v["secret"]["defaultMode"] for v in volumes if "secret" in v), files)

    def test_without_init_containers(self):
        off = "disableInitContainers: true"
        status, found = self.found(database(services=off))
        self.assertEqual((status, found["FS423"]["path"]), (1, "spec.services.disableInitContainers"))
        packaged = "  feastProjectDir: {packaged: {image: x, featureRepoPath: /opt/repo}}\n"
        self.assertNotIn(("ConfigMap", "feast-sample-config"), self.rendered(database(services=off) + packaged))
        self.assertNotIn("FS423", self.found(database(services=off) + SECRET, "--secrets=inline")[1])

    def test_lineage_needs_no_init_container_of_the_servers(self):
        text = HEAD + """  feastProjectDir: {packaged: {image: x, featureRepoPath: /opt/repo}}
  services: {disableInitContainers: true, registry: {local: {server: {}}}}
  openlineage: {enabled: true, consumer: {enabled: true, connectionStringSecretRef: {name: line}, lineageServer: {}}}
"""
        self.assertIn("lineage.merge.json", self.config(text))
        self.assertEqual(self.template(text, "feast-sample-lineage")["spec"]["initContainers"][0]["name"], "feast-init")

    def test_names_that_no_secret_can_have(self):
        for name, key, code, found in [("../x", "k", "FS403", "../x"), ("stores", "../k", "FS404", "../k")]:
            text = database().replace("{name: stores}}}, s", "{name: '%s'}, secretKeyName: '%s'}}, s" % (name, key))
            status, codes = self.found(text)
            self.assertEqual((status, codes[code]["found"]), (1, found))

    def test_inline_warns_of_credentials(self):
        status, found = self.found(database() + SECRET, "--secrets=inline")
        self.assertEqual((status, found["FS431"]["severity"]), (0, "warning"))
        self.assertTrue(found["FS431"]["path"].endswith("secretRef.name"))
        self.assertNotIn("FS431", self.found(PLAIN, "--secrets=inline")[1])
        self.assertNotIn("FS431", self.found(database() + SECRET)[1])

    def test_passing_through_leaves_secrets_out(self):
        other = "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: mine}\n"
        objects = self.rendered(database() + SECRET + other, "--pass-through")
        self.assertIn(("ConfigMap", "mine"), objects)
        self.assertNotIn("Secret", {kind for kind, _ in objects})
        self.assertIn("Secret", {kind for kind, _ in self.rendered(database() + SECRET, "--pass-through", "--secrets=inline")})

    def test_a_line_of_a_secret_is_not_shown(self):
        for broken in (SECRET.replace("{postgres", "[postgres"), SECRET + " *hunter2\n", SECRET.replace("'{host: db, database: d, user: u, password: hunter2}'", "*hunter2"),
                       SECRET.replace("stringData: {postgres", "data: {x: hunter2!, postgres")):
            with self.subTest(broken=broken):
                for form in report_formats(EXE):
                    status, out, err = run(EXE, "validate", ["--output=" + form], "-", (PLAIN + broken).encode())
                    self.assertEqual(status, 1 if form in ("text", "json") else status)
                    self.assertNotIn("hunter2", out + err)


if __name__ == "__main__":
    EXE = sys.argv.pop(1)
    unittest.main()
