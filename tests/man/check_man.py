#!/usr/bin/env python3
"""Holds the manual to the program, in both directions: commands, options, choices, defaults and exit statuses.

check_man.py FEASTCTL ROOT      exits with 77 when mandoc is not here (all the rest is checked nevertheless)

To add a command: write man/feastctl-NAME.1 (a copy of another one), list it in feastctl.1 under DESCRIPTION and SEE ALSO. A command
that takes the reading options says so by `.Sx READING OPTIONS`, and documents only what it has besides.
To add an option: an `.It Fl` line with its short form, its long form, and its choices as `Cm a | b`.
"""
import pathlib
import re
import shutil
import subprocess
import sys

EXE, ROOT = sys.argv[1], pathlib.Path(sys.argv[2])
MAN = ROOT / "man"


def help_of(*command):
    return subprocess.run([EXE, *command, "--help"], capture_output=True, text=True, check=True).stdout


def options_in_help(text):
    """Every option's spellings -> its choices."""
    options = {}
    for line in text.splitlines():
        m = re.match(r"  (-\S+)( [^ {]*(?:\{([^}]*)\})?(?:=(\S+))?)?(?: |$)", line)
        if m:
            options[frozenset(m.group(1).split(","))] = tuple((m.group(3) or "").split(",")) if m.group(3) else ()
    return options


def options_in_page(text):
    options = {}
    for line in text.splitlines():
        if not line.startswith(".It Fl "):
            continue
        spellings = frozenset("-" + name for name in re.findall(r"Fl (\S+)", line))
        choices = re.search(r"Cm (.*)", line)
        options[spellings] = tuple(choices.group(1).split(" | ")) if choices else ()
    return options


def section(text, title):
    m = re.search(r"^\.Sh %s\n(.*?)(?=^\.Sh |\Z)" % re.escape(title), text, re.M | re.S)
    return m.group(1) if m else ""


def commands_in_help(text):
    return set(re.findall(r"^  (\S+)", text.split("Subcommands:")[1].strip("\n").split("\n\n")[0], re.M))


def statuses(text):
    return set(re.findall(r"^\.It (\d)$", section(text, "EXIT STATUS"), re.M))


def compare(where, said, true, what):
    for missing in sorted(map(str, true - said)):
        yield "%s: does not name the %s %s" % (where, what, missing)
    for extra in sorted(map(str, said - true)):
        yield "%s: names the %s %s, which there is not" % (where, what, extra)


def spelled(options):
    return {", ".join(sorted(s, key=len)) + (" " + "|".join(c) if c else "") for s, c in options.items()}


def problems():
    main = (MAN / "feastctl.1").read_text()
    reading = options_in_page(section(main, "READING OPTIONS"))
    commands = commands_in_help(help_of())
    yield from compare("feastctl.1", set(re.findall(r"^\.It Ic (\S+)$", main, re.M)), commands, "command")
    yield from compare("feastctl.1", spelled(options_in_page(section(main, "DESCRIPTION"))), spelled(options_in_help(help_of())),
                       "option")
    pages = {p.stem.removeprefix("feastctl-") for p in MAN.glob("feastctl-*.1")}
    yield from compare("man/", pages, commands, "page of")

    header = (ROOT / "cli" / "exit_code.hpp").read_text()
    codes = set(re.findall(r"^\s*k\w+ = (\d)", header, re.M))
    yield from compare("feastctl.1", statuses(main), codes, "exit status")
    for name in sorted(pages & commands):
        page = (MAN / ("feastctl-%s.1" % name)).read_text()
        documented = options_in_page(page)
        if ".Sx READING OPTIONS" in page:
            documented |= reading
        yield from compare("feastctl-%s.1" % name, spelled(documented), spelled(options_in_help(help_of(name))), "option")
        for code in sorted(statuses(page) - codes):
            yield "feastctl-%s.1: there is no exit status %s" % (name, code)
        if "0" not in statuses(page):
            yield "feastctl-%s.1: no exit statuses" % name


def lint(mandoc):
    """What mandoc dislikes; whether a page refers to one that is not installed depends on the machine, so we look ourselves."""
    names = {p.stem for p in MAN.glob("*.1")}
    for path in sorted(MAN.glob("*.1")):
        for other in sorted(set(re.findall(r"^\.Xr (\S+)", path.read_text(), re.M)) - names):
            yield "%s: there is no page %s" % (path.name, other)
        if mandoc:
            p = subprocess.run([mandoc, "-T", "lint", path], capture_output=True, text=True)
            yield from (line for line in (p.stdout + p.stderr).splitlines() if "referenced manual not found" not in line)


mandoc = shutil.which("mandoc")
found = [*problems(), *lint(mandoc)]
print("\n".join(found))
print("%d pages, %d problems%s" % (len(list(MAN.glob("*.1"))), len(found), "" if mandoc else "; mandoc is not here"))
sys.exit(1 if found else 0 if mandoc else 77)
