#!/usr/bin/env python3
"""unreached.py ROOT FOLDER < EXPORT: from llvm-cov's JSON, the lines that no test reaches, and the conditions that are only ever
true or only ever false in lines that are reached, with their text."""
import collections
import os
import sys

import export


def unreached_lines(segments, text):
    """A segment is (line, column, count, has a count, begins a region, is a gap). Lines that only a count of 0 touches."""
    touched = collections.defaultdict(list)
    for (line, column, count, counted, _, gap), (end, end_column, *_) in zip(segments, segments[1:]):
        if not counted or gap:
            continue
        for number in range(line, end + 1):
            begin = column - 1 if number == line else 0
            piece = text[number - 1][begin:end_column - 1 if number == end else None]
            if piece.strip(" ;{})"):
                touched[number].append(count)
    return {number for number, counts in touched.items() if not any(counts)}


def one_sided(branches, text):
    """A branch is (line, column, last line, last column, times true, times false, …), one for each copy of a template."""
    sides = collections.Counter()
    for line, column, end, end_column, yes, no, *_ in branches:
        sides[(line, column, end, end_column), True] += yes
        sides[(line, column, end, end_column), False] += no
    for place in sorted({place for place, _ in sides}):
        line, column, end, end_column = place
        condition = text[line - 1][column - 1:end_column - 1 if end == line else None].strip()
        seen = [side for side in (True, False) if sides[place, side]]
        if len(seen) == 1:
            yield line, "never %s: %s" % ("false" if seen[0] else "true", condition)


root, top = sys.argv[1:3]
for name, file in export.files(sys.stdin, root, top):
    with open(os.path.join(root, name)) as source:
        text = source.read().splitlines()
    found = [(number, text[number - 1].strip()) for number in unreached_lines(file["segments"], text)]
    for line, what in sorted(found + list(one_sided(file["branches"], text))):
        print("%s:%d: %s" % (name, line, what))
