#!/usr/bin/env python3
"""What feastctl says about inputs as strangers wrote them: a run for each line of expect.tsv, which tells the form of a line.

field_test.py FEASTCTL
"""
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
FINDING = re.compile(r"(?m)^(?=(?:\S+:\d+:\d+: )?(?:error|warning|note)\[FS\d+\])")


def said(pattern, output):
    of = re.match(r"(warning|error): (.*)", pattern)
    if not of:
        return re.search(pattern, output, re.I | re.M) is not None
    heads = (text for text in FINDING.split(output) if re.search(r"\b%s\[FS" % of[1], text.split("\n")[0]))
    return any(re.search(of[2], text, re.I) for text in heads)


def shortfalls(feastctl, arguments, status, must, must_not):
    p = subprocess.run([feastctl, *arguments.split()], cwd=HERE / "inputs", capture_output=True, stdin=subprocess.DEVNULL,
                       timeout=120)
    output = (p.stdout + b"\n" + p.stderr).decode("utf-8", "replace")
    if p.returncode not in (0, 1, 2, 3) or (status and p.returncode != int(status)):
        yield "the exit status is %d, not %s" % (p.returncode, status or "0 to 3")
    for pattern in filter(None, must.split(";;")):
        if not said(pattern, output):
            yield "it lacks /%s/" % pattern
    for pattern in filter(None, must_not.split(";;")):
        if said(pattern, output):
            yield "it says /%s/" % pattern


def cases():
    for number, line in enumerate((HERE / "expect.tsv").read_text().splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            columns = [column.strip() for column in re.split(r"\s\|(?=\s|$)", line)]
            yield number, columns + [""] * (5 - len(columns))


def main():
    feastctl = str(pathlib.Path(sys.argv[1]).resolve())
    failed = waiting = passed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        answers = pool.map(lambda case: (*case, list(shortfalls(feastctl, *case[1][:4]))), cases())
    for number, columns, wrong in answers:
        not_yet = columns[4]
        if not_yet and wrong:
            waiting += 1
            print("not yet (%s): feastctl %s" % (not_yet, columns[0]))
        elif not_yet:
            failed += 1
            print("FAIL expect.tsv:%d: feastctl %s: it does what is expected; remove %r" % (number, columns[0], not_yet))
        elif wrong:
            failed += 1
            print("FAIL expect.tsv:%d: feastctl %s: %s" % (number, columns[0], "; ".join(wrong)))
        else:
            passed += 1
    print("%d passed, %d not yet, %d failed" % (passed, waiting, failed))
    return 1 if failed or passed == 0 else 0


sys.exit(main())
