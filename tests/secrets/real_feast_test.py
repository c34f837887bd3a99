"""The real thing: Feast from PyPI on what we render. `feast init` by the init script, the merged file, `feast apply`, `feast serve`.

real_feast_test.py FEASTCTL VENV

VENV is a virtual environment with Feast, made here when it is missing and kept for the next run. Skipped (status 77) where PyPI
cannot be reached.
"""
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import time
import unittest
import urllib.request

import yaml
from pods import Loader, Pod, deployments, run

INSTALL_SECONDS = 200
START_SECONDS = 60

STORE = """apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample, namespace: feast}
spec:
  feastProject: shop
  authz: {noAuth: true}
  services:
    onlineStore: {persistence: {file: {path: ONLINE}}}
    registry: {local: {persistence: {store: {type: sql, secretRef: {name: stores}}}}}
"""
LINEAGE = STORE + """  openlineage:
    enabled: true
    consumer: {enabled: true, connectionStringSecretRef: {name: lineage}, lineageServer: {}}
"""


def skip(reason):
    print("SKIPPED: " + reason)
    sys.exit(77)


def install(exe, venv):
    """Feast of the version that feastctl stands for, or the nearest that PyPI has."""
    if (venv / "ready").exists():
        return
    version = json.loads(subprocess.run([exe, "version", "-o", "json"], check=True, capture_output=True).stdout)["feast"]
    shutil.rmtree(venv, ignore_errors=True)
    subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True)
    for wanted in ("feast==" + version, "feast"):
        try:
            done = subprocess.run([str(venv / "bin/pip"), "install", "-q", "--retries=1", "--timeout=10", wanted], check=False,
                                  capture_output=True, text=True, timeout=INSTALL_SECONDS)
        except subprocess.TimeoutExpired:
            skip("pip took longer than %d s for Feast" % INSTALL_SECONDS)
        if done.returncode == 0:
            print("tested with " + wanted)
            (venv / "ready").write_text(wanted)
            return
        if "No matching distribution" not in done.stderr or "ConnectionError" in done.stderr or "Max retries" in done.stderr:
            break
    skip("pip cannot install Feast: " + done.stderr.strip().splitlines()[-1])


class RealPod(Pod):
    """A pod whose `feast` is the real one."""

    def __init__(self, *args):
        super().__init__(*args)
        self.program("feast", f'#!/bin/sh\nexec "{VENV}/bin/python" "{VENV}/bin/feast" "$@"\n')
        self.program("python3", f'#!/bin/sh\nexec "{VENV}/bin/python" "$@"\n')
        # Beside the scripts' tools, what a program of Python may ask its system for.
        for tool in ("sh", "env", "uname", "ldconfig", "gcc", "file"):
            if shutil.which(tool) and not (self.bin / tool).exists():
                (self.bin / tool).symlink_to(shutil.which(tool))

    def start(self, container):
        """Starts a container that goes on, in a process group of its own."""
        command = [self.moved(word, container) for word in container["command"] + container.get("args", [])]
        command[0] = str(self.bin / command[0])
        with open(self.root / (container["name"] + ".log"), "w", encoding="utf-8") as log:
            return subprocess.Popen(command, cwd=self.at(container["workingDir"]), stdout=log, stderr=log,
                                    start_new_session=True, env={"PATH": str(self.bin), "HOME": str(self.root)})

    def log(self, container):
        return (self.root / (container["name"] + ".log")).read_text()[-3000:]


def answers(check, process):
    """Waits until `check` holds; False when the process ends first, or after START_SECONDS."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            if check():
                return True
        except OSError:
            time.sleep(0.3)
    return False


class RealFeast(unittest.TestCase):
    def pod(self, store, secrets, which=0):
        store = store.replace("ONLINE", str(self.data() / "online_store.db"))
        status, out, err = run(EXE, "render", [], "-", store.encode())
        self.assertEqual(status, 0, err)
        objects = list(yaml.load_all(out, Loader=Loader))
        pod = RealPod(deployments(objects)[which], objects, secrets)
        self.addCleanup(pod.__exit__)
        return pod

    def data(self):
        folder = VENV.parent / "feast-data"
        folder.mkdir(exist_ok=True)
        self.addCleanup(shutil.rmtree, folder, True)
        return folder

    def end(self, process):
        try:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(20)
        except ProcessLookupError:
            pass
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def assert_ok(self, done):
        self.assertEqual(done.returncode, 0, done.stdout[-2000:] + done.stderr[-2000:])

    def test_init_apply_and_serve(self):
        registry = self.data() / "registry.db"
        pod = self.pod(STORE, {"stores": {"sql": f"path: sqlite:///{registry}\ncache_ttl_seconds: 5\n".encode()}})
        self.assert_ok(pod.run(pod.container("feast-init")))
        self.assertEqual(yaml.safe_load(pod.configuration().read_text())["registry"]["path"], f"sqlite:///{registry}")
        self.assertTrue(list(pod.configuration().parent.glob("*.py")), "feast init made no feature definitions")
        self.assert_ok(pod.run(pod.container("feast-apply")))
        self.assertTrue(registry.exists(), "feast apply went to another registry")
        server = pod.container("online")
        probe = server["readinessProbe"]["httpGet"]
        process = pod.start(server)
        try:
            url = f"http://127.0.0.1:{probe['port']}{probe['path']}"
            healthy = answers(lambda: urllib.request.urlopen(url, timeout=5).status == 200, process)
            self.assertTrue(healthy, pod.log(server))
        finally:
            self.end(process)

    def test_lineage_server(self):
        lineage = self.data() / "lineage.db"
        pod = self.pod(LINEAGE, {"lineage": {"connection_string": f"sqlite:///{lineage}".encode()}}, 1)
        self.assert_ok(pod.run(pod.container("feast-init")))
        server = pod.container("lineage")
        port = server["readinessProbe"]["tcpSocket"]["port"]
        process = pod.start(server)
        try:
            listening = answers(lambda: socket.create_connection(("127.0.0.1", port), 5).close() is None, process)
            if not listening and "No module named" in pod.log(server):
                self.skipTest("this Feast lacks what its lineage server needs")
            self.assertTrue(listening, pod.log(server))
            self.assertTrue(lineage.exists(), "the lineage server does not use the connection string of the Secret")
        finally:
            self.end(process)


if __name__ == "__main__":
    EXE, VENV = sys.argv.pop(1), pathlib.Path(sys.argv.pop(1)).resolve()
    install(EXE, VENV)
    unittest.main()
