#!/usr/bin/env python3
"""200 random stores go through render, the merge script of the init container, and the loading of the real feast: its verdict is feastctl's.

real_feast_test.py FEASTCTL ROOT OUT      makes a virtual environment with feast in OUT once; without PyPI, the test is skipped
real_feast_test.py --judge                reads files as JSON lines and prints Feast's verdicts; runs with the Python that has feast

FEASTCTL_FEAST_PYTHON names a Python that has feast already. Half of the stores are as tests/bench/fleet.py makes them, the other half has a slip.
"""
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import types
import venv

import yaml

STORES, SEED, SKIP = 200, 21, 77
WANTED = "feast[snowflake,redis,postgres]==0.66.0"
PARTS = ("registry", "offline_store", "online_store", "auth_config", "batch_engine", "openlineage")
# What Feast refuses; the others are about what it accepts.
REFUSALS = {"FS801", "FS802", "FS803", "FS804", "FS805", "FS806", "FS807", "FS808", "FS815"}


def verdict(text):
    """Whether Feast accepts a file, and why not; None when a driver is not there to ask."""
    from feast.repo_config import RepoConfig
    try:
        config = RepoConfig(**yaml.safe_load(os.path.expandvars(text)))
        for part in PARTS:
            getattr(config, part)
    except Exception as error:  # each class of Feast's configuration has its own
        if "Could not import module" in str(error):
            return None, str(error)
        return False, "%s: %s" % (type(error).__name__, error)
    return True, ""


def judge():
    import warnings
    warnings.simplefilter("ignore")
    for line in sys.stdin:
        print(json.dumps(verdict(json.loads(line))), flush=True)


def feast_python(out):
    """The Python that has feast; ends the test where there is none."""
    given = os.environ.get("FEASTCTL_FEAST_PYTHON")
    if given:
        return given
    folder, ready = out / "feast", out / "feast" / "ready"
    if not ready.exists() or ready.read_text() != WANTED:
        venv.create(folder, with_pip=True, clear=True, symlinks=True)
        done = subprocess.run([folder / "bin/python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", WANTED],
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if done.returncode != 0:
            print("%sSKIPPED: pip cannot install %s: is PyPI out of reach?" % (done.stdout[-500:], WANTED))
            sys.exit(SKIP)
        ready.write_text(WANTED)
    return folder / "bin/python"


def slip(rng, parameters):
    """A mistake of the usual kinds in the parameters of a store."""
    key = rng.choice(sorted(parameters))
    value = parameters[key]
    kind = rng.choice(("rename", "drop", "number", "text", "list", "nest"))
    if kind == "rename":
        parameters[key + "s"] = parameters.pop(key)
    elif kind == "drop":
        del parameters[key]
    elif kind == "nest":
        return {"online_store": parameters}
    else:
        parameters[key] = {"number": 12345, "text": "abc" if value != "abc" else "abcd", "list": [value]}[kind]
    return parameters


def changed(rng, documents):
    """The documents of a store, half of the time with a slip."""
    secrets = [d for d in documents if d["kind"] == "Secret"]
    if rng.random() < 0.5:
        return documents
    if not secrets or rng.random() < 0.1:
        for store in (d for d in documents if d["kind"] == "FeatureStore"):
            store["spec"]["feastProject"] = rng.choice(("a-b", "a_b", "a"))
        return documents
    data = rng.choice(secrets)["stringData"]
    key = rng.choice(sorted(data))
    parameters = yaml.safe_load(data[key])
    if isinstance(parameters, dict):
        data[key] = yaml.safe_dump(slip(rng, parameters))
    return documents


def merged(folder, config_map, secrets):
    """The feature_store.yaml that the init container makes of a rendered ConfigMap; None when its script refuses."""
    data = config_map["data"]
    for place, text in [("config/" + k, v) for k, v in data.items()] + [
            ("secrets/%s/%s" % (s["metadata"]["name"], k), v) for s in secrets for k, v in s["stringData"].items()]:
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_text(text)
    if "server.merge.json" not in data:
        return data["server.feature_store.yaml"]
    script = types.ModuleType("merge")
    exec(compile(data["merge_secrets.py"], "merge_secrets.py", "exec"), script.__dict__)
    (folder / "run").mkdir(exist_ok=True)
    try:
        script.main([str(folder / "config/server.merge.json")])
    except script.Refused:
        return None
    return (folder / "run/feature_store.yaml").read_text()


def feastctl(exe, documents, *words):
    return subprocess.run([exe, *words, "-"], input=yaml.safe_dump_all(documents), text=True, capture_output=True).stdout


def cases(exe, root):
    """The file of each store, and whether feastctl says that Feast refuses it, with its words."""
    rng = random.Random(SEED)
    with tempfile.TemporaryDirectory() as name:
        fleet = pathlib.Path(name) / "fleet"
        subprocess.run([sys.executable, root / "tests/bench/fleet.py", "--stores", str(STORES), "--seed", str(SEED), "--folder", fleet], check=True)
        for number, file in enumerate(sorted(fleet.rglob("*.yaml"))):
            documents = changed(rng, [d for d in yaml.safe_load_all(file.read_text()) if d])
            said = json.loads(feastctl(exe, documents, "validate", "-o", "json"))["diagnostics"]
            rendered = yaml.safe_load_all(feastctl(exe, documents, "render", "-q", "--skip=feast"))
            config_maps = [d for d in rendered if d and d["kind"] == "ConfigMap" and "server.feature_store.yaml" in d.get("data", {})]
            if not config_maps:
                continue  # refused by the operator
            text = merged(pathlib.Path(name) / str(number), config_maps[0], [d for d in documents if d["kind"] == "Secret"])
            if text is not None:
                yield file.name, text, [f["message"] for f in said if f["code"] in REFUSALS]


def main():
    exe, root, out = (pathlib.Path(word).resolve() for word in sys.argv[1:4])
    python = feast_python(out)
    all_cases = list(cases(exe, root))
    lines = "".join(json.dumps(text) + "\n" for _, text, _ in all_cases)
    done = subprocess.run([python, __file__, "--judge"], input=lines, text=True, stdout=subprocess.PIPE, env={"PATH": os.environ["PATH"]}, check=True)
    verdicts = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(verdicts) == len(all_cases), "Feast answered %d of %d" % (len(verdicts), len(all_cases))
    unasked = sum(accepted is None for accepted, _ in verdicts)
    refused = sum(accepted is False for accepted, _ in verdicts)
    wrong = 0
    for (name, _, said), (accepted, why) in zip(all_cases, verdicts):
        if accepted is not None and accepted != (not said):
            wrong += 1
            print("%s: Feast says %s; feastctl says %s" % (name, why or "fine", said or "nothing"))
    print("%d stores, %d refused by Feast, %d without a driver to ask, %d differ" % (len(verdicts), refused, unasked, wrong))
    sys.exit(1 if wrong or not refused or unasked > len(verdicts) / 2 else 0)


judge() if sys.argv[1:] == ["--judge"] else main()
