#!/usr/bin/env python3
"""Compares feastctl with what a real API server and operator did: verdict, place of each refusal, objects, defaults.

judge.py FEASTCTL LAYER... [--only TEXT] [--show N] [--jobs N] [--every N]

LAYER is a layer of tests/recorded (recorded.py list), or the path of a file or folder in one of the forms that recorded.py reads.
Objects are compared by meaning: texts that hold YAML by their values, the init container by what it does and not by its script.
Saying more than the cluster is right, because the cluster stops at its first failure: an error must point at each recorded place.
"""
import argparse
import base64
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys

import yaml

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "recorded"))
import recorded  # noqa: E402

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Every case without a release was recorded with the operator's tree after 0.66. Neither Feast's own loading nor the namespace's
# admission was asked, so those judges are left out. Options that a build lacks are not given.
BASE = ["--secrets=inline", "--discovery"]
RECORDED_WITH = {"--feast-version": "master", "--skip": "feast,namespace"}
# An almost-FeatureStore (misspelled kind or apiVersion) never reached the recorded cluster: refusing it is right as well.
ALMOST_A_STORE = {"FS140", "FS148"}
# Fields that hold nothing when they are empty, and fields that the recording left out.
EMPTY_MEANS_ABSENT = {"resources", "metadata", "strategy", "status"}
NOT_RECORDED = {"ownerReferences", "creationTimestamp"}
BASE64_YAML = {"TMP_FEATURE_STORE_YAML_BASE64", "FEATURE_STORE_YAML_BASE64"}


class Feastctl:
    """The program, with the options that tell it what the recorded cluster was."""

    def __init__(self, program):
        self.program = program
        known = subprocess.run([program, "render", "--help"], capture_output=True, text=True, check=True).stdout
        self.options = {o: v for o, v in RECORDED_WITH.items() if re.search(r"(^|[\s,])%s\b" % o, known)}

    def run(self, command, case, *more):
        """(exit status, standard output, standard error) of a command that reads the case's input."""
        added = ["%s=%s" % (o, part) for o, v in self.options.items() for part in v.split(",")
                 if not any(a.startswith(o) for a in case["args"])]
        done = subprocess.run([self.program, command, *BASE, *more, *case["args"], *added, "-"], input=case["input"].encode(),
                              capture_output=True, timeout=120)
        return done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")

    def findings(self, case):
        """(exit status, findings as JSON) of validate."""
        status, out, err = self.run("validate", case, "--output=json")
        try:
            return status, json.loads(out)["diagnostics"]
        except (ValueError, KeyError):
            raise SystemExit("%s: validate printed no report: %s" % (case["case"], err[-300:]))


def documents(text):
    return [d for d in yaml.load_all(text, Loader=Loader) if d]


def meaning(value):
    """A value without what an API server would not keep."""
    if isinstance(value, list):
        return [meaning(v) for v in value]
    if not isinstance(value, dict):
        return value
    kept = {k: meaning(v) for k, v in value.items() if k not in NOT_RECORDED}
    return {k: v for k, v in kept.items() if v is not None and not (v == {} and k in EMPTY_MEANS_ABSENT)}


def yaml_or_text(text):
    try:
        return yaml.load(text, Loader=Loader)
    except yaml.YAMLError as error:
        return "not YAML: %s" % error


def object_meaning(obj):
    obj = meaning(obj)
    if obj.get("kind") == "ConfigMap" and obj.get("data"):
        obj["data"] = {k: yaml_or_text(v) if isinstance(v, str) else v for k, v in obj["data"].items()}
    pod = obj.get("spec", {}).get("template", {}).get("spec", {}) if obj.get("kind") == "Deployment" else {}
    for container in (pod.get("initContainers") or []) + (pod.get("containers") or []):
        for variable in container.get("env") or []:
            if variable.get("name") in BASE64_YAML and isinstance(variable.get("value"), str):
                variable["value"] = yaml_or_text(base64.b64decode(variable["value"]).decode())
        if container.get("name") == "feast-init":
            for field in ("command", "args"):
                container.pop(field, None)
            kept = [v for v in container.pop("env", None) or [] if not v.get("name", "").startswith(("TMP_", "FEAST_"))]
            if kept:
                container["env"] = kept
    return obj


def identity(obj):
    return "%s %s/%s" % (obj.get("kind"), obj["metadata"].get("namespace", ""), obj["metadata"]["name"])


def differences(want, got, at):
    """Yields a line for each place where two values differ."""
    if type(want) is type(got) is dict:
        for key in {**want, **got}:
            if key not in got:
                yield "%s.%s: missing, expected %.150r" % (at, key, want[key])
            elif key not in want:
                yield "%s.%s: not expected: %.150r" % (at, key, got[key])
            else:
                yield from differences(want[key], got[key], "%s.%s" % (at, key))
    elif type(want) is type(got) is list and len(want) == len(got):
        for i, (a, b) in enumerate(zip(want, got)):
            yield from differences(a, b, "%s[%d]" % (at, i))
    elif type(want) is not type(got) or want != got:
        yield "%s: expected %.150r, got %.150r" % (at, want, got)


def wrong_objects(feastctl, case):
    status, out, err = feastctl.run("render", case)
    if status:
        yield "render: exit status %d: %s" % (status, err[-500:])
        return
    rendered = documents(out)
    want, got = ({identity(o): object_meaning(o) for o in objects} for objects in (documents(case["objects"]), rendered))
    if len(got) != len(rendered):
        yield "an object is in the output twice"
    yield from differences(want, got, "render")


def wrong_defaults(feastctl, case):
    status, out, err = feastctl.run("defaults", case)
    if status:
        yield "defaults: exit status %d: %s" % (status, err[-500:])
        return
    got = {(s["metadata"].get("namespace", "default"), s["metadata"]["name"]): s.get("spec") for s in documents(out)
           if s.get("kind") == "FeatureStore"}
    for store in documents(case["applied"]):
        name = (store["namespace"], store["name"])
        if name not in got:
            yield "defaults: no FeatureStore %s/%s" % name
        else:
            yield from differences(meaning(store["applied"]), meaning(got[name]), "defaults: spec")


def path_of(text):
    """A field path with one spelling for map keys: a["b"] and a[b] become a.b."""
    return re.sub(r"\[([\"']?)([^\]\d][^\]]*)\1\]", r".\2", text or "")


def within(path, parent):
    return path == parent or path.startswith((parent + ".", parent + "["))


def recorded_places(errors):
    """Yields (kind of the generated object, or None for the FeatureStore; field) for each place the cluster named."""
    for error in errors:
        unknown = re.findall(r'unknown field "(.+?)"(?=, |$)', error.get("message", ""))
        if unknown:
            yield from ((None, path_of(field)) for field in unknown)
        elif error.get("field") and error.get("stage") == "object":
            yield error["object"].split("/")[0], path_of(error["field"])
        elif error.get("field") and error.get("stage") == "admission":
            yield None, path_of(error["field"])


def points_at(finding, kind, field):
    if kind is None:
        return within(path_of(finding.get("path")), field)
    about = finding.get("object") or {}
    return about.get("kind") == kind and path_of(about.get("path")) == field


def wrong_refusal(feastctl, case):
    status, findings = feastctl.findings(case)
    if status == 0:
        yield "accepted, but the cluster refuses it: " + "; ".join(e.get("message", "")[:150] for e in case["errors"])
        return
    errors = [f for f in findings if f["severity"] == "error"]
    if status != 1 or not errors:
        yield "exit status %d with %d errors" % (status, len(errors))
    for kind, field in recorded_places(case["errors"]):
        if not any(points_at(e, kind, field) for e in errors):
            yield "no error points at %s %s; errors: %s" % (
                kind or "FeatureStore", field, "; ".join(sorted({"%s %s" % (e["code"], e.get("path", "")) for e in errors})))


def holds_feature_store(text):
    """Whether the cluster was sent a FeatureStore of this input at all."""
    try:
        return any("feast.dev" in str(d.get("apiVersion")) for d in yaml.load_all(text, Loader=Loader)
                   if isinstance(d, dict) and d.get("kind") == "FeatureStore")
    except (yaml.YAMLError, ValueError):
        return True


def warns_of(finding, dropped):
    """Whether a warning is about a field that the server drops: at it, within it, or at what holds it."""
    about = finding.get("object") or {}
    at, field = path_of(about.get("path")), path_of(dropped["field"])
    holder = len(at) > len("spec.template.spec") and within(field, at)
    return about.get("kind") == dropped["object"] and bool(at) and (within(at, field) or holder)


def wrong_acceptance(feastctl, case):
    status, findings = feastctl.findings(case)
    if status == 0:
        warnings = [f for f in findings if f["severity"] == "warning"]
        for dropped in case.get("dropped", []):
            if not any(warns_of(w, dropped) for w in warnings):
                yield "no warning that the server drops %s of the %s" % (dropped["field"], dropped["object"])
        return
    codes = {f["code"] for f in findings if f["severity"] == "error"}
    if codes & ALMOST_A_STORE and codes <= ALMOST_A_STORE | {"FS102"} or not holds_feature_store(case["input"]):
        return
    yield "refused, but the cluster accepts it: " + "; ".join(
        "%s %s" % (f["code"], f["message"]) for f in findings if f["severity"] == "error")[:400]


def wrong(feastctl, case):
    """What feastctl gets wrong about a case, as lines."""
    if not case["accepted"]:
        return list(wrong_refusal(feastctl, case))
    if "objects" in case:
        return [*wrong_objects(feastctl, case), *wrong_defaults(feastctl, case)]
    return list(wrong_acceptance(feastctl, case))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("feastctl")
    parser.add_argument("layers", nargs="+", metavar="LAYER")
    parser.add_argument("--only", default="", help="only the cases whose name contains this text")
    parser.add_argument("--show", type=int, default=5, help="how many failing cases are printed in full")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--every", type=int, default=1, help="take each N-th case only")
    options = parser.parse_args()
    feastctl = Feastctl(options.feastctl)
    known = recorded.names()
    work = [c for layer in options.layers for c in (recorded.cases(layer) if layer in known else recorded.read(layer))]
    work = [c for c in work if options.only in c["case"]][::options.every]
    if not work:
        sys.exit("there is no such case")
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for case, lines in zip(work, pool.map(lambda c: wrong(feastctl, c), work)):
            failed += bool(lines)
            if lines and failed <= options.show:
                print("FAIL %s%s" % (case["case"], " (%s)" % case["what"] if case.get("what") else ""))
                print("".join("    %s\n" % line for line in lines[:12]), end="")
    print("%d passed, %d failed" % (len(work) - failed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
