#!/usr/bin/env python3
"""Several runs on one folder, and on one file, at once: each is done whole, one after the other. concurrent_test.py FEASTCTL"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

EXE = os.path.abspath(sys.argv[1])
STORE = """apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: %s, namespace: feast}
spec: {feastProject: %s}
"""
problems = []


def check(fine, *words):
    if not fine:
        problems.append(" ".join(map(str, words))[:600])


def start(folder, *args):
    return subprocess.Popen([EXE, *args], cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


def contents(folder):
    return {p.name: p.read_bytes() for p in folder.iterdir()}


def render(stores, *more):
    return ("render", stores, "--output-dir", "out", "--prune", "--quiet", *more)


def one_folder(folder):
    """Two sets of stores, which share one of their objects' names; the folder holds the one or the other."""
    for which, names in (("a", ["one", "two", "both"]), ("b", ["three", "four", "both"])):
        (folder / which).mkdir()
        for name in names:
            (folder / which / (name + ".yaml")).write_text(STORE % (name, which))
    wanted = []
    for which in "ab":
        check(start(folder, *render(which)).wait() == 0, "render", which)
        wanted.append(contents(folder / "out"))
    for turn in range(12):
        if turn % 3 == 0:  # they all make it
            shutil.rmtree(folder / "out")
        runs = [start(folder, *render("ab"[i % 2])) for i in range(6)]
        checks = [start(folder, *render("a", "--check")) for _ in range(2)]
        for run in runs:
            _, err = run.communicate()
            check(run.returncode == 0, "turn", turn, "status", run.returncode, err)
        for run in checks:
            run.communicate()
            check(run.returncode in (0, 1), "turn", turn, "--check", run.returncode)
        check(contents(folder / "out") in wanted, "turn", turn, "a mixture:", sorted(contents(folder / "out")))
        check(sorted(os.listdir(folder)) == ["a", "b", "out"], "turn", turn, "left behind:", sorted(os.listdir(folder)))


def one_file(folder):
    (folder / "s.yaml").write_text(STORE % ("one", "x"))
    args = ("validate", "s.yaml", "--output=json", "--output-file=report.json")
    for turn in range(5):
        for run in [start(folder, *args) for _ in range(6)]:
            _, err = run.communicate()
            check(run.returncode == 0, "turn", turn, "status", run.returncode, err)
        json.loads((folder / "report.json").read_text())
        check(sorted(os.listdir(folder)) == ["report.json", "s.yaml"], "left behind:", sorted(os.listdir(folder)))


def one_new_file(folder):
    for turn in range(5):
        statuses = sorted(run.wait() for run in [start(folder, "init", "--output-file=s.yaml") for _ in range(4)])
        check(statuses == [0, 3, 3, 3], "turn", turn, "one makes it, and the others say so:", statuses)
        check(os.listdir(folder) == ["s.yaml"], "left behind:", os.listdir(folder))
        os.unlink(folder / "s.yaml")


for test in (one_folder, one_file, one_new_file):
    place = pathlib.Path(tempfile.mkdtemp(prefix="feastctl-concurrent-"))
    test(place)
    shutil.rmtree(place)
print("\n".join(problems))
print("%d problems" % len(problems))
sys.exit(1 if problems else 0)
