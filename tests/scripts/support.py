"""Runs an init script as a pod does: bash, its text as an argument, stub programs on PATH, in a folder of its own."""
import base64
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
TEMPLATES = ROOT / "templates"

# A stub writes its arguments and environment down, one JSON line a call, and then does what its test says.
STUB = """#!{python} -ISB
import json, os, sys
with open({log!r}, "a") as log:
    log.write(json.dumps({{"program": {name!r}, "args": sys.argv[1:], "cwd": os.getcwd()}}) + "\\n")
args = sys.argv[1:]
{body}
"""

# What the scripts may use of the image, besides bash.
TOOLS = ["base64", "chmod", "cp", "mkdir", "mv", "printenv", "rm", "rmdir"]


class PodTest(unittest.TestCase):
    """A temporary mount folder, stubs, and one run of a script in it."""

    def setUp(self):
        self.tmp = pathlib.Path(tempfile.mkdtemp(prefix="feastctl scripts "))
        self.addCleanup(shutil.rmtree, self.tmp)
        self.mount = self.tmp / "mount"
        self.bin = self.tmp / "bin"
        self.log = self.tmp / "log"
        self.mount.mkdir()
        self.bin.mkdir()
        for tool in TOOLS:
            (self.bin / tool).symlink_to(shutil.which(tool))
        self.python("python3")

    def python(self, name):
        path = self.bin / name
        path.write_text(f'#!/bin/sh\nexec "{sys.executable}" -B "$@"\n')
        path.chmod(0o755)

    def stub(self, name, body=""):
        path = self.bin / name
        path.write_text(STUB.format(python=sys.executable, log=str(self.log), name=name, body=body))
        path.chmod(0o755)

    def calls(self):
        return [json.loads(line) for line in self.log.read_text().splitlines()] if self.log.exists() else []

    def run_script(self, script, *args, text="project: p\n", **env):
        environment = {"PATH": str(self.bin), "HOME": str(self.tmp), **env}
        if text is not None:
            environment["TMP_FEATURE_STORE_YAML_BASE64"] = base64.b64encode(text.encode()).decode()
        source = (TEMPLATES / script).read_text()
        return subprocess.run([shutil.which("bash"), "-c", source, "feast-init", *args], cwd=self.mount,
                              env=environment, capture_output=True, text=True, timeout=60, check=False)

    def assert_ok(self, run):
        self.assertEqual(run.returncode, 0, run.stderr)

    def assert_refused(self, run, *words):
        self.assertNotEqual(run.returncode, 0, run.stdout)
        ours = [line for line in run.stderr.splitlines() if line.startswith("feast-init: ")]
        self.assertEqual(len(ours), 1, run.stderr)
        for word in words:
            self.assertIn(word, ours[0])


def main():
    if not shutil.which("bash"):
        print("bash is not here: skipped", file=sys.stderr)
        sys.exit(77)
    unittest.main()
