#!/usr/bin/env python3
"""Valid inputs with broken bytes: every run ends soon, with status 0 or 1, and points only at what is there.

corrupt.py FEASTCTL ROOT [COUNT] [SEED]        COUNT is 600 if left out; a long run takes 10000

The inputs are the examples, those of tests/golden, and both examples of each diagnostic code. Bytes are changed, taken out,
doubled, moved, cut off at the end, and pieces of YAML put in. Each is validated (as JSON, whose places are checked) and given to one
more command: where validate says that all is well render must agree, and a run that fails prints nothing on standard output.
What fails is kept as corrupted-N.yaml in the current folder. Says what the slowest run took, and judges only what hangs.
"""
import collections
import json
import os
import pathlib
import random
import re
import resource
import subprocess
import sys

EXE, ROOT = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2])
COUNT = int(sys.argv[3]) if len(sys.argv) > 3 else 600
SEED = int(sys.argv[4]) if len(sys.argv) > 4 else 1
HANGS = 60  # seconds; a busy machine must not be a finding
PIECES = [b"{", b"}", b"[", b"]", b":", b": ", b"- ", b'"', b"'", b"&a ", b"*a", b"<<: *a", b"|", b">\n", b"\t", b"\n", b"\r", b"null", b"0x", b"~",
          b"!!binary ", b"!!int ", b"---\n", b"...\n", b"\xff", b"\xc3", b"\0", b"\x1b", b"%", b"#", b"@", b"? ", b"\xef\xbb\xbf", b"\xc2\x85", b",",
          b"-1", b"1e999", b"9" * 30, b"apiVersion: feast.dev/v1\n", b"kind: Secret\n"]


def seeds():
    for path in [*sorted((ROOT / "examples").rglob("*.yaml")), *sorted((ROOT / "tests/golden").glob("*/input.yaml"))]:
        yield path.read_bytes()
    rules = subprocess.run([EXE, "rules"], capture_output=True, text=True, check=True).stdout
    for code in re.findall(r"\bFS\d{3}\b", rules):
        told = subprocess.run([EXE, "explain", code], capture_output=True, text=True, check=True).stdout
        for example in re.findall(r"(?:^(?:    .*)?\n)+", told, re.M):  # what is indented is an example
            text = re.sub(r"^    ", "", example, flags=re.M).strip("\n")
            if "FeatureStore" in text:
                yield text.encode() + b"\n"


def broken(text, chance):
    text = bytearray(text)
    for _ in range(chance.choice([1, 1, 1, 2, 3, 8, 30])):
        if not text:
            text = bytearray(b"a")
        at, kind = chance.randrange(len(text)), chance.random()
        if kind < 0.3:
            text[at] = chance.randrange(256)
        elif kind < 0.4:
            text[at] ^= 1 << chance.randrange(8)
        elif kind < 0.6:
            del text[at:at + chance.choice([1, 1, 2, 5, 40])]
        elif kind < 0.8:
            text[at:at] = chance.choice(PIECES)
        elif kind < 0.95:
            other = chance.randrange(len(text))
            text[at:at] = text[other:other + chance.randrange(60)]
        else:
            del text[at:]
    return bytes(text)


def run(args, text):
    """Status, both streams and the seconds of the processor; a run that hangs has no status."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        p = subprocess.run([EXE, *args, "-"], input=text, capture_output=True, timeout=HANGS)
    except subprocess.TimeoutExpired:
        return None, b"", b"", float(HANGS)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return p.returncode, p.stdout, p.stderr, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def places(report, text):
    """Places of a report that the text does not have."""
    lines = text.count(b"\n") + 1
    for d in report["diagnostics"]:
        for place in [d, *d.get("notes", [])]:
            if "line" in place and not 1 <= place["line"] <= place.get("endLine", place["line"]) <= lines:
                yield "line %d of %d" % (place["line"], lines)
            if "column" in place and not 1 <= place["column"] <= len(text) + 1:
                yield "column %d" % place["column"]


def judge(text, chance, statuses):
    """What is wrong with the runs on one text, and the slowest one."""
    status, out, err, took = run(["validate", "--output=json"], text)
    statuses[status] += 1
    if status not in (0, 1):
        return "validate: status %s %s" % (status, err[-300:]), took
    report = json.loads(out)
    wrong = list(places(report, text))
    if wrong:
        return "; ".join(wrong), took
    if report["valid"] != (status == 0):
        return "valid: %s with status %d" % (report["valid"], status), took
    command = chance.choice([["render"], ["defaults"], ["convert"], ["render", "--secrets=inline", "--output=json"], ["images"], ["fn"]])
    other, out, err, took_other = run(command, text)
    took = max(took, took_other)
    if other not in (0, 1):
        return "%s: status %s %s" % (command, other, err[-300:]), took
    alone = set(re.findall(rb"error\[(FS\d+)\]", err)) <= {b"FS142"}  # what only render minds: no store
    if command == ["render"] and other != status and not alone:
        return "validate says %d and render %d" % (status, other), took
    if command[0] == "render" and other and out:
        return "render failed and printed", took
    lines = text.count(b"\n") + 1
    wrong = [n for n in re.findall(rb"^(?:-|standard input):(\d+):\d+: ", err, re.M) if not 1 <= int(n) <= lines]
    return ("%s points at line %s of %d" % (command, wrong, lines) if wrong and command != ["convert"] else ""), took


def main():
    chance = random.Random(SEED)
    texts, statuses, failed, slowest = sorted(set(seeds())), collections.Counter(), 0, 0.0
    for number in range(COUNT):
        text = broken(chance.choice(texts), chance)
        wrong, took = judge(text, chance, statuses)
        slowest = max(slowest, took)
        if wrong:
            failed += 1
            pathlib.Path("corrupted-%d.yaml" % number).write_bytes(text)
            print("corrupted-%d.yaml: %s" % (number, wrong))
    print("%d texts from %d: %s; the slowest run took %.2f s of the processor; %d failed" % (
        COUNT, len(texts), ", ".join("%d status %s" % (n, s) for s, n in sorted(statuses.items(), key=str)), slowest, failed))
    return 1 if failed else 0


sys.exit(main())
