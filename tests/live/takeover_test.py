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
        return self.text(json.dumps({"apiVersion": "v1", "kind": "List", "items": objects}), *options)

    def bundle(self):
        done = subprocess.run([self.program, "render", "-q", str(self.store)], text=True, capture_output=True, check=True)
        return list(yaml.load_all(done.stdout, Loader=yaml.CSafeLoader))

    def text(self, text, *options):
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


LEASE = {"apiVersion": "coordination.k8s.io/v1", "kind": "Lease", "metadata": {"name": "66483dbd.feast.dev", "namespace": "feast", "uid": "u"},
         "spec": {"holderIdentity": "feast-operator-1", "renewTime": "2026-11-28T01:00:00.000000Z"}}
HAND_OVER = ["Mark the variables with the credentials as applied", "Apply the manifests", "Compare",
             "Delete the old ReplicaSets that keep the credentials"]
KEEP = ["Retain the volumes", "Save the FeatureStore"]
STOPPED = [*KEEP, "Stop the operator", "Remove the FeatureStore from the ownerReferences", *HAND_OVER, "Delete the FeatureStore",
           "Start the operator again"]


def expect(what, got, want):
    return [] if got == want else ["%s: %s instead of %s" % (what, got, want)]


def fact(report, name):
    return next((f["text"] for f in report["facts"] if f["name"] == name), "")


def is_store(o):
    return o["kind"] == "FeatureStore" and o["metadata"]["name"] == "sandbox"


def with_store(items, change):
    items = copy.deepcopy(items)
    for o in filter(is_store, items):
        change(o["metadata"])
    return items


def operator(wanted, **status):
    return {**copy.deepcopy(OPERATOR), "spec": {"replicas": wanted}, "status": status}


def states(items):
    """The recorded objects with the operator and the volumes, without the FeatureStore, and once it was orphaned."""
    full = [*items, OPERATOR, *(volume(o, "Delete") for o in items if o["kind"] == "PersistentVolumeClaim")]
    gone = [o for o in full if not is_store(o)]
    orphans = copy.deepcopy(gone)
    for o in orphans:
        o["metadata"].pop("ownerReferences", None)
    return full, gone, orphans


def take_over(adopt, items):
    full, gone, orphans = states(items)
    status, report = adopt.report(full)
    yield from expect("owned", (status, titles(report), report["blocked"]),
                      (0, [*KEEP, "Delete the FeatureStore alone", *HAND_OVER], None))
    deletes = [c for s in report["steps"] for c in s["commands"] if c.startswith("kubectl delete")]
    yield from expect("the only delete", deletes, ["kubectl delete featurestores.feast.dev sandbox -n tk --cascade=orphan"])
    yield from expect("volumes", sum(c.startswith("kubectl patch pv") for c in report["steps"][0]["commands"]), 3)

    status, report = adopt.report(full, "--operator-stopped")
    yield from expect("operator stopped", titles(report), STOPPED)
    owned = [o for o in items for r in o["metadata"].get("ownerReferences", []) if (r["kind"], r["name"]) == ("FeatureStore", "sandbox")]
    yield from expect("one patch for each owned object", len(report["steps"][3]["commands"]), len(owned))
    without = [o for o in full if o is not OPERATOR]
    status, report = adopt.report(without, "--operator-stopped")
    yield from expect("the operator by its labels", (titles(report), " -l " in report["steps"][2]["commands"][0]), (STOPPED, True))
    status, report = adopt.report([*without, operator(0)], "--operator-stopped")
    yield from expect("stopped already", titles(report), [t for t in STOPPED if t != "Stop the operator"])
    status, report = adopt.report([*without, operator(0, replicas=1)], "--operator-stopped")
    yield from expect("stopping", titles(report), STOPPED)

    claims = [o for o in items if o["kind"] == "PersistentVolumeClaim"]
    status, report = adopt.report([*items, *(volume(c, "Retain") for c in claims)])
    yield from expect("retained already", "Retain the volumes" in titles(report), False)
    status, report = adopt.report(orphans)
    yield from expect("orphaned", (status, titles(report)), (0, HAND_OVER))
    status, report = adopt.report(orphans, "--secrets=inline")
    yield from expect("orphaned, inline", (status, titles(report)), (0, ["Apply the manifests", "Compare"]))


def done(adopt, items):
    """The manifests as they are once they were applied."""
    _, _, orphans = states(items)
    applied = [dict(o, metadata=dict(o["metadata"], uid="u")) for o in adopt.bundle()]
    status, report = adopt.report(applied)
    yield from expect("done", (status, titles(report), report["blocked"]), (0, [], None))
    old = {"apiVersion": "apps/v1", "kind": "ReplicaSet", "spec": {"replicas": 0},
           "metadata": {"name": "feast-sandbox-1", "namespace": "tk", "uid": "u",
                        "ownerReferences": [{"apiVersion": "apps/v1", "kind": "Deployment", "name": "feast-sandbox", "uid": "u"}]}}
    old["spec"]["template"] = next(o for o in orphans if o["kind"] == "Deployment" and o["metadata"]["name"] == "feast-sandbox")["spec"]["template"]
    status, report = adopt.report([*applied, old])
    yield from expect("an old ReplicaSet", titles(report), HAND_OVER[-1:])
    old["spec"]["replicas"] = 1
    yield from expect("a ReplicaSet with pods", titles(adopt.report([*applied, old])[1]), [])
    owned = copy.deepcopy(applied)
    owned[-1]["metadata"]["ownerReferences"] = [{"apiVersion": "feast.dev/v1", "kind": "FeatureStore", "name": "sandbox", "uid": "s"}]
    store = next(filter(is_store, items))
    store = dict(store, metadata=dict(store["metadata"], uid="s"))
    yield from expect("applied before the FeatureStore went", titles(adopt.report([*owned, store])[1]),
                      ["Save the FeatureStore", "Delete the FeatureStore alone"])
    status, report = adopt.report([*applied, OPERATOR], "--back")
    yield from expect("back", (status, titles(report)),
                      (0, ["Stop applying the manifests", "Apply the FeatureStore", "Delete ConfigMap feast-sandbox-config"]))
    yield from expect("back, by the Lease", titles(adopt.report([*applied, LEASE], "--back")[1]), titles(report))
    yield from expect("back, not known", titles(adopt.report(applied, "--back")[1])[0], "Make sure that the operator runs")
    for stopped in (operator(0), operator(1, replicas=1)):
        status, report = adopt.report([*applied, stopped], "--back")
        yield from expect("back without the operator", (status, titles(report), bool(report["blocked"])), (1, [], True))
    back = [*items, OPERATOR, next(o for o in applied if o["metadata"]["name"] == "feast-sandbox-config")]
    yield from expect("back already", titles(adopt.report(back, "--back")[1]), ["Delete ConfigMap feast-sandbox-config"])


def violated(adopt, items):
    full, gone, orphans = states(items)
    binding = {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRoleBinding",
               "metadata": {"name": "feast-sandbox-cluster-binding", "uid": "u"},
               "subjects": [{"kind": "ServiceAccount", "name": "feast-sandbox", "namespace": n} for n in ("tk", "elsewhere")]}
    dying = lambda finalizer: with_store(full, lambda m: m.update(deletionTimestamp="2026-01-01T00:00:00Z", finalizers=[finalizer]))
    paused, grown = copy.deepcopy(orphans), copy.deepcopy(orphans)
    for o in (o for o in paused if o["kind"] == "Deployment"):
        o["spec"]["paused"] = True
    for o in (o for o in grown if o["kind"] == "PersistentVolumeClaim"):
        o["spec"]["resources"]["requests"]["storage"] = "900Gi"
    for what, objects, word in (
            ("the owner is gone", gone, "no longer exists"),
            ("another FeatureStore of the name", with_store(full, lambda m: m.update(uid="other")), "no longer exists"),
            ("no FeatureStore given", [o for o in gone if o["kind"] != "FeatureStore"], "is not known"),
            ("orphaning", dying("orphan"), "wait until it is gone"),
            ("deleting", dying("foregroundDeletion"), "its objects with it"),
            ("binding of another", [*full, binding], "elsewhere"),
            ("paused", paused, "paused"),
            ("refused", grown, "refuse")):
        status, report = adopt.report(objects)
        yield from expect(what, (status, titles(report), word in (report["blocked"] or "")), (1, [], True))
    text = "\n---\n".join(json.dumps(o) for o in gone if o["kind"] != "FeatureStore") + "\n---\n# fetched: featurestores of namespace tk\n"
    _, out, _ = adopt.text(text)
    yield from expect("no FeatureStore in the namespace", "no longer exists" in out, True)


def what_is_known(adopt, items):
    full, _, _ = states(items)
    without = [o for o in full if o is not OPERATOR]
    for objects, word in ((full, "running"), ([*without, operator(0)], "stopped"), ([*without, operator(1, replicas=1)], "not ready"),
                          ([*without, LEASE], "running, by its Lease"), (without, "not known")):
        yield from expect("operator", fact(adopt.report(objects)[1], "operator").startswith(word), True)
    entry = lambda manager, time, operation="Update": {"manager": manager, "operation": operation, "time": time, "fieldsV1": {}}
    fought = copy.deepcopy(without)
    for o in fought:
        if o["metadata"]["name"] == "feast-sandbox" and o["kind"] == "Deployment":
            o["metadata"]["managedFields"] = [entry("kubectl-client-side-apply", "2026-01-01T00:00:00Z"), entry("manager", "2026-01-01T00:00:01Z"),
                                              entry("argocd-controller", "2026-01-01T00:00:00Z", "Apply")]
    report = adopt.report(fought)[1]
    yield from expect("who wrote last", (fact(report, "operator").startswith("running, by Deployment"), fact(report, "other managers")),
                      (True, "argocd-controller"))
    flux = {"kustomize.toolkit.fluxcd.io/name": "feast", "kustomize.toolkit.fluxcd.io/namespace": "flux-system"}
    report = adopt.report(with_store(full, lambda m: m.update(labels=flux)))[1]
    yield from expect("Flux", titles(report)[2:4], ["Stop Flux (Kustomization flux-system/feast)", "Exempt the FeatureStore from pruning"])
    yield from expect("how", report["steps"][2]["commands"], ["flux suspend kustomization feast -n flux-system"])
    argo = {"argocd.argoproj.io/tracking-id": "shop:feast.dev/FeatureStore:tk/sandbox"}
    report = adopt.report(with_store(full, lambda m: m.update(annotations=argo)))[1]
    yield from expect("Argo CD", report["steps"][2]["commands"], ["argocd app set shop --sync-policy none"])


def forms(adopt, items):
    full, gone, _ = states(items)
    for form in ("text", "markdown", "script"):
        status, out, _ = adopt(full, "--output=" + form)
        secret = [o for o in items if o["kind"] == "Deployment"][0]["spec"]["template"]["spec"]["containers"][0]["env"][0]["value"]
        yield from expect(form, (status, "--cascade=orphan" in out, secret in out), (0, True, False))
    status, out, _ = adopt(full, "--output=script")
    yield from expect("the shell reads the script", subprocess.run(["sh", "-n"], input=out, text=True).returncode, 0)
    status, out, _ = adopt(gone, "--output=script")
    yield from expect("a blocked script fails", subprocess.run(["sh"], input=out, text=True, capture_output=True).returncode, 1)
    yield from expect("no live objects", adopt([{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}}])[0], 2)
    evil = "x'; touch /dev/full; echo '\x1b[31m$(id)\n"
    hostile = copy.deepcopy(full)
    for o in hostile:
        o["spec"] = {**o.get("spec", {}), "volumeName": evil} if o["kind"] == "PersistentVolumeClaim" else o.get("spec")
        o["metadata"]["managedFields"] = [{"manager": evil, "operation": evil, "time": evil}]
        for owner in o["metadata"].get("ownerReferences", []):
            owner["uid"] = evil if o["kind"] == "Role" else owner["uid"]
        if o["kind"] == "FeatureStore":
            o["metadata"]["annotations"] = {"argocd.argoproj.io/tracking-id": evil + ":x", "meta.helm.sh/release-name": evil}
    hostile += [{**copy.deepcopy(o), "kind": evil} for o in items if o["kind"] == "Service"]
    hostile += [{**copy.deepcopy(LEASE), "spec": {"holderIdentity": evil, "renewTime": evil}}]
    for form in ("text", "markdown", "json", "script"):
        for way in ([], ["--operator-stopped"], ["--back"]):
            status, out, _ = adopt([o for o in hostile if o is not OPERATOR], "--output=" + form, *way)
            yield from expect("hostile names as %s" % form, (status, "touch" in out and form == "script", "\x1b" in out), (0, False, False))


def fails_with_kubectl(adopt, items):
    """No check of the printed steps succeeds where kubectl fails."""
    full, _, _ = states(items)
    folder = tempfile.TemporaryDirectory()
    for name in ("kubectl", "feastctl"):
        program = pathlib.Path(folder.name) / name
        program.write_text("#!/bin/sh\nexit 1\n")
        program.chmod(0o755)
    (pathlib.Path(folder.name) / "sleep").symlink_to("/bin/true")
    for way in ([], ["--operator-stopped"]):
        _, report = adopt.report(full, *way)
        for step in report["steps"]:
            if step["check"] == "true" or step["check"].startswith("test -s"):
                continue
            done = subprocess.run(["sh", "-c", step["check"]], capture_output=True, timeout=60, cwd=folder.name,
                                  env={"PATH": folder.name + ":/usr/bin:/bin"})
            yield from expect("the check of '%s' without a cluster" % step["title"], done.returncode != 0, True)


def problems(adopt, items):
    for part in (take_over, done, violated, what_is_known, forms, fails_with_kubectl):
        yield from part(adopt, items)


def main():
    case = live.cases("live-takeover")[0]
    items = yaml.load(case["live"], Loader=yaml.CSafeLoader)["items"]
    found = list(problems(Adopt(sys.argv[1], case["input"]), items))
    live.end(found, 1)


main()
