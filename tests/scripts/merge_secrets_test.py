"""templates/merge_secrets.py: the same results and refusals as the operator's merging in Go."""
import json
import os
import resource
import stat
import subprocess
import sys

from support import TEMPLATES, PodTest, main

try:
    import yaml
except ImportError:
    print("PyYAML is not here: skipped", file=sys.stderr)
    sys.exit(77)

sys.path.insert(0, str(TEMPLATES))
sys.dont_write_bytecode = True
import merge_secrets  # noqa: E402

BASE = """project: shop
provider: local
online_store:
  type: postgres
registry:
  registry_type: sql
  mcp:
    enabled: true
offline_store:
  type: snowflake.offline
auth:
  type: oidc
  verify_ssl: true
openlineage:
  enabled: true
  consumer:
    enabled: true
entity_key_serialization_version: 3
"""
TYPES = {"online_store": "postgres", "registry": "sql", "offline_store": "snowflake.offline"}


class Merge(PodTest):
    def setUp(self):
        super().setUp()
        self.config = self.tmp / "config"
        self.memory = self.tmp / "memory"
        self.repository = self.mount / "shop/feature_repo"
        self.secrets = self.tmp / "secrets"
        for folder in (self.config, self.memory, self.repository, self.secrets):
            folder.mkdir(parents=True)

    def prepare(self, *entries, base=BASE, repository=True, **plan):
        """Writes the plan and returns the arguments."""
        (self.config / "feature_store.yaml").write_text(base)
        plan = {"base": "feature_store.yaml", "output": str(self.memory / "feature_store.yaml"), "merge": entries, **plan}
        (self.config / "plan.json").write_text(json.dumps({k: v for k, v in plan.items() if v is not None}))
        return [str(self.config / "plan.json")] + [str(self.repository)] * repository

    def run_merge(self, *entries, preexec_fn=None, **more):
        command = [sys.executable, "-B", str(TEMPLATES / "merge_secrets.py")]
        return subprocess.run(command + self.prepare(*entries, **more), capture_output=True, text=True, check=False, preexec_fn=preexec_fn)

    def secret(self, text, key="k"):
        path = self.secrets / key
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(path)

    def run_init(self, env):
        return self.run_script("init.sh", str(self.repository), "shop", "full", "", text=None, **env)

    def store(self, text, into="online_store"):
        return {"how": "store", "into": into, "type": TYPES[into], "secret": "sec", "key": "k", "file": self.secret(text)}

    def merged(self, *entries, **more):
        """The merged file as Feast reads it; in this process, as there are many of them."""
        merge_secrets.main(self.prepare(*entries, **more))
        return yaml.safe_load((self.repository / "feature_store.yaml").read_text())

    def merged_store(self, text, into="online_store"):
        return self.merged(self.store(text, into))[into]

    def test_parameters_are_merged_in_as_they_stand(self):
        self.assertEqual(self.merged_store("host: ${HOST}\nport: 5432\nnested: {a: [1, two]}\nuser: 'no'\n"),
                         {"type": "postgres", "host": "${HOST}", "port": 5432, "nested": {"a": [1, "two"]}, "user": "no"})
        self.assertEqual(self.merged_store(""), {"type": "postgres"})
        self.assertEqual(self.merged_store("null"), {"type": "postgres"})
        self.assertEqual(self.merged_store("type: postgres\nregistry_type: postgres\n"),
                         {"type": "postgres", "registry_type": "postgres"})

    def test_words_mean_what_they_mean_to_the_operator(self):
        for text, value in [("yes", "yes"), ("No", "No"), ("on", "on"), ("y", "y"), ("True", True), ("tRUE", "tRUE"),
                            ("~", None), ("", None), ("0777", 511), ("0o17", 15), ("0x1F", 31), ("0b11", 3), ("1_000", 1000),
                            ("1:30", "1:30"), ("08", 8), ("1e3", 1000), (".5", 0.5), ("1.5", 1.5), ("5.", 5), ("-.inf", float("-inf")),
                            ("+5", 5), ("-0x10", -16), ("18446744073709551615", 2**64 - 1), ("'5'", "5"), ("!!str 5", "5"),
                            ("1.2.3", "1.2.3"), ("0x", "0x"), ("_1", "_1"), ("!!binary aGk=", "hi"), ("=", "="),
                            ("2026-01-02x", "2026-01-02x"), ("10.0.0.1", "10.0.0.1"),
                            ("1e999", "1e999")]:
            with self.subTest(text=text):
                found = self.merged_store(f"x: {text}\n")["x"]
                self.assertEqual((type(found), found), (type(value), value))

    def test_merge_keys_and_a_first_document(self):
        text = "a: &a {x: 1, y: 2}\nb: &b {<<: *a, x: 3}\nc: {<<: *b, y: 4}\n---\nno: more\n"
        self.assertEqual(self.merged_store(text)["c"], {"x": 3, "y": 4})
        self.assertNotIn("no", self.merged_store(text))

    def test_typed_parameters_go_to_their_fields(self):
        self.assertEqual(self.merged_store("Host: h\nPORT: 1\nscheme: ''\ncert: c\n", "offline_store"),
                         {"type": "snowflake.offline", "host": "h", "port": 1, "cert": "c"})
        self.assertEqual(self.merged_store("path: postgresql://u:p@h/db\n", "registry"),
                         {"registry_type": "sql", "mcp": {"enabled": True}, "path": "postgresql://u:p@h/db"})

    def test_cache_settings_of_a_registry(self):
        for text, expected in [("cache_ttl_seconds: 60\ncache_mode: thread\n", {"cache_ttl_seconds": 60, "cache_mode": "thread"}),
                               ("cache_ttl_seconds: 0\n", {"cache_ttl_seconds": 0}), ("cache_ttl_seconds: 1.9\n", {"cache_ttl_seconds": 1}),
                               ("cache_ttl_seconds: '60'\ncache_mode: 1\n", {}), ("cache_ttl_seconds: true\n", {}),
                               ("cache_ttl_seconds: 4294967297\n", {"cache_ttl_seconds": 1}),
                               ("cache_ttl_seconds: 5\nCACHE_TTL_SECONDS: x\n", {"cache_ttl_seconds": 5})]:
            with self.subTest(text=text):
                found = self.merged_store(text, "registry")
                self.assertEqual(found, {"registry_type": "sql", "mcp": {"enabled": True}, **expected})

    def test_refused_secrets(self):
        secret = "hunter2"
        for into, text, words in [
                ("online_store", f"type: {secret}\n", ["type", "must be postgres"]),
                ("online_store", f"registry_type: {secret}\n", ["registry_type"]),
                ("online_store", "type: 5\n", ["type"]),
                ("online_store", secret, ["not a YAML mapping"]),
                ("online_store", f"- {secret}\n", ["not a YAML mapping"]),
                ("online_store", f"a: [{secret}\n", ["not YAML", "line"]),
                ("online_store", f"a: {secret}\na: 2\n", ["not YAML", "line 1"]),
                ("online_store", f"a: b: {secret}\n", ["not YAML", "line 1"]),
                ("online_store", f"a: !!python/name:os.{secret} x\n", ["not YAML"]),
                ("online_store", b"a: hunter2\xff\n", ["not YAML", "UTF-8"]),
                ("online_store", "path: 5\n", ["path", "must be a string"]),
                ("online_store", "cert: ~\n", ["cert", "must be a string"]),
                ("offline_store", f"port: '{secret}'\n", ["port", "whole number"]),
                ("offline_store", "port: true\n", ["port", "whole number"]),
                ("offline_store", "host: 5\n", ["host", "must be a string"]),
                ("registry", f"mcp: {secret}\n", ["mcp", "cannot be set"]),
                ("registry", "s3_additional_kwargs: {}\n", ["s3_additional_kwargs"]),
                ("registry", "CACHE_MODE: x\n", ["CACHE_MODE"])]:
            with self.subTest(text=text):
                run = self.run_merge(self.store(text, into))
                self.assert_refused(run, "Secret sec, key k", *words)
                self.assertNotIn(secret, run.stdout + run.stderr)
                self.assertEqual(len(run.stderr.splitlines()), 1)
                self.assertEqual(run.returncode, 1)
                self.assertEqual(list(self.memory.iterdir()), [])
        gone = {**self.store("a: 1"), "file": str(self.secrets / "gone")}
        self.assert_refused(self.run_merge(gone), "Secret sec, key k", "no such key")

    def test_values_that_aliases_blow_up(self):
        def nine(i):
            return ", ".join([f"*l{i - 1}" if i else "hunter2"] * 9)
        laughs = "".join(f"l{i}: &l{i} [{nine(i)}]\n" for i in range(30))
        merges = "".join(f"l{i}: &l{i} {{<<: [{nine(i) if i else ''}], k{i}: hunter2}}\n" for i in range(30))
        chain = "".join(f"l{i}: &l{i} [{f'*l{i - 1}' if i else 'hunter2'}]\n" for i in range(300))
        merge_chain = "".join(f"l{i}: &l{i} {{{f'<<: *l{i - 1}' if i else 'x: hunter2'}}}\n" for i in range(300))
        mib = "hunter2 " * 2**17
        written = ", ".join(["x"] * 20_000)
        grows, itself, deep = "its aliases expand to too much data", "a value that contains it", "nested more than 200 deep"
        for text, words in [
                (laughs, [grows, "line 4"]), (merges, [grows]),
                (f"a: &a [{written}]\nb: *a\n", [grows, "line 2"]),
                (f"a: &a {mib}\nb: [*a, *a]\n", [grows, "line 2"]),
                (f"a: &a hunter2\nb: [{', '.join(['*a'] * 2000)}]\n", [grows]),
                ("a: &a [hunter2, *a]\n", [itself, "line 1"]), ("&a a: &b\n  c: {d: *b}\n", [itself, "line 2"]),
                ("a: &a {<<: *a, hunter2: x}\n", [itself]), ("&a {x: *a}\n", [itself]),
                ("a: " + "[" * 100_000, [deep]), ("- " * 500 + "x\n", [deep]),
                (chain, [grows]), (merge_chain, [grows]),
                ("x: \"\\ud800hunter2\"\n", ["not YAML"])]:
            with self.subTest(text=text[:40]):
                run = self.run_merge(self.store(text), preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (2**28, 2**28)))
                self.assert_refused(run, "Secret sec, key k: ", *words)
                self.assertNotIn("hunter2", run.stdout + run.stderr)
                self.assertEqual(len(run.stderr.splitlines()), 1, run.stderr)
                self.assertEqual(list(self.memory.iterdir()), [])

    def test_aliases_within_bounds(self):
        self.assertEqual(self.merged_store("a: &a [1, 2]\nb: [*a, *a]\nc: {d: *a}\n"),
                         {"type": "postgres", "a": [1, 2], "b": [[1, 2], [1, 2]], "c": {"d": [1, 2]}})
        self.assertEqual(self.merged_store("a: &a 1\nb: *a\nc: &a 2\nd: *a\ne: &a [&a 3, *a]\nf: *a\n"),
                         {"type": "postgres", "a": 1, "b": 1, "c": 2, "d": 2, "e": [3, 3], "f": 3})
        many = self.merged_store(f"a: &a x\nb: [{', '.join(['*a'] * 900)}]\n")
        self.assertEqual(many["b"], ["x"] * 900)
        self.assertEqual(self.merged_store("x: " + "9" * 100_000)["x"], "9" * 100_000)
        deep = self.merged_store("x: " + "[" * 198 + "]" * 198)["x"]
        for _ in range(197):
            deep, = deep
        self.assertEqual(deep, [])

    def test_no_traceback_whatever_happens(self):
        run = self.run_merge({"how": "no such way", "secret": "sec", "key": "k"})
        self.assert_refused(run, "cannot be put together")
        self.assertEqual(len(run.stderr.splitlines()), 1, run.stderr)

    def test_oidc_properties(self):
        text = "client_id: 5\naudience: 12\nissuer: [a, {b: true}]\nother: x\nauth_discovery_url: https://secret\n"
        entry = {"how": "oidc", "secret": "sec", "key": "k", "file": self.secret(text), "discovery": True}
        for number, printed in [("1.5", "1.5"), ("1e6", "1e+06"), ("123456789.0", "1.23456789e+08"), ("1.5e21", "1.5e+21"),
                                ("0.0001", "0.0001"), ("1e-5", "1e-05"), ("1e5", "100000"), (".nan", "NaN"), ("~", "<nil>")]:
            self.secret(f"audience: {number}\nauth_discovery_url: u\n")
            self.assertEqual(self.merged({"how": "oidc", "secret": "sec", "key": "k", "file": str(self.secrets / "k"),
                                          "discovery": True})["auth"]["audience"], printed)
        self.secret(text)
        base = {"type": "oidc", "verify_ssl": True, "client_id": 5, "audience": "12", "issuer": "[a map[b:true]]"}
        self.assertEqual(self.merged(entry)["auth"], {**base, "auth_discovery_url": "https://secret"})
        fixed = BASE.replace("verify_ssl", "auth_discovery_url: https://spec\n  verify_ssl")
        self.assertEqual(self.merged({**entry, "discovery": False}, base=fixed)["auth"]["auth_discovery_url"], "https://spec")
        self.assertEqual(self.merged(entry, base=fixed)["auth"]["auth_discovery_url"], "https://secret")
        self.secret("client_id: x\nauth_discovery_url: 5\n")
        self.assertEqual(self.merged(entry, base=fixed)["auth"]["auth_discovery_url"], "https://spec")
        self.assert_refused(self.run_merge(entry), "Secret sec, key k", "auth_discovery_url")
        self.secret("type: oidc\n")
        self.assert_refused(self.run_merge(entry), "type", "must not be there")

    def test_oidc_of_earlier_releases(self):
        entry = {"how": "oidc", "secret": "sec", "key": "k", "discovery": True, "properties": ["auth_discovery_url", "client_id"],
                 "file": self.secret("client_id: c\nauth_discovery_url: u\naudience: a\n")}
        self.assertEqual(self.merged(entry)["auth"],
                         {"type": "oidc", "verify_ssl": True, "client_id": "c", "auth_discovery_url": "u"})
        self.merged({**entry, "whole": True})
        self.secret("auth_discovery_url: u\n")
        self.merged(entry)
        self.assert_refused(self.run_merge({**entry, "whole": True}), "Secret sec, key k", "no client_id")

    def test_a_parameter_that_an_earlier_release_has_no_field_for(self):
        entry = {"how": "store", "into": "registry", "type": "sql", "secret": "sec", "key": "k",
                 "file": self.secret("mcp: {enabled: true}\n")}
        self.assert_refused(self.run_merge(entry), "mcp")
        self.assertEqual(self.merged({**entry, "free": ["mcp"]})["registry"]["mcp"], {"enabled": True})

    def test_oidc_from_a_whole_secret(self):
        for key, text in {"client_id": "abc", "client_secret": "0123", "auth_discovery_url": "https://d", "..data": "x: [",
                          "noise": "1"}.items():
            self.secret(text, key)
        entry = {"how": "oidc", "secret": "sec", "folder": str(self.secrets), "discovery": True}
        self.assertEqual(self.merged(entry)["auth"], {"type": "oidc", "verify_ssl": True, "client_id": "abc", "client_secret": 83,
                                                      "auth_discovery_url": "https://d"})
        self.secret("a: [", "noise")
        self.assert_refused(self.run_merge(entry), "Secret sec, key noise", "not YAML")

    def test_strings(self):
        def entry(into, text):
            return {"how": "string", "into": into, "secret": "sec", "key": "k", "file": self.secret(text)}
        self.assertEqual(self.merged(entry("openlineage.api_key", " a-key \n"))["openlineage"]["api_key"], "a-key")
        self.assertEqual(self.merged(entry("openlineage.consumer.connection_string", "postgresql://u:p@h/d"))["openlineage"],
                         {"enabled": True, "consumer": {"enabled": True, "connection_string": "postgresql://u:p@h/d"}})
        for text in ("123", "true", "", "a: b", "[x]"):
            self.assert_refused(self.run_merge(entry("openlineage.api_key", text)), "Secret sec, key k", "must be a string")

    def test_the_rest_stays_and_the_file_is_for_its_owner_only(self):
        found = self.merged(self.store("a: 1"))
        expected = yaml.safe_load(BASE)
        expected["online_store"]["a"] = 1
        self.assertEqual(found, expected)
        self.assertEqual(list(found), list(expected))
        self.assertEqual(os.readlink(self.repository / "feature_store.yaml"), str(self.memory / "feature_store.yaml"))
        self.assertEqual(stat.S_IMODE((self.memory / "feature_store.yaml").stat().st_mode), 0o600)

    def test_a_file_or_a_link_in_the_repository_is_replaced(self):
        path = self.repository / "feature_store.yaml"
        path.write_text("credentials of an earlier way")
        for _ in range(2):
            self.merged(self.store("a: 1"))
            self.assertTrue(path.is_symlink())
        self.assertEqual(sorted(p.name for p in self.repository.iterdir()), ["feature_store.yaml"])

    def test_without_a_repository_or_without_an_output(self):
        self.assert_ok(self.run_merge(self.store("a: 1"), repository=False))
        self.assertIn("a: 1", (self.memory / "feature_store.yaml").read_text())
        self.merged(output=None)
        self.assertFalse((self.repository / "feature_store.yaml").is_symlink())

    def test_init_script_merges_and_stops_when_that_fails(self):
        self.run_merge(self.store("a: 1"), repository=False)
        env = {"FEAST_MERGE_SCRIPT": str(TEMPLATES / "merge_secrets.py"), "FEAST_MERGE_PLAN": str(self.config / "plan.json")}
        self.assert_ok(self.run_init(env))
        self.assertEqual(yaml.safe_load((self.repository / "feature_store.yaml").read_text())["online_store"]["a"], 1)
        self.secret("[")
        self.assert_refused(self.run_init(env), "Secret sec, key k")
        (self.bin / "python3").unlink()
        self.assert_refused(self.run_init(env), "no python3")


if __name__ == "__main__":
    main()
