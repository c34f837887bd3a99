#!/usr/bin/env python3
"""Are the rules tested? Turns over one condition after the other in the code that decides, and sees whether a test fails.

mutate.py FOLDER [--sample N] [--seed S] [--jobs J] [--only TEXT] [--among FILE] [--list]

FOLDER is for a copy of the sources with all mutants in it (schemata.py says how) and its build; both are kept for the next run.
A mutant is shown to the unit tests, to the goldens and transcripts, and to the recorded cases; the first that fails ends it.
--only takes mutants whose file or code holds TEXT, --among those that the output of an earlier run names.
A mutant that nothing notices is a survivor: a test is missing, or the code is dead, or it changes nothing that can be seen.
Exits with 1 where there are any. For developers; not part of CI, but its self-test is.
"""
import argparse
import collections
import concurrent.futures
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys

import judges
import schemata

ROOT = pathlib.Path(__file__).resolve().parents[2]
DECIDES = ["lib/validate", "lib/resolve", "lib/defaults"]
CMAKE = ["-G", "Ninja", "-DCMAKE_BUILD_TYPE=None", "-DCMAKE_CXX_FLAGS=-O1 -w", "-DFEASTCTL_STATIC=ON"]
TARGETS = ["unit_tests", "feastctl", "recorded_answers"]


def is_newer(source, target):
    return not target.exists() or source.stat().st_mtime_ns != target.stat().st_mtime_ns


def plant(folder):
    """Copies the sources, and gives the files that decide, with their mutants."""
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, check=True, capture_output=True, text=True)
    files = []
    for name in sorted(listed.stdout.splitlines()):
        source, target = ROOT / name, folder / "source" / name
        if not source.exists():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        if name.endswith(".cpp") and name.startswith(tuple(d + "/" for d in DECIDES)):
            files.append(schemata.File(name, source.read_text(), 1000 * len(files)).collect())
        elif is_newer(source, target):
            shutil.copy2(source, target)
    (folder / "source/lib/mutation.hpp").write_text(schemata.HEADER)
    return files


def write(folder, files, leave_out):
    for file in files:
        target, text = folder / "source" / file.name, file.mutated(leave_out)
        if not target.exists() or target.read_text() != text:
            target.write_text(text)


def mutants_near(text, line):
    """The mutants that stand on a line of the written text, or just before it."""
    near = "\n".join(text[max(0, line - 3):line + 1])
    return {int(number) for number in re.findall(r"mutation::\w+\((\d+)", near)}


def build(folder, files, jobs):
    """Builds the tests with all mutants, and gives those that the compiler does not take."""
    leave_out, tree = set(), folder / "build"
    for _ in range(12):
        write(folder, files, leave_out)
        subprocess.run(["cmake", "-S", folder / "source", "-B", tree, *CMAKE], check=True, stdout=subprocess.DEVNULL)
        made = subprocess.run(["cmake", "--build", tree, "-j", str(jobs), "--target", *TARGETS, "--", "-k", "0"],
                              text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if made.returncode == 0:
            return leave_out
        before = len(leave_out)
        for name, line in set(re.findall(r"^\S*?/source/(lib/\S+?):(\d+):\d+: +(?:error|required)", made.stdout, re.M)):
            leave_out |= mutants_near((folder / "source" / name).read_text().split("\n"), int(line))
        if len(leave_out) == before:
            sys.exit(made.stdout[-4000:])
    sys.exit("the mutants do not compile")


def wanted(files, leave_out, options):
    mutants = [m for f in files for m in f.mutants if m[0] not in leave_out and (options.only in m[1] or options.only in m[4])]
    if options.among:
        named = {re.sub(r"^.*? \d+ (\S+?):\d+ ", r"\1 ", line) for line in options.among.read_text().splitlines()}
        mutants = [m for m in mutants if "%s %s: %s" % (m[1], m[3], m[4]) in named]
    if options.sample and options.sample < len(mutants):
        mutants = sorted(random.Random(options.seed).sample(mutants, options.sample))
    return mutants


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--sample", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--only", default="")
    parser.add_argument("--among", type=pathlib.Path)
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    files = plant(options.folder)
    leave_out = set() if options.list else build(options.folder, files, options.jobs)
    mutants = wanted(files, leave_out, options)
    if options.list:
        print("\n".join("%d %s:%d %s: %s" % m for m in mutants))
        return 0
    court = list(judges.all_of(options.folder.resolve()))
    for name, passes in court:
        if not passes(-1):
            sys.exit("%s: a failure without a mutant" % name)

    def try_out(mutant):
        return next((name for name, passes in court if not passes(mutant[0])), None)
    counts = collections.Counter()
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for mutant, seen in zip(mutants, pool.map(try_out, mutants)):
            counts[seen] += 1
            if seen != court[0][0]:
                print("%s %d %s:%d %s: %s" % ("SURVIVED" if seen is None else "only " + seen, *mutant), flush=True)
    print("%d mutants (%d more do not compile): %s; %d survived" % (
        len(mutants), len(leave_out), ", ".join("%d seen by %s" % (n, s) for s, n in counts.items() if s), counts[None]))
    return 1 if counts[None] else 0


if __name__ == "__main__":
    sys.exit(main())
