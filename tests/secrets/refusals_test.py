"""What the rendered init containers refuse: one clear line, a status, no value, and no file.  refusals_test.py FEASTCTL"""
import json
import sys
import unittest

import yaml
from pods import Loader, Pod, deployments, run

STORE = """apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample, namespace: feast}
spec:
  feastProject: shop
"""
DATABASE = STORE + """  services:
    onlineStore: {persistence: {store: {type: postgres, secretRef: {name: stores}}}}
    offlineStore: {persistence: {store: {type: snowflake.offline, secretRef: {name: stores}, secretKeyName: snow}}}
"""
OIDC = STORE + "  authz: {oidc: {secretRef: {name: oidc}}}\n"
LINEAGE = STORE + """  services:
    registry: {local: {server: {}}}
  openlineage: {enabled: true, consumer: {enabled: true, connectionStringSecretRef: {name: line}, lineageServer: {}}}
"""
GIT = STORE + "  feastProjectDir: {git: {url: 'https://git.example/team/repo', ref: v1}}\n"
GOOD = {"stores": {"postgres": b"host: db\n", "snow": b"account: a\n"}}
VALUE = "hunter2"


class Refusals(unittest.TestCase):
    def rendered(self, store):
        status, out, err = run(EXE, "render", [], "-", store.encode())
        self.assertEqual(status, 0, err)
        return list(yaml.load_all(out, Loader=Loader))

    def pod(self, store, secrets, which=0):
        objects = self.rendered(store)
        pod = Pod(deployments(objects)[which], objects, secrets)
        self.addCleanup(pod.__exit__)
        return pod

    def assert_refused(self, pod, *words):
        done = pod.run(pod.container("feast-init"))
        self.assertGreater(done.returncode, 0)
        ours = [line for line in done.stderr.splitlines() if line.startswith("feast-init: ")]
        self.assertEqual(len(ours), 1, done.stderr)
        for word in words:
            self.assertIn(word, ours[0])
        self.assertNotIn(VALUE, done.stdout + done.stderr)
        self.assertNotIn("Traceback", done.stderr)
        self.assertFalse(pod.configuration().exists())

    def test_the_store_is_fine_but_for_its_secrets(self):
        self.assertEqual(self.pod(DATABASE, GOOD).run(self.pod(DATABASE, GOOD).container("feast-init")).returncode, 0)

    def test_stores(self):
        for content, words in [
                ({"postgres": None}, ["Secret stores, key postgres", "no such key"]),
                ({"postgres": VALUE.encode()}, ["Secret stores, key postgres", "not a YAML mapping"]),
                ({"postgres": b"- hunter2"}, ["Secret stores, key postgres", "not a YAML mapping"]),
                ({"postgres": b"a: [hunter2"}, ["Secret stores, key postgres", "not YAML"]),
                ({"postgres": b"a: hunter2\n\ta: 1"}, ["Secret stores, key postgres", "not YAML", "line 2"]),
                ({"postgres": b"hunter2\xff"}, ["Secret stores, key postgres", "not YAML"]),
                ({"postgres": b"type: hunter2"}, ["Secret stores, key postgres", "type", "must be postgres"]),
                ({"snow": b"port: hunter2"}, ["Secret stores, key snow", "port", "whole number"]),
                ({"snow": None}, ["Secret stores, key snow"])]:
            with self.subTest(content=content):
                keys = {**GOOD["stores"], **content}
                secrets = {"stores": {k: v for k, v in keys.items() if v is not None}}
                self.assert_refused(self.pod(DATABASE, secrets), *words)
        self.assert_refused(self.pod(DATABASE, {}), "Secret stores", "no such Secret")

    def test_values_that_aliases_blow_up_as_validate_has_it(self):
        laughs = "".join(f"l{i}: &l{i} [{', '.join([f'*l{i - 1}' if i else VALUE] * 9)}]\n" for i in range(20))
        for text, words in [(laughs, ["too much data"]), (f"a: &a [{VALUE}, *a]\n", ["contains it"]), ("a: " + "[" * 300 + "]" * 300, ["nested"]),
                            (f"a: &a {VALUE}\nb: [*a, *a]\nc: &a {{d: 1}}\ne: *a\n", [])]:
            with self.subTest(text=text[:30]):
                secret = json.dumps({"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "stores", "namespace": "feast"},
                                     "stringData": {"postgres": text, "snow": "account: a"}})
                status, _, err = run(EXE, "validate", ["--skip=feast"], "-", (DATABASE + "---\n" + secret).encode())
                self.assertEqual((status, "FS405" in err), (1, True) if words else (0, False), err)
                pod = self.pod(DATABASE, {"stores": {**GOOD["stores"], "postgres": text.encode()}})
                if words:
                    self.assert_refused(pod, "Secret stores, key postgres", *words)
                else:
                    self.assertEqual(pod.run(pod.container("feast-init")).returncode, 0)

    def test_oidc(self):
        self.assert_refused(self.pod(OIDC, {"oidc": {"client_id": b"x", "client_secret": b"hunter2"}}), "Secret oidc",
                            "auth_discovery_url")
        self.assert_refused(self.pod(OIDC, {"oidc": {"client_secret": b"[hunter2"}}), "Secret oidc, key client_secret", "not YAML")

    def test_lineage(self):
        for which in (0, 1):
            for value, words in [(b"[hunter2]", ["must be a string"]), (b"5", ["must be a string"]), (None, ["no such"])]:
                with self.subTest(which=which, value=value):
                    secrets = {"line": {"connection_string": value} if value else {}}
                    pod = self.pod(LINEAGE, secrets, which)
                    self.assert_refused(pod, "Secret line, key connection_string", *words)

    def test_git(self):
        pod = self.pod(GIT, {})
        pod.program("git", "#!/bin/sh\necho 'fatal: no such host' >&2\nexit 128\n")
        self.assert_refused(pod, "git clone failed", "128")
        pod = self.pod(GIT, {})
        pod.has_git = False
        self.assert_refused(pod, "no git", "services.initImage")


if __name__ == "__main__":
    EXE = sys.argv.pop(1)
    unittest.main()
