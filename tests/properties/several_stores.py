#!/usr/bin/env python3
"""What has to be true of an input with several stores, whatever their names and namespaces.

several_stores.py FEASTCTL [--seed N] [--folders N]

Random folders are written, with names and namespaces from small sets, so that objects often meet. For each of them:
  - when validate finds no error, render succeeds, with and without --pass-through (and images and diff, too);
  - FS703 is reported exactly when two stores that are rendered alone have an object in common;
  - no object is in the output twice, and the service account of each store has its ClusterRoleBinding;
  - the output with shared objects is what --shared=only and --shared=exclude print together, and does not depend on --jobs;
  - with --cluster-names=qualified, stores that are rendered separately give the objects that they give in one run.
Exits with 1 after printing each problem and the folder's files.
"""
import argparse
import collections
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

import yaml

NAMES = ["a", "a", "a-cronjob", "shop", "configs-registry-reader"]
NAMESPACES = ["dev", "prod", None]  # None: the default one
OPERATOR = "feast-system"
ROLE_OF = {"kubernetes": "feast-token-review-cluster-role", "oidc": "feast-oidc-token-review"}
OTHERS = [
    ("v1", "ConfigMap", "dev", "feast-a-client"), ("v1", "ConfigMap", "dev", "settings"), ("v1", "ConfigMap", None, "settings"),
    ("v1", "ConfigMap", "default", "settings"), ("v1", "Secret", "dev", "parameters"), ("apps/v1", "Deployment", "prod", "feast-shop"),
    ("v1", "ServiceAccount", "prod", "feast-a"), ("rbac.authorization.k8s.io/v1", "ClusterRole", None, ROLE_OF["kubernetes"]),
    ("rbac.authorization.k8s.io/v1", "ClusterRoleBinding", None, "feast-shop-cluster-binding"),
]


def random_store(rng):
    spec = {"feastProject": rng.choice(["one", "two"])}
    kind = rng.choice(["kubernetes", "default", "oidc", "none"])
    roles = rng.sample(["admin", "reader", "feast-a"], rng.choice([0, 0, 0, 1, 2]))
    if kind == "kubernetes":
        spec["authz"] = {"kubernetes": {"roles": roles} if roles else {}}
    elif kind == "oidc":
        spec["authz"] = {"oidc": {"issuerUrl": "https://login.example/realms/feast"}}
    elif kind == "none":
        spec["authz"] = {"noAuth": True}
    if rng.random() < 0.2:
        spec["services"] = {"onlineStore": {"persistence": {"file": {"pvc": {"create": {}, "mountPath": "/data"}}}}}
    metadata = {"name": rng.choice(NAMES)}
    name_space = rng.choice(NAMESPACES + [OPERATOR] * rng.choice([0, 0, 1]))
    if name_space:
        metadata["namespace"] = name_space
    version = rng.choice(["feast.dev/v1"] * 3 + ["feast.dev/v1alpha1"] * (kind != "oidc"))  # which has another oidc
    return {"apiVersion": version, "kind": "FeatureStore", "metadata": metadata, "spec": spec}


def random_other(rng):
    version, kind, name_space, name = rng.choice(OTHERS)
    metadata = {"name": name, **({"namespace": name_space} if name_space else {})}
    extra = {}
    if kind.startswith("ClusterRoleB"):
        extra["roleRef"] = {"apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": "view"}
    return {"apiVersion": version, "kind": kind, "metadata": metadata, **extra}


def write_input(folder, documents, rng):
    """The documents over a few files, some as a list and some in JSON."""
    files = collections.defaultdict(list)
    for document in documents:
        files[rng.choice(["x", "y/z", "w"])].append(document)
    for name, of_file in files.items():
        path = folder / (name + rng.choice([".yaml", ".json"]))
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".json":
            path.write_text(json.dumps({"apiVersion": "v1", "kind": "List", "items": of_file}))
        else:
            path.write_text(yaml.safe_dump_all(of_file))


def is_store(document):
    return document["kind"] == "FeatureStore"


def full_name(document):
    return document["metadata"].get("namespace", "default"), document["metadata"]["name"]


def key(o):
    return o["apiVersion"].rpartition("/")[0], o["kind"], o["metadata"].get("namespace", "default"), o["metadata"]["name"]


def authorization(store):
    authz = store["spec"].get("authz", {"kubernetes": {}})
    return next((kind for kind in ROLE_OF if kind in authz), None)


class Case:
    def __init__(self, exe, folder, documents, options):
        self.exe, self.folder, self.documents, self.options = exe, folder, documents, options
        self.stores = [d for d in documents if is_store(d)]

    def run(self, command, *args, path="input"):
        return subprocess.run([self.exe, command, *self.options, *args, str(self.folder / path)], stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, timeout=60)

    def render(self, *args, path="input"):
        """The objects, or None."""
        p = self.run("render", "-ojson", *args, path=path)
        return json.loads(p.stdout)["items"] if p.returncode == 0 else None

    def alone(self, number, *args):
        (self.folder / "alone.yaml").write_text(yaml.safe_dump(self.stores[number]))
        objects = self.render("--quiet", *args, path="alone.yaml")
        assert objects is not None, self.run("validate", path="alone.yaml").stderr
        return objects

    def shared(self):
        """The shared objects of the stores, of which only one of each name counts: two of one name are refused (FS141)."""
        if not self.stores:
            return []
        once = {full_name(s): s for s in reversed(self.stores)}
        (self.folder / "once.yaml").write_text(yaml.safe_dump_all(reversed(once.values())))
        return self.render("--quiet", "--shared=only", path="once.yaml") or []

    def problems(self):
        for more in ([], ["--pass-through"], ["--shared=only"], ["--shared=exclude"], ["--cluster-names=qualified"]):
            verdict, rendered = self.run("validate", *more), self.run("render", *more)
            if verdict.returncode != rendered.returncode:
                yield "validate %s ends with %d, render with %d" % (more, verdict.returncode, rendered.returncode)
            if rendered.returncode not in (0, 1):
                yield "render %s ends with %d" % (more, rendered.returncode)
            if rendered.returncode and rendered.stdout:
                yield "render %s fails and prints objects" % more
            for finding in re.findall(r"error\[FS703\].*?(?=\n\S+:\d+:\d+: (?:error|warning|note)\[|\Z)", verdict.stderr, re.S):
                if len(re.findall(r"(?m)^\S+:\d+:\d+: ", finding)) != 1:
                    yield "FS703 does not point at both objects: " + finding
        yield from self.repeats()
        if self.run("validate").returncode == 0:
            yield from self.accepted()

    def repeats(self):
        """FS703 against an answer that is worked out from the bundles of single stores."""
        seen, twice = {}, False
        for number, store in enumerate(self.stores):
            for o in self.alone(number, "--shared=exclude"):
                if o["kind"] == "ClusterRoleBinding":
                    continue
                first = seen.setdefault(key(o), full_name(store))
                twice |= first != full_name(store)
        twice |= any(key(o) in seen for o in self.shared())
        said = "FS703" in self.run("validate").stderr
        if said != twice:
            yield "FS703 is %sreported, but objects %s" % ("" if said else "not ", "meet" if twice else "do not meet")

    def accepted(self):
        objects, only, exclude = self.render(), self.render("--shared=only"), self.render("--shared=exclude")
        if objects != only + exclude:
            yield "--shared=only and --shared=exclude are not the parts of the output"
        if self.run("render", "--jobs=1").stdout != self.run("render", "--jobs=7").stdout:
            yield "the output depends on --jobs"
        if len({key(o) for o in objects}) != len(objects):
            yield "an object is in the output twice"
        yield from self.bindings(objects)
        yield from self.other_outputs(objects)
        if self.run("images").returncode or not self.run("images").stdout:
            yield "images fails"
        (self.folder / "rendered.yaml").write_text(self.run("render").stdout)
        changes = self.run("diff", "--against", str(self.folder / "rendered.yaml"))
        if changes.returncode != 0:
            yield "diff finds a change in what was just rendered: " + changes.stdout
        yield from self.separately()

    def other_outputs(self, objects):
        """The same objects as files, and dressed for GitOps tools; the rights that they take."""
        out = "--output-dir=%s" % (self.folder / "rendered")
        first, again = self.run("render", out), self.run("render", out, "--check")
        files = [p for p in (self.folder / "rendered").iterdir() if p.name != "kustomization.yaml" and not p.name.startswith(".")]
        if first.returncode or again.returncode or len(files) != len(objects):
            yield "--output-dir has %d files for %d objects, and ends with %d and %d" % (
                len(files), len(objects), first.returncode, again.returncode)
        for tool in ("argocd", "flux"):
            if [key(o) for o in self.render("--gitops=" + tool)] != [key(o) for o in objects]:
                yield "--gitops=%s has other objects" % tool
        rights = [d["kind"] for d in yaml.safe_load_all(self.run("rbac").stdout)]
        if len(rights) != len({full_name(s)[0] for s in self.stores} | {o["metadata"].get("namespace", "") for o in objects} - {""}) + ("ClusterRole" in rights):
            yield "rbac has roles for other namespaces: %s" % rights

    def bindings(self, objects):
        wanted = collections.defaultdict(list)
        for store in self.stores:
            if kind := authorization(store):
                wanted[ROLE_OF[kind], store["metadata"]["name"]].append(full_name(store)[0])
        found = {}
        for o in objects:
            if o["kind"] != "ClusterRoleBinding":
                continue
            [name] = {s["name"] for s in o["subjects"]}
            found[o["roleRef"]["name"], name.removeprefix("feast-")] = sorted(s["namespace"] for s in o["subjects"])
        if found != {k: sorted(v) for k, v in wanted.items()}:
            yield "the bindings are %s, and should be %s" % (found, dict(wanted))

    def separately(self):
        together = {key(o): o for o in self.render("--cluster-names=qualified", "--quiet")}
        apart = {}
        for number in range(len(self.stores)):
            for o in self.alone(number, "--cluster-names=qualified"):
                if apart.setdefault(key(o), o) != o and "configs-registry" not in o["metadata"]["name"]:
                    yield "rendered separately, stores give different objects of one name: %s" % (key(o),)
        apart = {k: o for k, o in apart.items() if "configs-registry" not in k[3]}
        together = {k: o for k, o in together.items() if "configs-registry" not in k[3]}
        if apart != together:
            yield "with qualified names, stores rendered separately differ from stores rendered in one run"


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("exe")
    arguments.add_argument("--seed", type=int, default=16)
    arguments.add_argument("--folders", type=int, default=24)
    options = arguments.parse_args()
    rng = random.Random(options.seed)
    failed, outcomes = 0, collections.Counter()
    for number in range(options.folders):
        documents = [random_store(rng) for _ in range(rng.randint(1, 5))] + [random_other(rng) for _ in range(rng.choice([0, 1, 2, 3]))]
        if rng.random() < 0.8:  # without two of one name and namespace, most of the time
            documents = list({(d["kind"], *full_name(d)): d for d in documents}.values())
        rng.shuffle(documents)
        given = rng.choice([[], ["--discovery", "--operator-namespace=" + OPERATOR]])
        with tempfile.TemporaryDirectory(prefix="feastctl-test-") as name:
            folder = pathlib.Path(name)
            write_input(folder / "input", documents, rng)
            case = Case(str(pathlib.Path(options.exe).resolve()), folder, documents, given)
            outcomes[case.run("validate").returncode] += 1
            problems = list(case.problems())
        for problem in problems:
            print("folder %d: %s" % (number, problem))
        if problems:
            failed += 1
            print(yaml.safe_dump_all(documents))
    print("%d folders, %d accepted, %d with problems" % (options.folders, outcomes[0], failed))
    if not outcomes[0] or not outcomes[1]:
        sys.exit("the folders are all accepted, or all refused: that shows nothing")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
