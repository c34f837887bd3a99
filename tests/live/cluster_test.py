#!/usr/bin/env python3
"""The procedures that `feastctl adopt` prints, run as printed against a real API server, its controllers and its garbage
collector: nothing is lost, no credential is left, the pods restart once. cluster_test.py FEASTCTL TOOLS

The objects are those that the operator 0.66.0 made (recorded); they are created under its name, with the FeatureStore as their
owner. A Deployment with its labels stands in for the operator itself. The program is built by cluster/cluster.py, only with
FEASTCTL_REAL_APISERVER=ON; else, and without Go or kubectl, exits with 77.
"""
import copy
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

import yaml

import live

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "cluster"))
import cluster  # noqa: E402

PROGRAM, TOOLS = (pathlib.Path(word).resolve() for word in sys.argv[1:3])
SPACE, NAME = "tk", "sandbox"
VARIABLE = "FEATURE_STORE_YAML_BASE64"
KINDS = "deployments,services,configmaps,serviceaccounts,roles,rolebindings,persistentvolumeclaims,cronjobs,secrets"
DEFINITION = {
    "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition", "metadata": {"name": "featurestores.feast.dev"},
    "spec": {"group": "feast.dev", "scope": "Namespaced",
             "names": {"kind": "FeatureStore", "listKind": "FeatureStoreList", "plural": "featurestores", "singular": "featurestore"},
             "versions": [{"name": "v1", "served": True, "storage": True,
                           "schema": {"openAPIV3Schema": {"type": "object", "x-kubernetes-preserve-unknown-fields": True}}}]}}
OPERATOR = {"apiVersion": "apps/v1", "kind": "Deployment",
            "metadata": {"name": "feast-operator-controller-manager", "namespace": "feast-operator-system",
                         "labels": {"control-plane": "controller-manager", "app.kubernetes.io/name": "feast-operator"}},
            "spec": {"replicas": 1, "selector": {"matchLabels": {"a": "b"}},
                     "template": {"metadata": {"labels": {"a": "b"}}, "spec": {"containers": [{"name": "manager", "image": "operator:0"}]}}}}


def skip(why):
    print("SKIPPED: " + why)
    sys.exit(77)


def fresh(o, uid):
    """A recorded object as the operator creates it."""
    o = copy.deepcopy(o)
    o.pop("status", None)
    for key in ("uid", "resourceVersion", "creationTimestamp", "generation", "managedFields", "finalizers"):
        o["metadata"].pop(key, None)
    o["metadata"].get("annotations", {}).pop("deployment.kubernetes.io/revision", None)
    for key in ("clusterIP", "clusterIPs"):
        o.get("spec", {}).pop(key, None)
    for owner in o["metadata"].get("ownerReferences", []):
        owner["uid"] = uid
    return o


def volume(claim):
    spec = claim["spec"]
    return {"apiVersion": "v1", "kind": "PersistentVolume", "metadata": {"name": spec["volumeName"]},
            "spec": {"persistentVolumeReclaimPolicy": "Delete", "hostPath": {"path": "/var/lib/" + spec["volumeName"]},
                     "capacity": spec["resources"]["requests"], "accessModes": spec["accessModes"],
                     "claimRef": {"kind": "PersistentVolumeClaim", "namespace": SPACE, "name": claim["metadata"]["name"]}}}


def prepare(at, case):
    """The store as the operator runs it."""
    items = yaml.load(case["live"], Loader=yaml.CSafeLoader)["items"]
    at.kubectl("apply", "-f", "-", text=json.dumps(DEFINITION))
    at.wait("the FeatureStore's definition", lambda: "error" not in (at.ask("/apis/feast.dev/v1/featurestores") or {"error": 1}))
    for name in (SPACE, "feast-operator-system"):
        at.kubectl("create", "namespace", name)
        at.wait("the default account", lambda: "error" not in (at.ask("/api/v1/namespaces/%s/serviceaccounts/default" % name) or {"error": 1}))
    at.kubectl("create", "-f", "-", text=json.dumps(OPERATOR))
    stores = [o for o in items if o["kind"] == "FeatureStore" and o["metadata"]["name"] == NAME]
    at.kubectl("create", "-f", "-", text=json.dumps(fresh(stores[0], "")))
    uid = at.ask("/apis/feast.dev/v1/namespaces/%s/featurestores/%s" % (SPACE, NAME))["metadata"]["uid"]
    for o in items:
        if any(owner["name"] == NAME and owner["kind"] == "FeatureStore" for owner in o["metadata"].get("ownerReferences", [])):
            at.kubectl("create", "--field-manager=manager", "-f", "-", text=json.dumps(fresh(o, uid)))
            if o["kind"] == "PersistentVolumeClaim":
                at.kubectl("create", "-f", "-", text=json.dumps(volume(o)))
    at.kubectl("rollout", "status", "deployment", "feast-" + NAME, "-n", SPACE, "--timeout=2m")
    at.kubectl("rollout", "status", "deployment", OPERATOR["metadata"]["name"], "-n", "feast-operator-system", "--timeout=2m")


def objects(at, what=KINDS):
    """uid -> object; what Kubernetes itself makes is not counted."""
    items = json.loads(at.kubectl("get", what, "-n", SPACE, "-o", "json"))["items"]
    items += json.loads(at.kubectl("get", "persistentvolumes", "-o", "json"))["items"] if what == KINDS else []
    return {o["metadata"]["uid"]: o for o in items if o["metadata"]["name"] != "default"}


def variables(o):
    """The values of the variables with the whole configuration."""
    pod = o if o["kind"] == "Pod" else o.get("spec", {}).get("template", {})
    for container in [*pod.get("spec", {}).get("initContainers", []), *pod.get("spec", {}).get("containers", [])]:
        yield from (e["value"] for e in container.get("env", []) if e["name"].endswith(VARIABLE))


def commands(at, folder, *options):
    """Runs the steps as printed for these options; gives what was printed."""
    run = lambda text: subprocess.run(["sh", "-c", text], cwd=folder, capture_output=True, text=True, timeout=600, env=at.environment(PROGRAM.parent))
    words = " ".join(options)
    read = run("feastctl kinds --for=adopt store.yaml | sh > live.yaml")
    done = run("feastctl adopt store.yaml --live live.yaml --output=script %s > takeover.sh && sh takeover.sh" % words)
    return done.returncode, done.stdout + read.stderr + done.stderr


def problems(at, case, options):
    folder = at.folder / "run"
    folder.mkdir()
    (folder / "store.yaml").write_text(case["input"])
    prepare(at, case)
    before, pods = objects(at), set(objects(at, "pods"))
    secrets = {v for o in before.values() for v in variables(o)}
    if not secrets:
        yield "there are no credentials to be removed"
    status, said = commands(at, folder, *options)
    if status:
        yield "the script ends with %d: %s\n%s" % (status, said[-2000:], (folder / "takeover.sh").read_text())
        return
    after = objects(at)
    for uid, o in before.items():
        if uid not in after:
            yield "lost: %s %s" % (o["kind"], o["metadata"]["name"])
    for o in after.values():
        if any(owner["kind"] == "FeatureStore" for owner in o["metadata"].get("ownerReferences", [])):
            yield "still owned: %s %s" % (o["kind"], o["metadata"]["name"])
        if o["kind"] == "PersistentVolume" and o["spec"]["persistentVolumeReclaimPolicy"] != "Retain":
            yield "not retained: " + o["metadata"]["name"]
    if at.ask("/apis/feast.dev/v1/featurestores")["items"]:
        yield "the FeatureStore exists"
    inline = "--secrets=inline" in options
    for o in objects(at, "deployments,replicasets,pods").values():
        if not inline and (list(variables(o)) or any(value in json.dumps(o) for value in secrets)):
            yield "credentials left: %s %s" % (o["kind"], o["metadata"]["name"])
    revision = [o["metadata"]["annotations"]["deployment.kubernetes.io/revision"] for o in after.values() if o["kind"] == "Deployment"]
    if revision != ["2"]:
        yield "rollouts: revision %s" % revision
    if len(pods) != 1 or len(set(objects(at, "pods"))) != 1 or pods & set(objects(at, "pods")):
        yield "pods: %s, then %s" % (pods, set(objects(at, "pods")))
    ready = at.ask("/apis/apps/v1/namespaces/feast-operator-system/deployments/" + OPERATOR["metadata"]["name"])["spec"]["replicas"]
    if ready != 1:
        yield "the operator is left with %s replicas" % ready
    status, said = commands(at, folder, *options)
    left = (folder / "takeover.sh").read_text().count(", step ")
    if status or left:
        yield "%d steps are left: %s" % (left, said)
    words = ["diff", "store.yaml", "--against", "live.yaml", *(o for o in options if o.startswith("--secrets"))]
    done = subprocess.run([PROGRAM, *words], cwd=folder, capture_output=True, text=True)
    if done.returncode or done.stdout:
        yield "diff: status %d: %s" % (done.returncode, done.stdout + done.stderr)


def main():
    if not shutil.which("kubectl") or not shutil.which("openssl"):
        skip("kubectl and openssl are needed")
    program, why = cluster.built(TOOLS)
    if why:
        skip(why)
    case, found = live.cases("live-takeover")[0], []
    ways = ([], ["--operator-stopped"], ["--secrets=inline"])
    for options in ways:
        with tempfile.TemporaryDirectory() as folder, cluster.cluster(program, pathlib.Path(folder)) as at:
            found += ["%s: %s" % (" ".join(options) or "orphaning", line) for line in problems(at, case, options)]
    live.end(found, len(ways))


main()
