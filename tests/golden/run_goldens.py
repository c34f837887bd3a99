#!/usr/bin/env python3
"""Golden tests: what feastctl prints for a small input, on one screen.

run_goldens.py FEASTCTL [CASE…]      UPDATE_GOLDENS=1 rewrites the expectations of cases that ran

A case is a folder beside this file:
  input.yaml                what is read; one line on top says what the case is about
  args                      flags, one a line (optional)
  command                   another subcommand than `render` (optional)
  select                    what of the output counts, one a line: KIND[/NAME] [PATH] [base64|keys]
                            PATH leads to a part of the object: spec/template/spec/containers/0 (`*` takes every item, `1:` those from 1);
                            `base64` decodes it, `keys` leaves the names of a mapping's fields.
                            Without PATH the object counts as it is printed, byte for byte.
                            The line `names` stands for the list of all objects.
  expected.PLATFORM.yaml    the selected parts; the case runs once for each platform (kubernetes, openshift)
  expected.txt              standard error; where it is missing, nothing may be said
A folder named fail_… is refused: status 1 and nothing on standard output; it has input.yaml, args, command and expected.txt only.
Any other file in a folder is a mistake, as is a `select` that picks nothing.
"""
import base64
import difflib
import json
import os
import pathlib
import subprocess
import sys

import yaml

HERE = pathlib.Path(__file__).resolve().parent
PLATFORMS = ("kubernetes", "openshift")
UPDATE = os.environ.get("UPDATE_GOLDENS") == "1"


class Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data):
        return True


Dumper.add_representer(
    str, lambda d, s: d.represent_scalar("tag:yaml.org,2002:str", s, style="|" if "\n" in s else None))


class Mistake(Exception):
    pass


def lines_of(path):
    return path.read_text().splitlines() if path.exists() else []


def documents(text):
    """Every printed object with its own text."""
    for chunk in text.split("\n---\n"):
        yield yaml.safe_load(chunk), chunk.rstrip("\n") + "\n"


def part(value, path):
    """The value at a path; `1:` is the list from there, `*` makes a list of what follows it in every item."""
    step, _, rest = path.partition("/")
    if step.endswith(":"):
        value = value[int(step[:-1]):]
        return part(value, rest) if rest else value
    if step == "*":
        return [part(item, rest) if rest else item for item in value]
    try:
        value = value[int(step)] if isinstance(value, list) else value[step]
    except (KeyError, IndexError, ValueError, TypeError):
        raise Mistake("there is no %s" % path) from None
    return part(value, rest) if rest else value


def shown(value):
    if isinstance(value, str):
        return value.rstrip("\n") + "\n"
    if not isinstance(value, (dict, list)):
        return json.dumps(value) + "\n"
    return yaml.dump(value, Dumper=Dumper, sort_keys=False, width=10_000)


def select(line, objects):
    """The parts that one line of `select` picks."""
    words = line.split()
    if words == ["names"]:
        yield "".join("%s/%s\n" % (o["kind"], o["metadata"]["name"]) for o, _ in objects)
        return
    kind, _, name = words[0].partition("/")
    picked = [(o, text) for o, text in objects if o["kind"] == kind and name in ("", o["metadata"]["name"])]
    if not picked:
        raise Mistake("`%s` picks nothing" % line)
    for o, text in picked:
        if len(words) == 1:
            yield text
            continue
        value = part(o, words[1])
        if words[2:] == ["base64"]:
            value = base64.b64decode(value).decode()
        if words[2:] == ["keys"]:
            value = list(value)
        yield "# %s %s: %s\n%s" % (o["kind"], o["metadata"]["name"], " ".join(words[1:]), shown(value))


def selected(folder, stdout):
    wanted = lines_of(folder / "select")
    if not wanted:
        return stdout
    objects = list(documents(stdout))
    return "---\n".join(text for line in wanted for text in select(line, objects))


def run(exe, folder, platform):
    command = (lines_of(folder / "command") or ["render"])[0]
    flags = lines_of(folder / "args") + (["--platform=" + platform] if platform != "kubernetes" else [])
    p = subprocess.run([exe, command, *flags, "input.yaml"], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True,
                       timeout=60, env={"PATH": os.environ["PATH"], "NO_COLOR": "1"})
    return p.returncode, p.stdout.decode(), p.stderr.decode()


def difference(path, want, got):
    if want == got:
        return
    if UPDATE:
        path.write_text(got) if got else path.unlink()
        print("rewrote %s" % path.relative_to(HERE))
        return
    diff = difflib.unified_diff(want.splitlines(True), got.splitlines(True), str(path.relative_to(HERE)), "what was printed")
    yield "".join(diff)


def text_of(path):
    return path.read_text() if path.exists() else ""


def check_success(exe, folder):
    platforms = [p for p in PLATFORMS if (folder / ("expected.%s.yaml" % p)).exists()]
    if not platforms and (UPDATE or (folder / "expected.txt").exists()):
        platforms = ["kubernetes"]  # only standard error counts, or it is the first time
    if not platforms:
        yield "no expected.PLATFORM.yaml"
    for platform in platforms:
        status, stdout, stderr = run(exe, folder, platform)
        if status != 0:
            yield "%s: status %d, and it said:\n%s" % (platform, status, stderr)
            continue
        path = folder / ("expected.%s.yaml" % platform)
        yield from difference(path, text_of(path), selected(folder, stdout))
        yield from difference(folder / "expected.txt", text_of(folder / "expected.txt"), stderr)


def check_refusal(exe, folder):
    status, stdout, stderr = run(exe, folder, "kubernetes")
    if status != 1:
        yield "status %d, not 1" % status
    if stdout:
        yield "a refused input has something on standard output"
    yield from difference(folder / "expected.txt", text_of(folder / "expected.txt"), stderr)


def check(exe, folder):
    refused = folder.name.startswith("fail_")
    known = {"input.yaml", "args", "command", "expected.txt"}
    if not refused:
        known |= {"select"} | {"expected.%s.yaml" % p for p in PLATFORMS}
    for path in sorted(folder.iterdir()):
        if path.name not in known:
            yield "nobody reads %s" % path.name
    if not (folder / "input.yaml").exists():
        yield "no input.yaml"
        return
    try:
        yield from (check_refusal if refused else check_success)(exe, folder)
    except (Mistake, yaml.YAMLError, UnicodeDecodeError) as mistake:
        yield str(mistake)


def main():
    exe = os.path.abspath(sys.argv[1])
    folders = [p for p in sorted(HERE.iterdir()) if p.is_dir() and p.name != "__pycache__"]
    if sys.argv[2:]:
        folders = [p for p in folders if p.name in sys.argv[2:]]
    failed = 0
    for folder in folders:
        problems = list(check(exe, folder))
        failed += bool(problems)
        for problem in problems:
            print("FAIL %s: %s" % (folder.name, problem))
    print("%d goldens (%d refusals), %d failed" %
          (len(folders), sum(p.name.startswith("fail_") for p in folders), failed))
    return 1 if failed or not folders else 0


sys.exit(main())
