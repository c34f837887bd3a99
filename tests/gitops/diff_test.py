#!/usr/bin/env python3
"""feastctl diff: diff_test.py FEASTCTL ROOT"""
import base64
import json

import yaml

from support import BAD, STORE, documents, main, run


def diff(folder, *args, **how):
    return run("diff", "store.yaml", "--against", "before.yaml", *args, cwd=folder, **how)


def setting(folder, edit):
    """The store, and as the manifests of before its render with each object edited."""
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


main([equal_is_silent, what_the_cluster_adds_does_not_count, fields_are_named, what_kubernetes_refuses_is_flagged,
      passed_objects_have_traps_too, the_claim_rule_of_the_store, secrets_are_masked, inline_credentials_are_masked,
      statuses_are_those_of_kubectl, a_rendered_folder_counts_without_what_others_put_there, colours_and_markdown])
