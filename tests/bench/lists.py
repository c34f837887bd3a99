#!/usr/bin/env python3
"""Measures what long lists and maps cost: every one of the schema, with thousands of entries.

    tests/bench/lists.py build/release/feastctl                   10,000 entries in each list and map
    tests/bench/lists.py build/release/feastctl --only volumes    only the paths that contain this text
    tests/bench/lists.py build/release/feastctl --entries 20000   twice the entries should take twice the time

The lists come from `feastctl schema`, for both API versions and for the development release. What is around a list comes from the
example of `feastctl explain`. Each list is measured with several kinds of entries:

    right     accepted, each with a text of its own: validate, render and defaults
    unknown   the same with an unknown field or, for scalars, a value of another type
    bad       names that Kubernetes refuses
    same      all entries equal
    doubled   each key twice (maps only)

The numbers are CPU seconds, the slowest list first; * marks runs that find errors. A list that occurs at several paths is measured
at the first one unless --everywhere is given. The exit status is 1 when a run takes longer than --limit, and 2 when one crashes.

As a test (--guard), no time is measured. Each run has a CPU limit, which it hits only when it compares every entry with every
other one, and fewer runs are made: render with right entries, validate with one of the other kinds in turn.
"""
import argparse
import json
import os
import pathlib
import re
import resource
import subprocess
import sys
import tempfile

import yaml

KINDS = ("right", "unknown", "bad", "same", "doubled")
COMMANDS = {"right": ("validate", "render", "defaults")}  # the other kinds: validate
FORMS = ("json", "sarif", "junit", "tap", "github", "gitlab")
EDITIONS = (("v1", "0.66"), ("v1alpha1", "0.66"), ("v1", "master"))
MOST_BYTES = 2 << 30
NAMING = ("name", "key", "path", "mountPath", "topologyKey", "prefix", "request", "ip", "uid")
KNOWN = {"mountPath": "/m{}"}  # texts that have a form
TWICE = "~"  # marks the second one of two equal keys, until the text is written


class Schema:
    """The schema of one API version and release, and stores made from it."""

    def __init__(self, feastctl, version, release):
        self.feastctl, self.version, self.release = feastctl, version, "--feast-version=" + release
        self.root = json.loads(self.run("schema", "--version=" + version).stdout)

    def run(self, command, *args, text=""):
        return subprocess.run([self.feastctl, command, self.release, *args], input=text, capture_output=True, text=True)

    def resolve(self, node):
        """The node itself, or what its $ref points at."""
        while "$ref" in node:
            steps, node = node["$ref"].split("/")[1:], self.root
            for step in steps:
                node = node[step]
        return node

    def lists(self, node, path=(), seen=()):
        """(path, kind, entry) of every list and map below a node; the kind is [] or {}."""
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

    def value(self, node, number, key="", form="n{}"):
        """A value that the schema accepts; its texts contain the number."""
        node = self.resolve(node)
        if "enum" in node:
            return node["enum"][0]
        if "const" in node:
            return node["const"]
        kind = node.get("type")
        kind = kind[0] if isinstance(kind, list) else kind
        if kind == "object" or "properties" in node:
            return {k: self.value(node["properties"][k], number, k, form) for k in wanted(node)}
        if kind == "array":
            return [self.value(node["items"], number, key, form)] if node.get("minItems") else []
        if kind in ("integer", "number"):
            return max(node.get("minimum", 1), 1)
        if kind == "boolean":
            return True
        if "pattern" in node and key not in KNOWN:
            return "1"  # quantities
        return (KNOWN.get(key, form) if form == "n{}" else form).format(number)

    def store(self):
        return {"apiVersion": "feast.dev/" + self.version, "kind": "FeatureStore",
                "metadata": {"name": "s", "namespace": "ns"}, "spec": {"feastProject": "p"}}

    def made(self, path, value):
        """A store with `value` at the path and, above it, only what the schema requires."""
        store = self.store()
        node, at = self.root, store
        for step, key in enumerate(path):
            node = self.resolve(node)
            node = node["items"] if key == "[]" else node["properties"][key]
            last = step + 1 == len(path)
            filled = value if last else self.value(node, 0)
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

    def example(self, path):
        """(store, list) of explain's example for the list at the path, or None."""
        text = self.run("explain", ".".join(k for k in path if k != "[]")).stdout
        store = {**self.store(), **(yaml.safe_load(text.partition("\nExample:\n")[2]) or {})}
        at = store
        for key in path:
            at = (at[0] if at else None) if key == "[]" else at.get(key)
            if at is None:
                return None
        return (store, at) if at else None

    def accepts(self, store):
        return self.run("validate", "-", text=json.dumps(store)).returncode == 0


def wanted(node):
    """The fields that an entry gets: those that are required, and those that tell it from others."""
    properties = node.get("properties", {})
    required = list(node.get("required", []))
    return required + [k for k in ("name", "key") if k in properties and k not in required]


def varied(value, number, naming, key=None):
    """A copy of the value with the number in its texts: in all of them, or only in those that name something."""
    if isinstance(value, dict):
        return {k: varied(v, number, naming, k) for k, v in value.items()}
    if isinstance(value, list):
        return [varied(v, number, naming, key) for v in value]
    if isinstance(value, str) and (key is None or not naming or key in naming):
        return "%s%d" % (value, number)
    return number if isinstance(value, int) and not isinstance(value, bool) and key is None else value


def multiplied(entries, count, naming):
    """The first entry of a list or map, `count` times."""
    if isinstance(entries, list):
        return [varied(entries[0], n, naming) for n in range(count)]
    key, value = next(iter(entries.items()))
    return {"%s%d" % (key, n): value for n in range(count)}


def right(schema, path, kind, entry, count):
    """A store with `count` entries that is accepted if there is a way to make one."""
    found = schema.example(path)
    if found:
        store, entries = found
        first = list(entries) if kind == "[]" else dict(entries)
        for naming in (NAMING, NAMING[:1], ()):
            for size in (3, count):
                many = multiplied(first, size, naming)
                entries.clear()
                (entries.extend if kind == "[]" else entries.update)(many)
                if size == 3 and not schema.accepts(store):
                    break
            else:
                return store
    return made_of(schema, path, kind, entry, count, "n{}", True)


def made_of(schema, path, kind, entry, count, form, differ):
    """A store with entries that are made from the schema alone."""
    def one(number):
        return schema.value(entry, number if differ else 0, "", form)
    if kind == "[]":
        return schema.made(path, [one(n) for n in range(count)])
    return schema.made(path, {form.format(n): one(n) for n in range(count)})


def list_at(store, path):
    for key in path:
        store = store[0] if key == "[]" else store[key]
    return store


def with_unknown(store, path):
    entries = list_at(store, path)
    for k in range(len(entries)) if isinstance(entries, list) else entries:
        entries[k] = {**entries[k], "unknwon": 1} if isinstance(entries[k], dict) else {"wrong": 1}
    return store


def with_doubled_keys(store, path):
    entries = list_at(store, path)
    pairs = list(entries.items())[:len(entries) // 2]
    entries.clear()
    entries.update((k + end, v) for k, v in pairs for end in ("", TWICE))
    return store


def text_of(schema, which, path, kind, entry, count):
    """The text of the store that is measured, or None when there is no such store."""
    if which == "doubled" and kind == "[]":
        return None
    if which in ("bad", "same"):
        store = made_of(schema, path, kind, entry, count, "Bad name {}!" if which == "bad" else "n{}", which == "bad")
    else:
        store = right(schema, path, kind, entry, count)
    if which == "unknown":
        store = with_unknown(store, path)
    if which == "doubled":
        return re.sub(TWICE + '":', '":', json.dumps(with_doubled_keys(store, path), indent=1))
    return json.dumps(store, indent=1)


def seconds(command, options):
    """(CPU seconds, exit status); a run that takes far too much is stopped."""
    def limit():
        resource.setrlimit(resource.RLIMIT_CPU, (options.most, options.most))
        if not options.guard:  # the address sanitizer reserves more
            resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=limit)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime, child.returncode


def all_lists(feastctl, only, everywhere):
    """(name, schema, path, kind, entry), each list once."""
    known = set()
    for version, release in EDITIONS:
        schema = Schema(feastctl, version, release)
        for path, kind, entry in schema.lists(schema.root):
            name = ".".join(path).replace(".[]", "[]") + kind
            same = (path[-2:], kind, json.dumps(entry, sort_keys=True))
            if only in name and (same not in known or everywhere):
                yield name, schema, path, kind, entry
            known.add(same)


def runs(feastctl, row, file, options):
    """(what, CPU seconds, exit status) of the runs on a list."""
    number, (_, schema, path, kind, entry) = row
    kinds = ("right", KINDS[1 + number // options.every % 3]) if options.guard else KINDS
    for which in kinds:
        text = text_of(schema, which, path, kind, entry, options.entries)
        if text is None:
            continue
        file.write_text(text)
        commands = COMMANDS.get(which, ("validate",))
        for command in commands[1:2] if options.guard and which == "right" else commands:
            args = [feastctl, command, schema.release, "-j1"]
            yield (command if which == "right" else which), *seconds([*args, file], options)
        if options.forms and which in ("unknown", "bad"):
            for form in FORMS:
                yield "%s as %s" % (which, form), *seconds([*args, "--output=" + form, file], options)


def table(rows, limit):
    columns = (*COMMANDS["right"], *KINDS[1:])
    print(" ".join("%9s" % what for what in columns))
    for name, measured in sorted(rows, key=lambda row: -max(cpu for _, cpu, _ in row[1])):
        cells = {what: "%8.2f%s" % (cpu, "*" if status else " ") for what, cpu, status in measured}
        print(" ".join(cells.get(what, " " * 9) for what in columns), name)
        for what, cpu, _ in measured:
            if " as " in what and cpu > limit:
                print("%20s %8.2f" % (what, cpu))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("feastctl")
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--only", default="")
    parser.add_argument("--limit", type=float, default=1.0, help="CPU seconds that each run may take")
    parser.add_argument("--everywhere", action="store_true", help="also where a list occurs at further paths")
    parser.add_argument("--forms", action="store_true", help="reports in all formats")
    parser.add_argument("--guard", action="store_true", help="stop runs that take far too long; measure nothing")
    parser.add_argument("--every", type=int, default=1, help="a sample: one list of so many")
    parser.add_argument("--most", type=int, default=60, help="CPU seconds after which a run is stopped")
    options = parser.parse_args()
    rows, slow, crashed, accepted = [], 0, 0, 0
    with tempfile.TemporaryDirectory() as folder:
        for row in enumerate(all_lists(options.feastctl, options.only, options.everywhere)):
            if row[0] % options.every:
                continue
            measured = list(runs(options.feastctl, row, pathlib.Path(folder) / "store.yaml", options))
            rows.append((row[1][0], measured))
            accepted += measured[0][2] == 0
            for what, cpu, status in measured:
                stopped = status not in (0, 1)
                crashed += stopped
                slow += cpu > options.limit
                if stopped:
                    print("%s: %s ended with %d after %.1f s of CPU time" % (row[1][0], what, status, cpu), file=sys.stderr)
    if not options.guard:
        table(rows, options.limit)
        print("CPU seconds for %d entries; %d runs above %g seconds" % (options.entries, slow, options.limit))
    print("%d lists and maps, %d with entries that are accepted" % (len(rows), accepted))
    if crashed or not rows:
        sys.exit(2)
    sys.exit(1 if slow and not options.guard else 0)


main()
