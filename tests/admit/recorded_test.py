#!/usr/bin/env python3
"""Asks feastctl admit what real admission answered, and compares.

recorded_test.py FEASTCTL [--shared FOLDER]

The recorded answers are in tests/recorded/admission-*.jsonl.xz; a FOLDER with podsecurity.jsonl.gz and its neighbours is asked as well.
"""
import json
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "recorded"))
import recorded  # noqa: E402

MOST_SHOWN = 10


class Check:
    """Counts comparisons and shows the first that fail."""

    def __init__(self, name):
        self.name, self.asked, self.failed = name, 0, 0

    def equal(self, what, want, got):
        self.asked += 1
        if want == got:
            return
        self.failed += 1
        if self.failed <= MOST_SHOWN:
            print("%s %s:\n  recorded %s\n  feastctl %s" % (self.name, what, want, got))


def admit(feastctl, objects, *options):
    """The answer in JSON about a stream of objects."""
    stream = "\n---\n".join(json.dumps(o) for o in objects)
    run = subprocess.run([feastctl, "admit", "-o", "json", *options, "-"], input=stream.encode(), capture_output=True)
    if run.returncode > 1:
        sys.exit("feastctl admit ends with %d: %s" % (run.returncode, run.stderr.decode()))
    return json.loads(run.stdout)


def by_place(answer):
    """The verdicts by namespace and name."""
    return {(o.get("namespace", ""), o["kind"], o.get("name", "")): o for o in answer["objects"]}


def namespace(name, labels=None):
    return {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": name, "labels": labels or {}}}


def in_namespace(obj, name_space, name):
    meta = {**obj.get("metadata", {}), "namespace": name_space, "name": name}
    meta.pop("generateName", None)
    return {**obj, "metadata": meta}


def check_pod_security(feastctl, cases, check):
    objects = []
    for case in cases:
        ns = "ns-%d" % case["id"]
        labels = {"pod-security.kubernetes.io/enforce": case["level"], "pod-security.kubernetes.io/enforce-version": case["version"]}
        objects += [namespace(ns, labels), in_namespace({"apiVersion": "v1", "kind": "Pod", **case["pod"]}, ns, "pod")]
    verdicts = by_place(admit(feastctl, objects))
    for case in cases:
        got = verdicts["ns-%d" % case["id"], "Pod", "pod"]["podSecurity"]
        for key in ("allowed", "reasons", "details"):
            check.equal("%d %s" % (case["id"], key), case[key], got[key])
        check_server(case, got, check)


def check_server(case, got, check):
    """What the API server said of the same pod: after its defaults."""
    said = case["server"]
    if said.startswith("invalid") or "ephemeralContainers" in case["pod"]["spec"]:
        return
    created = got.get("created", got)
    message = "" if said == "allowed" else said.split(": ", 2)[2]
    check.equal("%d on the server" % case["id"], message, created.get("message", ""))


def check_labels(feastctl, cases, check):
    for case in cases:
        answer = admit(feastctl, [namespace("ns", case["labels"])])
        labels = [d for d in answer["diagnostics"] if d["code"] == "FS900"]
        check.equal("%d refused labels" % case["id"], len(case["errors"]), len(labels))
    # The policy shows in what a pod that violates everything is told.
    pod = {"apiVersion": "v1", "kind": "Pod", "spec": {"containers": [{"name": "c", "securityContext": {"privileged": True}}]}}
    objects = []
    for case in cases:
        ns = "ns-%d" % case["id"]
        objects += [namespace(ns, case["labels"]), in_namespace(pod, ns, "pod")]
    verdicts = by_place(admit(feastctl, objects))
    for case in cases:
        got = verdicts["ns-%d" % case["id"], "Pod", "pod"]["podSecurity"]
        check.equal("%d enforce" % case["id"], case["policy"]["enforce"], got["policy"])
        for mode, key in (("warn", "warning"), ("audit", "audit")):
            level = case["policy"][mode].split(":")[0]
            want = "privileged" if not got.get(key) else "restricted" if "runAsNonRoot" in got[key] else "baseline"
            check.equal("%d %s" % (case["id"], mode), level, want)


def check_limits(feastctl, cases, check):
    objects = []
    for case in cases:
        ns = "ns-%d" % case["id"]
        objects.append(namespace(ns))
        for i, spec in enumerate(case["limitranges"]):
            objects.append(in_namespace({"apiVersion": "v1", "kind": "LimitRange", "spec": spec}, ns, "limits-%d" % i))
        objects.append(in_namespace(case["object"], ns, "object"))
    answer = admit(feastctl, objects)
    verdicts = by_place(answer)
    refused = {(d["object"]["namespace"], d["object"]["name"]) for d in answer["diagnostics"] if d["code"] == "FS910"}
    for case in cases:
        ns = "ns-%d" % case["id"]
        for i, stored in enumerate(case["stored"]):
            check.equal("%d stored %d" % (case["id"], i), "refused" in stored, (ns, "limits-%d" % i) in refused)
        verdict = verdicts[ns, case["object"]["kind"], "object"]
        check_limited(case, verdict, check)


def check_limited(case, verdict, check):
    got = verdict.get("limitRange", {"allowed": True})
    check.equal("%d allowed" % case["id"], case["allowed"], verdict["allowed"])
    if not case["allowed"]:
        if "limitRange" not in verdict:  # refused whatever the LimitRanges say
            return
        check.equal("%d reason" % case["id"], case["reason"], got.get("reason"))
        if case["reason"] == "Forbidden" and len(case["limitranges"]) == 1:
            check.equal("%d messages" % case["id"], case["messages"], got["messages"])
    elif "after" in case and got.get("after"):
        check.equal("%d after" % case["id"], resources(case["after"]), resources(got["after"]))
        check.equal("%d quality" % case["id"], case["qosClass"], got["qosClass"])
        check.equal("%d annotation" % case["id"], case.get("annotation", ""), got.get("annotation", ""))


def resources(after):
    """The amounts by container, without what is empty."""
    return {kind: {name: {k: v for k, v in r.items() if v} for name, r in of.items()} for kind, of in after.items()}


def check_quotas(feastctl, cases, check):
    for case in cases:
        objects = [namespace("ns")]
        for quota in case["quotas"]:
            status = {"hard": quota["spec"]["hard"], "used": quota.get("used_before", {})}
            objects.append(in_namespace({"apiVersion": "v1", "kind": "ResourceQuota", "spec": quota["spec"], "status": status}, "ns", quota["name"]))
        if case.get("limitrange"):
            objects.append(in_namespace({"apiVersion": "v1", "kind": "LimitRange", "spec": case["limitrange"]}, "ns", "limits"))
        last = {}  # the spec of the pod before, of those of Jobs and of others
        numbered = []
        for obj, result in zip(case["objects"], case["results"]):
            if obj["kind"] == "Pod":
                of_job = result["why"] == "job"
                last[of_job] = obj.get("spec", last.get(of_job))
                obj = {**obj, "apiVersion": "v1", "spec": last[of_job]}
            numbered.append({**obj, "metadata": {**obj["metadata"], "namespace": "ns"}})
        answer = admit(feastctl, objects + numbered, "--storage-class=standard")
        check.equal("%d quotas" % case["id"], ["refused" in q for q in case["quotas"]],
                    [any(d["code"] == "FS920" and d["object"]["name"] == q["name"] for d in answer["diagnostics"]) for q in case["quotas"]])
        verdicts = [o for o in answer["objects"] if o["kind"] not in ("Namespace", "ResourceQuota", "LimitRange")]
        for obj, result, got in zip(case["objects"], case["results"], verdicts):
            check_counted(case, result, got, check)


def check_counted(case, result, got, check):
    what = "%d %s" % (case["id"], result["object"])
    allowed = got["allowed"] and (got["valid"] or result["allowed"])
    check.equal(what, result["allowed"], allowed)
    message = result.get("message", "")
    if "quota" in message and len(case["quotas"]) == 1:
        check.equal(what + " message", message, " ".join(q.get("message", "") for q in got.get("quota", [])))


CHECKS = {"podsecurity": check_pod_security, "nslabels": check_labels, "limitrange": check_limits, "quota": check_quotas}


def slim(name, case):
    """Of a pod's recorded case, only what is compared."""
    if name == "podsecurity" and isinstance(case["server"], dict):
        case["server"] = case["server"]["pod"]
    return case


def main():
    feastctl = sys.argv[1]
    folder = pathlib.Path(sys.argv[sys.argv.index("--shared") + 1]) if "--shared" in sys.argv else None
    failed = 0
    for name, run in CHECKS.items():
        cases = list(recorded.read(folder / (name + ".jsonl.gz"))) if folder else list(recorded.cases("admission-" + name))
        check = Check(name)
        run(feastctl, [slim(name, case) for case in cases], check)
        print("%s: %d cases, %d comparisons, %d differ" % (name, len(cases), check.asked, check.failed))
        failed += check.failed
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
