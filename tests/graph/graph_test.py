#!/usr/bin/env python3
"""What `feastctl graph` prints, compared with what the rendered manifests say, which are read here with PyYAML.

graph_test.py FEASTCTL ROOT

Graphviz reads the DOT files if it is installed. The pictures are XML without scripts or references, and no texts or
boxes in them overlap.
"""
import base64
import collections
import itertools
import json
import pathlib
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

import yaml

EXE, ROOT = sys.argv[1], pathlib.Path(sys.argv[2])
SVG = "{http://www.w3.org/2000/svg}"
ALWAYS = ["--network-policy", "--image-pull-secret=pull-secret"]


def cases():
    for store in sorted(ROOT.glob("examples/*/store.yaml")):
        arguments = store.parent / "args"
        yield store.parent.name, store, [*(arguments.read_text().split() if arguments.exists() else []), *ALWAYS]
    for store in sorted(ROOT.glob("tests/golden/*/*.yaml")):
        if "kind: FeatureStore" in store.read_text() and not (store.parent / "args").exists():
            yield "golden " + store.parent.name, store, ALWAYS


def run(command, store, arguments, *more):
    return subprocess.run([EXE, command, str(store), "-q", *arguments, *more], capture_output=True, text=True)


def named(o):
    return o["kind"], o["metadata"].get("namespace", ""), o["metadata"]["name"]


def pod_spec(o):
    spec = o.get("spec") or {}
    if o["kind"] == "CronJob":
        spec = spec["jobTemplate"]["spec"]
    return spec.get("template", {}).get("spec") if o["kind"] in ("Deployment", "CronJob", "Job") else None


def expected(objects):
    """The relations that the manifests show, without what feature_store.yaml says."""
    found = collections.defaultdict(set)
    for o in objects:
        me, (kind, space, _) = named(o), named(o)

        def add(relation, to_kind, name, to_space=space):
            if name:
                found[me, (to_kind, "" if to_kind.startswith("Cluster") else to_space, name)].add(relation)

        pods = pod_spec(o)
        if pods:
            add("runs as", "ServiceAccount", pods.get("serviceAccountName"))
            for secret in pods.get("imagePullSecrets", []):
                add("pulls with", "Secret", secret["name"])
            for volume in pods.get("volumes", []):
                for v in [volume, *(volume.get("projected") or {}).get("sources", [])]:
                    add("mounts", "ConfigMap", (v.get("configMap") or {}).get("name"))
                    secret = v.get("secret") or {}
                    add("mounts", "Secret", secret.get("secretName") or secret.get("name"))
                    add("mounts", "PersistentVolumeClaim", (v.get("persistentVolumeClaim") or {}).get("claimName"))
            for c in [*pods.get("initContainers", []), *pods["containers"]]:
                for e in c.get("env") or []:
                    source = e.get("valueFrom") or {}
                    add("reads env", "ConfigMap", (source.get("configMapKeyRef") or {}).get("name"))
                    add("reads env", "Secret", (source.get("secretKeyRef") or {}).get("name"))
                for e in c.get("envFrom") or []:
                    add("reads env", "ConfigMap", (e.get("configMapRef") or {}).get("name"))
                    add("reads env", "Secret", (e.get("secretRef") or {}).get("name"))
                command = c.get("command") or []
                if command[:2] == ["kubectl", "exec"] and command[2].startswith("deploy/"):
                    add("execs into", "Deployment", command[2][len("deploy/"):])
        if kind.endswith("RoleBinding"):
            add("binds", o["roleRef"]["kind"], o["roleRef"]["name"])
            for subject in o.get("subjects", []):
                add("grants to", subject["kind"], subject["name"], subject.get("namespace", space))
        if kind in ("HorizontalPodAutoscaler", "ScaledObject"):
            add("scales", "Deployment", o["spec"]["scaleTargetRef"]["name"])
        if kind == "Route":
            add("routes to", "Service", o["spec"]["to"]["name"])
        labels = {"Service": o.get("spec", {}).get("selector"), "ServiceMonitor": True, "PodDisruptionBudget": True, "NetworkPolicy": True}.get(kind)
        if labels is True:
            labels = (o["spec"].get("selector") or o["spec"].get("podSelector"))["matchLabels"]
        for other in objects if labels else []:
            theirs = other["metadata"].get("labels", {}) if kind == "ServiceMonitor" else other["spec"]["template"]["metadata"]["labels"] if other["kind"] == "Deployment" else None
            if theirs and (kind != "ServiceMonitor" or other["kind"] == "Service") and labels.items() <= theirs.items() and other["metadata"]["namespace"] == space:
                add("scrapes" if kind == "ServiceMonitor" else "selects", other["kind"], other["metadata"]["name"])
    return found


def hosts(objects):
    """Every (workload or client, Service) of which a feature_store.yaml has the host name."""
    for o in objects:
        texts = [o["data"].get("feature_store.yaml", "")] if o["kind"] == "ConfigMap" and "data" in o else []
        for c in (pod_spec(o) or {}).get("initContainers", []):
            texts += [base64.b64decode(e["value"]).decode() for e in c.get("env") or [] if e["name"] == "TMP_FEATURE_STORE_YAML_BASE64"]
        for text in texts:
            for name, space in re.findall(r"([a-z0-9-]+)\.([a-z0-9-]+)\.svc\b", text):
                yield named(o), ("Service", space, name)


def check_json(objects, graph):
    ids = {o["id"]: (o["kind"], o.get("namespace", ""), o["name"]) for o in graph["objects"]}
    if len(ids) != len(graph["objects"]):
        yield "two objects have the same id"
    inside = {ids[o["id"]] for o in graph["objects"] if o["inBundle"]}
    if inside != {named(o) for o in objects}:
        yield "the objects differ: %s" % (inside ^ {named(o) for o in objects})
    shown = {(ids[r["from"]], ids[r["to"]]): set(r["relations"]) for r in graph["relations"]}
    wanted = expected(objects)
    got = {pair: words - {"connects to"} for pair, words in shown.items() if words - {"connects to"}}
    for pair in sorted(wanted.keys() | got.keys()):
        if wanted.get(pair) != got.get(pair):
            yield "%s: %s instead of %s" % (pair, got.get(pair), wanted.get(pair))
    for pair in hosts(objects):
        if "connects to" not in shown.get(pair, ()):
            yield "no connection %s" % (pair,)


def bounds(text):
    style, size = text.get("class", ""), 7.3
    size = 9.5 if "title" in style else 6.3 if "label" in style or "kind" in style else size
    width, x, y = size * len(text.text or ""), float(text.get("x")), float(text.get("y"))
    left = x - (width if text.get("text-anchor") == "end" else 0)
    return left, y - 9, left + width, y + 2


def rectangle(r):
    x, y = float(r.get("x")), float(r.get("y"))
    return x, y, x + float(r.get("width")), y + float(r.get("height"))


def overlap(a, b):
    return min(a[2], b[2]) - max(a[0], b[0]) > 0.2 and min(a[3], b[3]) - max(a[1], b[1]) > 0.2


def check_picture(text):
    for bad in ("<script", "javascript:", "@import", "url(", " href="):
        if bad in text:
            yield "the picture has %s" % bad
    root = ElementTree.fromstring(text)
    _, _, width, height = map(float, root.get("viewBox").split())
    panels = [g for g in root.iter(SVG + "g") if g.get("role") == "group"]
    if not panels:
        yield "the picture has no panel"
    for panel in panels:
        boxes = [rectangle(r) for r in panel.iter(SVG + "rect") if "box" in r.get("class")]
        labels = [(bounds(t), t.text) for t in panel.iter(SVG + "text") if "label" in t.get("class")]
        for a, b in itertools.combinations(boxes, 2):
            if overlap(a, b):
                yield "two boxes overlap at %s" % (a,)
        for (a, one), (b, other) in itertools.combinations(labels, 2):
            if overlap(a, b):
                yield "the labels %r and %r overlap at %s" % (one, other, a)
        for (a, one), b in itertools.product(labels, boxes):
            if overlap(a, b):
                yield "the label %r overlaps a box at %s" % (one, a)
    for a in [rectangle(r) for r in root.iter(SVG + "rect") if r.get("x")] + [bounds(t) for t in root.iter(SVG + "text")]:
        if a[0] < 0 or a[1] < 0 or a[2] > width + 1 or a[3] > height:
            yield "something leaves the picture at %s" % (a,)


def check(store, arguments):
    rendered = run("render", store, arguments)
    outputs = {form: run("graph", store, arguments, "-o", form) for form in ("json", "svg", "dot", "mermaid")}
    if rendered.returncode:
        if any(done.returncode != rendered.returncode or done.stdout for done in outputs.values()):
            yield "graph prints something, or ends with another status than render"
        return
    objects = [o for o in yaml.safe_load_all(rendered.stdout) if o]
    graph = json.loads(outputs["json"].stdout)
    yield from check_json(objects, graph)
    yield from check_picture(outputs["svg"].stdout)
    for form, vertex, edge in (("mermaid", r"^    v\d+", r"^  v\d+ -->"), ("dot", r"^    v\d+ \[", r"^  v\d+ -> v\d+ \[")):
        text = outputs[form].stdout
        counts = len(re.findall(vertex, text, re.M)), len(re.findall(edge, text, re.M))
        if counts != (len(graph["objects"]), len(graph["relations"])):
            yield "%s has %d vertices and %d edges" % (form, *counts)
    if shutil.which("dot"):
        done = subprocess.run(["dot", "-Tplain"], input=outputs["dot"].stdout, capture_output=True, text=True)
        if done.returncode or len(re.findall("^node ", done.stdout, re.M)) != len(graph["objects"]):
            yield "Graphviz: " + done.stderr[:300]


def check_secrets():
    """With --secrets=inline, feature_store.yaml contains credentials; the graph does not."""
    store = ROOT / "examples/remote-registry/store.yaml"
    rendered = run("render", store, ["--secrets=inline"])
    words = ["not-a-real-user", "not-a-real-password"]
    plain = "".join(base64.b64decode(v).decode() for v in re.findall(r"TMP_FEATURE_STORE_YAML_BASE64\n +value: (\S+)", rendered.stdout))
    if not all(word in plain for word in words):
        yield "the bundle has no credentials to leak"
    for form in ("json", "svg", "dot", "mermaid"):
        text = run("graph", store, ["--secrets=inline"], "-o", form).stdout
        yield from ("%s shows %s" % (form, word) for word in words if word in text)
        if "redis" not in text:
            yield "%s lacks the database" % form


def main():
    problems, count = [], 0
    for name, store, arguments in cases():
        count += 1
        problems += ["%s: %s" % (name, p) for p in check(store, arguments)]
    problems += check_secrets()
    print("\n".join(problems[:40]))
    print("%d stores, %d problems%s" % (count, len(problems), "" if shutil.which("dot") else "; Graphviz is not installed"))
    return 1 if problems or count < 20 else 0


sys.exit(main())
