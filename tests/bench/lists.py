#!/usr/bin/env python3
"""Measures what a long list costs: every list and map of the schema with many entries, right ones and wrong ones.

    tests/bench/lists.py build/release/feastctl                     all of them with 10,000 entries
    tests/bench/lists.py build/release/feastctl --only volumes      only the paths that hold this text
    tests/bench/lists.py build/release/feastctl --entries 20000     another size: twice the entries take twice the time

The stores are made from `feastctl schema`: the list with all that the schema requires around it. Each is measured with entries

    right     as the schema wants them, with different texts: validated, and rendered
    unknown   with an unknown field, or a value of another type: the schema refuses every entry
    bad       with texts that Kubernetes does not take as names: the API server would refuse every entry
    same      that are all equal: most have to be different

and where there is a report with many findings, once more in each of its forms. The numbers are CPU seconds; the table is sorted by
the largest. The exit status is 1 when one is above --limit. A list that is the same at several places is measured at the first of
them, unless --everywhere asks for each.
"""
import argparse
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile

FORMS = ("json", "sarif", "junit", "tap", "github", "gitlab")
MOST_SECONDS, MOST_BYTES = 60, 2 << 30  # for what has gone wrong
KNOWN = {"mountPath": "/m{}"}  # texts that have a form


class Schema:
    def __init__(self, feastctl):
        self.root = json.loads(subprocess.run([feastctl, "schema"], check=True, capture_output=True, text=True).stdout)

    def resolve(self, node):
        """The node itself, or what its $ref points at."""
        while "$ref" in node:
            steps, node = node["$ref"].split("/")[1:], self.root
            for step in steps:
                node = node[step]
        return node

    def lists(self, node, path=(), seen=()):
        """(path, kind, entry) of every list and map below a node; kind is [] or {}."""
        name = node.get("$ref")
        if name in seen:
            return
        seen = seen + (name,) if name else seen
        node = self.resolve(node)
        if node.get("type") == "array":
            yield path, "[]", node["items"]
            yield from self.lists(node["items"], path + ("[]",), seen)
        elif isinstance(node.get("additionalProperties"), dict):
            yield path, "{}", node["additionalProperties"]
        for key, child in node.get("properties", {}).items():
            if path or key in ("spec", "metadata"):
                yield from self.lists(child, path + (key,), seen)

    def example(self, node, number, key="", form="n{}"):
        """A value that the schema takes; texts differ by the number, in a form."""
        node = self.resolve(node)
        if "enum" in node:
            return node["enum"][0]
        if "const" in node:
            return node["const"]
        kind = node.get("type")
        kind = kind[0] if isinstance(kind, list) else kind
        if kind == "object" or "properties" in node:
            return {k: self.example(node["properties"][k], number, k, form) for k in wanted(node)}
        if kind == "array":
            return [self.example(node["items"], number, key, form)] if node.get("minItems") else []
        if kind in ("integer", "number"):
            return max(node.get("minimum", 1), 1)
        if kind == "boolean":
            return True
        if "pattern" in node and key not in KNOWN:
            return "1"  # quantities
        return (KNOWN.get(key, form) if form == "n{}" else form).format(number)


def wanted(node):
    """The fields that an entry gets: what the schema requires, and what tells it from others."""
    properties = node.get("properties", {})
    required = list(node.get("required", []))
    return required + [k for k in ("name", "key") if k in properties and k not in required]


def place(schema, path, value):
    """A store with `value` at the path, and around it what the schema requires."""
    store = {"apiVersion": "feast.dev/v1", "kind": "FeatureStore", "metadata": {"name": "s", "namespace": "ns"},
             "spec": {"feastProject": "p"}}
    node, at = schema.root, store
    for step, key in enumerate(path):
        node = schema.resolve(node)
        node = node["items"] if key == "[]" else node["properties"][key]
        last = step + 1 == len(path)
        filled = value if last else schema.example(node, 0)
        if not last and isinstance(filled, list):
            filled = []
        if key == "[]":
            at.append(filled)
            at = at[-1]
        else:
            if last or key not in at:
                at[key] = filled
            at = at[key]
    return store


def entries(schema, kind, entry, count, which):
    def one(number):
        value = schema.example(entry, 0 if which == "same" else number, "", "Bad name {}!" if which == "bad" else "n{}")
        if which != "unknown":
            return value
        return {**value, "unknwon": 1} if isinstance(value, dict) else {"wrong": number}
    if kind == "[]":
        return [one(n) for n in range(count)]
    return {("Bad name %d!" if which == "bad" else "n%d") % n: one(n) for n in range(count)}


def seconds(command):
    """(CPU seconds, exit status); a run that takes far too much is stopped and counts as a minute."""
    def limit():
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=limit)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1):
        return MOST_SECONDS, child.returncode
    return usage.ru_utime + usage.ru_stime, child.returncode


def measure(feastctl, store_of, file, forms):
    """(what, CPU seconds, exit status) of each run."""
    for which in ("right", "unknown", "bad", "same"):
        file.write_text(json.dumps(store_of(which), indent=1))
        yield which, *seconds([feastctl, "validate", "-j1", file])
        if which == "right":
            yield "render", *seconds([feastctl, "render", "-j1", file])
        if which in forms:
            for form in FORMS:
                yield which + " as " + form, *seconds([feastctl, "validate", "-j1", "--output=" + form, file])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("feastctl")
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--only", default="")
    parser.add_argument("--limit", type=float, default=1.0, help="CPU seconds that each run may take")
    parser.add_argument("--everywhere", action="store_true", help="also where a list stands that another place has too")
    parser.add_argument("--forms", action="store_true", help="each report in each of its forms")
    args = parser.parse_args()
    schema = Schema(args.feastctl)
    rows, known = [], set()
    with tempfile.TemporaryDirectory() as folder:
        for path, kind, entry in schema.lists(schema.root):
            name = ".".join(path).replace(".[]", "[]") + kind
            same = (path[-2:], kind, json.dumps(entry, sort_keys=True))
            if args.only not in name or (same in known and not args.everywhere):
                continue
            known.add(same)

            def store_of(which):
                return place(schema, path, entries(schema, kind, entry, args.entries, which))
            runs = list(measure(args.feastctl, store_of, pathlib.Path(folder) / "store.yaml",
                                ("unknown", "bad") if args.forms else ()))
            rows.append((name, runs))
            slowest = max(runs, key=lambda run: run[1])
            if slowest[1] > args.limit:
                print("%s: %s takes %.2f s" % (name, slowest[0], slowest[1]), file=sys.stderr)
    rows.sort(key=lambda row: -max(cpu for _, cpu, _ in row[1]))
    print("CPU seconds for %d entries; * where there are errors" % args.entries)
    print(" ".join("%9s" % what for what in ("right", "render", "unknown", "bad", "same")))
    slow = 0
    for name, runs in rows:
        print(" ".join("%8.2f%s" % (cpu, "*" if status else " ") for what, cpu, status in runs if " as " not in what), name)
        for what, cpu, _ in runs:
            slow += cpu > args.limit
            if " as " in what and cpu > args.limit:
                print("%20s %8.2f" % (what, cpu))
    print("%d lists, %d runs above %g seconds" % (len(rows), slow, args.limit))
    sys.exit(1 if slow else 0)


main()
