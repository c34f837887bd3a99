#!/usr/bin/env python3
"""Live objects in every form, and in odd ones, give the same comparison or a clear error. odd_test.py FEASTCTL

The store of one recorded case is compared as a List, a stream, JSON on one line and on many, among objects of other
namespaces, with more than what one document may hold otherwise, with Secrets, and with managedFields that are no such thing.
"""
import copy
import json
import sys

import yaml

import live
from changes_test import objects

CASE = "all-servers/runtime-apply"
SPACE = "all-servers"
MIB = 1 << 20


class Form:
    """A way to write objects down: the text of one, and what makes one text of several."""

    def __init__(self, name, one, join):
        self.name, self.one, self.join = name, one, join

    def text(self, items, more):
        """The items, with copies in other namespaces (that is quick) and Pods in theirs until `more` bytes are added."""
        texts = [self.one(o) for o in items]
        made, size = [], 0
        while size < more:
            for o, text in zip(items, texts):
                here = len(made) % 2
                text = text.replace(SPACE, "other-%d" % len(made)) if here else text.replace(o["kind"], "Pod").replace(o["metadata"]["name"], "pod-%d" % len(made))
                made.append(text)
                size += len(text)
        return self.join(made[::2] + texts + made[1::2])


def in_yaml(document):
    return yaml.dump(document, Dumper=yaml.CSafeDumper, default_flow_style=False, width=80)


def item(o):
    return "- " + in_yaml(o).rstrip("\n").replace("\n", "\n  ") + "\n"


def yaml_list(texts):
    return "apiVersion: v1\nitems:\n%skind: List\nmetadata:\n  resourceVersion: \"\"\n" % "".join(texts)


FORMS = [Form("list", item, yaml_list),
         Form("json", json.dumps, lambda texts: '{"apiVersion": "v1", "items": [%s], "kind": "List"}' % ", ".join(texts)),
         Form("indented json", lambda o: json.dumps(o, indent=4), lambda texts: '{\n    "items": [\n%s\n    ],\n    "kind": "List"\n}\n' % ",\n".join(texts)),
         Form("stream", in_yaml, "---\n".join),
         Form("stream of json", json.dumps, "\n".join),
         Form("lists", item, lambda texts: "---\n".join(yaml_list(texts[i:i + 9]) for i in range(0, len(texts), 9)))]
LIST, JSON = FORMS[:2]


def with_change(items):
    items = copy.deepcopy(items)
    for o in items:
        if o["kind"] == "Deployment" and o["metadata"]["name"].startswith("feast-"):
            o["spec"]["template"]["spec"]["containers"][0]["image"] = "other:1"
    return items


def problems(diff, case):
    bundle = case["bundle"]
    items = [o for o in objects(case["live"]) if o["metadata"].pop("managedFields", 1)]
    changed = with_change(items)
    _, want, _ = diff(bundle, LIST.text(changed, 0))
    if "other:1" not in want:
        yield "the change is not said: " + want
    for size, forms in ((0, FORMS), (2, FORMS), (17, FORMS[:2])):
        for form in forms:
            for what, expected in ((items, (0, "")), (changed, (1, want))):
                status, out, err = diff(bundle, form.text(what, size * MIB))
                if (status, out) != expected:
                    yield "%s of %d MiB: status %d: %s" % (form.name, size, status, (out + err)[:300])
    status, out, err = diff(bundle, LIST.text(changed, 2 * MIB) + "- [\n")
    if status != 2 or out or "error" not in err:
        yield "broken: status %d: %s" % (status, (out + err)[:300])

    for empty in ("items: []", "items:", "items: null"):
        status, out, err = diff(bundle, "apiVersion: v1\n%s\nkind: List\n" % empty)
        if status != 1 or not out.endswith(" added, 0 changed, 0 removed\n"):
            yield "%s: status %d: %s" % (empty, status, (out + err)[-300:])
    status, out, err = diff(bundle, LIST.text([], 0) + "# fetched: namespace %s\n" % SPACE, "-q")
    if status != 1 or "+ Deployment" not in out:
        yield "an empty list of all kinds: status %d: %s" % (status, (out + err)[:300])

    for odd in ([], {}, "x", None, [None], ["x"], [{"manager": 3, "fieldsV1": "x"}], [{"manager": [], "fieldsV1": {"f:spec": []}}],
                [{"operation": "Apply", "manager": "m", "fieldsV1": {"f:metadata": {"f:labels": 1}, "f:spec": {"f:template": {".": {}, "k:{": {}, "k:[]": {}}}}}],
                [{"operation": "Apply", "manager": "m", "fieldsV1": {"f:spec": {"f:template": {"f:spec": {"f:containers": {'k:{"name":"': {}, 'k:{"name":{}}': {}}}}}}}]):
        mangled = copy.deepcopy(changed)
        for o in mangled:
            o["metadata"]["managedFields"] = odd
        status, out, err = diff(bundle, JSON.text(mangled, 0))
        if status != 1 or "other:1" not in out:
            yield "managedFields %s: status %d: %s" % (odd, status, (out + err)[:300])

    secret = {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "s", "namespace": SPACE}, "stringData": {"k": "hunter2"}}
    held = {**secret, "metadata": {**secret["metadata"], "uid": "u", "annotations": {"kubectl.kubernetes.io/last-applied-configuration": "hunter4"}},
            "data": {"k": "aHVudGVyMw=="}, "type": "Opaque"}
    held.pop("stringData")
    for form in ("text", "unified", "markdown", "json", "github"):
        for size in (0, 2 * MIB):
            status, out, err = diff(bundle + "---\n" + in_yaml(secret), JSON.text(items + [held], size), "--all", "--output=" + form)
            if status != 1 or "stringData" not in out:
                yield "a Secret as %s: status %d: %s" % (form, status, (out + err)[:300])
            for word in ("hunter2", "hunter3", "hunter4", "aHVudGVy"):
                if word in out + err:
                    yield "a Secret as %s is shown: %s" % (form, word)


def main():
    case = next(case for case in live.cases("live-stores") if case["case"] == CASE)
    live.end(list(problems(live.Diff(sys.argv[1]), case)), 1)


main()
