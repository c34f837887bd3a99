#!/usr/bin/env python3
"""Guards the hot path: counts the instructions of some runs and compares them with instructions.json.

    tests/bench/instructions_test.py build/ci/feastctl             fails if a run takes far more than the recorded figure
    tests/bench/instructions_test.py build/ci/feastctl --update    records new figures, after a change that is worth them

Times depend on the machine and its load; instructions hardly do. The bound is generous, because compilers and C libraries differ:
what fails here is work done twice, a slow path taken always, a table searched entry by entry. The figures are millions of
instructions of a build with the preset ci, counted by valgrind; without valgrind, the test is skipped.
"""

import argparse
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import fleet

FIGURES = pathlib.Path(__file__).with_name("instructions.json")
MOST = 1.25  # times the figure
LEAST = 0.75  # below, the figure is out of date and guards little
SKIPPED = 77
SEED = 5


def run_of(name):
    """The arguments and the number of stores of a run: `render, 100 stores`."""
    command, stores = re.fullmatch(r"(\w+), (\d+) stores?", name).groups()
    return [command, "--jobs=1"], int(stores)


def count(feastctl, arguments):
    """Millions of instructions."""
    valgrind = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"]
    done = subprocess.run([*valgrind, feastctl, *arguments], capture_output=True, text=True, check=False)
    found = re.search(r"I\s+refs:\s+([\d,]+)", done.stderr)
    if done.returncode != 0 or found is None:
        sys.exit(f"{' '.join(map(str, arguments))}: status {done.returncode}\n{done.stderr[-2000:]}")
    return int(found.group(1).replace(",", "")) / 1e6


def measure(feastctl, names):
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            arguments, stores = run_of(name)
            stream = pathlib.Path(folder) / f"{stores}.yaml"
            with open(stream, "w") as file:
                fleet.write(stores, SEED, file)
            yield name, count(feastctl, [*arguments, stream])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("feastctl", type=pathlib.Path)
    parser.add_argument("--update", action="store_true", help="write the figures")
    args = parser.parse_args()
    if shutil.which("valgrind") is None:
        print("skipped: valgrind is not installed")
        return SKIPPED
    figures = json.loads(FIGURES.read_text())
    measured = dict(measure(args.feastctl.resolve(), figures))
    if args.update:
        FIGURES.write_text(json.dumps({name: round(found, 2) for name, found in measured.items()}, indent=2) + "\n")
        return 0
    failed = False
    for name, found in measured.items():
        ratio = found / figures[name]
        remark = "too many" if ratio > MOST else "fewer than recorded: use --update" if ratio < LEAST else ""
        failed |= ratio > MOST
        print(f"{name}: {found:.2f} million instructions, {ratio:.2f} times the figure {remark}".rstrip())
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
