#!/usr/bin/env python3
"""One change of a live object is one line of the comparison, wherever it is. changes_test.py FEASTCTL

Of some recorded stores, every value that the manifests have, or that the server has filled in, is changed one after the
other, one in each object at a time. Names by which items of lists are told apart are not: then two items differ.
"""
import copy
import json
import pathlib
import re
import sys

import yaml

import live

STORES = ("ex-high-availability/runtime-apply", "all-servers/inline-ssa", "ex-kubernetes-roles/operator",
          "valid-5/runtime-ssa", "metrics-service-monitor/inline-apply")
ODD = re.compile(r"^(apiVersion|kind|status|metadata\.(uid|resourceVersion|generation|creationTimestamp|managedFields|ownerReferences|name|namespace)\b)"
                 r"|^metadata\.annotations|^spec\.(clusterIPs?|ipFamil\w+|volumeName|storageClassName|replicas)\b"
                 r"|(containers|initContainers|env|volumes)\[\]\.name$|serviceAccount(Name)?$|feast-init.*args")


class Loader(yaml.CSafeLoader):
    """Leaves times as they are written."""
    yaml_implicit_resolvers = {k: [(t, r) for t, r in v if not t.endswith(":timestamp")] for k, v in yaml.CSafeLoader.yaml_implicit_resolvers.items()}


def objects(text):
    for document in yaml.load_all(text, Loader):
        yield from document["items"] if document and document["kind"].endswith("List") else [document] if document else []


def leaves(node, path=()):
    if isinstance(node, (dict, list)) and node:
        for key, value in node.items() if isinstance(node, dict) else enumerate(node):
            yield from leaves(value, path + (key,))
    elif not isinstance(node, (dict, list)) and node is not None:
        yield path


def place(path):
    """`spec.ports[].port`; `a["b.c"]`."""
    text = ""
    for key in path:
        plain = isinstance(key, str) and not re.search(r"[.\[\]/ ]", key)
        text += "[]" if isinstance(key, int) else ("." if text else "") + key if plain else '["%s"]' % key
    return text


def at(node, path):
    for key in path:
        node = node[key]
    return node


def another(value):
    if isinstance(value, bool):
        return not value
    if isinstance(value, (int, float)):
        return value + 1
    number = re.fullmatch(r"(\d+)(\D*)", value)
    return "%d%s" % (int(number[1]) + 1, number[2]) if number else value + "x"


def identity(o):
    return o["kind"], o["metadata"].get("namespace", ""), o["metadata"]["name"]


def is_tested(path):
    init = any(a == "args" for a in path if isinstance(a, str))  # the operator's script is compared by what it does
    return not ODD.search(place(path)) and not init


def wrong(diff, case):
    """Problems, and how many changes were made."""
    ours = {identity(o) for o in objects(case["bundle"])}
    given = [o for o in objects(case["live"]) if identity(o) in ours]
    for o in given:
        o["metadata"].pop("managedFields", None)  # they would have to tell of the change
    plans = {identity(o): [p for p in leaves(o) if is_tested(p)] for o in given}
    problems, count = [], 0
    for step in range(max(map(len, plans.values()))):
        changed, made = [], {}
        for o in given:
            plan = plans[identity(o)]
            if step < len(plan):
                o, path = copy.deepcopy(o), plan[step]
                at(o, path[:-1])[path[-1]] = another(at(o, path))
                made[identity(o)] = place(path)
            changed.append(o)
        status, changes = diff.changes(case["bundle"], json.dumps({"apiVersion": "v1", "kind": "List", "items": changed}))
        got = {(c["kind"], c["namespace"], c["name"]): [re.sub(r"\[[^\]\"]*\]", "[]", f["path"]) for f in c["fields"]] for c in changes}
        count += len(made)
        for name in sorted(made.keys() | got.keys()):
            # A change within a map that the manifest leaves out is shown at that map.
            want, paths = made.get(name, ""), got.get(name, [])
            if len(paths) != 1 or not want.startswith(paths[0]):
                problems.append("%s: %s: %s changed, %s said" % (case["case"], name, want or "nothing", paths))
    return problems, count


def main():
    diff = live.Diff(sys.argv[1])
    cases = {case["case"]: case for case in live.cases("live-stores")}
    problems, count = [], 0
    for name in STORES:
        found, made = wrong(diff, cases[name])
        problems += found
        count += made
    live.end(problems, count)


if __name__ == "__main__":
    main()
