#!/usr/bin/env python3
"""Measures a simulated day of one store, from the start of the process to its end.

    cmake --preset release && cmake --build --preset release
    tests/bench/simulate.py build/release/feastctl

The numbers are the best of some repetitions, in wall milliseconds, beside those of an empty process and of rendering
the store. The status is 1 when a day takes longer than --limit.
"""
import argparse
import pathlib
import sys
import tempfile

from bench import Tools

STORE = pathlib.Path(__file__).resolve().parents[2] / "examples/hpa/store.yaml"
DAY = ["--load", "day:base=50,peak=900", "--cpu-per-request=2m"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("feastctl", type=pathlib.Path)
    parser.add_argument("--limit", type=float, default=10, help="milliseconds that a day may take")
    args = parser.parse_args()
    feastctl = args.feastctl.resolve()
    with tempfile.TemporaryDirectory() as folder:
        tools = Tools(pathlib.Path(folder))
        runs = {"an empty process": [tools.path("empty")],
                "render": [feastctl, "render", "-q", STORE],
                "simulate a day, table": [feastctl, "simulate", "-q", STORE, *DAY],
                "simulate a day, JSON": [feastctl, "simulate", "-q", STORE, *DAY, "-o", "json"],
                "simulate a day, page": [feastctl, "simulate", "-q", STORE, *DAY, "-o", "html"]}
        print("| what | wall ms | peak MB |\n|---|---|---|")
        slowest = 0.0
        for what, command in runs.items():
            wall, _, peak = tools.measure(command, 50)
            slowest = max(slowest, 1000 * wall) if "day" in what else slowest
            print(f"| {what} | {1000 * wall:.1f} | {peak:.1f} |", flush=True)
    return 1 if slowest > args.limit else 0


if __name__ == "__main__":
    sys.exit(main())
