#!/usr/bin/env python3
"""Whatever fails half-way, the files are the old ones or the new ones, and the exit status says which.

faults_test.py FEASTCTL [--all] [--table]

strace makes one system call after the other fail, or kills the program there: every command that writes files, at each point
where it touches one (a sample of the points; --all takes all). After each fault: status 0 means that the files are the new ones;
an error means status 3 and the old ones; SIGTERM leaves nothing behind; what SIGKILL leaves, the next run clears away.
--table prints what was injected where, and what came of it. Exits with 77 where strace is missing or may not trace.
"""
import collections
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile

EXE = os.path.abspath(sys.argv[1])
ALL, TABLE = "--all" in sys.argv, "--table" in sys.argv
POINTS = 5  # of one system call, one fault and one command, without --all
STORE = """apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: %s, namespace: feast}
spec: {feastProject: %s}
"""
EARLIER = STORE.replace("feast.dev/v1", "feast.dev/v1alpha1")
# Of each system call that changes files: the errors that it can meet.
CHANGES = {"write": ["ENOSPC", "EIO"], "openat": ["EACCES", "EMFILE"], "linkat": ["EPERM", "ENOSPC"], "link": ["EPERM"],
           "rename": ["EACCES", "ENOSPC"], "renameat2": ["EINVAL", "ENOSPC"], "unlink": ["EPERM"], "unlinkat": ["EPERM"],
           "mkdir": ["ENOSPC"], "fsync": ["EIO"], "fchmod": ["EPERM"], "chmod": ["EPERM"], "flock": ["ENOLCK"]}
CLEARING = {"unlink", "unlinkat", "openat", "getdents64"}  # a fault while leftovers are cleared away leaves them to the next run
READS = {"read": ["EIO"], "getdents64": ["EIO"]}


class Case:
    """A command; `old` prepares the folder, `change` is what happened before the run that fails. A folder that is prepared in
    place cannot be a copy: the cache knows it by its path."""

    def __init__(self, name, args, old, change=lambda folder: None, mixed_by_kill=False, in_place=False):
        self.name, self.args, self.old, self.change, self.mixed_by_kill = name, args, old, change, mixed_by_kill
        self.in_place = in_place


def write(folder, name, text):
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(text)


def run(folder, args, prefix=()):
    return subprocess.run([*prefix, EXE, *args], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, timeout=60)


def rendered(folder):
    write(folder, "stores/a.yaml", STORE % ("one", "before"))
    assert run(folder, RENDER).returncode == 0
    write(folder, "out/notes.md", "mine")


def rendered_with_folder(folder):
    rendered(folder)
    write(folder, "out/sub/mine.md", "mine")


def other_stores(folder):
    write(folder, "stores/a.yaml", STORE % ("two", "after"))


RENDER = ["render", "stores", "--output-dir", "out", "--prune", "--jobs=1"]
CACHED = [*RENDER, "--cache-dir", "cache"]


def rendered_with_cache(folder):
    for number in range(9):
        write(folder, "stores/%d.yaml" % number, STORE % ("store-%d" % number, "before"))
    assert run(folder, CACHED).returncode == 0


def one_other_store(folder):
    write(folder, "stores/4.yaml", STORE % ("store-4", "after"))


CASES = [
    Case("render --output-dir", RENDER, rendered, other_stores),
    Case("the same, new folder", RENDER, other_stores),
    Case("the same, file by file", RENDER, rendered_with_folder, other_stores, mixed_by_kill=True),
    Case("the same, few files of many", CACHED, rendered_with_cache, one_other_store, mixed_by_kill=True, in_place=True),
    Case("render to a pipe", ["render", "stores", "--jobs=1"], other_stores),
    Case("validate --output-file", ["validate", "s.yaml", "--output=json", "--output-file=report.json"],
         lambda f: (write(f, "s.yaml", STORE % ("one", "x")), write(f, "report.json", "before"))),
    Case("convert --write", ["convert", "--write", "s.yaml"], lambda f: write(f, "s.yaml", EARLIER % ("one", "x"))),
    Case("init --output-file", ["init", "--output-file=s.yaml"], lambda f: None),
    Case("argocd plugin", ["argocd", "plugin", "--output-dir=p"], lambda f: None),
]


def snapshot(folder):
    """Every file with its bytes, hidden ones of ours apart; the cache may be anything."""
    files, leftovers = {}, []
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if re.search(r"(^|/)\.[^/]*feastctl-(?!rendered$)", name):
            leftovers.append(name)
        elif path.is_file() and not name.startswith("cache/"):
            files[name] = path.read_bytes()
    return files, leftovers


def fresh(case, base):
    """A folder in which the case's command is about to run; made once, and copied."""
    if case.in_place:
        shutil.rmtree(base / "run", ignore_errors=True)
        (base / "run").mkdir()
        case.old(base / "run")
        case.change(base / "run")
        return base / "run"
    master = base / "master"
    if not master.exists():
        master.mkdir()
        case.old(master)
        case.change(master)
    folder = base / "run"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(master, folder)
    return folder


def calls_made(case, base, names):
    """How often the command makes each system call."""
    folder, log = fresh(case, base), base / "log"
    p = run(folder, case.args, ["strace", "-f", "-o", log, "-e", "trace=" + ",".join(names)])
    assert p.returncode == 0, (case.name, p.stderr)
    counts = collections.Counter(re.findall(r"^\d+ +(\w+)\(", log.read_text(), re.M))
    return snapshot(folder)[0], p.stdout, counts


def judge(case, status, out, folder, states, call, kind):
    """What is wrong after a fault, or nothing."""
    before, after, printed = states
    files, leftovers = snapshot(folder)
    if kind == "SIGKILL" and case.mixed_by_kill:
        for name, text in files.items():
            if text not in (before.get(name), after.get(name)) and not name.endswith(".feastctl-rendered"):
                return "%s is neither old nor new" % name
    elif files not in (before, after) and b"FS707" not in files.get("report.json", b""):
        return "a mixture: " + ", ".join(n for n in {*files, *before} if files.get(n) != before.get(n))
    if leftovers and kind != "SIGKILL" and call not in CLEARING:
        return "leaves %s behind" % leftovers
    if kind.startswith("SIG"):
        return "" if status in (-getattr(signal, kind), 0) else "status %d" % status
    if status == 0:
        return "" if files == after and out == printed else "status 0, and it is not done"
    if case.name.startswith("validate") and b"FS707" in files["report.json"]:
        return "" if status == 3 else "status %d" % status  # it says what it could not read
    if status != 3:
        return "status %d" % status
    return "" if files == before or printed else "status 3, and it is done"


def recovers(case, folder, after):
    p = run(folder, case.args)
    if case.name.startswith("init") and p.returncode == 3:
        p.returncode = 0  # there it is
    files, leftovers = snapshot(folder)
    return "" if p.returncode == 0 and files == after and not leftovers else "the next run does not mend it: %s %s" % (
        p.stderr.decode(), leftovers)


def points(count, chance):
    every = range(1, count + 1)
    return every if ALL or count <= POINTS else sorted({1, count, *chance.sample(every, POINTS - 2)})


def inject(case, base, chance, tally):
    calls = {**CHANGES, **READS}
    after, printed, counts = calls_made(case, base, calls)
    before = snapshot(fresh(case, base))[0]
    problems = []
    for call in [c for c in calls if counts[c]]:
        for kind in [*calls[call], *(["SIGTERM", "SIGKILL"] if call in CHANGES else [])]:
            for when in points(counts[call], chance):
                folder = fresh(case, base)
                how = "signal=" if kind.startswith("SIG") else "error="
                p = run(folder, case.args, ["strace", "-f", "-o", "/dev/null", "-e", "trace=" + call, "-e",
                                            "inject=%s:%s%s:when=%d" % (call, how, kind, when)])
                wrong = judge(case, p.returncode, p.stdout, folder, (before, after, printed), call, kind)
                if not wrong and (p.returncode != 0 or snapshot(folder)[1]):
                    wrong = recovers(case, folder, after)
                result = "killed" if p.returncode < 0 else "refused" if p.returncode else "done all the same"
                tally[case.name, kind][result if not wrong else "WRONG"] += 1
                if wrong:
                    problems.append("%s: %s at %s %d of %d: %s (%s)" % (case.name, kind, call, when, counts[call], wrong,
                                                                        p.stderr.decode(errors="replace").strip()[:200]))
    return problems


def may_trace():
    try:
        return subprocess.run(["strace", "-f", "-o", "/dev/null", "-e", "inject=fsync:error=EIO", "true"],
                              capture_output=True).returncode == 0
    except OSError:
        return False


def main():
    if not may_trace():
        print("SKIPPED: no strace, or it may not trace here")
        return 77
    chance, problems, tally = random.Random(1), [], collections.defaultdict(collections.Counter)
    for case in CASES:
        base = pathlib.Path(tempfile.mkdtemp(prefix="feastctl-faults-"))
        try:
            problems += inject(case, base, chance, tally)
        finally:
            shutil.rmtree(base)
    if TABLE:
        for (case, kind), results in tally.items():
            print("| %s | %s | %s |" % (case, kind, ", ".join("%d %s" % (n, r) for r, n in results.items())))
    print("\n".join(problems))
    print("%d faults, %d problems" % (sum(sum(c.values()) for c in tally.values()), len(problems)))
    return 1 if problems else 0


sys.exit(main())
