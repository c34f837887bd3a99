#!/usr/bin/env python3
"""The output of `defaults` means what its input meant: both render to the same bytes.

fixed_point.py FEASTCTL [--all] [--recorded] [--fleet STORES] [FOLDER…]

The inputs: every store.yaml and input.yaml below a FOLDER, with the options in a file `args` beside it; the recorded cases;
a fleet of tests/bench/fleet.py. Each is rendered with its own options and on OpenShift, with both ways to treat Secrets. Where
a comment of `defaults` asks for a change by hand, the change is made first, exactly as the comment says. Inputs that
feastctl refuses are passed over. Without --all, a sample is tried. Exits with 1 after printing each problem, with 77 when there
is no input.
"""
import argparse
import concurrent.futures
import difflib
import io
import json
import os
import pathlib
import re
import subprocess
import sys

import yaml

sys.dont_write_bytecode = True
TESTS = pathlib.Path(__file__).resolve().parent.parent
sys.path += [str(TESTS / "bench"), str(TESTS / "recorded")]
import fleet  # noqa: E402
import recorded  # noqa: E402

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
CHANGE = re.compile(r"^#   (add|remove) +(\S+?)(?:: (.*?))? +# ")


def inputs(options):
    """(name, options, text) of every input."""
    for folder in options.folders:
        for path in sorted([*folder.rglob("store.yaml"), *folder.rglob("input.yaml")]):
            args = path.parent / "args"
            yield str(path), args.read_text().split() if args.exists() else [], path.read_bytes()
    for layer in recorded.conformance() if options.recorded else []:
        for case in recorded.cases(layer):
            yield case["case"], case["args"], case["input"].encode()
    if options.fleet:
        stream = io.StringIO()
        fleet.write(options.fleet, 1, stream)
        yield "fleet", [], stream.getvalue().encode()


def run(exe, command, args, text):
    p = subprocess.run([exe, command, "--discovery", *args, "-"], input=text, capture_output=True, timeout=60)
    return p.returncode, p.stdout, p.stderr.decode()


def documents(text):
    """The documents of a stream as texts."""
    return [d for d in re.split(rb"(?m)^---(?:[ \t\r]*\n|(?=[ \t]))", text) if d.strip()]


def is_store(document):
    try:
        read = list(yaml.load_all(document, Loader=Loader))
    except yaml.YAMLError:  # feastctl reads more than PyYAML does
        return re.search(rb"""kind['"]?[ \t]*:[ \t]*['"]?FeatureStore""", document) is not None
    return any(isinstance(d, dict) and d.get("kind") == "FeatureStore" for d in read)


def changed(document):
    """A store as its comment asks for it."""
    text = document.decode()
    changes = [m for m in map(CHANGE.match, text.split("\n")) if m]
    if not changes:
        return document
    store = yaml.load(text, Loader=Loader)
    for verb, path, value in (m.groups() for m in changes):
        *parents, last = path.split(".")
        place = store
        for key in parents:
            place = place[key]
        if verb == "remove":
            del place[last]
        else:
            place[last] = yaml.load(value, Loader=Loader)
    return json.dumps(store).encode()


def problem_of(exe, args, text):
    """What is wrong with this input and these options, or None; and whether it was rendered at all."""
    code, bundle, _ = run(exe, "render", args, text)
    if code != 0:
        return None, False
    code, stores, said = run(exe, "defaults", [a for a in args if a != "--pass-through"], text)
    if code != 0:
        return "defaults refuses what render accepts: " + said[-500:], True
    parts = [changed(d) for d in documents(stores)] + [d for d in documents(text) if not is_store(d)]
    code, again, said = run(exe, "render", args, b"\n---\n".join(parts))
    if code != 0:
        return "refused: " + said[-700:], True
    if again != bundle:
        lines = difflib.unified_diff(bundle.decode().split("\n"), again.decode().split("\n"), lineterm="", n=2)
        return "another bundle:\n" + "\n".join(list(lines)[2:30]), True
    return None, True


def try_input(exe, name, args, text):
    problems, tried = [], 0
    platforms = [args] if "--platform=openshift" in args else [args, [*args, "--platform=openshift"]]
    for options in platforms:
        for secrets in ("--secrets=inline", "--secrets=runtime"):
            problem, rendered = problem_of(exe, [secrets, *options], text)
            tried += rendered
            if problem:
                problems.append("%s %s: %s" % (name, " ".join([secrets, *options]), problem))
    return problems, tried


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("feastctl")
    parser.add_argument("--all", action="store_true", help="every input, not a sample")
    parser.add_argument("--recorded", action="store_true", help="the recorded cases too")
    parser.add_argument("--fleet", type=int, default=0)
    parser.add_argument("--every", type=int, default=50, help="the sample: one input of so many")
    parser.add_argument("folders", nargs="*", type=pathlib.Path)
    options = parser.parse_intermixed_args()
    found = list(inputs(options))
    # Whatever needs a change by hand is rare: hand-written cases have it, so all of those are tried.
    chosen = [i for n, i in enumerate(found) if options.all or n % options.every == 0 or "/" in i[0] or i[0] == "fleet"
              or re.search("spread-switched|mlflow|old-version|openshift", i[0])]
    failed = tried = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for problems, rendered in pool.map(lambda i: try_input(options.feastctl, *i), chosen):
            tried += rendered
            failed += len(problems)
            for problem in problems:
                print(problem)
    print("%d passed, %d failed" % (tried - failed, failed))
    sys.exit(1 if failed else 0 if tried else 77)


main()
