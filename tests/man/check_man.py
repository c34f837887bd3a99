#!/usr/bin/env python3
"""Holds the manual, as built, to the program, in both directions: commands, options, choices and exit statuses.

check_man.py FEASTCTL ROOT PAGES      exits with 77 when mandoc is not here (all the rest is checked nevertheless)

To add a command: write man/feastctl-NAME.1.in (a copy of another one), and list it in feastctl.1.in under SEE ALSO.
"""
import pathlib
import re
import shutil
import subprocess
import sys

EXE, ROOT, MAN = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])


def help_of(*command):
    return subprocess.run([EXE, *command, "--help"], capture_output=True, text=True, check=True).stdout


def options_in_help(text):
    """Every option's spellings -> its choices."""
    options = {}
    for letter, name, about in re.findall(r"^  (?:(-\w), |    )(--[a-z-]+)(.*(?:\n {30}.*)*)", text, re.M):
        limits = re.search(r"\[((?:(?!default)[^]=;:])+)(; default: [^]]*)?\]$", " ".join(about.split()))
        options[frozenset(filter(None, (letter, name)))] = tuple(limits.group(1).split(", ")) if limits else ()
    return options


def options_in_page(text):
    options = {}
    for spelled, about in re.findall(r"^\.It (Fl .*)\n((?:(?!\.It Fl|\.Ss|\.Sh).*\n)*)", text, re.M):
        options[frozenset("-" + name for name in re.findall(r"Fl (\S+)", spelled))] = tuple(
            re.findall(r"^\.It Cm (\S+)$", about, re.M) or re.findall(r"^\.Cm (\S+) (?:,|or|\.)$", about.partition("One of\n")[2].partition("Default")[0], re.M))
    return options


def section(text, title):
    m = re.search(r"^\.Sh %s\n(.*?)(?=^\.Sh |\Z)" % re.escape(title), text, re.M | re.S)
    return m.group(1) if m else ""


def commands_in_help(text):
    return set(re.findall(r"^  (\S+)", text.split("Commands:")[1].strip("\n").split("\n\n")[0], re.M))


def statuses(text):
    return set(re.findall(r"^\.It (\d)$", section(text, "EXIT STATUS"), re.M))


def compare(where, said, true, what):
    for missing in sorted(map(str, true - said)):
        yield "%s: does not name the %s %s" % (where, what, missing)
    for extra in sorted(map(str, said - true)):
        yield "%s: names the %s %s, which there is not" % (where, what, extra)


def of_command(name):
    """The options of a command and of the commands below it."""
    text = help_of(name)
    options = options_in_help(text)
    for below in commands_in_help(text) if "Commands:" in text else ():
        options |= options_in_help(help_of(name, below))
    return options


def spelled(options):
    return {", ".join(sorted(s, key=len)) + (" " + "|".join(c) if c else "") for s, c in options.items()}


def problems():
    main = (MAN / "feastctl.1").read_text()
    commands = commands_in_help(help_of())
    yield from compare("feastctl.1", set(re.findall(r"^\.It Ic (\S+)$", main, re.M)), commands, "command")
    yield from compare("feastctl.1", spelled(options_in_page(section(main, "OPTIONS"))), spelled(options_in_help(help_of())),
                       "option")
    pages = {p.stem.removeprefix("feastctl-") for p in MAN.glob("feastctl-*.1")}
    yield from compare("man/", pages, commands, "page of")

    header = (ROOT / "cli" / "exit_code.hpp").read_text()
    codes = set(re.findall(r"^\s*k\w+ = (\d)", header, re.M))
    yield from compare("feastctl.1", statuses(main), codes, "exit status")
    for name in sorted(pages & commands):
        page = (MAN / ("feastctl-%s.1" % name)).read_text()
        documented = options_in_page(page)
        yield from compare("feastctl-%s.1" % name, spelled(documented), spelled(of_command(name)), "option")
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
        for line in re.findall(r"^\.Dl .* [].,:;)!?]$", path.read_text(), re.M):
            yield "%s: mandoc takes the last word of this line for punctuation: %s" % (path.name, line)
        if mandoc:
            p = subprocess.run([mandoc, "-T", "lint", path], capture_output=True, text=True)
            yield from (line for line in (p.stdout + p.stderr).splitlines() if "referenced manual not found" not in line)


mandoc = shutil.which("mandoc")
found = [*problems(), *lint(mandoc)]
print("\n".join(found))
print("%d pages, %d problems%s" % (len(list(MAN.glob("*.1"))), len(found), "" if mandoc else "; mandoc is not here"))
sys.exit(1 if found else 0 if mandoc else 77)
