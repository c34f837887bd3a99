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
        self.event = {}
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
                        "GITHUB_REF": "refs/heads/main", "GITHUB_BASE_REF": "", "GITHUB_SHA": "", **self.event,
                        "GITHUB_WORKSPACE": str(self.work), "RUNNER_TEMP": str(self.folder / "temp"), "GITHUB_ACTION_PATH": str(ROOT)})
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
        assert re.search(r"^::error file=stores/a store\.yaml,line=4,", said, re.M), said
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


CLAIM = STORE.replace("my_project}", "my_project, services: {onlineStore: {persistence: {file: {path: o.db, pvc: {"
                      "create: {resources: {requests: {storage: %s}}}, mountPath: /data}}}}}}")


def git(where, *words, status=0):
    name = ("-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false", "-c", "init.defaultBranch=main")
    return run("git", *name, *words, cwd=where, status=status).strip()


class Origin:
    """A repository with rendered folders, and a branch that changes them, as a pull request with a fresh render does."""

    def __init__(self, folder, feastctl):
        self.folder, self.feastctl = folder, feastctl
        folder.mkdir(parents=True)
        git(folder, "init", "--quiet")
        git(folder, "config", "uploadpack.allowAnySHA1InWant", "true")  # as GitHub and GitLab have it
        self.commit("first", CLAIM % "50Gi")

    def commit(self, message, store, name="sample"):
        (self.folder / "a/stores").mkdir(parents=True, exist_ok=True)
        (self.folder / ("a/stores/%s.yaml" % name)).write_text(store.replace("sample", name))
        run(self.feastctl, "render", "--quiet", "stores", "--prune", "--output-dir=rendered", cwd=self.folder / "a")
        git(self.folder, "add", "--all")
        git(self.folder, "commit", "--quiet", "--message", message)
        return git(self.folder, "rev-parse", "HEAD")

    def pull_request(self, branch, store):
        """The commits of the branch, of its merge with main as GitHub makes it, and where it branched off."""
        start = git(self.folder, "rev-parse", "main")
        git(self.folder, "checkout", "--quiet", "-B", branch, "main")
        head = self.commit(branch, store)
        git(self.folder, "checkout", "--quiet", "main")
        self.commit("somebody else's", SERVED, "other-" + branch)
        git(self.folder, "checkout", "--quiet", "--detach", "main")
        git(self.folder, "merge", "--quiet", "--no-ff", "--strategy-option=theirs", branch)
        run(self.feastctl, "render", "--quiet", "stores", "--prune", "--output-dir=rendered", cwd=self.folder / "a")
        git(self.folder, "commit", "--quiet", "--all", "--amend", "--no-edit")
        merge = git(self.folder, "rev-parse", "HEAD")
        git(self.folder, "update-ref", "refs/pull/%s/merge" % branch, "HEAD")
        git(self.folder, "checkout", "--quiet", "main")
        self.commit("somebody else's, again", SERVED.replace("my_project", "late"), "other-" + branch)
        return {"start": start, "head": head, "merge": merge}

    def clone(self, where, commit, depth=1):
        """A checkout as the two services make it."""
        shutil.rmtree(where, ignore_errors=True)
        where.mkdir(parents=True)
        git(where, "init", "--quiet")
        git(where, "remote", "add", "origin", self.folder.as_uri())
        git(where, "fetch", "--quiet", "--depth=%d" % depth, "origin", commit)
        git(where, "checkout", "--quiet", "--detach", "FETCH_HEAD")


def action_compares_with_the_base_branch():
    """The ordinary pull request has its render with it: nothing is stale, and what it changes is shown all the same."""
    name = "Compare with the base branch"
    with tempfile.TemporaryDirectory(prefix="feastctl-action-") as temporary:
        r = Runner(pathlib.Path(temporary))
        r.step("Install feastctl")
        origin = Origin(r.folder / "origin", first_on(r.path))
        made = origin.pull_request("shrink", CLAIM % "20Gi")
        origin.clone(r.work, made["merge"])
        where = {"rendered": "rendered", "working_directory": "a"}
        assert "compared with nothing" in r.step(name, **where)
        r.event = {"GITHUB_BASE_REF": "main", "GITHUB_REF": "refs/pull/shrink/merge", "GITHUB_SHA": made["merge"]}
        said = r.step(name, status=1, **where)
        assert re.search(r"^::error file=a/rendered/persistentvolumeclaim\S+,line=\d+,.*title=refused::", said, re.M), said
        assert "0 added, 1 changed, 0 removed; Kubernetes refuses 1 change" in said, said  # and nothing of others'
        assert "**Kubernetes refuses this** `spec.resources.requests.storage`" in r.summary, r.summary
        assert not r.step("Check the render", paths="stores", **where).count("::error")
        assert "::error" in r.step(name, allow_refused="true", **where)
        r.step(name, status=1, summary="false", **where)
        assert r.summary == ""
        # another base: a branch (where others' work shows), a commit, none
        assert re.search(r"^0 added, [2-9] changed, 0 removed; Kuber", r.step(name, status=1, base="main", **where), re.M)
        assert re.search(r"^[1-9]\d* added, ", r.step(name, status=1, base=made["start"], **where), re.M)
        r.step(name, status=128, base="no-such-branch", **where)
        # not the merge, but the branch itself: the tip of the base branch has what others have merged
        origin.clone(r.work, made["head"])
        assert re.search(r"^0 added, 1 changed, [1-9]\d* removed", r.step(name, status=1, **where), re.M)

        made = origin.pull_request("image", CLAIM.replace("my_project", "other") % "50Gi")
        origin.clone(r.work, made["merge"], depth=50)
        r.event.update(GITHUB_REF="refs/pull/image/merge", GITHUB_SHA=made["merge"])
        said = r.step(name, **where)
        assert re.search(r"^::notice .*restarts the pods of Deployment feast/feast-sample \(Recreate", said, re.M), said
        assert "#### Pods that restart\n\n- `Deployment feast/feast-sample` (Recreate: no ready pod meanwhile)" in r.summary
        run("git", "mv", "rendered", "new", cwd=r.work / "a")
        said = r.step(name, rendered="new/", working_directory="a")  # the base branch has no such folder
        assert re.search(r"^[1-9]\d* added, 0 changed, 0 removed$", said, re.M), said


def first_on(path):
    return shutil.which("feastctl", path=path)


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
        assert jobs["feastctl-render-check"]["rules"][0]["if"].startswith('"rendered" != "" && ')
        assert all(j["rules"] for j in jobs.values())
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


def gitlab_compares_with_the_target_branch():
    with tempfile.TemporaryDirectory(prefix="feastctl-gitlab-") as temporary:
        here = pathlib.Path(temporary)
        path = "%s:%s" % (environment(OUT / "gitlab").parent, os.environ["PATH"])
        job = gitlab_jobs(rendered="a/rendered")["feastctl-diff"]
        variables = {**job["variables"], **PIP, "PATH": path, "CI": "true"}
        line, = job["before_script"]
        run("sh", "-e", "-c", line, cwd=here, env=variables)
        origin = Origin(here / "origin", first_on(path))
        made = origin.pull_request("shrink", CLAIM % "20Gi")

        def compare(commit, status, **more):
            origin.clone(here / "work", commit, depth=20)
            env = {**variables, "CI_MERGE_REQUEST_DIFF_BASE_SHA": made["start"], **more}
            line, = job["script"]
            return run("sh", "-e", "-c", line, cwd=here / "work", env=env, status=status)

        main = git(origin.folder, "rev-parse", made["merge"] + "^1")
        for commit, more in ((made["head"], {}), (made["merge"], {"CI_MERGE_REQUEST_TARGET_BRANCH_SHA": main})):
            said = compare(commit, 1, **more)
            assert "a claim cannot shrink (50Gi to 20Gi)" in said and "0 added, 1 changed, 0 removed" in said, said
            kept, = job["artifacts"]["paths"]
            assert "**Kubernetes refuses this**" in (here / "work" / kept).read_text()
        compare(made["start"], 0)


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
for test in (action_is_well_formed, action_runs, action_compares_with_the_base_branch, gitlab_runs,
             gitlab_compares_with_the_target_branch, readme_recipes_fit):
    test()
    print("ok   %s" % test.__name__)
