#!/usr/bin/env python3
"""The plugin in the hands of Argo CD's own plugin server: argocd_server_test.py FEASTCTL ROOT TOOLS

The server, and a client that asks it what a repo-server asks (cmp/main.go), are built from Argo CD's Go module and kept in TOOLS. That
takes some four minutes of one core the first time, so it is done only with FEASTCTL_ARGOCD_SERVER=ON in the environment, as in CI. Else,
and without Go or a way to the proxy, exits with 77.
"""
import contextlib
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

import yaml

from support import ROOT, SKIP, STORE, by_key, documents, main, path_with_feastctl, run

# The newest 3.3 whose packages build outside of Argo CD's repository: later ones need a gitops-engine that is in that repository only.
VERSION = "v3.3.10"
MODULE = "github.com/argoproj/argo-cd/v3"
TOOLS = pathlib.Path(sys.argv[3]).resolve()
SOURCE = ROOT / "tests/gitops/cmp/main.go"
SERVER = TOOLS / ("argocd-cmp-%s-%s" % (VERSION, hashlib.sha256(SOURCE.read_bytes()).hexdigest()[:8]))
PLUGIN = yaml.safe_load((ROOT / "examples/gitops/argocd/plugin.yaml").read_text())
OF_APPLICATION = {"ARGOCD_APP_NAME": "feast", "ARGOCD_APP_NAMESPACE": "prod", "KUBE_VERSION": "1.35", "KUBE_API_VERSIONS": "v1,apps/v1"}


def go(*words, folder):
    done = subprocess.run(["go", *words], cwd=folder, capture_output=True, text=True, timeout=1400, env={**os.environ, "GOFLAGS": ""})
    if done.returncode:
        raise RuntimeError(" ".join(words) + ": " + (done.stderr or done.stdout)[-500:])
    return done.stdout


def module_file(theirs):
    """A module that uses theirs, with the versions of others that theirs replaces: a go.mod's replacements count only for itself."""
    engine = re.search(r"^\s*(github.com/argoproj/gitops-engine v\S+)$", theirs, re.M).group(1)
    replaced = re.search(r"^replace \(\n.*?^\)$", theirs, re.M | re.S).group(0)
    language = re.search(r"^go \S+$", theirs, re.M).group(0)
    return "module argocd-cmp\n\n%s\n\nrequire (\n\t%s %s\n\t%s\n)\n\n%s\n" % (language, MODULE, VERSION, engine, replaced)


def built():
    if SERVER.exists():
        return True
    if os.environ.get("FEASTCTL_ARGOCD_SERVER") != "ON":
        print("SKIPPED: Argo CD's plugin server is built only with FEASTCTL_ARGOCD_SERVER=ON, because it takes minutes")
        return False
    if not shutil.which("go"):
        print("SKIPPED: Go is not here, so there is no plugin server of Argo CD to try")
        return False
    folder = TOOLS / "argocd-cmp"
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(SOURCE, folder)
    try:
        theirs = json.loads(go("mod", "download", "-json", "%s@%s" % (MODULE, VERSION), folder=folder))["GoMod"]
        (folder / "go.mod").write_text(module_file(pathlib.Path(theirs).read_text()))
        go("build", "-mod=mod", "-ldflags=-s -w", "-o", "built", ".", folder=folder)
    except (RuntimeError, subprocess.TimeoutExpired) as error:
        print("SKIPPED: Argo CD's plugin server could not be built: %s" % error)
        return False
    (folder / "built").rename(SERVER)
    return True


@contextlib.contextmanager
def server(folder, plugin=None):
    """Runs the server with the plugin; gives a function that asks it for a folder of the repository folder/repo."""
    for name in ("conf", "sock", "work", "repo"):
        (folder / name).mkdir(exist_ok=True)
    (folder / "conf/plugin.yaml").write_text(yaml.safe_dump(plugin or PLUGIN))
    own = {"PATH": path_with_feastctl(), "HOME": "/", "ARGOCD_PLUGINSOCKFILEPATH": str(folder / "sock"), "ARGOCD_CMP_WORKDIR": str(folder / "work")}
    with open(folder / "log", "w") as log:
        process = subprocess.Popen([SERVER, "--config-dir-path", folder / "conf"], env=own, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        socket, end = folder / "sock" / (PLUGIN["metadata"]["name"] + ".sock"), time.monotonic() + 60
        while not socket.exists() and process.poll() is None and time.monotonic() < end:
            time.sleep(0.05)
        try:
            assert socket.exists(), (folder / "log").read_text()
            yield lambda name, where="stores": ask(folder, name, where)
        finally:
            process.kill()  # SIGTERM only makes it remove its socket
            process.wait(timeout=30)


def ask(folder, name, where):
    env = {"PATH": os.environ["PATH"], "HOME": "/", "ARGOCD_PLUGINSOCKFILEPATH": str(folder / "sock"), **OF_APPLICATION}
    done = subprocess.run([SERVER, "ask", name, folder / "repo", folder / "repo" / where], env=env, stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def stores(folder, *more):
    where = folder / "repo/stores"
    where.mkdir(parents=True)
    (where / "store.yaml").write_text(STORE % "sample")
    for name, text in more:
        (where / name).parent.mkdir(exist_ok=True)
        (where / name).write_text(text)
    return where


def bundle(answer):
    assert not answer.get("refused") and not answer.get("error"), answer
    return by_key(d for text in answer["manifests"] for d in documents(text))


def own_bundle(where):
    p = run("argocd", "generate", cwd=where, env=OF_APPLICATION)
    assert p.returncode == 0, p.stderr
    return by_key(documents(p.stdout))


def an_application_that_names_the_plugin_gets_the_bundle(folder):
    where = stores(folder)
    with server(folder) as asked:
        answer = asked("feastctl")
        found = bundle(answer)
        assert found == own_bundle(where) and ("apps", "Deployment", "feast", "feast-sample") in found
        announced = run("argocd", "parameters", cwd=folder).stdout
        assert answer["parameters"] == [p["name"] for p in json.loads(announced)]
        assert not answer["discovers"]


def an_application_without_plugin_does_not_get_one(folder):
    """Without discovery the plugin takes no folder from others: each stays of the type that Argo CD finds."""
    stores(folder)
    for name, text in (("kustomized/kustomization.yaml", "resources: []\n"), ("chart/Chart.yaml", "apiVersion: v2\nname: a\nversion: 1.0.0\n")):
        (folder / "repo" / name).parent.mkdir()
        (folder / "repo" / name).write_text(text)
    with server(folder) as asked:
        for where, kind in (("stores", "Directory"), ("kustomized", "Kustomize"), ("chart", "Helm")):
            answer = asked("", where)
            assert answer["type"] == kind and "could not find plugin" in answer["refused"], answer


def a_folder_without_a_store_is_an_error(folder):
    """No manifests would make Argo CD prune what is there."""
    where = stores(folder)
    (where / "store.yaml").write_text("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n")
    with server(folder) as asked:
        answer = asked("feastctl")
        assert "FS142" in answer["error"] and not answer.get("manifests"), answer


def a_kustomization_beside_the_store_is_left_out(folder):
    where = stores(folder, ("kustomization.yaml", "namePrefix: never-\nresources: [store.yaml]\n"))
    with server(folder) as asked:
        answer = asked("feastctl")
        assert answer["type"] == "Kustomize" and bundle(answer) == own_bundle(where)
        assert not [k for k in bundle(answer) if k[3].startswith("never-")]


def a_chart_beside_the_store_is_an_error_unless_ignored(folder):
    where = stores(folder, ("Chart.yaml", "apiVersion: v2\nname: a\nversion: 1.0.0\n"), ("templates/a.yaml", "{{ if .Values.a }}\na: {{ .Values.a }}\n"))
    with server(folder) as asked:
        answer = asked("feastctl")
        assert answer["type"] == "Helm" and "templates/a.yaml:" in answer["error"], answer
        (where / ".feastctlignore").write_text("templates/\n")
        assert bundle(asked("feastctl")) == own_bundle(where)


def discovery_would_refuse_a_folder_that_an_application_names(folder):
    """Why plugin.yaml has none."""
    stores(folder)
    discovering = {**PLUGIN, "spec": {**PLUGIN["spec"], "discover": {"fileName": "./featurestore.yaml"}}}
    with server(folder, discovering) as asked:
        assert "supporting the given repository" in asked("feastctl")["refused"]


if not built():
    sys.exit(SKIP)
main([an_application_that_names_the_plugin_gets_the_bundle, an_application_without_plugin_does_not_get_one, a_folder_without_a_store_is_an_error,
      a_kustomization_beside_the_store_is_left_out, a_chart_beside_the_store_is_an_error_unless_ignored,
      discovery_would_refuse_a_folder_that_an_application_names])
