#!/usr/bin/env python3
"""How many errors have a fix, by code: coverage.py FEASTCTL [FILE.jsonl]

FILE has one recorded case per line (input, args); without it, a sample of tests/recorded is read. Prints one row per code, and the
share of errors with a fix and with a safe one. Exits with 1 if less than 35 % have a fix, or less than 12 % a safe one.
"""
import collections
import concurrent.futures
import json
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
LEAST, LEAST_SAFE = 0.35, 0.12
SAMPLE = 5  # every so many of the recorded cases


def errors_of(executable, case):
    args = [a for a in case.get("args", []) if not a.startswith("--feast-version")]
    version = [a for a in case.get("args", []) if a.startswith("--feast-version")] or ["--feast-version=master"]
    command = [executable, "validate", "--output=json", "--skip=feast", "--skip=namespace", *args, *version, "-"]
    done = subprocess.run(command, input=case["input"].encode(), capture_output=True, timeout=60)
    return [d for d in json.loads(done.stdout)["diagnostics"] if d["severity"] == "error"]


def cases_of(path):
    if path:
        return [json.loads(line) for line in pathlib.Path(path).read_text().splitlines()]
    sys.path.insert(0, str(ROOT / "tests/recorded"))
    import recorded
    return list(recorded.cases("conformance-mutated"))[::SAMPLE]


def main():
    executable, path = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None
    errors, fixed, safe = collections.Counter(), collections.Counter(), collections.Counter()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for found in pool.map(lambda case: errors_of(executable, case), cases_of(path)):
            for d in found:
                errors[d["code"]] += 1
                fixed[d["code"]] += bool(d.get("fixes"))
                safe[d["code"]] += any(f["safe"] for f in d.get("fixes", []))
    print("code    errors  with a fix  safe")
    for code, count in errors.most_common():
        print("%s %8d %11d %5d" % (code, count, fixed[code], safe[code]))
    total = errors.total()
    shares = fixed.total() / total, safe.total() / total
    print("%d errors: %.1f %% have a fix, %.1f %% a safe one" % (total, 100 * shares[0], 100 * shares[1]))
    return shares[0] < LEAST or shares[1] < LEAST_SAFE


if __name__ == "__main__":
    sys.exit(main())
