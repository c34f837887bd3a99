#!/usr/bin/env python3
"""table.py ROOT FOLDER < EXPORT: llvm-cov's JSON as a table with a row a folder in FOLDER of ROOT."""
import collections
import os
import sys

import export

KINDS = ("lines", "functions", "branches")
root, top = sys.argv[1:3]
rows = collections.defaultdict(collections.Counter)
for path, file in export.files(sys.stdin, root, top):
    for row in (os.path.dirname(path), "all"):
        for kind in KINDS:
            rows[row][kind] += file["summary"][kind]["count"]
            rows[row][kind + " reached"] += file["summary"][kind]["covered"]

print("%-26s %20s %20s %20s" % (("folder",) + KINDS))
for folder in sorted(set(rows) - {"all"}) + ["all"]:
    cells = []
    for kind in KINDS:
        count, reached = rows[folder][kind], rows[folder][kind + " reached"]
        cells.append("%5d/%5d %6.1f%%" % (reached, count, 100 * reached / count if count else 100))
    print("%-26s %20s %20s %20s" % (folder, *cells))
