#!/usr/bin/env python3
"""One slip is told as one error, and two slips as two.

cascades_test.py FEASTCTL ROOT [--all] [--seed N] [--show]

  singly   every slip of slips.py in every store of examples/, one at a time: fewer than 5 % of the texts that are then
           refused give more than one error as text. Without --all, every seventh slip is tried.
  in pairs two slips in one store, or in two stores of one stream, that are each refused give two errors, unless one
           keeps the other's document from being judged (see `hides`).

--show prints the texts that give more errors than slips, or fewer.
"""
import argparse
import concurrent.futures
import json
import os
import pathlib
import random
import re
import subprocess
import sys

import slips

STRIDE, PAIRS, MOST = 7, 400, 0.05
HEAD = re.compile(r"\berror\[(FS\d+)\]")


def arguments():
    p = argparse.ArgumentParser()
    p.add_argument("feastctl")
    p.add_argument("root", type=pathlib.Path)
    p.add_argument("--all", action="store_true")
    p.add_argument("--seed", type=int, default=16)
    p.add_argument("--show", action="store_true")
    return p.parse_args()


ARGS = arguments()


def validate(output, flags, text):
    p = subprocess.run([ARGS.feastctl, "validate", "--output=" + output, *flags, "-"], input=text.encode(),
                       capture_output=True, timeout=60)
    if p.returncode not in (0, 1):
        sys.exit("validate has status %d:\n%s\n%s" % (p.returncode, p.stderr.decode(), text))
    return p.stdout.decode() if output == "json" else p.stderr.decode()


def errors(flags, text):
    return [d for d in json.loads(validate("json", flags, text))["diagnostics"] if d["severity"] == "error"]


def stores():
    for path in sorted((ARGS.root / "examples").rglob("store.yaml")):
        args = path.parent / "args"
        yield path.parent.name, args.read_text().split() if args.exists() else [], path.read_text()


def together(function, work):
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(lambda w: function(*w), work))


def show(title, text, answer):
    if ARGS.show:
        print("---- %s\n%s\n%s" % (title, text, answer))


def check_single_slips():
    work = [(name, slip, flags, slips.with_slips(text, slip)) for name, flags, text in stores() for slip in slips.of_text(text)]
    work = work if ARGS.all else work[::STRIDE]
    answers = together(lambda name, slip, flags, text: validate("text", flags, text), work)
    refused = several = 0
    for (name, slip, _, text), answer in zip(work, answers):
        count = len(HEAD.findall(answer))
        refused += count > 0
        several += count > 1
        if count > 1:
            show("%s, line %d, %s: %d errors" % (name, slip[1] + 1, slip[0], count), text, answer)
    print("%d of %d refused texts with one slip give more than one error (%.1f %%)" % (several, refused, 100 * several / refused))
    return refused > 500 and several < MOST * refused


def document_of(text, index):
    return text.split("\n")[:index + 1].count("---")  # examples have no other separators


def hides(text, slip, found):
    """The documents in which a slip that gives these errors may hide others; every document for None."""
    codes = {d["code"] for d in found}
    here = document_of(text, slip[1])
    is_store = "kind: FeatureStore" in re.split("(?m)^---", text)[here]
    if any(code < "FS2" for code in codes) or {"FS410", "FS415"} & codes:
        return None if is_store else {here}  # it cannot be read, or is no longer found by its name
    if {"FS143", "FS202", "FS203"} & codes:
        return None  # what is in an object that has no name is not known, and what does not fit the schema is judged no further, unless it is plain what was meant
    return set() if is_store else {here}  # one text holds all parameters


def may_be_answered(text, slip, found, others):
    """Whether a slip that keeps a Secret from being read hides what the errors of another one miss: a value that may be
    in the Secret. The address of an OIDC provider is the only one that the store may leave to it."""
    is_secret = "kind: Secret" in re.split("(?m)^---", text)[document_of(text, slip[1])]
    return is_secret and any(d["code"] < "FS2" for d in found) and {d["code"] for d in others} == {"FS418"}


def independent(text, a, b, found_a, found_b):
    if abs(a[1] - b[1]) < 2 or may_be_answered(text, a, found_a, found_b) or may_be_answered(text, b, found_b, found_a):
        return False
    if all("FS200" < found[0]["code"] < "FS300" for found in (found_a, found_b)):
        return True
    hidden_a, hidden_b = hides(text, a, found_a), hides(text, b, found_b)
    if hidden_a is None or hidden_b is None:
        return False
    return document_of(text, b[1]) not in hidden_a and document_of(text, a[1]) not in hidden_b


def is_parent(text, a, b):
    """Whether one of the lines is within what belongs to the other."""
    lines = text.split("\n")
    first, last = sorted((a[1], b[1]))
    indent = lambda i: len(lines[i]) - len(lines[i].lstrip(" "))
    return all(indent(i) > indent(first) for i in range(first + 1, last + 1) if lines[i].strip())


def pairs_of(name, flags, text, chance):
    refused = [(slip, found) for slip in slips.of_text(text) if (found := errors(flags, slips.with_slips(text, slip)))]
    for _ in range(2000):
        (a, found_a), (b, found_b) = chance.sample(refused, 2)
        if independent(text, a, b, found_a, found_b) and not (is_parent(text, a, b) and {a[0], b[0]} & {"deleted", "indentation -2"}):
            yield name, flags, slips.with_slips(text, a, b), (a, b)


def check_pairs():
    chance = random.Random(ARGS.seed)
    work = []
    chosen = chance.sample(list(stores()), 6) if not ARGS.all else list(stores())
    for store in chosen:
        pairs = pairs_of(*store, chance)
        work += [pair for _, pair in zip(range(PAIRS // len(chosen)), pairs)]
    found = together(lambda name, flags, text, pair: errors(flags, text), work)
    lost = [(w, e) for w, e in zip(work, found) if len(e) < 2]
    for (name, _, text, pair), answer in lost:
        show("%s: %s" % (name, [(kind, index + 1) for kind, index, _ in pair]), text, json.dumps(answer, indent=1))
    print("%d of %d pairs of slips give fewer than two errors" % (len(lost), len(work)))
    return len(work) >= PAIRS // 2 and not lost


def check_two_stores():
    """A slip in each of two stores of one stream: neither has to do with the other."""
    chance = random.Random(ARGS.seed)
    plain = [(name, text) for name, flags, text in stores() if not flags]
    work = []
    while len(work) < 100:
        (one, a), (two, b) = chance.sample(plain, 2)
        slip_a, slip_b = chance.choice(list(slips.of_text(a))), chance.choice(list(slips.of_text(b)))
        texts = slips.with_slips(a, slip_a), slips.with_slips(b, slip_b).replace("namespace: ", "namespace: other-")
        if errors([], texts[0]) and errors([], texts[1]):
            work.append(("%s and %s" % (one, two), "\n---\n".join(texts)))
    found = together(lambda name, text: errors([], text), work)
    lost = [(w, e) for w, e in zip(work, found) if len(e) < 2]
    for (name, text), answer in lost:
        show(name, text, json.dumps(answer, indent=1))
    print("%d of %d pairs of slips in two stores give fewer than two errors" % (len(lost), len(work)))
    return not lost


fine = [check_single_slips(), check_pairs(), check_two_stores()]
sys.exit(0 if all(fine) else 1)
