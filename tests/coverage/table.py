#!/usr/bin/env python3
"""table.py SUMMARY ROOT: llvm-cov's JSON summary as a table with a row a folder of ROOT."""
import collections
import json
import pathlib
import sys

KINDS = ("lines", "functions", "branches")
rows = collections.defaultdict(lambda: collections.Counter())
for file in json.load(open(sys.argv[1]))["data"][0]["files"]:
    path = pathlib.Path(file["filename"])
    if not path.is_relative_to(sys.argv[2]):
        continue
    folder = str(path.parent.relative_to(sys.argv[2]))
    for kind in KINDS:
        for row in (folder, "all"):
            rows[row][kind] += file["summary"][kind]["count"]
            rows[row][kind + " reached"] += file["summary"][kind]["covered"]

print("%-24s %20s %20s %20s" % (("folder",) + KINDS))
for folder in sorted(set(rows) - {"all"}) + ["all"]:
    cells = []
    for kind in KINDS:
        count, reached = rows[folder][kind], rows[folder][kind + " reached"]
        cells.append("%5d/%5d %6.1f%%" % (reached, count, 100 * reached / count if count else 100))
    print("%-24s %20s %20s %20s" % (folder, *cells))
