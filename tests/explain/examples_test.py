#!/usr/bin/env python3
"""The example that `explain` prints for a field is accepted by `validate`, for every field of both API versions.

examples_test.py FEASTCTL [--show N]

An example is the part of a store from `spec:` on, and what every store needs is put around it; or a stream of whole objects, the
store first. A few fields no store can use, because the pod they are for has no volume or claim to refer to; `explain` says so.
"""
import concurrent.futures
import json
import os
import re
import subprocess
import sys

import yaml

EXE = sys.argv[1]
SHOW = int(sys.argv[sys.argv.index("--show") + 1]) if "--show" in sys.argv else 20


def run(*words, text=None):
    done = subprocess.run([EXE, *words], input=text, capture_output=True, text=True, timeout=60)
    return done.returncode, done.stdout, done.stderr


def paths():
    """The path of every field below spec, read from the tree that `explain spec --recursive` prints."""
    stack = ["spec"]
    for line in run("explain", "spec", "--recursive")[1].split("\nFields:\n")[1].split("\n\n")[0].splitlines():
        depth, name = len(line) - len(line.lstrip()), line.split()[0]
        stack[depth // 2:] = [name]
        yield ".".join(stack)


# Neither the cron job's pod nor the lineage server's has volumes or resource claims.
POD_WITHOUT_VOLUMES = re.compile(r"spec\.(cronJob\.containerConfigs|openlineage\.consumer\.lineageServer\.server)\."
                                 r"(env\.valueFrom\.fileKeyRef|resources\.claims)\b")


def problem_of(path):
    status, out, err = run("explain", path)
    if POD_WITHOUT_VOLUMES.match(path):
        return None if "No value is accepted here" in out else "%s: an example is not expected:\n%s" % (path, out)
    if status or "\nExample:\n" not in out:
        return "%s: no example (%d) %s" % (path, status, err)
    text = re.sub(r"(?m)^    ", "", out.split("\nExample:\n")[1].split("\nSee also: ")[0])
    example, *others = yaml.safe_load_all(text)
    spec = {"feastProject": "sample", **(example.get("spec") or {})}
    place = spec
    for name in path.split(".")[1:]:
        while isinstance(place, list):
            place = place[0]
        if not isinstance(place, dict) or name not in place:
            return "%s: the example does not hold the field:\n%s" % (path, text)
        place = place[name]
    for version in ("feast.dev/v1", "feast.dev/v1alpha1"):
        if version.endswith("alpha1") and (re.search(r"(?m)^Since: +feast\.dev/v1 ", out) or ".resources.claims" in path):
            continue  # it lacks the field, or services.resourceClaims, without which no container can claim anything
        store = {"apiVersion": version, "kind": "FeatureStore", "metadata": {"name": "sample"}, "spec": spec}
        status, found, err = run("validate", "--output=json", *OPTIONS, "-", text=yaml.safe_dump_all([store, *others]))
        errors = [d for d in json.loads(found)["diagnostics"] if d["severity"] == "error"]
        if errors:
            return "%s (%s): %s\n%s" % (path, version, "; ".join("%s %s" % (d["code"], d["message"]) for d in errors), text)
    return None


OPTIONS = ["--feast-version=master"] if "--feast-version" in run("validate", "--help")[1] else []
everything = list(paths())
with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
    problems = [p for p in pool.map(problem_of, everything) if p]
print("\n".join(problems[:SHOW]))
print("%d passed, %d failed" % (len(everything) - len(problems), len(problems)))
sys.exit(1 if problems or len(everything) < 500 else 0)
