#!/usr/bin/env python3
"""The mutants of a small file are those that one would write by hand, and each of them shows when it runs."""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import schemata

SOURCE = """#include <cstdio>
static void say(const char* word) { std::puts(word); }
static bool small(int n) { return n < 3; }
int main() {
  const int n = 3;
  if (const int m = n; m > 2 && !small(n)) {
    say("large; \\"if (x)\\"");  // if (nobody) looks here
  }
  if (n == 3 &&
      small(2)) say("three");
}
"""
EXPECTED = {  # what is printed instead of both lines
    ("negate", "n < 3"): [], ("boundary", "n < 3"): ["three"], ("negate", "m > 2 && !small(n)"): ["three"],
    ("negate", "m > 2"): ["three"], ("boundary", "m > 2"): None, ("negate", "!small(n)"): ["three"],
    ("negate", "n == 3 && small(2)"): ["large"], ("negate", "n == 3"): ["large"], ("negate", "small(2)"): ["large"],
    ("drop", 'say("large; \\"if (x)\\"")'): ["three"], ("drop", 'say("three")'): ["large"],
    ("drop", "std::puts(word)"): []}


def main():
    compiler = shutil.which("c++")
    if not compiler:
        print("SKIPPED: no compiler")
        return 77
    file = schemata.File("small.cpp", SOURCE, 0).collect()
    found = {(what, code): number for number, _, _, what, code in file.mutants}
    problems = ["not made: %s %s" % m for m in EXPECTED if m not in found] + ["made: %s %s" % m for m in found if m not in EXPECTED]
    with tempfile.TemporaryDirectory() as folder:
        place = pathlib.Path(folder)
        (place / "mutation.hpp").write_text(schemata.HEADER)
        (place / "small.cpp").write_text(file.mutated(set()))
        subprocess.run([compiler, "-std=c++20", "-I", folder, "-o", place / "small", place / "small.cpp"], check=True)
        for mutant, number in [(None, -1), *found.items()]:
            out = subprocess.run([place / "small"], env=dict(os.environ, FEASTCTL_MUTANT=str(number)), capture_output=True, text=True).stdout
            words = [line.split(";")[0] for line in out.split("\n") if line]
            wanted = EXPECTED.get(mutant) if mutant else None
            if words != (["large", "three"] if wanted is None else wanted):
                problems.append("%s prints %s" % (mutant, words))
    print("\n".join(problems))
    print("%d mutants, %d problems" % (len(found), len(problems)))
    return 1 if problems else 0


sys.exit(main())
