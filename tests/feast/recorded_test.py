#!/usr/bin/env python3
"""Asks feastctl config about recorded feature_store.yaml files, and compares verdict and places with those of Feast itself.

recorded_test.py FEASTCTL [FILE]      FILE: JSON lines as tests/recorded/README.md describes them; without it, config-files
"""
import collections
import json
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "recorded"))
import recorded  # noqa: E402

MOST_SHOWN = 10


def expanded(text, env):
    """As Python's os.path.expandvars has it: what is not set stays."""
    name = lambda m: m[1][1:-1] if m[1].startswith("{") else m[1]
    return re.sub(r"\$(\w+|\{[^}]*\})", lambda m: env.get(name(m), m[0]), text, flags=re.A)


def verdicts(feastctl, version, cases):
    """The findings of each case that are errors, from one run over a file per case."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        files = []
        for number, case in enumerate(cases):
            files.append("%05d.yaml" % number)
            (folder / files[-1]).write_bytes(expanded(case["input"], case.get("env", {})).encode())
        run = subprocess.run([feastctl, "config", "--feast-version=" + version, "--output=json", *files], cwd=folder, capture_output=True)
        if run.returncode > 1:
            sys.exit("feastctl config ends with %d: %s" % (run.returncode, run.stderr.decode()))
        found = collections.defaultdict(list)
        for finding in json.loads(run.stdout)["diagnostics"]:
            if finding["severity"] == "error":
                found[finding["file"]].append(finding)
        return [found[file] for file in files]


def problem(case, errors):
    """How feastctl differs from Feast, or nothing."""
    if (not errors) != case["accepted"]:
        return "Feast %s it (%s)" % ("accepts" if case["accepted"] else "refuses", case["stage"])
    if case["stage"] == "yaml":
        return None
    want, got = sorted(case.get("errors", [])), sorted(e.get("path", "") for e in errors)
    return None if want == got else "the places are %s, not %s" % (want, got)


def main():
    feastctl = pathlib.Path(sys.argv[1]).resolve()
    by_version = collections.defaultdict(list)
    for case in recorded.read(sys.argv[2]) if len(sys.argv) > 2 else recorded.cases("config-files"):
        by_version[case["version"]].append(case)
    failed = asked = 0
    for version, cases in sorted(by_version.items()):
        for case, errors in zip(cases, verdicts(feastctl, version, cases)):
            asked += 1
            wrong = problem(case, errors)
            if wrong is None:
                continue
            failed += 1
            if failed <= MOST_SHOWN:
                print("%s (%s): %s; feastctl says %s" % (case["case"], case["target"], wrong, [(e["code"], e["message"]) for e in errors]))
    print("%d files, %d differ" % (asked, failed))
    sys.exit(1 if failed or not asked else 0)


main()
