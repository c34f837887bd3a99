#!/usr/bin/env python3
"""The recorded cases, for tests that read them, and for recorded_answers, which runs them all in one process.

recorded.py PROGRAM CONFORMANCE     runs it, and fails unless it answers every case and ends well: for builds with sanitizers
                                    or coverage, where a process a case takes too long. What it answers is compare.py's business.
"""
import json
import pathlib
import subprocess
import sys
import tempfile


def folders(conformance):
    """(folder, flags) of every case that is a folder."""
    for group in ("hand", "composed"):
        for folder in sorted((conformance / "cases" / group).iterdir()):
            args = folder / "args"
            yield folder, args.read_text().split() if args.exists() else []


def lines(conformance):
    """(file, its cases) of every file with a case a line."""
    for name in ("mutated.jsonl", "wild.jsonl", "garbled.jsonl"):
        file = conformance / name
        with file.open(encoding="utf-8") as text:
            yield file, [json.loads(line) for line in text]


def text_of(folder):
    """The input of a case that is a folder, with the line ends that it has."""
    return (folder / "input.yaml").read_bytes().decode()


def recorded_cases(conformance):
    """(how compare.py is told of it, case) of all; `whole` cases count with their objects."""
    for folder, args in folders(conformance):
        yield ["--cases", folder.parent], {"case": folder.name, "args": args, "input": text_of(folder),
                                           "whole": not (folder / "refused.yaml").exists()}
    for file, cases in lines(conformance):
        for case in cases:
            yield ["--lines", file], {**{k: case[k] for k in ("case", "args", "input")}, "whole": False}


def pack(cases, file):
    """Writes the cases as recorded_answers reads them."""
    file.write_text("".join(json.dumps(case) + "\n" for _, case in cases))


def main():
    program, conformance = sys.argv[1], pathlib.Path(sys.argv[2])
    cases = list(recorded_cases(conformance))
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "recorded.jsonl"
        pack(cases, file)
        done = subprocess.run([program, file], stdout=subprocess.PIPE, text=True)
    answers = done.stdout.count("\n")
    print("%d of %d recorded cases answered, exit status %d" % (answers, len(cases), done.returncode))
    return 0 if done.returncode == 0 and answers == len(cases) else 1


if __name__ == "__main__":
    sys.exit(main())
