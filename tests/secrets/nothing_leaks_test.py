"""Nothing of a Secret's value is in what --secrets=runtime puts out: manifests in every format, reports in every format.

nothing_leaks_test.py FEASTCTL [EVERY]

Of each value of a Secret in an input these are looked for when they have four characters or more and are not in the
FeatureStores of that input: the whole value, each line of it, each scalar in it as YAML, and base64 of the whole. Words that the
program itself holds ("false", "user", "5432") are no sign of a leak; to make sure of those too, the manifests of an accepted
input must be the same bytes without its Secrets. EVERY takes every n-th recorded case (default 1),
and ten times as many of the hand-written and composed ones.
"""
import base64
import concurrent.futures
import json
import os
import pathlib
import re
import sys
import tempfile

import yaml
from pods import Loader, recorded, run, values

RENDERS = (["render"], ["render", "--output=json"], ["render", "--pass-through"])
REPORTS = (["validate"], ["validate", "--output=json"], ["validate", "--output=sarif"])


def scalars(node):
    if isinstance(node, dict):
        for k, v in node.items():
            yield from scalars(v)
    elif isinstance(node, list):
        for v in node:
            yield from scalars(v)
    elif node is not None and not isinstance(node, bool):
        yield str(node)


def pieces(value):
    """What of a value would give it away."""
    text = value.decode("utf-8", "replace")
    yield text.strip()
    yield base64.b64encode(value).decode()
    # A key above its block is no value: that of an unknown parameter is shown.
    yield from (line.strip() for line in text.split("\n") if not re.fullmatch(r" *[A-Za-z][\w.-]*:\s*", line))
    try:
        yield from scalars(yaml.load(text, Loader=Loader))
    except (yaml.YAMLError, ValueError, IndexError):  # PyYAML stumbles over an int of underscores
        pass


def split(text):
    """The documents' texts, those of Secrets apart."""
    rest, secrets = [], []
    for part in re.split(r"(?m)^---[^\n]*\n", text):
        is_secret = re.search(r"""kind["']?\s*:\s*["']?Secret["'\s,}]|stringData""", part)
        (secrets if is_secret else rest).append(part)
    return rest, secrets


def secret_pieces(part):
    """The pieces of the Secrets in one document; without a readable document there are none."""
    found = set()
    try:
        for o in yaml.load_all(part, Loader=Loader):
            for item in (o.get("items") or [] if str(o.get("kind")).endswith("List") else [o]):
                if item.get("kind") == "Secret":
                    for value in values(item).values():
                        found.update(pieces(value))
    except (yaml.YAMLError, ValueError, AttributeError, TypeError, IndexError):
        pass
    return found


def known_from(stores, piece):
    """Whether the FeatureStores say it already; a Secret's type is that of the store."""
    store_type = re.fullmatch(r"(?:registry_)?type: *(\S+)", piece)
    return piece in stores or bool(store_type) and store_type.group(1) in stores


def without_own_words(output):
    """The output but for phrases that begin as a value does by chance: `user: unknown parameter`, `user: user is required` and "user: u"."""
    return re.sub(r"(\w+): (unknown parameter|\1 (is|must be)) ", r"\1: … ", output)


class Checker:
    def __init__(self, exe, known):
        self.exe = exe
        program = pathlib.Path(exe).read_bytes()
        self.own = {p for p in known if p.encode() in program}
        self.known = known - self.own

    def check(self, name, args, text):
        rest, secrets = split(text)
        wanted = {p for part in secrets for p in secret_pieces(part)}
        # A text that a slip has made unreadable: what other inputs have in their Secrets, where it is in this one's.
        wanted |= {p for p in self.known if any(p in part for part in secrets)}
        harmless = "\n".join(rest)
        wanted = {p for p in wanted - self.own if len(p) >= 4 and not known_from(harmless, p)}
        if not secrets:
            return []
        with tempfile.NamedTemporaryFile("w", suffix=".yaml", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            outputs = {" ".join(c): run(self.exe, c[0], c[1:] + args, file.name) for c in RENDERS + REPORTS}
        outputs = {c: (s, without_own_words(out), without_own_words(err)) for c, (s, out, err) in outputs.items()}
        problems, without = [], ""
        status, rendered, _ = outputs["render"]
        if status == 0:
            _, without, err = run(self.exe, "render", args, "-", "---\n".join(rest).encode())
            if rendered != without:
                problems.append("%s: other manifests without the Secrets in the input: %s" % (name, err[-300:]))
        for command, (_, out, err) in outputs.items():
            shown = [p for p in wanted if p not in without and (p in out or p in err or json.dumps(p)[1:-1] in out)]
            problems += ["%s: %s shows %r" % (name, command, p) for p in shown]
        return problems


def inputs(every):
    for layer in recorded.conformance():
        step = max(1, every // 10) if layer in ("conformance-hand", "conformance-composed") else every
        for case in list(recorded.cases(layer))[::step]:
            yield case["case"], case["args"], case["input"]


def main():
    exe = sys.argv[1]
    every = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    work = list(inputs(every))
    known = {p for _, _, text in work for part in split(text)[1] for p in secret_pieces(part) if len(p) >= 4}
    checker = Checker(exe, known)
    bad = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        for problems in pool.map(lambda w: checker.check(*w), work):
            bad += bool(problems)
            for problem in problems if bad < 20 else []:
                print(problem)
    print("%d inputs, %d leak; %d pieces of Secrets known" % (len(work), bad, len(known)))
    sys.exit(1 if bad or not known else 0)


main()
