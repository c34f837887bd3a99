#!/usr/bin/env python3
"""Files in the reports for services are named from the root of the repository, wherever feastctl runs: paths_test.py FEASTCTL"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

EXE = str(pathlib.Path(sys.argv[1]).resolve())
BAD = "apiVersion: feast.dev/v1\nkind: FeatureStore\nmetadata: {name: a}\nspec: {feastProject: 'a b'}\n"
SERVICE = {"GITHUB_WORKSPACE", "CI_PROJECT_DIR", "GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY"}


def named(cwd, *paths, stdin="", **more):
    """The file's name in each report, and in the job's summary."""
    env = {**{k: v for k, v in os.environ.items() if k not in SERVICE}, **{k: str(v) for k, v in more.items()}}

    def report(form, *args):
        return subprocess.run([EXE, "validate", "--output=" + form, *args, *map(str, paths)], cwd=cwd, input=stdin, text=True,
                              stdout=subprocess.PIPE, env=env, timeout=60).stdout
    sarif = json.loads(report("sarif"))["runs"][0]
    assert sarif["tool"]["driver"]["informationUri"].startswith("https://"), sarif["tool"]
    result, = sarif["results"]
    names = [re.search(r"file=([^,]*),", report("github")).group(1), json.loads(report("gitlab"))[0]["location"]["path"],
             result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]]
    assert len(set(names)) == 1, names
    return names[0], json.loads(report("json"))["diagnostics"][0]["file"]


with tempfile.TemporaryDirectory(prefix="feastctl-paths-") as temporary:
    top = pathlib.Path(temporary).resolve()
    work = top / "work/repository"
    (work / "team/stores").mkdir(parents=True)
    (work / "team/stores/s.yaml").write_text(BAD)
    (work / "other").mkdir()
    (work / "linked").symlink_to("team/stores")
    (work / "other/link.yaml").symlink_to("../team/stores/s.yaml")

    # of no repository: as it was given
    assert named(work / "team", "stores")[0] == "stores/s.yaml"
    # the folder that holds .git, which is a file in a worktree
    (work / ".git").write_text("gitdir: elsewhere\n")
    for cwd, path in ((work, "team"), (work / "team", "stores"), (work / "team/stores", "."), (work / "other", "../team"),
                      (work / "other", work / "team"), (top, "work/repository/team/stores/s.yaml"), (work, "linked/s.yaml")):
        name, as_given = named(cwd, path)
        assert name == "team/stores/s.yaml", (cwd, path, name)
        assert not as_given.startswith("team") or cwd == work, as_given
    # a file that is a link is where the link is
    assert named(work / "other", "link.yaml")[0] == "other/link.yaml"
    # what the service says goes first, where the file is within
    for variable in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        assert named(work / "team", "stores", **{variable: top / "work"})[0] == "repository/team/stores/s.yaml"
        assert named(work / "team", "stores", **{variable: top / "nowhere"})[0] == "team/stores/s.yaml"
        assert named(work / "team", "stores", **{variable: work / "other"})[0] == "team/stores/s.yaml"
        assert named(work / "team", "stores", **{variable: ""})[0] == "team/stores/s.yaml"
    # the job's summary
    summary = top / "summary"
    subprocess.run([EXE, "validate", "--summary", "stores"], cwd=work / "team", capture_output=True, timeout=60,
                   env={**os.environ, "GITHUB_ACTIONS": "true", "GITHUB_WORKSPACE": str(work), "GITHUB_STEP_SUMMARY": str(summary)})
    assert "team/stores/s.yaml" in summary.read_text(), summary.read_text()
print("ok")
