#!/usr/bin/env python3
"""Every command in the README, docs/, the manual and --help runs, and every screen is what is printed.

commands_test.py FEASTCTL ROOT PAGES      PAGES is the folder of the manual, as built

  - README.md and docs/*.md: each ```sh block runs, line by line, in a folder of its own, with programs of others replaced by stubs;
    of a ```console block the lines behind `$` run, and the lines below them are compared with what was printed;
    a ```yaml block is YAML, and its FeatureStores render; a ```text block is what feast-init can say;
    a ```python block is run by tests/python, from an installed wheel;
    options in its running text are options of some command; a block that cannot run says ```sh not-run: WHY;
  - the manual: each .Dl line of EXAMPLES runs, and every page has some;
  - --help: each line of Examples runs, and every command has some;
  - who asks how to scale, or what a code means, finds it with --help and explain alone.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import yaml

EXE, ROOT, PAGES = (pathlib.Path(word).resolve() for word in sys.argv[1:4])
sys.dont_write_bytecode = True
import pages  # noqa: E402
STORE = """apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample, namespace: feast}
spec: {feastProject: my_project}
"""
SECRET = "apiVersion: v1\nkind: Secret\nmetadata: {name: feast-data-stores, namespace: feast}\nstringData: {postgres: '{host: a, database: b, user: c, password: d}'}\n"
# What a cluster has of the store, as far as it tells that the objects are live ones.
LIVE = """apiVersion: v1
kind: List
items:
- apiVersion: apps/v1
  kind: Deployment
  metadata: {name: feast-sample, namespace: feast, uid: 6f1c3c8e-0000-4000-8000-000000000001, resourceVersion: "1"}
"""
# What a document takes for granted, made where its name is in a command.
FILES = {
    "live.yaml": LIVE,
    "store.yaml": STORE,
    "stores": STORE,
    "namespace.yaml": "apiVersion: v1\nkind: Namespace\nmetadata: {name: feast}\n",
    "old.yaml": (ROOT / "examples/static-postgres-first-spelling/store.yaml").read_text(),
    "scenario.json": (ROOT / "docs/reference/scenario.json").read_text(),
    "autoscaled.yaml": (ROOT / "examples/hpa/store.yaml").read_text(),
    "feature_store.yaml": "project: my_project\nprovider: local\nregistry: data/registry.db\nonline_store: {type: sqlite, path: data/online.db}\n",
    "feature_repo": "project: my_project\nregistry: data/registry.db\n",
    "secrets.yaml": SECRET,
    "engine.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: engine, namespace: feast}\n",
    "postgres.yaml": "host: postgres.example.com\n",
    "resource-list.yaml": "apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems: []\nfunctionConfig: "
                          "{apiVersion: feast.dev/v1, kind: FeatureStore, metadata: {name: a}, spec: {feastProject: a}}\n",
    ".ci/setup": "#!/bin/sh\n",
    "tests/run": "#!/bin/sh\n",
}
# … of which these are folders with one file.
FOLDERS = {"stores": "store.yaml", "feature_repo": "feature_store.yaml"}
# Programs of others. Each takes what it is given, for a command that stops reading would stop feastctl's writing.
STUBS = {name: "[ -t 0 ] || cat > /dev/null" for name in (
    "docker", "kustomize", "kubeseal", "shred", "flux", "cmake", "ctest", "sudo", "curl", "pip", "pipx", "uvx", "apt-get",
    "dpkg", "cosign", "podman", "brew", "python3", "go", "git", "gh", "pre-commit")}
STUBS["crane"] = "echo sha256:%064d" % 0
STUBS["git"] = "cat *tore*.yaml stores/*.yaml 2> /dev/null || true"
STUBS["kubectl"] = """case "$1" in
create) printf '%s' "$SECRET" ;;
get) cat rendered/deployment*.yaml 2> /dev/null || printf '%s' "$LIVE" ;;
*) cat > /dev/null ;;
esac"""


def write(path, text, executable=False):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    if executable:
        path.chmod(0o755)


def furnish(folder, commands):
    for name, stub in STUBS.items():
        write(folder / ".bin" / name, "#!/bin/bash\n%s\n" % stub, True)
    (folder / ".bin/feastctl").symlink_to(EXE)
    write(folder / "build/release/.gitignore", "*\n")
    (folder / "build/release/feastctl").symlink_to(EXE)
    (folder / ".config/fish/completions").mkdir(parents=True)
    for name, text in FILES.items():
        here = name == "store.yaml" and commands.endswith((" .", "argocd generate"))  # these read the folder that they run in
        if here or re.search(r"(?<![\w/.])%s\b" % re.escape(name), commands):
            write(folder / name / FOLDERS[name] if name in FOLDERS else folder / name, text, text.startswith("#!"))
    if "examples/" in commands:
        (folder / "examples").symlink_to(ROOT / "examples")
    if "feastctl init" in commands:
        (folder / "store.yaml").unlink(missing_ok=True)
    made = re.search(r"--against rendered|--path rendered|rendered -|get -n", commands)
    for name in (["rendered"] if made else []) + re.findall(r"diff (old/rendered) ", commands) + (["rendered"] if "old/rendered rendered" in commands and not made else []):
        done = subprocess.run([EXE, "render", "-q", "-", "--output-dir", name], cwd=folder, input=STORE.encode(), capture_output=True)
        assert done.returncode == 0, done.stderr


def shell(command, folder):
    environment = {"PATH": "%s:/usr/bin:/bin" % (folder / ".bin"), "HOME": str(folder), "SECRET": SECRET, "LIVE": LIVE, "IMAGE": "img:1", "LC_ALL": "C.UTF-8"}
    return subprocess.run(["bash", "-o", "pipefail", "-c", command], cwd=folder, env=environment, input=STORE, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120)


def lines_of(block):
    """The commands of a block, without comments and with continued lines as one."""
    joined = re.sub(r"\\\n\s*", "", block)
    return [line for line in (re.sub(r"(^|\s+)# .*", "", line).strip() for line in joined.splitlines()) if line]


def run_block(where, block):
    commands = lines_of(block)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        furnish(folder, "\n".join(commands))
        for command in commands:
            done = shell(command, folder)
            # differences are status 1, and so is a takeover that has to stop; kubectl's word for them is ours
            if done.returncode not in ((0, 1) if re.search(r"feastctl (adopt|diff|upgrade)\b", command) else (0,)) or "command not found" in done.stdout:
                yield "%s: `%s` has status %d and says:\n%s" % (where, command, done.returncode, done.stdout[-800:])


def screen(where, block):
    for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
        command, _, shown = part.partition("\n")
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            furnish(folder, command)
            if (folder / "store.yaml").exists():
                write(folder / "store.yaml", (ROOT / "tests/docs/store.yaml").read_text())
            printed = shell(command, folder).stdout
            if printed != shown:
                yield "%s: `%s` does not print\n%s\nbut\n%s" % (where, command, shown, printed)


def yaml_block(where, block):
    documents = list(yaml.safe_load_all(block))
    stores = [d for d in documents if d.get("kind") == "FeatureStore"]
    for store in stores:
        done = subprocess.run([EXE, "render", "-q", "-"], input=yaml.safe_dump(store), text=True, capture_output=True)
        if done.returncode:
            yield "%s: the store does not render:\n%s" % (where, done.stderr)
        made = {(o["kind"], o["metadata"]["name"]) for o in yaml.safe_load_all(done.stdout)}
    for d in documents:
        for patch in d.get("patches", []):
            made = {(o["kind"], o["metadata"]["name"]) for o in yaml.safe_load_all(
                subprocess.run([EXE, "render", "-q", "-"], input=STORE, text=True, capture_output=True).stdout)}
            if (patch["target"]["kind"], patch["target"]["name"]) not in made:
                yield "%s: there is nothing to patch" % where


def words_of_feast_init(where, block):
    script = (ROOT / "templates/merge_secrets.py").read_text()
    for line in block.splitlines():
        what = line.rpartition(": ")[2]
        if not line.startswith("feast-init: ") or what not in script:
            yield "%s: feast-init does not say %s" % (where, line)


def blocks():
    for page in pages.PAGES:
        yield from blocks_of(pages.name_of(page), page.read_text())


def blocks_of(name, text):
    for m in re.finditer(r"^( *)```(\w*)([^\n]*)\n(.*?)^ *```$", text, re.M | re.S):
        where = "%s:%d" % (name, text[:m.start()].count("\n") + 1)
        indent, kind, reason, block = m.groups()
        block = re.sub(r"(?m)^" + indent, "", block)
        if reason.startswith(" not-run: "):
            print("SKIPPED: %s:%s" % (where, reason[9:]))
            continue
        judges = {"sh": run_block, "console": screen, "yaml": yaml_block, "text": words_of_feast_init}
        if kind == "python":
            continue
        if kind not in judges:
            yield "%s: is it sh, console, yaml, text or python?" % where
        elif kind == "console" and not block.startswith("$ "):
            yield "%s: a screen begins with `$ ` and a command" % where
        else:
            yield from judges[kind](where, block)


def help_of(*command):
    return subprocess.run([EXE, *command, "--help"], capture_output=True, text=True, check=True).stdout


def commands():
    return re.findall(r"^  (\S+)", help_of().split("Commands:")[1].strip("\n").split("\n\n")[0], re.M)


def options():
    known = {"--enable-alpha-plugins", "--enable-exec"}  # of kustomize
    known |= {"--cascade", "--force-conflicts", "--show-managed-fields"}  # of kubectl
    known.update(*(re.findall(r"--[a-z][a-z-]*", help_of(*c)) for c in [(), *([c] for c in commands()), ("argocd", "plugin")]))
    for page in pages.PAGES:
        text = re.sub(r"^ *```.*?^ *```$", "", page.read_text(), flags=re.M | re.S)
        for span in re.findall(r"`([^`]+)`", text):
            if span.startswith(("--", "feastctl")):
                for option in re.findall(r"(?<!\S)--[a-z][a-z-]*", span):
                    if option not in known:
                        yield "%s: no command takes %s" % (pages.name_of(page), option)


def anchor(heading):
    """The anchor that GitHub gives to a heading."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def links():
    """Every link from one page of the repository to another leads somewhere."""
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("*.md"), *(ROOT / "tests").rglob("README.md")]:
        if "build" in page.relative_to(ROOT).parts:
            continue
        for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"^ *```.*?^ *```$", "", page.read_text(), flags=re.M | re.S)):
            path, _, name = target.partition("#")
            if re.match(r"[a-z]+:", target):
                continue
            there = (page.parent / path).resolve() if path else page
            if not there.exists():
                yield "%s: a broken link to %s" % (pages.name_of(page), target)
            elif name and name not in {anchor(h) for h in re.findall(r"^#+ (.*)$", there.read_text(), re.M)}:
                yield "%s: no heading for %s" % (pages.name_of(page), target)


def manual():
    for page in sorted(PAGES.glob("*.1")):
        text = page.read_text()
        examples = re.search(r"^\.Sh EXAMPLES\n(.*?)(?=^\.Sh |\Z)", text, re.M | re.S)
        lines = re.findall(r"^\.Dl (.*)$", examples.group(1) if examples else "", re.M)
        if not lines:
            yield "%s: has no examples" % page.name
        for line in lines:
            yield from run_block(page.name, line.replace("FIELD", "spec.replicas"))


def helps():
    for command in [(), *([c] for c in commands())]:
        text = help_of(*command).partition("Examples:\n")[2]
        lines = re.findall(r"^  ((?:feastctl|git|source) .*)$", text, re.M)
        if not lines:
            yield "%s --help: has no examples" % " ".join(["feastctl", *command])
        for line in lines:
            yield from run_block(" ".join(["feastctl", *command, "--help"]), line.replace("FIELD", "spec.replicas"))


def questions():
    """Followed as a person would: the words of --help lead to a command, and its example is what was wanted."""
    found = re.search(r"^  # .*five replicas.*\n  feastctl (explain \w+)$", help_of(), re.M)
    answer = subprocess.run([EXE, *found.group(1).split()], capture_output=True, text=True).stdout if found else ""
    said = re.search(r"^  a fixed number +spec\.(replicas: 5)$", answer, re.M)
    more = re.search(r"See also: (spec\.replicas)", answer)
    if not said or not more:
        yield "--help and explain do not say how to scale to 5 replicas"
        return
    example = subprocess.run([EXE, "explain", more.group(1)], capture_output=True, text=True).stdout
    spec = yaml.safe_load(re.search(r"^Example:\n((?: {4}.*\n)+)", example, re.M).group(1))["spec"]
    store = yaml.safe_dump({**yaml.safe_load(STORE), "spec": {"feastProject": "p", **spec}})
    made = subprocess.run([EXE, "render", "-q", "-"], input=store, capture_output=True, text=True)
    scaled = [o["spec"].get("replicas") for o in yaml.safe_load_all(made.stdout) if o["kind"] == "Deployment"]
    if scaled != [5]:
        yield "the example of `explain spec.replicas` does not make five replicas: %s %s" % (scaled, made.stderr)
    code = re.search(r"^  # .*what to write instead\n  feastctl explain (FS\d+)$", help_of(), re.M)
    answer = subprocess.run([EXE, "explain", code.group(1)], capture_output=True, text=True).stdout if code else ""
    if not all(part in answer for part in ("Why:", "Remedy:", "Wrong:", "Right:")):
        yield "--help and explain do not say what a code means"


found = [p for part in (blocks, options, links, manual, helps, questions) for p in part()]
print("\n".join(found))
print("%d problems" % len(found))
sys.exit(1 if found else 0)
