#!/usr/bin/env python3
"""What has to be true of every bundle, whatever the store: checked on the examples and on every recorded case.

check_bundles.py FEASTCTL FOLDER…

A folder holds *.yaml inputs, or folders with an input.yaml and flags in a file `args`. Inputs that feastctl refuses are passed over
(the conformance tests judge refusals). Exits with 1 after printing each problem.
"""
import json
import os
import pathlib
import subprocess
import sys

import yaml

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def inputs(folder):
    for path in sorted(folder.rglob("*.yaml")):
        if path.name in ("input.yaml", "store.yaml"):
            args = path.parent / "args"
            yield path, args.read_text().split() if args.exists() else []


def run(exe, args, path, env=None, secrets="inline"):
    command = [exe, "render", "--secrets=" + secrets, "--discovery", *args, str(path)]
    p = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=60, env=env)
    return p.returncode, p.stdout


def key(o):
    return o["kind"], o["metadata"].get("namespace", ""), o["metadata"]["name"]


def selects(selector, labels):
    return all(labels.get(k) == v for k, v in selector.items())


class Bundle:
    def __init__(self, objects):
        self.objects = objects
        self.by_key = {key(o): o for o in objects}

    def has(self, kind, namespace, name):
        return (kind, namespace, name) in self.by_key

    def of(self, kind):
        return [o for o in self.objects if o["kind"] == kind]

    def problems(self):
        if len(self.by_key) != len(self.objects):
            yield "an object is there twice"
        for o in self.objects:
            if list(o)[:3] != ["apiVersion", "kind", "metadata"]:
                yield "%s does not begin with apiVersion, kind, metadata" % (key(o),)
        for d in self.of("Deployment"):
            yield from self.deployment(d)
        for s in self.of("Service"):
            if not self.selected_pods(s["metadata"]["namespace"], s["spec"]["selector"]):
                yield "Service %s selects no pod" % s["metadata"]["name"]
        for h in self.of("HorizontalPodAutoscaler"):
            t = h["spec"]["scaleTargetRef"]
            target = self.by_key.get((t["kind"], h["metadata"]["namespace"], t["name"]))
            if not target:
                yield "the autoscaler's target does not exist"
            elif "replicas" in target["spec"]:
                yield "the autoscaler and the Deployment both set replicas"
        for p in self.of("PodDisruptionBudget"):
            if not self.selected_pods(p["metadata"]["namespace"], p["spec"]["selector"]["matchLabels"]):
                yield "the disruption budget selects no pod"
        for kind in ("RoleBinding", "ClusterRoleBinding"):
            for b in self.of(kind):
                yield from self.binding(b)
        for c in self.of("CronJob"):
            pod = c["spec"]["jobTemplate"]["spec"]["template"]["spec"]
            if not self.has("ServiceAccount", c["metadata"]["namespace"], pod["serviceAccountName"]):
                yield "the cron job's account does not exist"

    def selected_pods(self, namespace, selector):
        return [d for d in self.of("Deployment") if d["metadata"]["namespace"] == namespace
                and selects(selector, d["spec"]["template"]["metadata"]["labels"])]

    def deployment(self, d):
        name, namespace = d["metadata"]["name"], d["metadata"]["namespace"]
        pod = d["spec"]["template"]["spec"]
        if not selects(d["spec"]["selector"]["matchLabels"], d["spec"]["template"]["metadata"]["labels"]):
            yield "%s does not select its own pods" % name
        if len(self.selected_pods(namespace, d["spec"]["selector"]["matchLabels"])) != 1:
            yield "the selector of %s takes pods of another Deployment" % name
        account = pod.get("serviceAccountName")
        if account and not self.has("ServiceAccount", namespace, account):
            yield "%s runs as an account that does not exist" % name
        volumes = [v["name"] for v in pod.get("volumes", [])]
        for v in pod.get("volumes", []):
            if v["name"].startswith("feastctl-") and "configMap" in v and not self.has("ConfigMap", namespace, v["configMap"]["name"]):
                yield "%s mounts a ConfigMap that does not exist" % name
        for c in pod.get("initContainers", []) + pod["containers"]:
            for m in c.get("volumeMounts", []):
                if m["name"] not in volumes:
                    yield "%s/%s mounts a volume that does not exist: %s" % (name, c["name"], m["name"])

    def binding(self, b):
        ref = b["roleRef"]
        namespace = b["metadata"].get("namespace", "") if ref["kind"] == "Role" else ""
        if not self.has(ref["kind"], namespace, ref["name"]):
            yield "%s binds a role that does not exist" % b["metadata"]["name"]
        for s in b["subjects"]:
            if s["kind"] == "ServiceAccount" and not self.has("ServiceAccount", s["namespace"], s["name"]):
                yield "%s binds an account that does not exist" % b["metadata"]["name"]


def problems_of(exe, path, args):
    code, out = run(exe, args, path)
    if code != 0:
        return None if out == b"" else ["output in spite of exit status %d" % code]
    found = []
    for other_args, env in ((["--jobs=1"], None), (["--jobs=7"], {**os.environ, "LC_ALL": "tr_TR.UTF-8", "TZ": "Asia/Kolkata"})):
        if run(exe, args + other_args, path, env)[1] != out:
            found.append("other bytes with %s" % other_args)
    objects = list(yaml.load_all(out, Loader=Loader))
    _, as_json = run(exe, args + ["--output=json"], path)
    if json.loads(as_json)["items"] != objects:
        found.append("YAML and JSON differ")
    if any(line != line.rstrip() for line in out.decode().split("\n")):
        found.append("a line ends with a space")
    # What runtime mode refuses besides is FS423.
    code, out = run(exe, args, path, secrets="runtime")
    at_runtime = list(yaml.load_all(out, Loader=Loader)) if code == 0 else []
    return found + list(Bundle(objects).problems()) + ["runtime: " + p for p in Bundle(at_runtime).problems()]


def main():
    exe, folders = sys.argv[1], [pathlib.Path(f) for f in sys.argv[2:]]
    checked = bad = 0
    for folder in folders:
        for path, args in inputs(folder):
            found = problems_of(exe, path, args)
            if found is None:
                continue
            checked += 1
            bad += bool(found)
            for problem in found:
                print("%s: %s" % (path, problem))
    print("%d passed, %d failed" % (checked - bad, bad))
    sys.exit(1 if bad or not checked else 0)


main()
