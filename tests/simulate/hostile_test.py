#!/usr/bin/env python3
"""Absurd loads and scenarios end in an answer, or in an error with its place; never in a crash, and never not at all.

hostile_test.py FEASTCTL ROOT
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

EXE, ROOT = sys.argv[1], pathlib.Path(sys.argv[2])
STORE = str(ROOT / "examples/hpa/store.yaml")
PLACE = re.compile(r"^[^\n]+:\d+:\d+: error\[FS\d+\]: ", re.M)
HUGE = 10 ** 18

# The text of --load, and whether it is refused.
LOADS = {
    "-5s=1": True, "0s=-1": True, "0s=1,-3s=2": True, "0s=nan": True, "0s=inf": True, "0s=%d" % HUGE: True, "%ds=1" % HUGE: True,
    "0s=1e18": True, "0s=1e-18": False, "0s=1,0s=2,0s=3": False, "5s=1,4s=2": True, "": True, ",": True, "=": True, "online=": True,
    "nobody=1": True, "spike": True, "spike:": True, "spike:peak=%d" % HUGE: True, "spike:for=%ds" % HUGE: True, "spike:at=-1s": True,
    "ramp:peak=1e9x": True, "day:base=nan": True, "step:base=1,base=2": True, "0s=9007199254740": False, "0s=\u0661": True, "0s=0x10": True,
    "0s=1;5s=2": True, "x" * 100000: True, "0s=1," * 20000 + "1s=1": False,
}
CSVS = {
    "": True, "time\n": True, "time,online\n": True, "time,online\n0,nan\n": True, "time,online\n-1,1\n": True, "time,online\n0,1\n0,\n": True,
    "time,online\n0,%d\n" % HUGE: True, "time,online\n%d,1\n" % HUGE: True, "time,online,online\n0,1,2\n": True, "time,nobody\n0,x\n": True,
    "\0\0\0": True, "time,online\r\n0,1\r\n60,2\r\n": False, "\ufefftime,online\n0,1\n": False, "0,1\n60,2\n": False, "time,online\n0,1,2\n": True,
    '"time","online"\n"0","1"\n': None, "a\n" * 1000: True,
}
SCENARIO = {"hpa": {"minReplicas": 1, "maxReplicas": 10}, "initialReplicas": 2, "duration": 3600, "ready": 5,
            "containers": [{"name": "online", "request": {"cpu": 100}, "load": {"cpu": [[0, 50]]}}]}
# What is changed in a scenario that is fine, by its path.
SCENARIOS = [
    ({"duration": HUGE}, True), ({"duration": -1}, True), ({"duration": 2.5}, True), ({"duration": 31 * 86400}, False), ({"duration": 0}, False),
    ({"initialReplicas": -1}, True), ({"initialReplicas": 2 ** 31}, True), ({"initialReplicas": 2 ** 31 - 1}, False), ({"ready": HUGE}, True),
    ({"scrapeOffset": -1}, True), ({"containers": []}, True), ({"containers": [{}] * 3}, True), ({"containers": None}, True), ({"hpa": 7}, True),
    ({"hpa": {"maxReplicas": 2 ** 31 - 1}, "containers": [{"name": "a", "request": {"cpu": 1}, "load": {"cpu": [[0, 2 ** 53]]}}]}, False),
    ({"hpa": {"maxReplicas": HUGE}}, True), ({"hpa": {"maxReplicas": 3, "metrics": [{}]}}, True), ({"metrics": {"a": [[0, -1]]}}, True),
    ({"metrics": {"a": [[5, 1], [4, 1]]}}, True), ({"metrics": {"a": "x"}}, True), ({"metrics": {"a": []}}, None), ({"name": "x" * 10 ** 6}, False),
    ({"hpa": {"maxReplicas": 3, "behavior": {"scaleUp": {"policies": []}}}}, True),
    ({"hpa": {"maxReplicas": 3, "metrics": [{"type": "Resource", "resource": {"name": "cpu", "target": {"type": "Utilization", "averageUtilization": 2 ** 31 - 1}}}]}}, False),
    ({"containers": [{"name": "c%d" % i, "request": {"cpu": 1}, "load": {"cpu": [[0, i]]}} for i in range(10000)]}, None),
]
problems = []


def run(what, arguments, refused, **options):
    """`refused`: whether it has to be; None: either is fine."""
    try:
        # The limit is only for what would never end.
        done = subprocess.run([EXE, "simulate", *arguments], capture_output=True, timeout=300, **options)
    except subprocess.TimeoutExpired:
        problems.append("%s: does not end" % what)
        return
    said = done.stderr.decode(errors="replace")
    if done.returncode not in (0, 1, 2):
        problems.append("%s: status %d\n%s" % (what, done.returncode, said[:400]))
    elif refused is not None and refused != (done.returncode != 0):
        problems.append("%s: %s\n%s" % (what, "is not refused" if refused else "is refused", said[:400]))
    elif done.returncode == 1 and not PLACE.search(said):
        problems.append("%s: the error has no place\n%s" % (what, said[:400]))


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for load, refused in LOADS.items():
            run("--load %.40r" % load, [STORE, "-q", "--load=" + load], refused)
            run("--metric %.40r" % load, [STORE, "-q", "--metric=m=" + load], None)
        for number, (text, refused) in enumerate(CSVS.items()):
            path = folder / ("load%d.csv" % number)
            path.write_text(text)
            run("CSV %.40r" % text, [STORE, "-q", "--load", str(path)], refused)
        path = folder / "million.csv"
        path.write_text("time,online\n" + "".join("%d,%d\n" % (i, i % 7) for i in range(1000000)))
        run("a million points", [STORE, "-q", "-o", "csv", "--load", str(path)], None)
        for number, (change, refused) in enumerate(SCENARIOS):
            path = folder / ("scenario%d.json" % number)
            path.write_text(json.dumps({**SCENARIO, **change}))
            for form in ("json", "html"):
                run("scenario %.80s" % json.dumps(change), ["--scenario", str(path), "-o", form], refused)
        path = folder / "points.json"
        points = [[i, i % 1000] for i in range(200000)]
        path.write_text(json.dumps({**SCENARIO, "containers": [{"name": "online", "request": {"cpu": 1}, "load": {"cpu": points}}]}))
        run("a scenario of 200,000 points", ["--scenario", str(path), "-o", "json"], None)
        for text in ("", "[]", "{", "null", "\0", "[" * 100000, '{"hpa": ' * 5000, "&a [*a]", "- " * 5000):
            path.write_text(text)
            run("scenario text %.20r" % text, ["--scenario", str(path)], True)
    print("\n".join(problems))
    print("%d problems" % len(problems))
    return 1 if problems else 0


sys.exit(main())
