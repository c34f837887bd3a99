#!/usr/bin/env python3
"""The recipe for dev, stage and prod with the real kustomize: environments_test.py FEASTCTL ROOT TOOLS"""
import os
import shutil
import subprocess
import sys

from kustomize_tool import KUSTOMIZE, built
from support import EXE, ROOT, SKIP, by_key, documents, main, run

EXAMPLE = ROOT / "examples/gitops/environments"
ENVIRONMENTS = ["dev", "prod", "stage"]


def copied(folder):
    """The example as a repository of its own, rendered; and a PATH with the tools."""
    (folder / "bin").mkdir()
    for name, tool in (("kustomize", KUSTOMIZE), ("feastctl", EXE)):
        (folder / "bin" / name).symlink_to(tool)
    shutil.copytree(EXAMPLE, folder / "repo")
    p = render(folder / "repo")
    assert p.returncode == 0, p.stderr
    return folder / "repo"


def call(repo, *command):
    environment = {**os.environ, "PATH": "%s:%s" % (repo.parent / "bin", os.environ["PATH"])}
    return subprocess.run(command, cwd=repo, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120)


def render(repo, *options):
    return call(repo, repo / "render.sh", "-q", *options)


def objects(folder):
    return by_key(d for p in sorted(folder.glob("*.yaml")) if p.name != "kustomization.yaml" for d in documents(p.read_text()))


def change(path, old, new):
    text = path.read_text()
    assert old in text, path
    path.write_text(text.replace(old, new))


def each_environment_has_a_bundle_of_its_own(folder):
    repo = copied(folder)
    assert sorted(p.name for p in (repo / "rendered").iterdir()) == ENVIRONMENTS
    everything = {name: objects(repo / "rendered" / name) for name in ENVIRONMENTS}
    replicas = {}
    for name, found in everything.items():
        assert {k[2] for k in found} == {"", "feast-" + name}, name
        replicas[name] = found["apps", "Deployment", "feast-" + name, "feast-ranking"]["spec"].get("replicas", 1)
    assert replicas == {"dev": 1, "prod": 3, "stage": 2}, replicas
    # In one cluster: what two environments both have is equal, so that it does not matter which is applied last.
    for key in everything["dev"].keys() & everything["prod"].keys():
        assert everything["dev"][key] == everything["prod"][key] == everything["stage"][key], key
    assert render(repo, "--check").returncode == 0


def kustomize_gives_the_same_when_it_runs_feastctl(folder):
    repo = copied(folder)
    for name in ENVIRONMENTS:
        p = call(repo, "kustomize", "build", "--enable-alpha-plugins", "--enable-exec", "bundles/" + name)
        assert p.returncode == 0, p.stderr
        assert by_key(documents(p.stdout)) == objects(repo / "rendered" / name), name


def a_pull_request_shows_what_changes_where(folder):
    repo = copied(folder)
    shutil.copytree(repo / "rendered", folder / "base/rendered")
    change(repo / "base/store.yaml", "memory: 256Mi", "memory: 384Mi")
    p = render(repo, "--check")  # every environment is checked, not only up to the first that is out of date
    assert p.returncode == 1 and "rendered/dev is out" in p.stderr and "rendered/stage is out" in p.stderr and "rendered/prod" not in p.stderr, p.stderr
    assert render(repo).returncode == 0
    p = run("diff", folder / "base/rendered", "rendered", cwd=repo)
    page = (ROOT / "docs/environments.md").read_text()
    assert p.returncode == 1 and p.stdout == page.split("it with what is printed\n")[1].split("```")[0], p.stdout

    shutil.rmtree(folder / "base")
    shutil.copytree(repo / "rendered", folder / "base/rendered")
    change(repo / "overlays/prod/kustomization.yaml", "maxUnavailable: 1", "maxUnavailable: 2")
    assert render(repo).returncode == 0
    p = run("diff", folder / "base/rendered", "rendered", cwd=repo)
    assert p.returncode == 1 and "PodDisruptionBudget feast-prod/feast-ranking in prod/" in p.stdout, p.stdout
    assert "feast-dev" not in p.stdout and "feast-stage" not in p.stdout and "restart" not in p.stdout, p.stdout


def a_broken_overlay_leaves_its_folder_as_it_was(folder):
    repo = copied(folder)
    before = objects(repo / "rendered/prod")
    change(repo / "overlays/prod/kustomization.yaml", "replicas: 3", "replicas: -3")
    change(repo / "base/store.yaml", "memory: 256Mi", "memory: 384Mi")
    p = render(repo)
    assert p.returncode == 1 and "replicas" in p.stderr, p.stderr
    assert objects(repo / "rendered/prod") == before
    stage = objects(repo / "rendered/stage")["apps", "Deployment", "feast-stage", "feast-ranking"]
    assert "384Mi" in str(stage), "the environments beside it are rendered"


if not built():
    sys.exit(SKIP)
main([each_environment_has_a_bundle_of_its_own, kustomize_gives_the_same_when_it_runs_feastctl,
      a_pull_request_shows_what_changes_where, a_broken_overlay_leaves_its_folder_as_it_was])
