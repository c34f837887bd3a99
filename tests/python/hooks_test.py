#!/usr/bin/env python3
"""The hooks, run by pre-commit itself on commits of a repository, installed from a clone of this project and, by the
other recipe of the README, from the wheel. hooks_test.py ROOT OUT"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from support import BUILD, OUT, SKIP, STORE, WHEELS, document_block, run, sources, tools

DB = STORE.replace("my_project", "my_project, services: {onlineStore: {persistence: "
                   "{store: {type: postgres, secretRef: {name: data}}}}}").replace("sample", "db")
CLIENT = STORE.replace("my_project", "my_project, services: {registry: {remote: {feastRef: {name: sample}}}}").replace(
    "name: sample,", "name: client,")
SERVER = STORE.replace("my_project", "my_project, services: {registry: {local: {server: {}}}}")
PARAMETERS = "{host: HOST, database: d, user: u, password: p}"
SECRET = "apiVersion: v1\nkind: Secret\nmetadata: {name: data, namespace: feast}\nstringData: {postgres: '%s'}\n"
HELM = "metadata:\n  {{- if .Values.a }}\n  name: {{ .Values.name }}\n"


class Repository:
    """A Git repository of somebody who uses the hooks."""

    def __init__(self, folder, config):
        self.folder = folder
        shutil.rmtree(OUT / "pre-commit", ignore_errors=True)
        self.env = {**BUILD, "PRE_COMMIT_HOME": str(OUT / "pre-commit"), "GIT_CONFIG_GLOBAL": os.devnull,
                    "PIP_FIND_LINKS": str(WHEELS), "PATH": "%s:%s" % (tools().parent, os.environ["PATH"])}
        self.git("init", "-q")
        self.write(**{".pre-commit-config.yaml": config})
        self.run("pre-commit", "install", "--install-hooks")

    def run(self, *words, status=0):
        return run(*words, cwd=self.folder, status=status, env=self.env)

    def git(self, *words, status=0):
        return self.run("git", "-c", "user.name=a", "-c", "user.email=a@example.com", *words, status=status)

    def write(self, **files):
        for name, text in files.items():
            (self.folder / name).parent.mkdir(exist_ok=True)
            (self.folder / name).write_text(text)

    def render(self):
        """As the user would, with the program of the wheel."""
        program, = (OUT / "pre-commit").rglob("bin/feastctl")
        self.run(program, "render", "stores", "--output-dir=rendered", "--prune")

    def commit(self, status=0):
        """What the hooks said; a commit that they refused leaves its files staged."""
        self.git("add", "-A")
        return self.git("commit", "-q", "-m", "x", status=status)


def hooks_project(folder):
    """A repository of this project, as it is in the working tree."""
    sources(folder)
    git = ("git", "-c", "user.name=a", "-c", "user.email=a@example.com")
    run(*git, "init", "-q", cwd=folder)
    run(*git, "add", "-A", cwd=folder)
    run(*git, "commit", "-q", "-m", "x", cwd=folder)
    return run(*git, "rev-parse", "HEAD", cwd=folder).strip()


def expect(said, *words, absent=()):
    for word in words:
        assert word in said, "%r is missing in:\n%s" % (word, said)
    for word in absent:
        assert word not in said, "%r should not be in:\n%s" % (word, said)


def commits(repository):
    """One after the other, as they come in a project's life."""
    r = repository
    r.write(**{"stores/sample.yaml": SERVER, "stores/db.yaml": DB, "stores/secret.yaml": SECRET % PARAMETERS.replace("HOST", "a")})
    expect(r.commit(1), "validate FeatureStores", "Passed", "rendered is out of date")
    r.render()
    expect(r.commit(), absent=("Failed",))

    # Files that are no FeatureStore: beside the stores, and out of their folder even what is no YAML.
    r.write(**{"stores/other.yaml": "kind: ConfigMap\napiVersion: v1\nmetadata: {name: a}\n", "charts/a.yaml": HELM})
    expect(r.commit(), "Passed", absent=("Failed",))
    r.write(**{"notes.md": "x\n"})
    expect(r.commit(), "(no files to check)Skipped", "Passed", absent=("Failed",))

    # A wrong store; the place is said.
    r.write(**{"stores/sample.yaml": SERVER.replace("my_project", "'a b'")})
    expect(r.commit(1), "feastctl-validate", "stores/sample.yaml:4:", "error[FS205]")
    r.write(**{"stores/sample.yaml": SERVER})
    r.git("add", "-A")

    # What the commit does not change answers for what it does: another store, and a Secret for an unchanged store.
    r.write(**{"stores/client.yaml": CLIENT})
    r.render()
    expect(r.commit(), absent=("Failed",))
    r.write(**{"stores/secret.yaml": SECRET % "- x"})
    expect(r.commit(1), "stores/db.yaml:4:", "error[FS405]")
    r.write(**{"stores/secret.yaml": SECRET % PARAMETERS.replace("HOST", "b")})
    expect(r.commit(), absent=("Failed",))

    # A store is deleted, and what was rendered for it stays.
    r.git("rm", "-q", "stores/client.yaml")
    expect(r.commit(1), "rendered is out of date", "leftover")
    r.render()
    expect(r.commit(), absent=("Failed",))


def options_without_a_folder(repository):
    """args replaces the folder: that must not pass as an empty input does."""
    config = repository.folder / ".pre-commit-config.yaml"
    config.write_text(config.read_text().replace("[stores]", "[--strict]"))
    expect(repository.run("pre-commit", "run", "-a", "feastctl-validate", status=1), "PATH")


def fixes(repository):
    """The hook that fixes changes the file and fails, so that somebody looks at it; then nothing is left to fix."""
    config = repository.folder / ".pre-commit-config.yaml"
    before = config.read_text()
    config.write_text(before.replace("id: feastctl-validate", "id: feastctl-fix"))
    repository.write(**{"stores/sample.yaml": SERVER.replace("services", "servces")})
    expect(repository.run("pre-commit", "run", "-a", "feastctl-fix", status=1), "files were modified by this hook")
    assert (repository.folder / "stores/sample.yaml").read_text() == SERVER
    expect(repository.run("pre-commit", "run", "-a", "feastctl-fix"), "fix FeatureStores", "Passed")
    config.write_text(before)


if not list(WHEELS.glob("*.whl")):
    print("SKIPPED: there is no wheel; the wheel test makes it")
    sys.exit(SKIP)
with tempfile.TemporaryDirectory(prefix="feastctl-hooks-") as temporary:
    # pre-commit builds as pip does for everybody: apart from what is installed here, so from PyPI each time.
    if subprocess.run([tools(), "-m", "pip", "download", "-q", "--no-deps", "-d", temporary, "setuptools"]).returncode != 0:
        print("SKIPPED: PyPI is out of reach")
        sys.exit(SKIP)
    here = pathlib.Path(temporary)
    (here / "project").mkdir()
    (here / "user").mkdir()
    config = document_block("yaml", "rev: REF").replace("REF", hooks_project(here / "project"))
    user = Repository(here / "user", config.replace("https://git.example.com/feastctl", str(here / "project")))
    commits(user)
    fixes(user)
    options_without_a_folder(user)
    (here / "reader").mkdir()
    reader = Repository(here / "reader", document_block("yaml", "additional_dependencies"))
    reader.write(**{"stores/sample.yaml": STORE})
    reader.render()
    expect(reader.commit(), absent=("Failed",))
    reader.write(**{"stores/sample.yaml": STORE.replace("my_project", "'a b'")})
    expect(reader.commit(1), "stores/sample.yaml:4:", "error[FS205]")
print("hooks: all commits went as they should")
