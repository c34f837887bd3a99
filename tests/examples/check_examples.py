#!/usr/bin/env python3
"""Every example is what its README says: check_examples.py FEASTCTL ROOT

  - store.yaml validates with the flags of `args`, without errors or warnings (those of EXPECTED apart), and renders;
  - every command of the README runs, from the root of the repository, and one of them has exactly those flags;
  - the README of examples/ lists every folder.
"""
import os
import pathlib
import re
import subprocess
import sys

EXE, ROOT = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2])
EXPECTED = {"static-postgres-first-spelling": ["FS600"]}  # the warning is what the example is about


def run(*args):
    return subprocess.run([EXE, *args], cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60)


def commands(readme):
    return [line.split() for line in re.findall(r"^ {4,}feastctl (.*)$", readme, re.M)]


def check(folder):
    name = "examples/" + folder.name
    readme = (folder / "README.md").read_text()
    if not (folder / "store.yaml").exists():
        return
    flags = (folder / "args").read_text().split() if (folder / "args").exists() else []
    p = run("validate", "--output=text", *flags, name)
    said = re.findall(r"(?:error|warning)\[(FS\d+)\]", p.stderr)
    if p.returncode or said != EXPECTED.get(folder.name, []):
        yield "%s: validate has status %d and says:\n%s" % (name, p.returncode, p.stderr)
    for command in commands(readme):
        p = run(*command)
        if p.returncode or not p.stdout:
            yield "%s: `feastctl %s` has status %d and says:\n%s" % (name, " ".join(command), p.returncode, p.stderr)
    if not any(c[0] == "render" and set(flags) <= set(c) for c in commands(readme)):
        yield "%s: the README renders it without the flags of args" % name
    if folder.name not in readme.splitlines()[0]:
        yield "%s: the README's title is not its name" % name


folders = sorted(p for p in (ROOT / "examples").iterdir() if p.is_dir())
found = [problem for folder in folders for problem in check(folder)]
listed = set(re.findall(r"\]\(([\w-]+)\) \|", (ROOT / "examples" / "README.md").read_text()))
found += ["examples/README.md: %s is not in both the table and the folder" % n for n in sorted(listed ^ {p.name for p in folders})]
print("\n".join(found))
print("%d examples, %d problems" % (len(folders), len(found)))
sys.exit(1 if found else 0)
