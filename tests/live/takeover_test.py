#!/usr/bin/env python3
"""`feastctl adopt` says the right steps in each state of a takeover, and stops where one would lose something.
takeover_test.py FEASTCTL

The recorded objects are those of two stores that the operator 0.66.0 runs; the other states are made of them as a
takeover makes them (docs/takeover.md).
"""
import copy
import json
import pathlib
import subprocess
import sys
import tempfile

import yaml

import live

OPERATOR = {"apiVersion": "apps/v1", "kind": "Deployment",
            "metadata": {"name": "feast-operator-controller-manager", "namespace": "feast-operator-system", "uid": "u",
                         "labels": {"control-plane": "controller-manager", "app.kubernetes.io/name": "feast-operator"}},
            "spec": {"replicas": 1}}


def volume(claim, policy):
    return {"apiVersion": "v1", "kind": "PersistentVolume", "metadata": {"name": claim["spec"]["volumeName"], "uid": "u"},
            "spec": {"persistentVolumeReclaimPolicy": policy}}


class Adopt:
    def __init__(self, program, store):
        self.program, self.folder = program, tempfile.TemporaryDirectory()
        self.store = pathlib.Path(self.folder.name) / "store.yaml"
        self.store.write_text(store)

    def __call__(self, objects, *options):
        text = json.dumps({"apiVersion": "v1", "kind": "List", "items": objects})
        done = subprocess.run([self.program, "adopt", str(self.store), "--live", "-", *options], input=text, text=True,
                              capture_output=True, timeout=60)
        return done.returncode, done.stdout, done.stderr

    def report(self, objects, *options):
        status, out, err = self(objects, "--output=json", *options)
        if not out:
            return status, {"steps": [], "blocked": err, "facts": [], "notes": []}
        return status, json.loads(out)["stores"][0]


def titles(report):
    return [step["title"] for step in report["steps"]]


def problems(adopt, items):
    is_store = lambda o: o["kind"] == "FeatureStore" and o["metadata"]["name"] == "sandbox"
    claims = [o for o in items if o["kind"] == "PersistentVolumeClaim"]
    full = [*items, OPERATOR, *(volume(c, "Delete") for c in claims)]

    def expect(what, got, want):
        return [] if got == want else ["%s: %s instead of %s" % (what, got, want)]

    hand_over = ["Hand the credentials' variables over", "Apply the manifests", "Compare"]
    keep = ["Retain the volumes", "Keep the FeatureStore's text"]
    status, report = adopt.report(full)
    yield from expect("owned", (status, titles(report), report["blocked"]),
                      (0, [*keep, "Delete the FeatureStore alone", *hand_over], None))
    deletes = [c for s in report["steps"] for c in s["commands"] if c.startswith("kubectl delete")]
    yield from expect("the only delete", deletes, ["kubectl delete featurestore sandbox -n tk --cascade=orphan"])
    yield from expect("volumes", sum(c.startswith("kubectl patch pv") for c in report["steps"][0]["commands"]), 3)

    status, report = adopt.report(full, "--operator-stopped")
    yield from expect("operator stopped", titles(report),
                      [*keep, "Stop the operator", "Take the FeatureStore off as an owner", *hand_over,
                       "Delete the FeatureStore", "Start the operator again"])
    owned = [o for o in items for r in o["metadata"].get("ownerReferences", []) if (r["kind"], r["name"]) == ("FeatureStore", "sandbox")]
    yield from expect("one patch for each owned object", len(report["steps"][3]["commands"]), len(owned))
    status, report = adopt.report([o for o in full if o is not OPERATOR], "--operator-stopped")
    yield from expect("no operator to stop", (status, bool(report["blocked"])), (1, True))

    status, report = adopt.report([*items, *(volume(c, "Retain") for c in claims)])
    yield from expect("retained already", "Retain the volumes" in titles(report), False)

    gone = [o for o in full if not is_store(o)]
    status, report = adopt.report(gone)
    yield from expect("the owner is gone", (status, titles(report), "garbage collector" in (report["blocked"] or "")), (1, [], True))
    status, report = adopt.report([o for o in gone if o["kind"] != "FeatureStore"])
    yield from expect("no FeatureStore given", (status, titles(report), "is not known" in (report["blocked"] or "")), (1, [], True))

    for finalizer, word in (("orphan", "wait until it is gone"), ("foregroundDeletion", "its objects with it")):
        dying = copy.deepcopy(full)
        for o in filter(is_store, dying):
            o["metadata"].update(deletionTimestamp="2026-01-01T00:00:00Z", finalizers=[finalizer])
        status, report = adopt.report(dying)
        yield from expect(finalizer, (status, titles(report), word in (report["blocked"] or "")), (1, [], True))

    orphans = copy.deepcopy(gone)
    for o in orphans:
        o["metadata"].pop("ownerReferences", None)
    status, report = adopt.report(orphans)
    yield from expect("orphaned", (status, titles(report)), (0, hand_over))

    binding = {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRoleBinding",
               "metadata": {"name": "feast-sandbox-cluster-binding", "uid": "u"},
               "subjects": [{"kind": "ServiceAccount", "name": "feast-sandbox", "namespace": "elsewhere"}]}
    status, report = adopt.report([*full, binding])
    yield from expect("binding of another", (status, "Apply the manifests" in titles(report), "elsewhere" in (report["blocked"] or "")), (1, False, True))

    status, report = adopt.report(full, "--back")
    yield from expect("back", (status, titles(report)), (0, ["Stop applying the manifests", "Apply the FeatureStore"]))
    status, report = adopt.report(items, "--back")
    yield from expect("back without the operator", (status, titles(report), bool(report["blocked"])), (1, [], True))

    for form in ("text", "markdown", "script"):
        status, out, _ = adopt(full, "--output=" + form)
        secret = [o for o in items if o["kind"] == "Deployment"][0]["spec"]["template"]["spec"]["containers"][0]["env"][0]["value"]
        yield from expect(form, (status, "--cascade=orphan" in out, secret in out), (0, True, False))
    status, out, _ = adopt(full, "--output=script")
    yield from expect("the shell reads the script", subprocess.run(["sh", "-n"], input=out, text=True).returncode, 0)
    status, out, _ = adopt(gone, "--output=script")
    yield from expect("a blocked script fails", subprocess.run(["sh"], input=out, text=True, capture_output=True).returncode, 1)
    yield from expect("no live objects", adopt([{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}}])[0], 2)


def main():
    case = live.cases("live-takeover")[0]
    items = yaml.load(case["live"], Loader=yaml.CSafeLoader)["items"]
    found = list(problems(Adopt(sys.argv[1], case["input"]), items))
    live.end(found, 1)


main()
