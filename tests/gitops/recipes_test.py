#!/usr/bin/env python3
"""The recipes for CI and Flux, and the commands of README and docs/, run: recipes_test.py FEASTCTL ROOT"""
import os
import pathlib
import re
import shutil
import subprocess

import yaml

from support import ROOT, STORE, documents, main, pages, path_with_feastctl, run

EXAMPLES = ROOT / "examples" / "gitops"

# What the recipes call beside feastctl: it notes its words and succeeds.
STUB = '#!/bin/sh\necho "$(basename "$0") $*" >> "$CALLS"\n'


def stubs(folder, *names):
    (folder / "bin").mkdir(exist_ok=True)
    for name in names:
        (folder / "bin" / name).write_text(STUB)
        (folder / "bin" / name).chmod(0o755)


def shell(script, folder, *args, **env):
    environment = {**os.environ, "PATH": path_with_feastctl(folder / "bin"), "CALLS": str(folder / "calls"), **env}
    return subprocess.run(["bash", "-e", "-o", "pipefail", "-c", script, "recipe", *args], cwd=folder, env=environment,
                          stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60)


def repository(folder):
    (folder / "stores").mkdir()
    (folder / "stores/store.yaml").write_text(STORE % "sample")
    assert run("render", "stores", "--output-dir", "rendered", cwd=folder).returncode == 0


def scripts_are_sound(_):
    if not shutil.which("shellcheck"):
        print("SKIPPED: shellcheck is not here")
        return
    scripts = [("bash", s["run"]) for s in github_steps() if "run" in s]
    for shell_name, script in [*scripts, ("sh", gitlab_script()), ("bash", (EXAMPLES / "flux/push-artifact.sh").read_text())]:
        p = subprocess.run(["shellcheck", "--shell=" + shell_name, "-"], input=script, capture_output=True, text=True)
        assert p.returncode == 0, p.stdout


def github_steps():
    return yaml.safe_load((EXAMPLES / "ci/github-workflow.yaml").read_text())["jobs"]["render"]["steps"]


def gitlab_script():
    return "\n".join(yaml.safe_load((EXAMPLES / "ci/gitlab-ci.yaml").read_text())["feastctl"]["script"])


CLAIM = (STORE % "sample").replace("my_project}", "my_project, services: {onlineStore: {persistence: {file: {path: o.db, pvc: {"
                                   "create: {resources: {requests: {storage: 50Gi}}}, mountPath: /data}}}}}}")


def commit(folder, store, rendered=True):
    """A commit with the store, with or without a fresh render. The commit before is what CI compares with."""
    (folder / "stores/store.yaml").write_text(store)
    if rendered:
        assert run("render", "stores", "--output-dir", "rendered", "--prune", cwd=folder).returncode == 0
    p = shell("[ -d .git ] || { git init -q -b main . && git remote add origin .; }; git add stores rendered && "
              "git -c user.name=a -c user.email=a@example.com commit -q -m x && git rev-parse -q --verify HEAD^ || true", folder)
    assert p.returncode == 0, p.stderr
    return p.stdout.strip()


def ci_shows_the_difference_and_fails_when_stale_or_refused(folder):
    (folder / "stores").mkdir()
    (folder / "temp").mkdir()

    def github(base):
        shutil.rmtree(folder / "temp/base", ignore_errors=True)
        (folder / "summary").write_text("")
        steps = {s["name"]: s["run"] for s in github_steps() if "name" in s}
        done = [shell(steps[name], folder, GITHUB_STEP_SUMMARY=str(folder / "summary"), RUNNER_TEMP=str(folder / "temp"))
                for name in ("Show what changes in the cluster", "Check the render")]
        return max(p.returncode for p in done), "".join(p.stdout + p.stderr for p in done), (folder / "summary").read_text()

    def gitlab(base):
        p = shell(gitlab_script(), folder, CI_MERGE_REQUEST_DIFF_BASE_SHA=base)
        return p.returncode, p.stdout + p.stderr, (folder / "feastctl-diff.md").read_text()

    commit(folder, CLAIM)
    for service in (github, gitlab):
        base = commit(folder, CLAIM.replace("my_project", "other"))
        status, said, shown = service(base)
        assert status == 0 and "restarts the pods of Deployment feast/feast-sample (Recreate" in said, said
        assert "+    project: other" in shown and "Pods that restart" in shown, shown
        base = commit(folder, CLAIM, rendered=False)
        status, said, shown = service(base)
        assert status == 1 and "feast-sample.yaml" in said, said  # out of date
        base = commit(folder, CLAIM)
        assert service(base)[0] == 0
        base = commit(folder, CLAIM.replace("50Gi", "20Gi"))
        status, said, shown = service(base)
        assert status == 1 and "a claim cannot shrink (50Gi to 20Gi)" in said, said
        assert "Kubernetes refuses this" in shown, shown
        commit(folder, CLAIM)


def flux_artifacts(folder):
    repository(folder)
    stubs(folder, "flux")
    git = "git init -q -b main . && git -c user.name=a -c user.email=a@example.com commit -q --allow-empty -m x && " \
          "git remote add origin https://git.example.com/x.git"
    assert shell(git, folder).returncode == 0
    p = shell('"$1" oci://registry.example.com/x', folder, str(EXAMPLES / "flux/push-artifact.sh"))
    assert p.returncode == 0, p.stderr
    calls = (folder / "calls").read_text()
    assert re.search(r"^flux push artifact oci://registry\.example\.com/x:\w+ --path \S+/manifests --source "
                     r"https://git\.example\.com/x\.git --revision main@sha1:[0-9a-f]{40}$", calls, re.M), calls
    tag = yaml.safe_load_all((EXAMPLES / "flux/artifact.yaml").read_text())
    assert next(tag)["spec"]["ref"]["tag"] in calls.splitlines()[1]


def flux_sees_no_template_of_ours(folder):
    """Flux rewrites ${VAR} in every object that does not switch it off, so each with a dollar sign has to."""
    (folder / "store.yaml").write_text("""apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample, namespace: feast, annotations: {kustomize.toolkit.fluxcd.io/ssa: Override}}
spec:
  feastProject: my_project
  cronJob: {containerConfigs: {commands: ['echo ${HOME} $$']}}
  services:
    onlineStore:
      persistence: {file: {path: online.db, pvc: {create: {}, mountPath: /data}}}
      server: {env: [{name: A, value: '${B}'}]}
""")
    p = run("render", "store.yaml", "--gitops=flux", cwd=folder)
    assert p.returncode == 0, p.stderr
    plain = documents(run("render", "store.yaml", cwd=folder).stdout)
    seen = set()
    for o, without in zip(documents(p.stdout), plain):
        notes = o["metadata"].pop("annotations", {})
        without["metadata"].pop("annotations", None)
        assert o == without
        assert ("$" in yaml.safe_dump(o)) == (notes.get("kustomize.toolkit.fluxcd.io/substitute") == "disabled"), o["kind"]
        assert o["kind"].startswith("Cluster") or notes["kustomize.toolkit.fluxcd.io/ssa"] == "Override"
        assert (o["kind"] == "PersistentVolumeClaim") == (notes.get("kustomize.toolkit.fluxcd.io/prune") == "disabled")
        seen |= {o["kind"]} if "$" in yaml.safe_dump(o) else set()
    assert {"Deployment", "CronJob"} <= seen


def flux_objects_fit_together(folder):
    for name in ("rendered-folder", "artifact"):
        source, kustomization = yaml.safe_load_all((EXAMPLES / "flux" / (name + ".yaml")).read_text())
        ref = kustomization["spec"]["sourceRef"]
        assert (ref["kind"], ref["name"]) == (source["kind"], source["metadata"]["name"])


def the_documents_run(folder):
    repository(folder)
    shutil.copytree(folder / "rendered", folder / "old/rendered")
    (folder / "examples").symlink_to(ROOT / "examples")
    stubs(folder, "docker", "kubectl", "kustomize", "git")
    (folder / "bin/git").write_text("#!/bin/sh\ncat stores/store.yaml\n")
    (folder / "bin/kubectl").write_text(STUB + "case $1 in get) cat rendered/deployment*.yaml;; esac\n")
    ours = [b for b in pages.blocks("sh") if "--output-dir rendered" in b or "feastctl diff" in b or "argocd plugin" in b]
    ours = [b for b in ours if "overlays/" not in b and "render.sh" not in b]  # environments_test.py runs those
    assert len(ours) >= 4
    for block in ours:
        for line in block.splitlines():
            p = shell(line, folder, IMAGE="img:1")
            allowed = (0, 1) if "feastctl diff" in line else (0,)
            assert p.returncode in allowed, (line, p.stderr)
    patched = yaml.safe_load((folder / "argocd-plugin/sidecar.yaml").read_text())
    assert patched["spec"]["template"]["spec"]["containers"][0]["image"] == "img:1"


main([scripts_are_sound, ci_shows_the_difference_and_fails_when_stale_or_refused, flux_artifacts, flux_sees_no_template_of_ours,
      flux_objects_fit_together, the_documents_run])
