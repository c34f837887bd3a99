#!/usr/bin/env python3
"""The findings in an editor are those of `feastctl validate -o json`, on recorded inputs.

recorded_test.py FEASTCTL [--every N]

Each N-th input of every layer is opened as a document, once as a whole and once as edits that turn the input before it
into this one. One server answers for all inputs with the same options.
"""
import argparse
import collections
import json
import pathlib
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "recorded"))
import recorded
from client import Client

SEVERITIES = {1: "error", 2: "warning", 3: "note"}
LAYERS = [name for name in recorded.names() if name.startswith(("conformance-", "feast-", "kubernetes-"))]


def in_editor(diagnostics, places):
    """Messages are compared by their first line, where control characters are escaped."""
    return {(d["code"], SEVERITIES[d["severity"]], first_line(d["message"]), *(place(d["range"]) if places else ())) for d in diagnostics}


def place(found):
    return tuple(found[end][unit] + 1 for end in ("start", "end") for unit in ("line", "character"))


def first_line(message):
    return comparable(message.split("\n")[0])


def comparable(line):
    """The line, unless an editor shows it with escapes."""
    return line if line.isascii() and line.isprintable() and "\\" not in line and "[" not in line else ""


def on_command_line(findings, places):
    """The findings with a place; an editor can show no others."""
    return {(d["code"], d["severity"], comparable(d["message"]),
             *((d["line"], d["column"], d["endLine"], d["endColumn"]) if places else ())) for d in findings if "line" in d}


def edits(old, new):
    """What turns the lines of one text into those of another: what differs between the common beginning and end."""
    a, b = old.split("\n"), new.split("\n")
    first = 0
    while first < min(len(a), len(b)) - 1 and a[first] == b[first]:
        first += 1
    last = 0
    while last < min(len(a), len(b)) - first - 1 and a[-1 - last] == b[-1 - last]:
        last += 1
    end = len(a) - 1 - last
    text = "\n".join(b[first:len(b) - last])
    return (first, 0), (end, len(a[end].encode("utf-16-le"))), text


def options_of(case):
    """Options that the configuration file has, too."""
    return tuple(case["args"])


def check(feastctl, args, cases, folder):
    """Prints the inputs whose findings differ; returns how many."""
    config = folder / "config.yaml"
    config.write_text("".join(json.dumps(a[2:].split("=", 1)[0]) + ": " + json.dumps(a.split("=", 1)[1] if "=" in a else True) + "\n"
                              for a in args))
    different = 0
    with Client(feastctl, ("--config", str(config)), cwd=folder) as client:
        client.initialize(None, {"general": {"positionEncodings": ["utf-32"]}})
        opened, before = None, None
        for case in cases:
            text = case["input"]
            path = folder / "input.yaml"
            path.write_bytes(text.encode())
            done = subprocess.run([feastctl, "validate", "-o", "json", "--config", config, path], capture_output=True, text=True)
            if done.returncode > 1:
                sys.exit("%s: status %d\n%s" % (case["case"], done.returncode, done.stderr))
            # Line ends and the byte-order mark are counted by different rules.
            places = "\ufeff" not in text and "\r" not in text.replace("\r\n", "")
            wanted = on_command_line(json.loads(done.stdout)["diagnostics"], places)
            if opened is None or "\r" in text + before or not (text + before).isascii():
                opened = client.open(path, text)
            else:
                client.change(opened, edits(before, text))
            before = text
            found = in_editor(client.diagnostics(opened), places)
            if found != wanted:
                different += 1
                print("%s %s\n  only in the editor: %s\n  only on the command line: %s" %
                      (case["case"], " ".join(args), sorted(found - wanted), sorted(wanted - found)))
    return different


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("feastctl", type=lambda path: pathlib.Path(path).resolve())
    parser.add_argument("--every", type=int, default=1)
    args = parser.parse_args()
    by_options = collections.defaultdict(list)
    for layer in LAYERS:
        for number, case in enumerate(recorded.cases(layer)):
            if number % args.every == 0 and "\0" not in case["input"] and "\ud800" not in case["input"]:
                by_options[options_of(case)].append(case)
    different = 0
    with tempfile.TemporaryDirectory() as folder:
        for options, cases in by_options.items():
            different += check(args.feastctl, options, cases, pathlib.Path(folder).resolve())
    count = sum(map(len, by_options.values()))
    print("%d inputs, %d differ" % (count, different))
    sys.exit(1 if different or not count else 0)


if __name__ == "__main__":
    main()
