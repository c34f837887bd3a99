#!/usr/bin/env python3
"""Guards the order of the code: what one store needs must be together in the program (cmake/order.cmake says why).

    tests/bench/order.py build/ci                          fails if a run with one store needs too many windows of code
    tests/bench/order.py build/ci build/release --update   writes cmake/order.ld, from what runs in these builds

Needs valgrind, which traces the runs; without it, the test is skipped. The release build must not be stripped for --update:
configure it with -DCMAKE_EXE_LINKER_FLAGS_RELEASE=. Names of both builds are needed, since they inline differently.
"""

import argparse
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import fleet

SOURCES = pathlib.Path(__file__).resolve().parent.parent.parent
ORDER = SOURCES / "cmake/order.ld"
WINDOW = 1 << 16
MOST = 30  # windows of code; 20 when the order was written, and 65 without it
SKIPPED = 77
SEED = 1
# A function of which the C library has variants; another processor runs another one.
VARIANT = re.compile(r"\.text\.(avx|evex|sse)")


def sections(build):
    """The sections of code in the program: (address, size, name, file), by address."""
    text = (build / "cli/feastctl.map").read_text(errors="replace")
    rows = re.findall(r"^ (\.text\S*)\s+0x([0-9a-f]+)\s+0x([0-9a-f]+)\s+(\S.*)$", text, re.MULTILINE)
    found = ((int(address, 16), int(size, 16), name, file) for name, address, size, file in rows)
    return sorted(section for section in found if section[0] and section[1])


def entry(program):
    """The address at which the program starts, as linked."""
    header = subprocess.run(["readelf", "-h", program], check=True, capture_output=True, text=True).stdout
    return int(re.search(r"Entry point address:\s+0x([0-9a-f]+)", header)[1], 16)


def executed(program, command, store):
    """The addresses, as linked, of all instructions of a run."""
    trace = subprocess.run(["valgrind", "--tool=lackey", "--trace-mem=yes", "--log-fd=2", program, command, "-q", store],
                           check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True).stderr
    addresses = [int(line, 16) for line in re.findall(r"^I  ([0-9a-f]+),", trace, re.MULTILINE)]
    base = addresses[0] - entry(program)
    return {address - base for address in addresses}


def runs(build):
    with tempfile.TemporaryDirectory() as folder:
        store = pathlib.Path(folder, "store.yaml")
        with open(store, "w") as file:
            fleet.write(1, SEED, file)
        for command in ("validate", "render"):
            yield command, executed(build / "feastctl", command, store)


def pattern(name, file):
    """What the linker calls the section, or nothing if it is not worth a name."""
    if not re.fullmatch(r"\.text(\.hot|\.startup|\.unlikely)?", name) and not VARIANT.match(name):
        return f"*({name})"
    member = re.fullmatch(r".*/(lib[\w.+-]+\.a)\((.*)\)", file)
    if member is None:
        return None
    if VARIANT.match(name):
        return f"*{member[1]}:{member[2].partition('-')[0]}-*.o(.text.*)"
    return f"*{member[1]}:{member[2]}({name})"


def used(build):
    """The patterns of all sections of which an instruction runs."""
    addresses = sorted(set().union(*(found for _, found in runs(build))))
    at = 0
    for begin, size, name, file in sections(build):
        while at < len(addresses) and addresses[at] < begin:
            at += 1
        if at < len(addresses) and addresses[at] < begin + size:
            yield pattern(name, file)


def update(builds):
    patterns = sorted({found for build in builds for found in used(build)} - {None})
    ORDER.write_text("/* Written by tests/bench/order.py: the code that runs for one store, see cmake/order.cmake. */\n"
                     "SECTIONS {\n  .text.one_store : {\n    " + "\n    ".join(patterns) + "\n  }\n} INSERT BEFORE .text;\n")
    print(f"{len(patterns)} names")


def check(build):
    failed = False
    for command, addresses in runs(build):
        windows = len({address // WINDOW for address in addresses})
        failed |= windows > MOST
        print(f"{command}, 1 store: {windows} windows of code{f', more than {MOST}: use --update' if windows > MOST else ''}")
    return 1 if failed else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("builds", type=pathlib.Path, nargs="+")
    parser.add_argument("--update", action="store_true", help="write cmake/order.ld")
    args = parser.parse_args()
    if shutil.which("valgrind") is None:
        print("skipped: valgrind is not installed")
        return SKIPPED
    return update(args.builds) if args.update else max(map(check, args.builds))


if __name__ == "__main__":
    sys.exit(main())
