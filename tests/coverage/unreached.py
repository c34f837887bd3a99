#!/usr/bin/env python3
"""unreached.py ROOT < LCOV: the lines that no test reaches, with their text."""
import pathlib
import sys

file, text = None, []
for line in sys.stdin:
    key, _, value = line.strip().partition(":")
    if key == "SF":
        file = pathlib.Path(value)
        text = file.read_text().splitlines() if file.is_file() else []
    elif key == "DA":
        number, count = value.split(",")[:2]
        if count == "0" and int(number) <= len(text):
            print("%s:%s: %s" % (file.relative_to(sys.argv[1]), number, text[int(number) - 1].strip()))
