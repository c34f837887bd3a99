#!/usr/bin/env python3
"""A change that was made to a live store is found, and nothing else is. variants_test.py FEASTCTL

The recorded `what` of each case says how it was changed, and what counts. COUNTS repeats that for the machine: the
change, the object, the fields, and the fields that an apply will not undo. A case that is not here counts nothing.
"""
import sys

import live

POD = "spec.template.spec.containers[online]."
COUNTS = {
    "bundle-newer": ("changed", "Deployment", ["spec.replicas"], []),
    "configmap-changed": ("changed", "ConfigMap", ['data["feature_store.yaml"]'], []),
    "env-added": ("changed", "Deployment", [POD + "env[FEAST_DEBUG]"], [POD + "env[FEAST_DEBUG]"]),
    "hpa-max": ("changed", "HorizontalPodAutoscaler", ["spec.maxReplicas"], []),
    "label-changed": ("changed", "Deployment", ['metadata.labels["app.kubernetes.io/managed-by"]'], []),
    "paused": ("changed", "Deployment", ["spec.paused"], ["spec.paused"]),
    "probe-timeout": ("changed", "Deployment", [POD + "livenessProbe.timeoutSeconds"], [POD + "livenessProbe.timeoutSeconds"]),
    "pvc-grown": ("changed", "PersistentVolumeClaim", ["spec.resources.requests.storage"], []),
    "role-widened": ("changed", "Role", ["rules[3]"], []),
    "rolebinding-subject": ("changed", "RoleBinding", ["subjects[default]"], []),
    "service-deleted": ("added", "Service", [], []),
    "service-nodeport": ("changed", "Service", ["spec.type"], []),
    "set-image": ("changed", "Deployment", [POD + "image"], []),
    "sidecar-injected": ("changed", "Deployment", ["spec.template.spec.containers[istio-proxy]"],
                         ["spec.template.spec.containers[istio-proxy]"]),
    "strategy-changed": ("changed", "Deployment", ["spec.strategy.type"], []),
}
OTHER_EFFECTS = {"pvc-grown": ["refused"], "set-image": ["restarts"], "strategy-changed": ["careful"]}


def wrong(diff, case, text):
    status, changes = diff.changes(case["bundle"], text)
    name = case["case"]
    want = [COUNTS[name]] if name in COUNTS else []
    got = [(c["change"], c["kind"], [f["path"] for f in c["fields"]],
            [t["path"] for t in c["traps"] if t["effect"] == "kept"]) for c in changes]
    if status != len(want) or got != want:
        yield "status %d, %s instead of %s" % (status, got, want)
    effects = [t["effect"] for c in changes for t in c["traps"] if t["effect"] != "kept"]
    if effects != OTHER_EFFECTS.get(name, []):
        yield "effects %s" % effects
    for trap in (t for c in changes for t in c["traps"]):
        if "kubectl delete" in trap["remedy"]:
            yield "advises to delete: " + trap["remedy"]


def main():
    diff = live.Diff(sys.argv[1])
    cases, problems = live.cases("live-variants"), []
    for case in cases:
        if (case["case"] in COUNTS) != ("\ncounts" in case["what"]):
            problems.append("%s: the record disagrees: %s" % (case["case"], case["what"]))
        for name, text in (("", case["live"]), (" without managedFields", live.without_managed_fields(case["live"]))):
            problems += ["%s%s: %s" % (case["case"], name, line) for line in wrong(diff, case, text)]
    live.end(problems, len(cases))


main()
