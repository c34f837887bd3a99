#!/usr/bin/env python3
"""Runs all recorded cases in one process, for builds with sanitizers or coverage, where a process per case takes too long.

answers.py RECORDED_ANSWERS     fails unless it answers every case and ends well; whether an answer is right is judge.py's business

mutate.py imports `answerable` and `pack`.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "recorded"))
import recorded  # noqa: E402


def answerable():
    """(layer, case as recorded_answers reads it) of all; `whole` cases count with their objects."""
    for layer in recorded.conformance():
        for case in recorded.cases(layer):
            yield layer, {**{k: case[k] for k in ("case", "args", "input")}, "whole": "objects" in case}


def pack(cases, file):
    """Writes the cases as recorded_answers reads them."""
    file.write_text("".join(json.dumps(case) + "\n" for _, case in cases))


def main():
    cases = list(answerable())
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "recorded.jsonl"
        pack(cases, file)
        done = subprocess.run([sys.argv[1], file], stdout=subprocess.PIPE, text=True)
    answers = done.stdout.count("\n")
    print("%d of %d recorded cases answered, exit status %d" % (answers, len(cases), done.returncode))
    return 0 if done.returncode == 0 and answers == len(cases) else 1


if __name__ == "__main__":
    sys.exit(main())
