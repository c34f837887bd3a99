#!/usr/bin/env python3
"""init --name --namespace leaves no name of the preset over, whichever preset and whatever the names: init_test.py FEASTCTL

The names of a preset are read from its objects. None may be left in the text, comments included, nor in what is rendered from it, and the
result must be as good as the preset: the same objects with the same findings.
"""
import re
import subprocess
import sys

import yaml

EXE = sys.argv[1]
NAME, NAMESPACE = "zebra-9", "zoo"
# feast is a namespace of most presets and a word of all of them; it is told apart by what it is the value of.
COMMON = {"feast"}


def run(*words, stdin="", status=0):
    done = subprocess.run([EXE, *words], input=stdin, capture_output=True, text=True, timeout=60)
    assert done.returncode == status, (words, done.returncode, done.stderr)
    return done


def stores(text):
    return [d for d in yaml.safe_load_all(text) if d["kind"] == "FeatureStore"]


def own_names(text):
    """Names of stores and projects, and namespaces of whatever is in the text."""
    names = {s["metadata"]["name"] for s in stores(text)} | {s["spec"]["feastProject"] for s in stores(text)}
    namespaces = set(re.findall(r"\bnamespace: ([a-z0-9-]+)", text)) | set(re.findall(r'namespace="([^"]+)"', text))
    return names, namespaces - names  # OpenLineage has namespaces, too, which are named after stores


def left_over(names, text):
    return [n for n in names if re.search(r"(?<![A-Za-z0-9_])%s(?![A-Za-z0-9_])" % re.escape(n), text)]


def options_of(preset):
    """What the preset's own comment or example asks for."""
    return ["--platform=openshift"] if "openshift" in preset else []


def objects(text, preset):
    return run("render", "--pass-through", "-q", *options_of(preset), "-", stdin=text).stdout


def codes(text, preset):
    return sorted(re.findall(r"\[(FS\d+)\]", run("validate", *options_of(preset), "-", stdin=text).stderr))


def check(preset):
    old = run("init", "--preset", preset).stdout
    new = run("init", "--preset", preset, "--name", NAME, "-n", NAMESPACE).stdout
    names, namespaces = own_names(old)
    rendered = objects(new, preset)
    words = rendered.replace("git checkout", "git")  # the script that clones has a word that is a store's name in a preset
    for what, text in (("text", new), ("bundle", words)):
        assert not left_over(names | namespaces - COMMON, text), (preset, what, left_over(names | namespaces - COMMON, text))
    assert "namespace: feast\n" not in rendered and 'namespace="feast"' not in rendered, preset
    assert NAME in {s["metadata"]["name"] for s in stores(new)}, preset
    assert [o["kind"] for o in yaml.safe_load_all(objects(old, preset))] == [o["kind"] for o in yaml.safe_load_all(rendered)], preset
    assert codes(old, preset) == codes(new, preset), preset
    # No line but those with a name is another one; comments stay.
    changed = [(a, b) for a, b in zip(old.splitlines(), new.splitlines()) if a != b]
    assert len(old.splitlines()) == len(new.splitlines()) and all("zebra" in b or "zoo" in b for _, b in changed), (preset, changed)
    # Each alone changes nothing of the other.
    assert own_names(run("init", "--preset", preset, "--name", NAME).stdout)[1] == namespaces, preset
    assert own_names(run("init", "--preset", preset, "--namespace", NAMESPACE).stdout)[0] == names, preset
    # Names that YAML could take for something else, and for names of the preset.
    for name in ("123", "on", "null", "1e3", "0x1", "feast", "namespace"):
        text = run("init", "--preset", preset, "--name", name, "--namespace", name).stdout
        assert any(s["metadata"]["name"] == name and s["metadata"]["namespace"] == name for s in stores(text)), (preset, name)
        objects(text, preset)
    if len(stores(old)) == 1:
        store = stores(old)[0]["metadata"]
        assert run("init", "--preset", preset, "--name", store["name"]).stdout.splitlines()[0] == old.splitlines()[0]


def selectors_and_queries_follow():
    text = run("init", "--preset=ha", "--name=zebra-9").stdout
    assert stores(text)[0]["spec"]["services"]["topologySpreadConstraints"][0]["labelSelector"]["matchLabels"] == {"feast.dev/name": NAME}
    scaler = [d for d in yaml.safe_load_all(run("init", "--preset=keda", "--name=zebra-9", "-nzoo").stdout) if d["kind"] == "ScaledObject"][0]
    assert scaler["spec"]["scaleTargetRef"]["name"] == "feast-zebra-9" and '{namespace="zoo"}' in scaler["spec"]["triggers"][0]["metadata"]["query"]
    both = stores(run("init", "--preset=remote-registry", "--name=zebra-9", "-nzoo").stdout)
    assert [(s["metadata"]["namespace"], s["metadata"]["name"]) for s in both] == [("zoo-registry", "zebra-9-registry"), ("zoo", "zebra-9")]
    assert both[1]["spec"]["services"]["registry"]["remote"]["feastRef"] == {"name": "zebra-9-registry", "namespace": "zoo-registry"}


def wrong_names_are_refused():
    for option in ("--name", "--namespace"):
        for name in ("", "My Store", "a.b", "a_b", "-a", "a\nb: c", "a" * 64, "{}", "é"):
            done = run("init", "%s=%s" % (option, name), status=2)
            assert done.stdout == "" and done.stderr.startswith("feastctl: %s" % option), (name, done.stderr)


presets = [line.split()[0] for line in run("init", "--list").stdout.splitlines()]
assert len(presets) > 12, presets
for each in presets:
    check(each)
selectors_and_queries_follow()
wrong_names_are_refused()
print("%d presets" % len(presets))
