#!/usr/bin/env python3
"""Compares every sync with what Kubernetes' own controller decided. recorded_test.py FEASTCTL [--every N] [--file FILE]

FILE has one recorded case per line: {"scenario": …, "syncs": […]}; without it, the layer `simulate` of tests/recorded is read.
"""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "recorded"))
import recorded  # noqa: E402


def difference(feastctl, case, file):
    """The first difference between a recorded case and what feastctl simulates, or nothing."""
    file.write_text(json.dumps(case["scenario"]))
    run = subprocess.run([feastctl, "simulate", "--scenario", file, "--output=json"], capture_output=True, text=True)
    if run.returncode != 0 or run.stderr:
        return "exit status %d\n%s" % (run.returncode, run.stderr)
    syncs = json.loads(run.stdout)["syncs"]
    for got, expected in zip(syncs, case["syncs"]):
        if got != expected:
            return "expected %s\n     got %s" % (json.dumps(expected), json.dumps(got))
    return None if len(syncs) == len(case["syncs"]) else "%d syncs instead of %d" % (len(syncs), len(case["syncs"]))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("feastctl")
    parser.add_argument("--file")
    parser.add_argument("--every", type=int, default=1)
    options = parser.parse_args()
    cases = list(recorded.read(options.file) if options.file else recorded.cases("simulate"))[::options.every]
    failed = syncs = 0
    with tempfile.TemporaryDirectory() as folder:
        for case in cases:
            syncs += len(case["syncs"])
            found = difference(options.feastctl, case, pathlib.Path(folder) / "scenario.json")
            if found:
                failed += 1
                if failed <= 5:
                    print("FAIL %s\n%s" % (case["scenario"]["name"], found))
    print("%d syncs" % syncs)
    print("%d passed, %d failed" % (len(cases) - failed, failed))
    return 1 if failed or not cases else 0


sys.exit(main())
