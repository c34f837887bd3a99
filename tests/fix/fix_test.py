#!/usr/bin/env python3
"""What the fixes of recorded cases do: fix_test.py FEASTCTL [--all]

Each fix of a JSON report is applied here, by its lines and columns. With it, there is one error less; with a safe one,
there is no other finding, either. `validate --fix` leaves nothing to fix, keeps the comments, and finds the field again
that was misspelled when the case was made. --all runs all cases instead of a sample.
"""
import collections
import concurrent.futures
import json
import os
import pathlib
import subprocess
import sys

import yaml

EXE, ALL = sys.argv[1], "--all" in sys.argv
ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/recorded"))
import recorded  # noqa: E402

SAMPLES = {"conformance-mutated": 5, "conformance-garbled": 5, "conformance-wild": 10, "conformance-hand": 1}
MOST_FIXES = 4  # per case; of the unsafe ones, only the first few


def validate(case, text, *options):
    command = [EXE, "validate", "--skip=feast", "--skip=namespace", *case["args"], *options, "-"]
    return subprocess.run(command, input=text.encode(), capture_output=True, timeout=60)


def findings(case, text):
    found = json.loads(validate(case, text, "--all", "--output=json").stdout)["diagnostics"]
    return [d for d in found if d["severity"] != "note"]


def offset(text, line, column):
    """The place in the text; columns count characters, and a byte-order mark has none."""
    begin = 0
    for _ in range(line - 1):
        begin = text.index("\n", begin) + 1
    return begin + column - 1 + (line == 1 and text.startswith("\ufeff"))


def applied(text, fix):
    edits = [(offset(text, e["line"], e["column"]), offset(text, e["endLine"], e["endColumn"]), e["text"]) for e in fix["edits"]]
    assert edits == sorted(edits) and all(a[1] <= b[0] for a, b in zip(edits, edits[1:])), edits
    for begin, end, new in reversed(edits):
        text = text[:begin] + new + text[end:]
    return text


def comments(text):
    return sorted(line.strip() for line in text.splitlines() if line.lstrip().startswith("#"))


def said(found, severities=("error", "warning")):
    return collections.Counter((d["code"], d["message"]) for d in found if d["severity"] in severities)


def check_fix(case, found, fix):
    after = findings(case, applied(case["input"], fix))
    errors, left = said(found, ("error",)), said(after, ("error",))
    if left.total() >= errors.total() and not any(d["severity"] == "warning" and fix in d.get("fixes", []) for d in found):
        yield "%r leaves %d of %d errors" % (fix["title"], left.total(), errors.total())
    if fix["safe"] and said(after) - said(found):
        yield "%r is safe, but adds %s" % (fix["title"], dict(said(after) - said(found)))


def fields(value, path=""):
    yield path
    if isinstance(value, dict):
        for key, below in value.items():
            yield from fields(below, "%s/%s" % (path, key) if path else str(key))
    if isinstance(value, list):
        for i, below in enumerate(value):
            yield from fields(below, "%s/%d" % (path, i))


def check_all(case, found):
    """`validate --fix` as a whole."""
    fixed = validate(case, case["input"], "-q", "--fix").stdout.decode()
    if validate(case, fixed, "-q", "--fix").stdout.decode() != fixed:
        yield "a second --fix changes the text"
    if comments(fixed) != comments(case["input"]):
        yield "--fix loses a comment"
    if said(findings(case, fixed), ("error",)).total() > said(found, ("error",)).total():
        yield "--fix adds errors"
    if not any(f["safe"] for d in found for f in d.get("fixes", [])):
        if fixed != case["input"]:
            yield "--fix changes what has no safe fix"
    elif fixed == case["input"] and not any("follows" in d for d in found):
        yield "--fix applies no safe fix"
    what = case.get("what", "")
    if what.startswith("typo at ") and fixed != case["input"]:
        wanted = what[len("typo at "):]
        documents = [d for d in yaml.load_all(fixed, getattr(yaml, "CSafeLoader", yaml.SafeLoader)) if d]
        if not any(wanted in fields(d) for d in documents):
            yield "--fix does not restore %s" % wanted


def check(case):
    found = findings(case, case["input"])
    problems = ["a fix twice at %s:%s" % (d.get("line"), d.get("column")) for d in found
                if any(f in d["fixes"][:i] for i, f in enumerate(d.get("fixes", [])))]
    tried = 0
    for fix in (f for d in found for f in d.get("fixes", [])):
        tried += not fix["safe"]
        if fix["safe"] or tried <= MOST_FIXES:
            problems += check_fix(case, found, fix)
    if any("fixes" in d for d in found):
        problems += check_all(case, found)
    return ["%s (%s): %s" % (case["case"], case.get("what", ""), p) for p in problems], sum(len(d.get("fixes", [])) for d in found)


def main():
    cases = [case for name, step in SAMPLES.items() for case in list(recorded.cases(name))[::1 if ALL else step]
             if not case["accepted"]]
    problems, fixes = [], 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for more, count in pool.map(check, cases):
            problems += more
            fixes += count
    print("\n".join(problems))
    print("%d cases, %d fixes, %d problems" % (len(cases), fixes, len(problems)))
    assert fixes > 100
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main())
