"""What the tests of this folder share: running feastctl in a folder of its own, and counting what went wrong."""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import yaml

EXE = os.path.abspath(sys.argv[1])
ROOT = pathlib.Path(sys.argv[2]).resolve()
sys.path.append(str(ROOT / "tests/docs"))
import pages  # noqa: E402, F401  (README.md and docs/, for the tests beside this file)
SKIP = 77

STORE = """apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: %s, namespace: feast}
spec: {feastProject: my_project}
"""
BAD = STORE.replace("my_project", "'a b'")


def path_with_feastctl(*more):
    return os.pathsep.join([os.path.dirname(EXE), *map(str, more), os.environ["PATH"]])


def run(*args, cwd, stdin=None, env=None, exe=EXE):
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("ARGOCD_", "KUBE"))}
    return subprocess.run([exe, *map(str, args)], cwd=cwd, input=stdin, stdin=subprocess.DEVNULL if stdin is None else None,
                          capture_output=True, text=True, timeout=120, env={**environment, **(env or {})})


def documents(text):
    return [d for d in yaml.safe_load_all(text) if d]


def key(o):
    return o["apiVersion"].rpartition("/")[0], o["kind"], o["metadata"].get("namespace", ""), o["metadata"]["name"]


def by_key(objects):
    return {key(o): o for o in objects}


def snapshot(folder):
    """Every file with its bytes."""
    return {p.name: p.read_bytes() for p in sorted(folder.iterdir())} if folder.exists() else None


def main(tests):
    """Runs each test in a folder of its own; tests use plain asserts."""
    failed = 0
    for test in tests:
        folder = pathlib.Path(tempfile.mkdtemp(prefix="feastctl-test-"))
        try:
            test(folder)
            print("ok   %s" % test.__name__)
        except AssertionError as error:
            failed += 1
            line = error.__traceback__
            while line.tb_next:
                line = line.tb_next
            print("FAIL %s, line %d of %s: %s" % (test.__name__, line.tb_lineno, line.tb_frame.f_code.co_filename, error))
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    sys.exit(1 if failed else 0)
