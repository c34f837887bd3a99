#!/usr/bin/env python3
"""The init scripts of hardened bundles run as a restricted namespace has them run. Skipped where this is not root.

hardened_run_test.py FEASTCTL [--feast VENV]   with a virtual environment that has Feast 0.66, real Feast runs, too
"""
import json
import os
import pathlib
import re
import shlex
import socket
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import pod_runner  # noqa: E402

EXAMPLES = pathlib.Path(__file__).resolve().parents[2] / "examples"
FEASTCTL = sys.argv[1]
VENV = sys.argv[sys.argv.index("--feast") + 1] if "--feast" in sys.argv else os.environ.get("FEASTCTL_FEAST_VENV")
HARDENED = ["--pod-security=restricted", "--read-only-root"]

# `feast init` makes its repository below a folder with the project's name, with an example that the script keeps or drops.
STUB = """#!/bin/bash
if [[ $1 == init ]]; then
  for project; do :; done
  mkdir -p "$project/feature_repo" && echo > "$project/feature_repo/feature_store.yaml"
fi
[[ $1 == apply ]] && [[ -r feature_store.yaml ]]
exit 0
"""

CONFINED = """grep -E '^(CapBnd|CapEff|NoNewPrivs|Uid):' /proc/self/status
for place in / /usr /etc /feastctl/config; do touch "$place/probe" 2>/dev/null && echo "wrote to $place"; done
touch /tmp/probe && echo "tmp is writable"
exit 0"""


def render(store, *options):
    run = subprocess.run([FEASTCTL, "render", "-q", "-o", "json", *HARDENED, *options, "-"], input=store.encode(), capture_output=True)
    assert run.returncode == 0, run.stderr.decode()
    return run.stdout


def example(name):
    folder = EXAMPLES / name
    return "---\n".join(f.read_text() for f in sorted(folder.glob("*.yaml")))


class HardenedRun(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="feastctl-hardened-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.folder.chmod(0o755)
        self.bin = self.folder / "bin"
        self.bin.mkdir()
        stub = self.bin / "feast"
        stub.write_text(STUB)
        stub.chmod(0o755)

    def pod(self, store, *options):
        spec, objects = pod_runner.pod_of(render(store, *options))
        return pod_runner.Pod(spec, objects + self.secrets(store), self.folder)

    @staticmethod
    def secrets(store):
        passed = subprocess.run([FEASTCTL, "render", "-q", "-o", "json", "--secrets=inline", "--pass-through", "-"], input=store.encode(), capture_output=True)
        return [o for o in json.loads(passed.stdout)["items"] if o["kind"] == "Secret"] if passed.returncode == 0 else []

    def run_container(self, pod, name, **more):
        run = pod.run(name, path_entries=[str(self.bin)], see=[self.bin], **more)
        self.assertEqual(run.returncode, 0, run.stderr)
        return run.stdout

    def test_the_container_is_confined(self):
        """What the other tests rely on."""
        said = self.run_container(self.pod(example("minimal")), "feast-init", extra=CONFINED)
        self.assertIn("CapBnd:\t%016x" % 0, said)
        self.assertIn("CapEff:\t%016x" % 0, said)
        self.assertIn("NoNewPrivs:\t1", said)
        self.assertIn("Uid:\t1001\t1001\t1001\t1001", said)
        self.assertNotIn("wrote to", said)
        self.assertIn("tmp is writable", said)

    def test_init_in_both_modes(self):
        for mode in ("runtime", "inline"):
            with self.subTest(mode):
                self.setUp()
                pod = self.pod(example("minimal"), "--secrets=" + mode)
                self.run_container(pod, "feast-init")
                made = list((self.folder / "volumes").rglob("feature_store.yaml"))
                self.assertTrue(made and all(f.stat().st_uid == pod_runner.USER for f in made), made)
                self.assertTrue(any("project: " in f.read_text() for f in made))

    def test_secrets_are_merged(self):
        """The merge script writes to the volume in memory only, and what it writes is its user's."""
        # Without its repository in Git: nothing is cloned here.
        store = re.sub(r"(?m)^  feastProjectDir:\n(    .*\n)+", "", example("static-postgres"))
        pod = self.pod(store)
        self.run_container(pod, "feast-init")
        merged, = (self.folder / "volumes" / "feastctl-run").glob("feature_store.yaml")
        self.assertEqual((merged.stat().st_mode & 0o777, merged.stat().st_uid), (0o600, pod_runner.USER))
        self.assertIn("postgres", merged.read_text())

    def test_a_claim_is_writable_by_its_group(self):
        """Without fsGroup, the image's user cannot write to a new claim; the level itself does not ask for it."""
        pod = self.pod(example("pvc"))
        self.assertEqual(pod.spec["securityContext"]["fsGroup"], pod_runner.USER)
        self.run_container(pod, "feast-init")
        self.setUp()
        pod = self.pod(example("pvc"))
        del pod.spec["securityContext"]["fsGroup"]
        for path in (self.folder / "volumes").iterdir():
            os.chown(path, 0, 0)
            path.chmod(0o755)
        self.assertNotEqual(pod.run("feast-init", path_entries=[str(self.bin)], see=[self.bin]).returncode, 0)


# Starts a server and asks it for its health, then ends it.
SERVE = """%s > /tmp/said 2>&1 & server=$!
for _ in $(seq 120); do
  if python3 -c 'import urllib.request; urllib.request.urlopen("http://127.0.0.1:%s/health")' 2> /dev/null; then
    echo healthy
    break
  fi
  kill -0 "$server" || { cat /tmp/said >&2; break; }
  sleep 0.5
done
kill "$server"
wait "$server" || true
"""


@unittest.skipUnless(VENV, "no FEASTCTL_FEAST_VENV: real Feast does not run")
class RealFeast(unittest.TestCase):
    """The same with Feast itself in place of the stub."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="feastctl-hardened-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.folder.chmod(0o755)
        base = pathlib.Path(VENV, "bin/python3").resolve().parents[1]
        self.see = {"path_entries": [VENV + "/bin"], "see": [VENV, base], "timeout": 300}

    def succeed(self, run):
        self.assertEqual(run.returncode, 0, run.stderr[-2000:])
        return run.stdout

    def test_init_apply_materialize_serve(self):
        for mode in ("runtime", "inline"):
            with self.subTest(mode):
                self.setUp()
                spec, objects = pod_runner.pod_of(render(example("minimal"), "--secrets=" + mode))
                pod = pod_runner.Pod(spec, objects, self.folder)
                self.succeed(pod.run("feast-init", **self.see))
                config, = (self.folder / "volumes").rglob("feature_store.yaml")
                config.write_text(config.read_text().replace("type: kubernetes", "type: no_auth"))  # off a cluster
                self.succeed(pod.run("feast-apply", **self.see))
                self.succeed(pod.run("online", extra="feast materialize-incremental 2021-01-01T00:00:00", **self.see))
                server = pod.container("online")
                with socket.socket() as free:
                    free.bind(("127.0.0.1", 0))
                    port = str(free.getsockname()[1])
                command = [port if word == "6566" else word for word in server["command"]]
                said = self.succeed(pod.run("online", extra=SERVE % (shlex.join(command), port), **self.see))
                self.assertIn("healthy", said)


if __name__ == "__main__":
    if reason := pod_runner.lacking():
        pod_runner.skip(reason)
    unittest.main(argv=sys.argv[:1], verbosity=1)
