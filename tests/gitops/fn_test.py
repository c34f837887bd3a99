#!/usr/bin/env python3
"""feastctl fn as any orchestrator sees it: fn_test.py FEASTCTL ROOT"""
import re

import yaml

from support import STORE, by_key, documents, main, run

PATH = "internal.config.kubernetes.io/path"


def store(name="sample", project="my_project", **annotations):
    o = yaml.safe_load(STORE % name)
    o["spec"]["feastProject"] = project
    if annotations:
        o["metadata"]["annotations"] = annotations
    return o


def call(folder, items, config=None, *args):
    given = {"apiVersion": "config.kubernetes.io/v1", "kind": "ResourceList", "items": items}
    if config:
        given["functionConfig"] = config
    p = run("fn", *args, cwd=folder, stdin=yaml.safe_dump(given))
    return p, yaml.safe_load(p.stdout)


def render_config(**spec):
    return {"apiVersion": "feastctl.dev/v1", "kind": "FeastRender", "metadata": {"name": "r"}, "spec": spec}


def bundle(folder, *stores):
    return by_key(documents(run("render", "-", cwd=folder, stdin=yaml.safe_dump_all(stores)).stdout))


def a_store_as_configuration_is_rendered_once(folder):
    echo = store(**{"config.kubernetes.io/local-config": "true"})
    p, out = call(folder, [echo], echo)
    assert p.returncode == 0, p.stderr
    assert by_key(out["items"]) == bundle(folder, store()) and len(out["items"]) == len(bundle(folder, store()))


def a_store_of_the_package_is_not_deleted(folder):
    item = store(**{PATH: "store.yaml"})
    _, out = call(folder, [item], item)
    assert item in out["items"]


def other_items_stay_as_they_are(folder):
    other = {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "s", "namespace": "feast", "annotations": {
        PATH: "s.yaml", "internal.config.kubernetes.io/index": "0", "internal.config.kubernetes.io/id": "7"}},
        "stringData": {"a": "on", "b": "012"}}
    p, out = call(folder, [other, store()])
    assert p.returncode == 0 and out["items"][0] == other
    assert "FeatureStore" not in [o["kind"] for o in out["items"]]


def findings_about_the_call_have_their_places_in_it(folder):
    """A broken item is one of standard input; the same number of a source may be an item's."""
    given = yaml.safe_dump({"apiVersion": "config.kubernetes.io/v1", "kind": "ResourceList", "items": [store(), store("other")]})
    config = "functionConfig:\n  apiVersion: feastctl.dev/v1\n  kind: FeastRender\n  spec: {mode: sideways}\n"
    p = run("fn", cwd=folder, stdin=given + config)
    assert p.returncode == 1 and "-:%d:16: error" % (given.count("\n") + 4) in p.stderr, p.stderr
    assert "  spec: {mode: sideways}" in p.stderr, p.stderr
    (result,) = yaml.safe_load(p.stdout)["results"]
    assert "resourceRef" not in result and "file" not in result, result


def a_second_run_changes_nothing(folder):
    item = store(**{"config.kubernetes.io/local-config": "true", PATH: "store.yaml"})
    _, first = call(folder, [item])
    for number, o in enumerate(first["items"]):
        o["metadata"].setdefault("annotations", {})[PATH] = "%d.yaml" % number
    _, second = call(folder, first["items"])
    assert second["items"] == first["items"]


def somebody_elses_object_of_the_same_name_is_refused(folder):
    other = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "feast-sample-client", "namespace": "feast"}}
    p, out = call(folder, [other, store()])
    assert p.returncode == 1 and out["items"] == [other, store()]
    [result] = out["results"]
    assert result["tags"]["code"] == "FS703" and result["field"]["path"] == "metadata.name"
    assert result["resourceRef"] == {"apiVersion": "v1", "kind": "ConfigMap", "name": "feast-sample-client", "namespace": "feast"}
    assert re.search(r"ConfigMap feast/feast-sample-client:\d+:\d+: error\[FS703\]", p.stderr), p.stderr
    assert re.search(r"FeatureStore feast/sample:\d+:\d+: note: FeatureStore sample creates it", p.stderr), p.stderr


def a_package_cannot_hide_that_credentials_appear(folder):
    item = store(**{"feastctl.dev/ignore": "FS431"})
    item["spec"]["services"] = {"onlineStore": {"persistence": {"store": {"type": "redis", "secretRef": {"name": "red"}}}}}
    secret = {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "red", "namespace": "feast"}, "stringData": {"redis": "connection_string: 'r:6379,password=hunter2'"}}
    p, out = call(folder, [item, secret], render_config(secrets="inline", ignore=["FS431", "credential-in-output"], quiet=True))
    assert p.returncode == 0 and "FS431" in p.stderr, p.stderr
    assert [r["tags"]["code"] for r in out["results"]] == ["FS431"], out["results"]
    p, _ = call(folder, [item, secret], render_config(secrets="inline"), "--ignore=FS431")
    assert p.returncode == 0 and "FS431" not in p.stderr, p.stderr


def a_failure_answers_the_items_and_results(folder):
    item = store(project="a b", **{PATH: "stores/s.yaml", "internal.config.kubernetes.io/index": "2"})
    p, out = call(folder, [item])
    assert p.returncode == 1 and out["items"] == [item]
    [result] = out["results"]
    assert result["severity"] == "error" and result["field"]["path"] == "spec.feastProject"
    assert result["resourceRef"] == {"apiVersion": "feast.dev/v1", "kind": "FeatureStore", "name": "sample", "namespace": "feast"}
    assert result["file"] == {"path": "stores/s.yaml", "index": 2}
    assert result["tags"]["code"] in result["message"] and result["tags"]["code"] in p.stderr


def validation_keeps_the_items(folder):
    p, out = call(folder, [store()], render_config(mode="validate"))
    assert p.returncode == 0 and out["items"] == [store()]


def options_come_from_the_configuration(folder):
    config = render_config(featureServerImage="img:1", platform="openshift", api=["monitoring.coreos.com/v1"])
    _, out = call(folder, [store()], config)
    deployment = [o for o in out["items"] if o["kind"] == "Deployment"][0]
    assert deployment["spec"]["template"]["spec"]["containers"][0]["image"] == "img:1"
    data = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "c"}, "data": {"feature-server-image": "img:1",
            "platform": "openshift", "api": "monitoring.coreos.com/v1"}}
    _, same = call(folder, [store()], data)
    assert same["items"] == out["items"]


def wrong_configurations_are_told(folder):
    for config, word in [(render_config(mode="sideways"), "unknown mode"), (render_config(api={"a": 1}), "must be a string or a list"),
                         (render_config(api=[["a"]]), "must be a string or a list"), ({"kind": "Secret"}, "Secret is not a valid functionConfig")]:
        p, out = call(folder, [store()], config)
        assert p.returncode == 1 and out["items"] == [store()], config
        assert [r["tags"]["code"] for r in out["results"]] == ["FS711"] and word in out["results"][0]["message"], out["results"]
    for harmless in [render_config(), {"kind": "FeastRender"}, {"metadata": {"name": "x"}}, render_config(mode="transform", discovery=False)]:
        p, out = call(folder, [store()], harmless)
        assert p.returncode == 0 and by_key(out["items"]) == bundle(folder, store()), harmless


def stores_stay_where_they_are_wanted(folder):
    for keep in [True, "true"]:
        p, out = call(folder, [store()], render_config(keepStores=keep))
        assert p.returncode == 0 and out["items"][0] == store() and len(out["items"]) == 1 + len(bundle(folder, store()))
    for drop in [False, "false", 1]:
        _, out = call(folder, [store()], render_config(keepStores=drop))
        assert by_key(out["items"]) == bundle(folder, store()), drop


def scaler(name, **target):
    return {"apiVersion": "keda.sh/v1alpha1", "kind": "ScaledObject", "metadata": {"name": "s", "namespace": "feast"},
            "spec": {"scaleTargetRef": {"kind": "FeatureStore", "name": name, **target}}}


def scalers_of_rendered_stores_get_a_target(folder):
    item = store()
    item["spec"]["services"] = {"onlineStore": {"persistence": {"store": {"type": "redis", "secretRef": {"name": "r"}}}},
                                "registry": {"remote": {"hostname": "r:80"}}}
    secret = {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "r", "namespace": "feast"}, "stringData": {"redis": "connection_string: r:6379"}}
    p, out = call(folder, [item, secret, scaler("sample"), scaler("another")])
    assert p.returncode == 0, p.stderr
    targets = [o["spec"]["scaleTargetRef"] for o in out["items"] if o["kind"] == "ScaledObject"]
    assert targets == [{"apiVersion": "apps/v1", "kind": "Deployment", "name": "feast-sample"},
                       {"kind": "FeatureStore", "name": "another"}], targets
    assert [r["severity"] for r in out["results"] if r["tags"]["code"].startswith("FS7")] in ([], ["info"]), out["results"]


def findings_about_objects_name_them(folder):
    item = store(**{"config.kubernetes.io/path": "old.yaml", "config.kubernetes.io/index": "x"})
    item["spec"]["services"] = {"onlineStore": {"server": {"env": [{"name": "A", "value": "b"}, {"name": "A", "value": "c"}],
                                                           "resources": {"requests": {"cpu": "2"}, "limits": {"cpu": "1"}}}}}
    del item["metadata"]["namespace"]
    p, out = call(folder, [item])
    assert p.returncode == 1
    about = [r for r in out["results"] if "[in Deployment feast-sample, spec." in r["message"]]
    assert about, out["results"]
    assert about[0]["file"] == {"path": "old.yaml"} and "namespace" not in about[0]["resourceRef"], about[0]


def files_can_be_generated_from(folder):
    (folder / "s.yaml").write_text(STORE % "sample")
    p, out = call(folder, [], render_config(mode="generate", paths=["s.yaml"]))
    assert p.returncode == 0 and by_key(out["items"]) == bundle(folder, store())
    for outside in ["/etc/passwd", "../s.yaml", "a/../../s.yaml", "-"]:
        p, out = call(folder, [], render_config(mode="generate", paths=[outside]))
        assert p.returncode == 1 and out["results"][0]["tags"]["code"] == "FS711", outside


def what_is_no_resource_list_is_answered_by_one(folder):
    for text in ["", "a: 1\n", "[]", "\tx", "kind: ResourceList\nitems: 3\n", "kind: ResourceList\nitems: [1, null]\n"]:
        p = run("fn", cwd=folder, stdin=text)
        out = yaml.safe_load(p.stdout)
        assert out["kind"] == "ResourceList" and p.returncode in (0, 1), (text, p.returncode)


main([findings_about_the_call_have_their_places_in_it, a_store_as_configuration_is_rendered_once, a_store_of_the_package_is_not_deleted, other_items_stay_as_they_are,
      a_second_run_changes_nothing, somebody_elses_object_of_the_same_name_is_refused,
      a_failure_answers_the_items_and_results, validation_keeps_the_items, options_come_from_the_configuration,
      wrong_configurations_are_told, stores_stay_where_they_are_wanted, scalers_of_rendered_stores_get_a_target,
      findings_about_objects_name_them, files_can_be_generated_from, what_is_no_resource_list_is_answered_by_one])
