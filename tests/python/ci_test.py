#!/usr/bin/env python3
"""The GitHub Action and the GitLab template: their words are feastctl's, their shell is sound, and they do what they say,
with the wheel and the places that the two services would give. ci_test.py ROOT OUT FEASTCTL"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

import yaml

from support import OUT, ROOT, SKIP, STORE, VERSION, WHEELS, environment, document_block, run

FEASTCTL = sys.argv[3]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text())
STEPS = {s["name"]: s for s in ACTION["runs"]["steps"]}
GITLAB = (ROOT / "ci/gitlab/feastctl.yml").read_text()
BAD = STORE.replace("my_project", "'a b'")
SERVED = STORE.replace("my_project}", "my_project, authz: {noAuth: true}, services: {onlineStore: {server: {}}}}")
PIP = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(WHEELS)}


def script_is_sound(shell, script):
    done = subprocess.run(["shellcheck", "--shell=" + shell, "-"], input=script, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    # Every option is one of the command that it is given to.
    for command, words in re.findall(r"feastctl (validate|render|diff)\b((?:[^\n]|\\\n)*)", script.replace("\\\n", " ")):
        known = subprocess.run([FEASTCTL, command, "--help"], capture_output=True, text=True, check=True).stdout
        options = re.findall(r" --([a-z-]+)", words)
        assert options, words
        for option in options:
            assert re.search(r"--%s\b" % option, known), "%s takes no --%s" % (command, option)


def action_is_well_formed():
    text = (ROOT / "action.yml").read_text()
    assert set(re.findall(r"\binputs\.([a-z-]+)", text)) == set(ACTION["inputs"])
    assert all("description" in i and isinstance(i["default"], str) for i in ACTION["inputs"].values())
    for step in STEPS.values():
        # An expression in a script would be put there as text: values come by the environment only.
        assert step["shell"] == "bash" and "${{" not in step["run"]
        script_is_sound("bash", step["run"])


class Runner:
    """What a runner of GitHub gives to the steps of a composite action."""

    def __init__(self, folder):
        self.folder, self.work, self.path = folder, folder / "work", os.environ["PATH"]
        for part in ("work/stores", "temp"):
            (folder / part).mkdir(parents=True)

    def step(self, name, status=0, **inputs):
        values = {k: i["default"] for k, i in ACTION["inputs"].items()}
        values.update({k.replace("_", "-"): v for k, v in inputs.items()})
        files = {n: self.folder / n.lower() for n in ("GITHUB_PATH", "GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        for file in files.values():
            file.write_text("")
        fill = lambda text: re.sub(r"\$\{\{ inputs\.([a-z-]+) \}\}", lambda m: values[m.group(1)], text)
        env = {k: fill(v) for k, v in STEPS[name]["env"].items()}
        said = run("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", STEPS[name]["run"], status=status,
                   cwd=self.work / fill(STEPS[name].get("working-directory", ".")),
                   env={**{k: str(f) for k, f in files.items()}, **PIP, **env, "PATH": self.path, "GITHUB_ACTIONS": "true",
                        "RUNNER_TEMP": str(self.folder / "temp"), "GITHUB_ACTION_PATH": str(ROOT)})
        for added in files["GITHUB_PATH"].read_text().split():
            self.path = added + ":" + self.path
        self.outputs = dict(line.split("=", 1) for line in files["GITHUB_OUTPUT"].read_text().splitlines())
        self.summary = files["GITHUB_STEP_SUMMARY"].read_text()
        return said


def action_runs():
    with tempfile.TemporaryDirectory(prefix="feastctl-action-") as temporary:
        r = Runner(pathlib.Path(temporary))
        r.step("Install feastctl")
        first = pathlib.Path(r.path.split(":")[0])
        assert [p.name for p in first.iterdir()] == ["feastctl"], first
        assert run("feastctl", "--version", cwd=r.work, env={"PATH": r.path}).strip() == VERSION

        store = r.work / "stores" / "a store.yaml"
        store.write_text(SERVED)
        said = r.step("Validate", paths="stores/a store.yaml\n\n")
        assert "::error" not in said and "1 store" in r.summary, said + r.summary
        report = json.loads(pathlib.Path(r.outputs["report"]).read_text())
        assert report["valid"] and report["summary"]["stores"] == 1

        store.write_text(BAD)
        said = r.step("Validate", status=1, working_directory="stores")
        assert re.search(r"^::error file=(\./)?a store\.yaml,line=4,", said, re.M), said
        assert re.search(r"^\| error \| FS205 \|", r.summary, re.M), r.summary
        r.step("Validate", status=1, summary="false")
        assert r.summary == ""

        # A warning fails when it should, by either way; no path at all is no pass.
        store.write_text(SERVED.replace("metadata: {", "metadata: {annotations: {feastctl.dev/ignore: FS000}, "))
        assert "::warning" in r.step("Validate"), "this store is expected to have a warning"
        assert "::error" in r.step("Validate", status=1, strict="true")
        r.step("Validate", status=1, options="--fail-on=warning\n--namespace=x")
        r.step("Validate", status=2, paths="\n")
        r.step("Validate", status=3, paths="nowhere")

        store.write_text(SERVED)
        run("feastctl", "render", "stores", "--output-dir=rendered", cwd=r.work, env={"PATH": r.path})
        r.step("Check the render", paths="stores", rendered="rendered")
        assert r.summary == ""
        store.write_text(SERVED.replace("my_project", "other"))
        said = r.step("Check the render", status=1, paths="stores", rendered="rendered")
        assert "::error" in said and "project: other" in said and "project: other" in r.summary, said


def gitlab_jobs(**inputs):
    """The jobs with the inputs put in, as GitLab does it."""
    spec = yaml.safe_load(GITLAB.split("\n---\n")[0])["spec"]["inputs"]
    used = set(re.findall(r"\$\[\[ inputs\.([a-z-]+) \]\]", GITLAB))
    assert used == set(spec) and set(inputs) <= used, used
    values = {**{k: i["default"] for k, i in spec.items()}, **inputs}
    text = re.sub(r"\$\[\[ inputs\.([a-z-]+) \]\]", lambda m: values[m.group(1)], GITLAB.split("\n---\n")[1])
    jobs = yaml.safe_load(text)
    return {name: {**jobs[".feastctl"], **job} for name, job in jobs.items() if name != ".feastctl"}


def gitlab_runs():
    with tempfile.TemporaryDirectory(prefix="feastctl-gitlab-") as temporary:
        here = pathlib.Path(temporary)
        path = "%s:%s" % (environment(OUT / "gitlab").parent, os.environ["PATH"])
        jobs = gitlab_jobs(paths="stores other.yaml", rendered="rendered", options="--platform=openshift")

        def job(name, status, parts=("script",)):
            env = {**jobs[name]["variables"], **PIP, "PATH": path, "CI": "true"}
            return "".join(run("sh", "-e", "-c", line, cwd=here, env=env, status=status)
                           for part in parts for line in jobs[name][part])

        for name in jobs:
            for line in jobs[name]["before_script"] + jobs[name]["script"]:
                script_is_sound("sh", line)
        assert jobs["feastctl-render-check"]["rules"][0]["if"] == '"rendered" != ""'
        job("feastctl-validate", 0, ["before_script"])
        (here / "stores").mkdir()
        (here / "stores/store.yaml").write_text(SERVED)
        (here / "other.yaml").write_text(BAD.replace("sample", "other"))
        assert "error[FS205]" in job("feastctl-validate", 1)
        reports = jobs["feastctl-validate"]["artifacts"]["reports"]
        quality = json.loads((here / reports["codequality"]).read_text())
        assert any(q["check_name"] == "FS205" and q["location"]["path"] == "other.yaml" for q in quality), quality
        assert xml.etree.ElementTree.parse(here / reports["junit"]).getroot().get("failures") == "1"
        (here / "other.yaml").write_text("{}\n")
        job("feastctl-validate", 0)
        run("feastctl", "render", "stores", "--platform=openshift", "--output-dir=rendered", cwd=here, env={"PATH": path})
        job("feastctl-render-check", 0)
        (here / "stores/store.yaml").write_text(SERVED.replace("my_project", "new"))
        assert "project: new" in job("feastctl-render-check", 1)
        kept, = jobs["feastctl-render-check"]["artifacts"]["paths"]
        assert "project: new" in (here / kept).read_text()


def readme_recipes_fit():
    for step in yaml.safe_load(document_block("yaml", "uses: OWNER/feastctl@REF"))["jobs"]["feastctl"]["steps"]:
        if step["uses"].startswith("OWNER/feastctl"):
            assert step["with"] and set(step["with"]) <= set(ACTION["inputs"])
    for include in yaml.safe_load(document_block("yaml", "include:"))["include"]:
        assert (ROOT / include["file"].lstrip("/")).samefile(ROOT / "ci/gitlab/feastctl.yml")
        gitlab_jobs(**include["inputs"])


if not list(WHEELS.glob("*.whl")) or not shutil.which("shellcheck"):
    print("SKIPPED: there is no %s" % ("shellcheck" if list(WHEELS.glob("*.whl")) else "wheel; the wheel test makes it"))
    sys.exit(SKIP)
for test in (action_is_well_formed, action_runs, gitlab_runs, readme_recipes_fit):
    test()
    print("ok   %s" % test.__name__)
