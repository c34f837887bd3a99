#!/usr/bin/env python3
"""Are the rules tested? Turns over one condition after the other in the code that decides, and sees whether a test fails.

mutate.py FOLDER [--sample N] [--seed S] [--jobs J] [--conformance DIR] [--only TEXT] [--list]

FOLDER is for a copy of the sources with all mutants in it (schemata.py says how) and its build; both are kept for the next run.
--conformance names the folder of the recorded cases: mutants that no unit test sees are shown to those of cases/hand as well.
--only takes mutants whose file or code holds TEXT. A mutant that nothing notices is a survivor: a test is missing, or the code is
dead, or it changes nothing that can be seen. Exits with 1 where there are any. For developers; not part of CI, but its self-test is.
"""
import argparse
import concurrent.futures
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys

import schemata

ROOT = pathlib.Path(__file__).resolve().parents[2]
DECIDES = ["lib/validate", "lib/resolve", "lib/defaults"]
CMAKE = ["-G", "Ninja", "-DCMAKE_BUILD_TYPE=None", "-DCMAKE_CXX_FLAGS=-O0 -w", "-DFEASTCTL_STATIC=ON"]


def plant(folder):
    """Copies the sources, and gives the files that decide, with their mutants."""
    for part in ("CMakeLists.txt", "lib", "cli", "man", "schemas", "templates", "examples", "tests"):
        source, target = ROOT / part, folder / "source" / part
        if source.is_dir():
            shutil.copytree(source, target, dirs_exist_ok=True, ignore=lambda d, names: {"mutation"} & set(names))
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)
    (folder / "source/lib/mutation.hpp").write_text(schemata.HEADER)
    files, number = [], 0
    for part in DECIDES:
        for path in sorted((ROOT / part).rglob("*.cpp")):
            files.append(schemata.File(str(path.relative_to(ROOT)), path.read_text(), number).collect())
            number = files[-1].next
    return files


def write(folder, files, leave_out):
    for file in files:
        target, text = folder / "source" / file.name, file.mutated(leave_out)
        if not target.exists() or target.read_text() != text:
            target.write_text(text)


def line_of(text, line, files, name):
    """The mutants that stand on a line of the written text, or just before it."""
    numbers = set()
    for at in range(max(0, line - 3), min(len(text), line + 1)):
        numbers |= {int(n) for n in re.findall(r"mutation::\w+\((\d+)", text[at])}
    return numbers


def build(folder, files, jobs):
    leave_out = set()
    for _ in range(12):
        write(folder, files, leave_out)
        tree = folder / "build"
        subprocess.run(["cmake", "-S", folder / "source", "-B", tree, *CMAKE], check=True, stdout=subprocess.DEVNULL)
        made = subprocess.run(["cmake", "--build", tree, "-j", str(jobs), "--target", "unit_tests", "feastctl", "--", "-k", "0"],
                              text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if made.returncode == 0:
            return leave_out
        before = len(leave_out)
        for name, line in set(re.findall(r"^\S*?/source/(lib/\S+?):(\d+):\d+: +(?:error|required)", made.stdout, re.M)):
            leave_out |= line_of((folder / "source" / name).read_text().split("\n"), int(line), files, name)
        if len(leave_out) == before:
            sys.exit(made.stdout[-4000:])
    sys.exit("the mutants do not compile")


def passes(command, number, folder, timeout):
    environment = dict(os.environ, FEASTCTL_MUTANT=str(number))
    try:
        return subprocess.run(command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL, timeout=timeout).returncode == 0
    except subprocess.TimeoutExpired:
        return False


def judges(folder, conformance):
    tree = (folder / "build").resolve()
    unit, slow = [tree / "tests/unit_tests", "--abort-after=1"], "*wrong example has the code*,a validator of other people*"
    yield "unit", [*unit, "--test-case-exclude=" + slow]  # most are seen at once
    yield "unit", [*unit, "--test-case=" + slow]
    if conformance:
        yield "conformance", ["python3", conformance / "compare.py", "--feastctl", tree / "feastctl", "--cases",
                              conformance / "cases/hand"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--sample", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--conformance", type=pathlib.Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    files = plant(options.folder)
    leave_out = set() if options.list else build(options.folder, files, options.jobs)
    mutants = [m for f in files for m in f.mutants if m[0] not in leave_out and (options.only in m[1] or options.only in m[4])]
    if options.sample and options.sample < len(mutants):
        mutants = sorted(random.Random(options.seed).sample(mutants, options.sample))
    if options.list:
        print("\n".join("%d %s:%d %s: %s" % m for m in mutants))
        return 0
    found = list(judges(options.folder, options.conformance and options.conformance.resolve()))
    for name, command in found:
        if not passes(command, -1, options.folder, 600):
            sys.exit("the %s tests fail without a mutant" % name)

    def try_out(mutant):
        return next((name for name, command in found if not passes(command, mutant[0], options.folder, 120)), None)
    counts = {}
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for mutant, seen in zip(mutants, pool.map(try_out, mutants)):
            counts[seen] = counts.get(seen, 0) + 1
            if seen != "unit":
                print("%s %d %s:%d %s: %s" % ("SURVIVED" if seen is None else "only " + seen, *mutant), flush=True)
    print("%d mutants (%d more do not compile): %s; %d survived" % (
        len(mutants), len(leave_out), ", ".join("%d seen by %s" % (n, s) for s, n in counts.items() if s), counts.get(None, 0)))
    return 1 if counts.get(None) else 0


if __name__ == "__main__":
    sys.exit(main())
