#!/usr/bin/env python3
"""feastctl diff: diff_test.py FEASTCTL ROOT"""
import base64
import json
import re

import yaml

from support import BAD, ROOT, STORE, documents, main, run


def diff(folder, *args, **how):
    return run("diff", "store.yaml", "--against", "before.yaml", *args, cwd=folder, **how)


def setting(folder, edit):
    """The store, compared with its render after editing each object."""
    (folder / "store.yaml").write_text((STORE % "sample").replace(
        "my_project}", "my_project, services: {onlineStore: {persistence: {file: {path: online.db, pvc: {create: {}, mountPath: /data}}}}}}"))
    objects = documents(run("render", "store.yaml", cwd=folder).stdout)
    changed = [o for o in objects if edit(o) != "drop"]
    (folder / "before.yaml").write_text(yaml.safe_dump_all(changed))
    return objects


def changes(folder, *args):
    p = diff(folder, "--output=json", *args)
    return p.returncode, json.loads(p.stdout)["changes"]


def equal_is_silent(folder):
    setting(folder, lambda o: None)
    for form in ("text", "unified"):
        p = diff(folder, "--output", form)
        assert (p.returncode, p.stdout) == (0, ""), p.stdout


def what_the_cluster_adds_does_not_count(folder):
    def live(o):
        o["metadata"].update(uid="1", resourceVersion="2", generation=3, managedFields=[{}], creationTimestamp="x")
        o["metadata"].setdefault("annotations", {})["kubectl.kubernetes.io/last-applied-configuration"] = "{}"
        o["status"] = {"a": 1}
    setting(folder, live)
    assert changes(folder) == (0, [])


def fields_are_named(folder):
    def older(o):
        if o["kind"] == "Deployment":
            o["spec"]["template"]["spec"]["containers"][0]["image"] = "old"
            o["spec"]["replicas"] = 7
        if o["kind"] == "CronJob":
            return "drop"
        if o["kind"] == "Role":
            o["metadata"]["name"] += "-old"
    setting(folder, older)
    status, found = changes(folder)
    assert status == 1
    [deployment] = [c for c in found if c["kind"] == "Deployment"]
    fields = {f["path"]: (f.get("before"), f.get("after")) for f in deployment["fields"]}
    assert fields["spec.template.spec.containers[online].image"][0] == "old"
    assert fields["spec.replicas"][0] == 7
    assert {c["change"] for c in found if c["kind"] == "CronJob"} == {"added"}
    assert sorted(c["change"] for c in found if c["kind"] == "Role") == ["added", "added", "removed", "removed"]


REFUSED = [
    ("Deployment", lambda o: o["spec"]["selector"]["matchLabels"].update(a="b"), "spec.selector"),
    ("PersistentVolumeClaim", lambda o: o["spec"].update(storageClassName="old"), "spec.storageClassName"),
    ("PersistentVolumeClaim", lambda o: o["spec"]["resources"]["requests"].update(storage="900Gi"),
     "spec.resources.requests.storage"),
    ("Service", lambda o: o["spec"].update(clusterIP="None") or None, None),
    ("RoleBinding", lambda o: o["roleRef"].update(name="old"), "roleRef"),
    ("ClusterRoleBinding", lambda o: o["roleRef"].update(name="old"), "roleRef"),
    ("ConfigMap", lambda o: o.update(immutable=True), "immutable"),
]


def what_kubernetes_refuses_is_flagged(folder):
    for kind, edit, path in REFUSED:
        setting(folder, lambda o: edit(o) and None if o["kind"] == kind else None)
        _, found = changes(folder)
        traps = [t for c in found if c["kind"] == kind for t in c["traps"]]
        assert traps and all(t["remedy"] for t in traps), kind
        if path:
            assert path in [t["path"] for t in traps if t["refused"]], (kind, traps)
    setting(folder, lambda o: o["spec"]["resources"]["requests"].update(storage="1Gi") if o["kind"].startswith("Pers") else None)
    _, found = changes(folder)
    assert [t["refused"] for c in found for t in c["traps"]] == [False]  # growing may work


def passed_objects_have_traps_too(folder):
    def with_extra(value):
        return [{"apiVersion": "apps/v1", "kind": "StatefulSet", "metadata": {"name": "s", "namespace": "feast"},
                 "spec": {"replicas": 1, "serviceName": value, "podManagementPolicy": value}},
                {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "s", "namespace": "feast"},
                 "spec": {"clusterIP": value}}]
    setting(folder, lambda o: None)
    for name, value in (("before.yaml", "10.0.0.1"), ("store.yaml", "10.0.0.2")):
        with open(folder / name, "a", encoding="utf-8") as file:
            file.write("---\n" + yaml.safe_dump_all(with_extra(value)))
    _, found = changes(folder, "--pass-through")
    assert sorted(t["path"] for c in found for t in c["traps"] if t["refused"]) == [
        "spec.clusterIP", "spec.podManagementPolicy", "spec.serviceName"]


def the_claim_rule_of_the_store(folder):
    setting(folder, lambda o: None)
    text = (folder / "store.yaml").read_text()
    (folder / "before.yaml").write_text(text.replace("create: {}", "create: {resources: {requests: {storage: 1Gi}}}"))
    p = diff(folder, "--output=json")
    assert [t["path"] for t in json.loads(p.stdout)["stores"]] == [
        "spec.services.onlineStore.persistence.file.pvc.create"]


def secrets_are_masked(folder):
    def secret(value):
        return {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "s", "namespace": "feast", "annotations": {
            "kubectl.kubernetes.io/last-applied-configuration": value}}, "data": {"a": value, "same": "c2FtZQ=="},
            "stringData": {"b": value}}
    (folder / "store.yaml").write_text(STORE % "sample" + "---\n" + yaml.safe_dump(secret(base64.b64encode(b"new hunter2").decode())))
    (folder / "before.yaml").write_text(yaml.safe_dump(secret(base64.b64encode(b"old hunter2").decode())))
    for form in ("text", "unified", "markdown", "json"):
        p = diff(folder, "--pass-through", "--secrets=inline", "--output", form)
        assert p.returncode == 1
        for value in ("new hunter2", "old hunter2", "same"):
            assert base64.b64encode(value.encode()).decode() not in p.stdout, form
        assert "*** (before)" in p.stdout and "*** (after)" in p.stdout, form
    env = {"KUBECTL_EXTERNAL_DIFF": "diff -r -u -N"}
    p = diff(folder, "--pass-through", "--secrets=inline", env=env)
    assert p.returncode == 1 and "*** (after)" in p.stdout and base64.b64encode(b"new hunter2").decode() not in p.stdout


def inline_credentials_are_masked(folder):
    value = base64.b64encode(b"connection_string: hunter2").decode()

    def older(o):
        if o["kind"] == "Deployment":
            o["spec"]["template"]["spec"]["initContainers"][0].setdefault("env", []).append(
                {"name": "TMP_FEATURE_STORE_YAML_BASE64", "value": value})
    setting(folder, older)
    for form in ("text", "unified", "markdown", "json"):
        p = diff(folder, "--output", form)
        assert p.returncode == 1 and value not in p.stdout, form


def statuses_are_those_of_kubectl(folder):
    setting(folder, lambda o: "drop" if o["kind"] == "CronJob" else None)
    assert diff(folder).returncode == 1
    for program, status in (("true", 0), ("false", 1), ("nothing-of-this-name", 2), ("diff --no-such-option", 2)):
        assert diff(folder, env={"KUBECTL_EXTERNAL_DIFF": program}).returncode == status, program
    (folder / "store.yaml").write_text(BAD % "sample")
    assert diff(folder).returncode > 1
    assert run("diff", "store.yaml", "--against", "missing", cwd=folder).returncode > 1
    assert run("diff", "store.yaml", cwd=folder).returncode > 1


def a_rendered_folder_counts_without_what_others_put_there(folder):
    setting(folder, lambda o: None)
    run("render", "store.yaml", "--output-dir", "out", cwd=folder)
    (folder / "out/mine.yaml").write_text("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: mine}\n")
    assert run("diff", "store.yaml", "--against", "out", cwd=folder).returncode == 0


def colours_and_markdown(folder):
    setting(folder, lambda o: "drop" if o["kind"] == "CronJob" else None)
    assert "\x1b[" in diff(folder, "--color=always").stdout and "\x1b[" not in diff(folder).stdout
    text = diff(folder, "--output=markdown").stdout
    assert "<code>CronJob feast/feast-sample</code>" in text and "```diff\n--- /dev/null\n" in text


CLAIM = """apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data, namespace: feast}
spec: {resources: {requests: {storage: %s}}}
"""


def two_folders_or_streams_without_stores(folder):
    """As in a pull request that carries its render: a folder for each environment, before and after."""
    for side, size in (("old", "50Gi"), ("new", "20Gi")):
        for env in ("dev", "prod"):
            (folder / "store.yaml").write_text((STORE % "sample").replace("my_project", "p" if env == "dev" else side))
            assert run("render", "store.yaml", "--output-dir", side + "/" + env, cwd=folder).returncode == 0
        (folder / side / "prod.yaml").write_text(CLAIM % size)
    p = run("diff", "old", "new", cwd=folder)
    assert p.returncode == 1 and p.stderr == "", p.stderr
    assert "~ Deployment feast/feast-sample in prod/" in p.stdout and " in dev/" not in p.stdout, p.stdout
    assert "    ! restarts the pods of Deployment feast/feast-sample in prod/ (Recreate: no ready pod meanwhile)\n" in p.stdout
    assert "    ! refused: spec.resources.requests.storage: a claim cannot shrink (50Gi to 20Gi)\n" in p.stdout, p.stdout
    assert run("diff", "new", "--against", "old", cwd=folder).stdout == p.stdout
    assert run("diff", "old", "old", cwd=folder).returncode == 0
    # what is refused alone, for CI
    assert run("diff", "old", "new", "--check", cwd=folder).returncode == 1
    assert run("diff", "new", "old", "--check", cwd=folder).returncode == 0
    assert run("diff", "old/prod", "new/prod", "--check", cwd=folder).returncode == 0
    p = run("diff", "old", "new", "--output=github", cwd=folder)
    assert p.stdout.startswith("::error file=new/prod.yaml,line=4,endLine=4,col=40,endColumn=44,title=refused::"), p.stdout
    assert re.search(r"^::notice file=new/prod/deployment\S+,line=\d+,.*title=restarts::restarts the pods of Deployment "
                     "feast/feast-sample in prod/", p.stdout, re.M) and "~ Deployment" in p.stdout, p.stdout
    p = run("diff", "old", "new", cwd=folder, env={"KUBECTL_EXTERNAL_DIFF": "diff -r -u -N"})
    assert p.returncode == 1 and "/MERGED/prod/deployment_feast_feast-sample.yaml" in p.stdout, p.stdout
    p = run("diff", "old/prod.yaml", "-", cwd=folder, stdin=CLAIM % "60Gi")
    assert p.returncode == 1 and "! careful: " in p.stdout, p.stdout
    (folder / "empty").mkdir()
    assert "0 added, 0 changed, 1 removed" in run("diff", "old/prod.yaml", "empty", cwd=folder).stdout
    assert "1 added, 0 changed, 0 removed" in run("diff", "empty", "old/prod.yaml", cwd=folder).stdout


def stores_stand_for_their_bundles_on_both_sides(folder):
    secret = "---\napiVersion: v1\nkind: Secret\nmetadata: {name: s, namespace: feast}\nstringData: {a: b}\n"
    for name in ("old.yaml", "new.yaml"):
        (folder / name).write_text((STORE % "sample").replace("my_project", name[:3]) + secret)
    p = run("diff", "old.yaml", "new.yaml", cwd=folder)
    assert p.returncode == 1 and "Secret" not in p.stdout and "0 removed" in p.stdout, p.stdout + p.stderr
    p = run("diff", "new.yaml", "--against", "old.yaml", cwd=folder)
    assert p.returncode == 1 and "Secret" not in p.stdout, p.stdout
    # what a cluster has, with the store among it: its manifests are what is there
    live = documents(run("render", "old.yaml", cwd=folder).stdout)
    store = yaml.safe_load((folder / "old.yaml").read_text().partition("---")[0])
    kept = [o for o in live if o["kind"] != "CronJob"]
    (folder / "live.yaml").write_text(yaml.safe_dump({"apiVersion": "v1", "kind": "List", "items": [store, *kept]}))
    p = run("diff", "old.yaml", "--against", "live.yaml", cwd=folder)
    assert p.returncode == 1 and p.stdout.startswith("+ CronJob") and "1 added, 0 changed, 0 removed" in p.stdout, p.stdout


def what_is_no_side_is_said(folder):
    (folder / "store.yaml").write_text(STORE % "sample")
    (folder / "claim.yaml").write_text(CLAIM % "1Gi")
    (folder / "empty").mkdir()
    p = run("diff", "empty", "--against", "claim.yaml", cwd=folder)
    assert p.returncode == 2 and "FS142" in p.stderr and "hint: check the paths; there are no other objects" in p.stderr, p.stderr
    assert "allow-empty" not in p.stderr
    p = run("images", "claim.yaml", cwd=folder)
    assert "hint: check the paths\n" in p.stderr, p.stderr
    p = run("render", "claim.yaml", cwd=folder)
    assert "hint: check the paths; pass --allow-empty if this is intended\n" in p.stderr, p.stderr
    (folder / "slip.yaml").write_text((STORE % "sample").replace("FeatureStore", "FeatureStroe"))
    for words in (("slip.yaml", "--against", "claim.yaml"), ("claim.yaml", "slip.yaml"), ("slip.yaml", "claim.yaml")):
        p = run("diff", *words, cwd=folder)
        assert p.returncode == 2 and "FS148" in p.stderr and p.stdout == "", (words, p.stderr)
    (folder / "broken.yaml").write_text("apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {a: hunter2\n")
    for words in (("broken.yaml", "claim.yaml"), ("claim.yaml", "broken.yaml"), ("store.yaml", "--against", "broken.yaml")):
        p = run("diff", *words, cwd=folder)
        assert p.returncode == 2 and "broken.yaml:" in p.stderr and "hunter2" not in p.stderr, (words, p.stderr)
    for words in (("claim.yaml",), ("a", "b", "c"), ("-", "-"), ("-", "--against", "-"), ()):
        p = run("diff", *words, cwd=folder, stdin="")
        assert p.returncode == 2 and p.stdout == "", (words, p.stderr)


def replicas_that_leave_for_an_autoscaler(folder):
    text = (ROOT / "examples/high-availability/store.yaml").read_text()
    (folder / "before.yaml").write_text(text)
    (folder / "store.yaml").write_text(text.replace("  replicas: 3\n", "").replace(
        "  services:\n", "  services:\n    scaling: {autoscaling: {minReplicas: 3, maxReplicas: 9}}\n", 1))
    p = diff(folder)
    assert "    ! careful: spec.replicas: without replicas, the API server sets 1: 3 pods fall to 1" in p.stdout, p.stdout
    assert "kubectl apply edit-last-applied -n feast deployment feast-pricing" in p.stdout, p.stdout
    assert "docs/scaling.md" in p.stdout and (ROOT / "docs/scaling.md").exists()


main([equal_is_silent, what_the_cluster_adds_does_not_count, fields_are_named, what_kubernetes_refuses_is_flagged,
      passed_objects_have_traps_too, the_claim_rule_of_the_store, secrets_are_masked, inline_credentials_are_masked,
      statuses_are_those_of_kubectl, a_rendered_folder_counts_without_what_others_put_there, colours_and_markdown,
      two_folders_or_streams_without_stores, stores_stand_for_their_bundles_on_both_sides, what_is_no_side_is_said,
      replicas_that_leave_for_an_autoscaler])
