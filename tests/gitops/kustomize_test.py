#!/usr/bin/env python3
"""feastctl in the hands of the real kustomize, which is built from the Go proxy: kustomize_test.py FEASTCTL ROOT TOOLS

TOOLS is a folder where the built program is kept. Without Go, or without a way to the proxy, exits with 77.
"""
import shutil
import sys

import yaml

from kustomize_tool import KUSTOMIZE, built
from support import BAD, EXE, ROOT, SKIP, STORE, by_key, documents, main, pages, path_with_feastctl, run

EXAMPLES = ROOT / "examples" / "gitops" / "kustomize"


def build(folder, *flags, env=None):
    return run("build", *flags, ".", cwd=folder, exe=str(KUSTOMIZE), env={"PATH": path_with_feastctl(), **(env or {})})


def with_plugins(folder, **how):
    return build(folder, "--enable-alpha-plugins", "--enable-exec", **how)


def example(name, folder):
    shutil.copytree(EXAMPLES / name, folder / name)
    return folder / name


def a_rendered_folder_builds_to_the_stream(folder):
    cases = sorted(p for p in (ROOT / "examples").glob("*/store.yaml"))
    assert len(cases) > 0
    for number, case in enumerate(cases):
        args = case.parent / "args"
        flags = args.read_text().split() if args.exists() else []
        out = folder / str(number)
        p = run("render", case, "--output-dir", out, *flags, cwd=folder)
        assert p.returncode == 0, (case, p.stderr)
        p = build(out)
        assert p.returncode == 0, (case, p.stderr)
        stream = documents(run("render", case, *flags, cwd=folder).stdout)
        assert by_key(documents(p.stdout)) == by_key(stream), case


def the_generator(folder):
    where = example("generator", folder)
    p = with_plugins(where)
    assert p.returncode == 0, p.stderr
    store = yaml.safe_load((where / "store.yaml").read_text())
    del store["metadata"]["annotations"]
    stream = run("render", "-", cwd=folder, stdin=yaml.safe_dump(store)).stdout
    assert by_key(documents(p.stdout)) == by_key(documents(stream))


def the_transformer(folder):
    p = with_plugins(example("transformer", folder))
    assert p.returncode == 0, p.stderr
    objects = by_key(documents(p.stdout))
    assert not [k for k in objects if k[1] == "FeatureStore"]
    assert "FS706" in p.stderr and "in the output, it targets the Deployment of the store" in p.stderr, p.stderr
    scaler = objects["autoscaling", "HorizontalPodAutoscaler", "feast", "sample"]
    assert scaler["spec"]["scaleTargetRef"] == {"apiVersion": "apps/v1", "kind": "Deployment", "name": "feast-sample"}
    assert "replicas" not in objects["apps", "Deployment", "feast", "feast-sample"]["spec"]
    assert "config.kubernetes.io" not in p.stdout


def a_script_in_place_of_arguments(folder):
    """For a kustomize before 5.7, which passes no args."""
    script = next(b for b in pages.blocks("sh") if b.startswith("#!/bin/sh") and "feastctl fn" in b)
    where = example("transformer", folder)
    with_args = documents(with_plugins(where).stdout)
    (where / "feastctl-fn").write_text(script.replace("--platform=openshift", "--platform=kubernetes"))
    (where / "feastctl-fn").chmod(0o755)
    text = (where / "render.yaml").read_text()
    (where / "render.yaml").write_text(text.replace("path: feastctl\n", "path: ./feastctl-fn\n").replace("        args: [fn]\n", ""))
    p = with_plugins(where)
    assert p.returncode == 0 and "args" not in (where / "render.yaml").read_text(), p.stderr
    assert documents(p.stdout) == with_args


def the_transformer_keeps_stores_on_demand(folder):
    where = example("transformer", folder)
    text = (where / "render.yaml").read_text()
    (where / "render.yaml").write_text(text.replace("platform: kubernetes", "platform: kubernetes\n  keepStores: true"))
    kinds = [o["kind"] for o in documents(with_plugins(where).stdout)]
    assert "FeatureStore" in kinds and "Deployment" in kinds


def the_validator(folder):
    where = example("validator", folder)
    p = with_plugins(where)
    assert p.returncode == 0, p.stderr
    assert [o["kind"] for o in documents(p.stdout)] == ["FeatureStore"]
    (where / "store.yaml").write_text(BAD % "sample")
    p = with_plugins(where)
    assert p.returncode != 0 and "FS2" in p.stderr, p.stderr


def a_failing_generator_fails_the_build_and_says_why(folder):
    where = example("generator", folder)
    text = (where / "store.yaml").read_text()
    (where / "store.yaml").write_text(text.replace("my_project", "a b"))
    p = with_plugins(where)
    assert p.returncode != 0 and p.stdout == ""
    assert "error[FS" in p.stderr, p.stderr


def a_wrong_option_is_reported(folder):
    where = example("transformer", folder)
    text = (where / "render.yaml").read_text()
    (where / "render.yaml").write_text(text.replace("platform: kubernetes", "platfrom: kubernetes"))
    p = with_plugins(where)
    assert p.returncode != 0 and "FS711" in p.stderr, p.stderr


def the_legacy_plugin(folder):
    where = example("legacy", folder)
    home = folder / "plugins"
    place = home / "feast.dev" / "v1" / "featurestore"
    place.mkdir(parents=True)
    (place / "FeatureStore").symlink_to(EXE)
    p = build(where, "--enable-alpha-plugins", env={"KUSTOMIZE_PLUGIN_HOME": str(home)})
    assert p.returncode == 0, p.stderr
    stream = run("render", "store.yaml", cwd=where).stdout
    assert by_key(documents(p.stdout)) == by_key(documents(stream))
    (where / "store.yaml").write_text(BAD % "sample")
    assert build(where, "--enable-alpha-plugins", env={"KUSTOMIZE_PLUGIN_HOME": str(home)}).returncode != 0


def the_readmes_kustomization_adds_an_annotation(folder):
    text = next(b for b in pages.blocks("yaml") if b.startswith("apiVersion: kustomize.config") and "reloader" in b)
    (folder / "kustomization.yaml").write_text(text)
    (folder / "store.yaml").write_text(STORE % "sample")
    assert run("render", "store.yaml", "--gitops=argocd", "--output-dir", "bundle", cwd=folder).returncode == 0
    before = by_key(documents(build(folder / "bundle").stdout))
    p = build(folder)
    assert p.returncode == 0, p.stderr
    after = by_key(documents(p.stdout))
    changed = [k for k in before if before[k] != after[k]]
    assert changed == [("apps", "Deployment", "feast", "feast-sample")], changed
    notes = [o[changed[0]]["metadata"].get("annotations", {}) for o in (before, after)]
    assert notes[1] == {**notes[0], "secret.reloader.stakater.com/reload": "feast-data-stores"}, notes


if not built():
    sys.exit(SKIP)
main([a_rendered_folder_builds_to_the_stream, the_generator, the_transformer, a_script_in_place_of_arguments, the_transformer_keeps_stores_on_demand,
      the_validator, a_failing_generator_fails_the_build_and_says_why, a_wrong_option_is_reported, the_legacy_plugin,
      the_readmes_kustomization_adds_an_annotation])
