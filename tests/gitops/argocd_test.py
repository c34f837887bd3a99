#!/usr/bin/env python3
"""plugin.yaml's own commands, run as Argo CD's plugin server runs them: argocd_test.py FEASTCTL ROOT

That is: the application's folder as working directory, the container's environment and what Argo CD adds, parameters as JSON, only
manifests on standard output, a message on standard error and a non-zero status for failure, SIGTERM to the process group in time.
"""
import json
import os
import pathlib
import signal
import subprocess
import time

import yaml

from support import BAD, EXE, ROOT, STORE, by_key, documents, main, pages, path_with_feastctl, run

PLUGIN = yaml.safe_load((ROOT / "examples/gitops/argocd/plugin.yaml").read_text())
APPLICATION = yaml.safe_load((ROOT / "examples/gitops/argocd/application.yaml").read_text())
SCALER = """---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: scale}
spec: {scaleTargetRef: {apiVersion: feast.dev/v1, kind: FeatureStore, name: sample}, triggers: []}
"""
DATABASE = """apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec:
  feastProject: my_project
  services:
    onlineStore: {persistence: {store: {type: redis, secretRef: {name: stores}}}}
    registry: {local: {persistence: {store: {type: sql, secretRef: {name: stores}}}}}
"""


def environment(parameters=None, **more):
    env = {"PATH": path_with_feastctl(), "HOME": "/", "ARGOCD_APP_NAME": "feast", "ARGOCD_APP_NAMESPACE": "prod",
           "ARGOCD_APP_PROJECT_NAME": "default", "ARGOCD_APP_REVISION": "0" * 40, "ARGOCD_APP_SOURCE_PATH": "stores",
           "KUBE_VERSION": "1.35.0", "KUBE_API_VERSIONS": "v1,apps/v1,apps/v1/Deployment,batch/v1"}
    if parameters is not None:
        env["ARGOCD_APP_PARAMETERS"] = json.dumps(parameters)
    return {**env, **more}


def call(what, folder, env):
    command = [*what["command"], *what.get("args", [])]
    return subprocess.run(command, cwd=folder, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60)


def generate(folder, parameters=None, **more):
    return call(PLUGIN["spec"]["generate"], folder, environment(parameters, **more))


def only_applications_that_name_the_plugin_use_it(folder):
    """Argo CD matches the folder of an Application that names the plugin with `discover` too, so it would refuse store.yaml."""
    assert "discover" not in PLUGIN["spec"]
    (folder / "store.yaml").write_text(STORE % "sample")
    assert generate(folder).returncode == 0
    assert APPLICATION["spec"]["source"]["plugin"]["name"] == PLUGIN["metadata"]["name"]


def the_folder_of_an_application(folder):
    (folder / "my-featurestore.yaml").write_text(DATABASE + SCALER)
    (folder / "sub").mkdir()
    (folder / "sub/others.yml").write_text("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: mine}\ndata: {a: 'on'}\n")
    (folder / "secret.json").write_text(json.dumps({"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "mine"}}))
    (folder / "values.yaml").write_text("replicas: 3\n")
    (folder / "kustomization.yaml").write_text("apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n")
    (folder / "README.md").write_text("# not a manifest\n")
    p = generate(folder)
    assert p.returncode == 0, p.stderr
    objects = documents(p.stdout)
    assert len(by_key(objects)) == len(objects) and all(o["apiVersion"] and o["kind"] for o in objects)
    kinds = [o["kind"] for o in objects]
    assert "FeatureStore" not in kinds and "Kustomization" not in kinds and kinds.count("Secret") == 1
    by_name = {(o["kind"], o["metadata"]["name"]): o for o in objects}
    assert by_name["ConfigMap", "mine"]["data"] == {"a": "on"}
    assert by_name["ScaledObject", "scale"]["spec"]["scaleTargetRef"] == {
        "apiVersion": "apps/v1", "kind": "Deployment", "name": "feast-sample"}
    assert "FS706" in p.stderr
    deployment = by_name["Deployment", "feast-sample"]
    assert deployment["metadata"]["namespace"] == "prod" and "replicas" not in deployment["spec"]


def what_others_need_comes_in_an_earlier_wave(folder):
    (folder / "featurestore.yaml").write_text(STORE % "sample")
    waves = {o["kind"]: int(o["metadata"].get("annotations", {}).get("argocd.argoproj.io/sync-wave", "0"))
             for o in documents(generate(folder).stdout)}
    assert waves["ServiceAccount"] < waves["Deployment"] == waves["Service"] == 0 < waves["CronJob"]
    assert waves["ConfigMap"] < 0 and waves["RoleBinding"] < 0


def parameters_are_options(folder):
    (folder / "featurestore.yaml").write_text(STORE % "sample")
    p = generate(folder, APPLICATION["spec"]["source"]["plugin"]["parameters"])
    assert p.returncode == 0, p.stderr
    p = generate(folder, [{"name": "feature-server-image", "string": "img:1"}, {"name": "gitops", "string": "none"}])
    assert "image: img:1" in p.stdout and "argocd.argoproj.io" not in p.stdout
    p = generate(folder, ARGOCD_ENV_FEASTCTL_OPTIONS="--feature-server-image=img:2 --secrets=inline")
    assert "image: img:2" in p.stdout
    for wrong in [[{"name": "platfrom", "string": "x"}], [{"name": "platform", "array": ["x"]}], [{"name": "api", "string": "x"}],
                  [{"name": "platform", "string": "vms"}], {"a": 1}, [1], [{}], "x"]:
        p = generate(folder, wrong)
        assert p.returncode not in (0, 4) and p.stdout == "" and p.stderr, (wrong, p.returncode)
    for nothing in ["", "null", "[]"]:
        assert generate(folder, ARGOCD_APP_PARAMETERS=nothing).returncode == 0


def the_clusters_apis_are_known(folder):
    (folder / "featurestore.yaml").write_text((STORE % "sample").replace("my_project}", "my_project, services: {ui: {}}}"))
    served = "v1,route.openshift.io/v1,route.openshift.io/v1/Route"
    assert "kind: Route" in generate(folder, KUBE_API_VERSIONS=served).stdout
    p = generate(folder, [{"name": "platform", "string": "kubernetes"}], KUBE_API_VERSIONS=served)
    assert p.returncode == 0 and "kind: Route" not in p.stdout


def a_failure_prints_no_manifest(folder):
    (folder / "featurestore.yaml").write_text(STORE % "one" + "---\n" + BAD % "two")
    p = generate(folder)
    assert p.returncode == 1 and p.stdout == "" and "featurestore.yaml:9:" in p.stderr, p.stderr
    (folder / "featurestore.yaml").write_text("kind: ConfigMap\napiVersion: v1\nmetadata: {name: a}\n")
    p = generate(folder)
    assert p.returncode == 1 and p.stdout == ""  # an empty answer would make Argo CD prune everything


def nothing_secret_is_said(folder):
    (folder / "featurestore.yaml").write_text(DATABASE + """---
apiVersion: v1
kind: Secret
metadata: {name: stores}
stringData: {redis: "hunter2: [", sql: hunter2}
""")
    p = generate(folder)
    assert p.returncode == 1 and "hunter2" not in p.stderr, p.stderr


def it_ends_at_sigterm(folder):
    (folder / "featurestore.yaml").write_text("---\n".join(STORE % ("s%d" % i) for i in range(2000)))
    process = subprocess.Popen(PLUGIN["spec"]["generate"]["command"], cwd=folder, env=environment(), start_new_session=True,
                               stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    time.sleep(0.05)
    os.killpg(process.pid, signal.SIGTERM)
    start = time.monotonic()
    out = process.communicate(timeout=5)[0]
    assert time.monotonic() - start < 5 and process.returncode != 0 and out == b""


def the_announcement_is_one(folder):
    p = call(PLUGIN["spec"]["parameters"]["dynamic"], folder, environment())
    assert p.returncode == 0 and p.stderr == ""
    announced = json.loads(p.stdout)
    known = {"name", "title", "tooltip", "required", "itemType", "collectionType", "string", "array", "map"}
    for a in announced:
        assert set(a) <= known and a["name"] and a["collectionType"] in ("string", "array"), a
    help_text = run("render", "--help", cwd=folder).stdout
    for a in announced:
        assert "--" + a["name"] in help_text, a["name"]


def the_files_install_it(folder):
    assert run("argocd", "plugin", "--output-dir", "p", "--image", "img:1", cwd=folder).returncode == 0
    assert sorted(os.listdir(folder / "p")) == [".feastctl-rendered", "Dockerfile", "plugin.yaml", "sidecar.yaml"]
    for image in ("img\n        command: [sh]", "a: b", "img #", '"', "", "\x1b[31m"):
        p = run("argocd", "plugin", "--image", image, cwd=folder)
        assert (p.returncode, p.stdout) == (2, "") and "is not a valid image reference" in p.stderr and "\x1b" not in p.stderr, (image, p)
    assert yaml.safe_load((folder / "p/plugin.yaml").read_text()) == PLUGIN
    spec = yaml.safe_load((folder / "p/sidecar.yaml").read_text())["spec"]["template"]["spec"]
    [container] = spec["containers"]
    assert container["image"] == "img:1" and container["command"] == ["/var/run/argocd/argocd-cmp-server"]
    assert container["securityContext"]["runAsUser"] == 999 and container["securityContext"]["runAsNonRoot"]
    mounts = {m["mountPath"]: m["name"] for m in container["volumeMounts"]}
    assert mounts["/var/run/argocd"] == "var-files" and mounts["/home/argocd/cmp-server/plugins"] == "plugins"
    own = {v["name"] for v in spec["volumes"]}
    assert set(mounts.values()) - {"var-files", "plugins"} == own
    # what the patch refers to is what docs/gitops.md makes
    assert "create configmap feastctl-plugin" in pages.TEXT and "--patch-file" in pages.TEXT
    assert APPLICATION["spec"]["source"]["plugin"]["name"] == PLUGIN["metadata"]["name"]


main([only_applications_that_name_the_plugin_use_it, the_folder_of_an_application, what_others_need_comes_in_an_earlier_wave, parameters_are_options,
      the_clusters_apis_are_known, a_failure_prints_no_manifest, nothing_secret_is_said, it_ends_at_sigterm,
      the_announcement_is_one, the_files_install_it])
