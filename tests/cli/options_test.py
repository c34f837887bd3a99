#!/usr/bin/env python3
"""Each option that help lists is taken by the command, with each value that help lists, and none but these. options_test.py FEASTCTL

The table of options (lib/options) and the variables that commands declare by its names (cli/declare.hpp) could differ.
"""
import re
import subprocess
import sys

EXE = sys.argv[1]
STORE = "apiVersion: feast.dev/v1\nkind: FeatureStore\nmetadata: {name: a}\nspec: {feastProject: a}\n"
REFUSED = ("unknown option", "unexpected argument", "is not one of", "needs a value", "internal error")


def run(*words):
    return subprocess.run([EXE, *words], input=STORE, capture_output=True, text=True, timeout=60)


def commands(*above):
    text = run(*above, "--help").stdout
    if "\nCommands:\n" in text:
        for name in re.findall(r"^  (\S+)", text.split("\nCommands:\n")[1].split("\n\n")[0], re.M):
            yield (*above, name)
            yield from commands(*above, name)


def options(command):
    """Spelling, whether it takes a value, the values."""
    text = run(*command, "--help").stdout
    for letter, name, value, about in re.findall(r"^  (?:-(\w), |    )(--[a-z-]+)(\[?=\S+)?(.*(?:\n {30}.*)*)", text, re.M):
        limits = re.search(r"\[((?:(?!default)[^]=;:])+)(; default: [^]]*)?\]$", " ".join(about.split()))
        yield letter, name, value, limits.group(1).split(", ") if limits else ()


def problems():
    for command in commands():
        for letter, name, value, choices in options(command):
            if name in ("--help", "--output-dir", "--output-file", "--write"):  # these write, or do nothing
                continue
            words = [name] if not value or value.startswith("[") else [name + "=" + c for c in choices or ("1",)]
            if letter:
                words += ["-" + letter] if not value else ["-" + letter + " " + c for c in choices or ("1",)]
            for word in words:
                needed = ["--against", "-"] if command == ("diff",) and name != "--against" else []
                said = run(*command, *word.split(" "), *needed).stderr
                if any(part in said for part in REFUSED):
                    yield "feastctl %s %s: %s" % (" ".join(command), word, said.splitlines()[0])
            if choices and "is not one of" not in run(*command, name + "=no-such-value").stderr:
                yield "feastctl %s %s takes any value" % (" ".join(command), name)


found = list(problems())
print("\n".join(found))
print("%d problems" % len(found))
sys.exit(1 if found else 0)
