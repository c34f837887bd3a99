#!/usr/bin/env python3
"""What has to be true of the releases of Feast, whatever the input.

releases.py FEASTCTL [--seed N] [--every N] [--folders N]

For recorded inputs (each N-th) and for random folders with several stores:
  - what one release accepts, each later one accepts, but for the few things that later releases refuse (ENDED);
  - `upgrade` from a release to itself reports nothing;
  - the changes that `upgrade` reports between two releases are those that `diff` finds between the two renders, and
    stores, statuses and verdicts agree.
Exits with 1 after printing each problem with its input.
"""
import argparse
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

import yaml

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "recorded"))
import recorded
import several_stores

RELEASES = []  # as the program lists them, oldest first
LAYERS = [name for name in recorded.names() if name.startswith(("conformance-", "feast-")) and name != "conformance-garbled"]
# The first release that refuses what earlier ones accept, the code, and what its message has.
ENDED = [
    ("0.61", "FS204", '"ikv"'),
    ("0.66", "FS703", "cronjob"),  # the cron job of store a has the account that store a-cronjob has
]


class Feastctl:
    def __init__(self, program):
        self.program = program

    def __call__(self, *args):
        done = subprocess.run([self.program, *map(str, args)], capture_output=True, text=True, stdin=subprocess.DEVNULL)
        if done.returncode not in (0, 1, 2, 3):
            sys.exit("feastctl %s: status %d\n%s" % (" ".join(map(str, args)), done.returncode, done.stderr))
        return done


def ended(finding, release):
    """Whether the finding is of something that the release, or one before it, has ended."""
    return any(RELEASES.index(first) <= RELEASES.index(release) and finding["code"] == code and words in finding["message"]
               for first, code, words in ENDED)


def verdicts(feastctl, path, args):
    """What each release finds: a list of errors, empty when it accepts the input."""
    found = {}
    for release in RELEASES:
        done = feastctl("validate", path, *args, "--feast-version", release, "--output=json")
        found[release] = [d for d in json.loads(done.stdout)["diagnostics"] if d["severity"] == "error"]
    return found


def sorted_changes(text):
    return sorted(json.dumps(change, sort_keys=True) for change in json.loads(text)["changes"])


def problems(feastctl, path, args, rng, scratch):
    """What is wrong with this input."""
    found = verdicts(feastctl, path, args)
    accepted = False
    for release in RELEASES:
        bad = [d for d in found[release] if not ended(d, release)]
        if accepted and bad:
            yield "%s refuses what an earlier release accepts: %s %s" % (release, bad[0]["code"], bad[0]["message"])
        accepted |= not found[release]

    release = rng.choice(RELEASES)
    same = feastctl("upgrade", path, *args, "--from", release, "--to", release, "--output=json")
    report = json.loads(same.stdout)
    if report["differs"] or report["changes"] or report["consequences"] or same.returncode != (2 if found[release] else 0):
        yield "upgrade from %s to %s is not empty (status %d)" % (release, release, same.returncode)

    before, after = rng.sample(RELEASES, 2)
    done = feastctl("upgrade", path, *args, "--from", before, "--to", after, "--output=json")
    report = json.loads(done.stdout)
    kinds = {c["kind"] for c in report["consequences"]}
    where = "upgrade from %s to %s" % (before, after)
    if ("refused" in kinds) != (bool(found[after]) and not found[before]) and report["summary"]["stores"] < 2:
        yield "%s says of a refusal what the verdicts do not: %s" % (where, sorted(kinds))
    if found[before] or found[after]:
        return
    if done.returncode != (1 if report["differs"] else 0):
        yield "%s: status %d" % (where, done.returncode)
    sides = []
    for release in before, after:
        sides.append(scratch / (release + ".yaml"))
        sides[-1].write_text(feastctl("render", path, *args, "--feast-version", release).stdout)
    if sides[0].read_text() == sides[1].read_text() == "":
        return
    difference = feastctl("diff", *sides, "--output=json")
    if sorted_changes(done.stdout) != sorted_changes(difference.stdout):
        ours, theirs = sorted_changes(done.stdout), sorted_changes(difference.stdout)
        yield "%s and diff disagree\n  only upgrade: %s\n  only diff: %s" % (
            where, [c for c in ours if c not in theirs][:2], [c for c in theirs if c not in ours][:2])
    expected = {key: json.loads(difference.stdout)["summary"][key] for key in ("added", "changed", "removed", "refused", "restarts")}
    if expected != {key: report["summary"][key] for key in expected}:
        yield "%s counts %s, and diff %s" % (where, report["summary"], expected)


def inputs(options, rng, folder):
    """Pairs of a path and options."""
    for layer in LAYERS:
        for number, case in enumerate(recorded.cases(layer)):
            if (number + options.seed) % options.every == 0:
                path = folder / "input.yaml"
                path.write_bytes(case["input"].encode())
                yield path, [a for a in case["args"] if not a.startswith("--feast-version")]
    for number in range(options.folders):
        stores = [several_stores.random_store(rng) for _ in range(rng.randint(1, 4))]
        path = folder / ("stores%d.yaml" % number)
        path.write_text(yaml.safe_dump_all(stores))
        yield path, rng.choice([[], ["--discovery", "--operator-namespace=ops"], ["--cluster-names=qualified"], ["--secrets=inline"]])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("feastctl")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--every", type=int, default=40)
    parser.add_argument("--folders", type=int, default=20)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    feastctl = Feastctl(options.feastctl)
    RELEASES.extend(re.search(r"^Feast releases: (.*)$", feastctl("version").stdout, re.M)[1].split(", "))
    count = failures = 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "scratch").mkdir()
        for path, args in inputs(options, rng, folder):
            count += 1
            for problem in problems(feastctl, path, args, rng, folder / "scratch"):
                failures += 1
                print("%s\n  with %s\n%s" % (problem, args, path.read_text()[:1500]))
    print("%d inputs, %d problems" % (count, failures))
    return 1 if failures or not count else 0


if __name__ == "__main__":
    sys.exit(main())
