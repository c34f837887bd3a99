#!/usr/bin/env python3
"""Measures the language server: keystrokes in a file with many stores, each answered with all findings in the file.

    cmake --preset release && cmake --build --preset release
    tests/bench/lsp.py build/release/feastctl

A keystroke is a notification with one inserted or deleted character at a random place; the time runs until the findings
of that version have been read. Prints milliseconds, and the server's CPU time, which other load on the machine affects
less.
"""
import argparse
import os
import pathlib
import random
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "lsp"))
import fleet  # noqa: E402
from client import Client  # noqa: E402


def cpu_of(client):
    fields = pathlib.Path(f"/proc/{client.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def keystrokes(client, name, text, places, rng):
    """The seconds that each keystroke takes: words are typed and removed again."""
    lines = text.split("\n")
    for _ in range(places):
        line = rng.randrange(len(lines))
        column = rng.randrange(len(lines[line]) + 1)
        word = rng.choice(("re", "a: ", "# x", "- b"))
        edits = [((line, column + i), (line, column + i), letter) for i, letter in enumerate(word)]
        edits += [((line, column + i), (line, column + i + 1), "") for i in reversed(range(len(word)))]
        for edit in edits:
            begin = time.perf_counter()
            client.change(name, edit)
            client.diagnostics(name)
            yield time.perf_counter() - begin


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("feastctl", type=lambda path: pathlib.Path(path).resolve())
    parser.add_argument("--stores", type=int, nargs="+", default=[1, 10, 100, 1000])
    parser.add_argument("--places", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    print("| stores | findings | median ms | 95 % ms | CPU ms |\n|---|---|---|---|---|")
    for stores in args.stores:
        with tempfile.TemporaryDirectory() as folder, Client(args.feastctl) as client:
            path = pathlib.Path(folder).resolve() / "fleet.yaml"
            with open(path, "w") as file:
                fleet.write(stores, args.seed, file)
            client.initialize(folder)
            name = client.open(path)
            findings = len(client.diagnostics(name))
            before = cpu_of(client)
            times = sorted(keystrokes(client, name, path.read_text(), args.places, random.Random(args.seed)))
            cpu = (cpu_of(client) - before) / len(times)
            print("| %d | %d | %.2f | %.2f | %.2f |" % (stores, findings, 1e3 * times[len(times) // 2], 1e3 * times[len(times) * 95 // 100], 1e3 * cpu))


if __name__ == "__main__":
    main()
