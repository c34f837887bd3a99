#!/usr/bin/env python3
"""render --output-dir with a cache does what it does without: incremental_test.py FEASTCTL ROOT [SEED…]

A random sequence of changes to the input, the options, the folder and the cache. After each, the same command runs with
the cache, and on a copy of everything without it: what both print, how they end, and the folders must be equal.
"""
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import time

from support import BAD, EXE, ROOT, STORE, main, run

sys.path.append(str(ROOT / "tests/bench"))
import fleet  # noqa: E402

SEEDS = [int(word) for word in sys.argv[4:] if word.isdigit()] or [1, 2]
STEPS = int(os.environ.get("FEASTCTL_INCREMENTAL_STEPS", "30"))

OPTIONS = [["--prune"], ["-q"], ["-o", "json"], ["--secrets=inline"], ["--gitops=flux"], ["--label", "team=a"], ["--discovery"],
           ["--images", "lock.yaml"], ["--all"], ["--pass-through"], ["--create-namespace"], ["--shared=exclude"],
           ["--cluster-names=qualified"], ["--platform=openshift"], ["--kubernetes-version=1.30"], ["--fail-on=warning"],
           ["--ignore=FS646"], ["-n", "elsewhere"], ["--jobs=3"], ["--feast-version=0.64"], ["--diagnostics=json"],
           ["--external-autoscaler"], ["--pod-security=restricted"]]
COMPANIONS = """apiVersion: v1
kind: ConfigMap
metadata: {name: settings, namespace: team-0000}
data: {A: "1"}
---
apiVersion: v1
kind: Secret
metadata: {name: database, namespace: team-0000}
stringData: {password: hunter2hunter2}
"""
REFERS = """apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: %s, namespace: feast}
spec:
  feastProject: my_project
  authz: {kubernetes: {roles: [reader]}}
  services: {registry: {remote: {feastRef: {name: %s}}}}
"""
QUOTA = """apiVersion: v1
kind: ResourceQuota
metadata: {name: all, namespace: team-0000}
spec: {hard: {pods: "%d"}}
"""


def command(state, *more):
    return ["render", "stores", "--output-dir", "out", *(word for option in state["options"] for word in option), *more]


def contents(folder):
    """Every entry: links by their targets, which must not be followed."""
    if not folder.is_dir() or folder.is_symlink():
        return None
    return {p.name: os.readlink(p) if p.is_symlink() else p.read_bytes() if p.is_file() else "folder" for p in folder.iterdir()}


def both(folder, state):
    """Runs the command on a copy without the cache, and then with it; returns what differs."""
    work, copy = folder / "work", folder / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(work, copy, symlinks=True)
    wanted = run(*command(state, "--no-cache", *state["more"]), cwd=copy, exe=EXE)
    got = run(*command(state, "--cache-dir", folder / "cache", *state["more"]), cwd=work, exe=state["exe"])
    assert got.returncode == wanted.returncode, (got.returncode, wanted.returncode, got.stderr, wanted.stderr)
    assert got.stdout == wanted.stdout, (got.stdout, wanted.stdout)
    assert got.stderr == wanted.stderr, (got.stderr, wanted.stderr)
    there, right = contents(work / "out"), contents(copy / "out")
    assert there == right, sorted(name for name in {**(there or {}), **(right or {})}
                                  if (there or {}).get(name) != (right or {}).get(name))
    return wanted.returncode


# --- changes; each takes the folder, the state and the source of randomness

def inputs(folder):
    return sorted((folder / "work/stores").glob("*.yaml"))


def outputs(folder):
    out = folder / "work/out"
    return sorted(p for p in out.iterdir() if p.is_file() and not p.is_symlink()) if out.is_dir() else []


def edit_input(folder, state, rng):
    """A digit, a word, or a line: often still a store, sometimes with an error."""
    path = rng.choice(inputs(folder))
    lines = path.read_text().splitlines(keepends=True) or ["\n"]
    i = rng.randrange(len(lines))
    numbers = [n for n, line in enumerate(lines) if re.search(r"\d", line)]
    how = rng.randrange(6)
    if how < 3 and numbers:
        i = rng.choice(numbers)
        lines[i] = re.sub(r"\d", lambda m: str((int(m.group()) + 1) % 10), lines[i], count=1)
    elif how == 3:
        lines.insert(i, "# a comment\n")
    elif how == 4:
        lines[i] = lines[i].replace("feast", "fest")
    else:
        del lines[i]
    path.write_text("".join(lines))


def edit_project(folder, state, rng):
    path = rng.choice(inputs(folder))
    path.write_text(re.sub(r"(feastProject: )\w+", lambda m: m.group(1) + "p%d" % rng.randrange(1000), path.read_text(), count=1))


def add_input(folder, state, rng):
    number = rng.randrange(50, 60)
    (folder / "work/stores" / ("%d.yaml" % number)).write_text(fleet.text(2, number))


def add_reference(folder, state, rng):
    names = ["ref-%d" % rng.randrange(3), rng.choice(["ref-0", "plain", "store-000001"])]
    (folder / "work/stores/ref.yaml").write_text(REFERS % tuple(names) + "---\n" + STORE % "plain")


def add_namesake(folder, state, rng):
    """The same name in another namespace, which shares a binding, or in the same one, which is an error."""
    text = (REFERS % ("ref-0", "plain")).replace("namespace: feast", "namespace: " + rng.choice(["other", "feast"]))
    (folder / "work/stores/namesake.yaml").write_text(text)


def add_quota(folder, state, rng):
    (folder / "work/stores/quota.yaml").write_text(QUOTA % rng.choice([1, 500]))


def add_broken(folder, state, rng):
    (folder / "work/stores/broken.yaml").write_text(BAD % "broken")


def remove_input(folder, state, rng):
    if len(inputs(folder)) > 5:
        rng.choice(inputs(folder)).unlink()


def rename_input(folder, state, rng):
    path = rng.choice(inputs(folder))
    path.rename(path.with_name("%s%s" % (rng.choice("az"), path.name)))


def merge_inputs(folder, state, rng):
    one, other = rng.sample(inputs(folder), 2)
    one.write_text(one.read_text() + "---\n" + other.read_text())
    other.unlink()


def touch_input(folder, state, rng):
    os.utime(rng.choice(inputs(folder)))


def edit_companion(folder, state, rng):
    path = folder / "work/stores/companions.yaml"
    path.write_text(COMPANIONS.replace("hunter2", "hunter%d" % rng.randrange(10)).replace('"1"', '"%d"' % rng.randrange(9)))


def change_options(folder, state, rng):
    state["options"] = rng.sample(OPTIONS, rng.choice([0, 1, 1, 2]))


def change_config(folder, state, rng):
    text = rng.choice(["", "label: [a=b]\n", "label: [a=c]\n", "discovery: true\n", "kubernetes-version: '1.31'\n"])
    (folder / "work/.feastctl.yaml").write_text(text)


def change_lock(folder, state, rng):
    (folder / "work/lock.yaml").write_text("images:\n  quay.io/feastdev/feature-server:0.66.0: sha256:%s\n" % (rng.choice("ab") * 64))


def change_program(folder, state, rng):
    """Another build, as far as can be seen."""
    path = folder / "feastctl"
    shutil.copy(EXE, path)
    with open(path, "ab") as file:
        file.write(b"%d" % rng.randrange(3))
    state["exe"] = rng.choice([path, EXE])


def edit_output_same_size(folder, state, rng):
    """At once, in place, and without another size."""
    for path in rng.sample(outputs(folder), min(2, len(outputs(folder)))):
        with open(path, "r+b") as file:
            file.write(b"#")


def delete_output(folder, state, rng):
    for path in rng.sample(outputs(folder), min(2, len(outputs(folder)))):
        path.unlink()


def replace_output(folder, state, rng):
    """By a file with the old times, a link or a folder."""
    if outputs(folder):
        path = rng.choice(outputs(folder))
        before = path.stat()
        path.unlink()
        how = rng.randrange(3)
        if how == 0:
            path.write_bytes(b"x" * before.st_size)
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        elif how == 1:
            path.symlink_to("notes.md")
        else:
            path.mkdir()


def mend_output(folder, state, rng):
    """What is in the way goes away."""
    out = folder / "work/out"
    for path in out.iterdir() if out.is_dir() else []:
        if path.is_symlink():
            path.unlink()
        elif path.is_dir():
            path.rmdir()


def add_output(folder, state, rng):
    (folder / "work/out").mkdir(exist_ok=True)
    (folder / "work/out/notes.md").write_text("mine")


def copy_output(folder, state, rng):
    """As after git clone: equal files, which are others."""
    out = folder / "work/out"
    if out.is_dir():
        shutil.copytree(out, folder / "moved", symlinks=True)
        shutil.rmtree(out)
        (folder / "moved").rename(out)


def edit_record_of_folder(folder, state, rng):
    path = folder / "work/out/.feastctl-rendered"
    if path.is_file():
        lines = path.read_text().splitlines(keepends=True)
        del lines[rng.randrange(len(lines))]
        path.write_text("".join(lines))


def delete_folder(folder, state, rng):
    shutil.rmtree(folder / "work/out", ignore_errors=True)


def older_folder(folder, state, rng):
    """As after git checkout of an earlier commit: the folder and its record belong together, but not to the cache."""
    out, kept = folder / "work/out", folder / "kept"
    if kept.is_dir():
        shutil.rmtree(out, ignore_errors=True)
        kept.rename(out)
    elif out.is_dir():
        shutil.copytree(out, kept, symlinks=True)


def records(folder):
    return sorted((folder / "cache").glob("*.folder")) if (folder / "cache").is_dir() else []


def damage_cache(folder, state, rng):
    for path in records(folder):
        data = bytearray(path.read_bytes())
        how = rng.randrange(4)
        if how == 0:
            del data[rng.randrange(len(data) + 1):]
        elif how == 1 and data:
            data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
        elif how == 2:
            data += b"more"
        else:
            (folder / "cache/key").write_bytes(b"k" * rng.choice([64, 63]))
        path.write_bytes(data)


def swap_cache(folder, state, rng):
    """The record of an earlier time, or of another folder."""
    for path in records(folder):
        kept = folder / "kept.record"
        if kept.exists():
            shutil.copy(kept, path)
            kept.unlink()
        elif rng.random() < 0.5:
            shutil.copy(path, kept)
        else:
            run("render", "stores", "--output-dir", "elsewhere", "--cache-dir", folder / "cache", "-q", cwd=folder / "work")
            others = [p for p in records(folder) if p != path]
            if others:
                shutil.move(others[0], path)
            shutil.rmtree(folder / "work/elsewhere", ignore_errors=True)


def open_cache(folder, state, rng):
    """Others can write there: it is not used, which the run says."""
    if (folder / "cache").is_dir():
        os.chmod(folder / "cache", 0o777)
        p = run(*command(state, "--cache-dir", folder / "cache"), cwd=folder / "work")
        os.chmod(folder / "cache", 0o700)
        assert "cannot be the cache" in p.stderr, p.stderr


def nothing(folder, state, rng):
    pass


def check(folder, state, rng):
    state["more"] = ["--check"]


CHANGES = [edit_input, edit_input, edit_project, edit_project, edit_project, add_input, add_reference,
           add_namesake, add_quota, add_broken, remove_input, rename_input, merge_inputs, touch_input, edit_companion, change_options,
           change_config, change_lock, change_program, edit_output_same_size, edit_output_same_size, delete_output, replace_output,
           mend_output, mend_output, add_output, copy_output, edit_record_of_folder, delete_folder, older_folder, damage_cache,
           swap_cache, open_cache, nothing, nothing, check, check]


def set_up(folder):
    (folder / "good").mkdir()
    for number in range(20):
        (folder / "good" / ("%02d.yaml" % number)).write_text(fleet.text(1, number))
    (folder / "good/companions.yaml").write_text(COMPANIONS)
    shutil.copytree(folder / "good", folder / "work/stores")
    (folder / "work/lock.yaml").write_text("images:\n")
    return {"options": [["--prune"]], "exe": EXE, "more": []}


def begin_again(folder, state):
    shutil.rmtree(folder / "work/stores")
    shutil.copytree(folder / "good", folder / "work/stores")
    (folder / "work/.feastctl.yaml").unlink(missing_ok=True)
    state["options"] = [["--prune"]]


def sequence(seed):
    def any_changes_end_as_without_a_cache(folder):
        rng = random.Random(seed)
        state = set_up(folder)
        done = []
        fine = failures = 0
        try:
            for _ in range(STEPS):
                state["more"] = []
                for change in rng.sample(CHANGES, rng.choice([1, 1, 1, 2, 3])):
                    done.append(change.__name__)
                    change(folder, state, rng)
                if rng.random() < 0.5:
                    time.sleep(0.06)  # stamps become trustworthy
                status = both(folder, state)
                fine += status == 0
                done.append("-> %d;" % status)
                failures = failures + 1 if status != 0 else 0
                if failures > 0:
                    begin_again(folder, state)
                    mend_output(folder, state, rng)
                if failures > 1:
                    delete_folder(folder, state, rng)
        except AssertionError as error:
            raise AssertionError("seed %d after %s: %s" % (seed, " ".join(done[-24:]), error)) from None
        assert fine > STEPS / 4, "few runs succeed: %d" % fine
    any_changes_end_as_without_a_cache.__name__ += "_%d" % seed
    return any_changes_end_as_without_a_cache


DATABASE = """apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: one, namespace: feast}
spec:
  feastProject: my_project
  services:
    onlineStore: {persistence: {store: {type: redis, secretRef: {name: data}}}}
    registry: {local: {persistence: {store: {type: sql, secretRef: {name: data}}}}}
"""
DATA = """apiVersion: v1
kind: Secret
metadata: {name: data, namespace: feast}
stringData:
  redis: "connection_string: %s:6379"
  sql: "path: postgresql://db/feast"
"""
SCALER = """apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: %s, namespace: feast}
spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: feast-%s}, minReplicas: 2, maxReplicas: 3}
"""
SERVED = """apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: served, namespace: feast}
spec: {feastProject: p, services: {registry: {local: {server: {restAPI: %s}}}}}
"""
LEVEL = """apiVersion: v1
kind: Namespace
metadata: {name: feast, labels: {pod-security.kubernetes.io/enforce: %s}}
"""
AUTHORIZED = STORE.replace("{feastProject: my_project}", "{feastProject: p, authz: {kubernetes: {}}}")


def what_a_store_depends_on_is_noticed(folder):
    """One change at a time, to something else than the store, that changes what the run says or writes."""
    cases = {"a Secret": (DATABASE, DATA % "one", DATA % "two", ["--secrets=inline"]),
             "a missing Secret": (DATABASE, "# nothing\n", DATA % "one", ["--secrets=inline"]),
             "an autoscaler": (DATABASE, SCALER % ("s", "other"), SCALER % ("s", "one"), ["--pass-through"]),
             "another store": (REFERS % ("one", "served"), SERVED % "false", "# nothing\n", []),
             "a namespace": (STORE % "one", LEVEL % "privileged", LEVEL % "restricted", []),
             "a namesake": (AUTHORIZED % "one", "# nothing\n", AUTHORIZED.replace("feast}", "other}") % "one", [])}
    for name, (store, before, after, options) in cases.items():
        work = folder / name.replace(" ", "-")
        (work / "work/stores").mkdir(parents=True)
        (work / "work/stores/store.yaml").write_text(store)
        state = {"options": [options], "exe": EXE, "more": []}
        seen = []
        for text in (before, before, after, before):
            (work / "work/stores/more.yaml").write_text(text)
            both(work, state)
            seen.append((run(*command(state, "--no-cache", "--check"), cwd=work / "work").stderr, contents(work / "work/out")))
        assert seen[1] != seen[2], "%s changes nothing: the test shows nothing" % name


def rendered_folder(folder, stores=300):
    """A folder that was rendered with a cache, long enough ago."""
    fleet.write(stores, 1, folder / "stores")
    for _ in range(2):
        p = run("render", "stores", "--output-dir", "out", "-q", "--cache-dir", "cache", cwd=folder)
        assert p.returncode == 0, p.stderr
        time.sleep(0.06)


def opened(folder, *more, exe=EXE):
    """The files of the folder that a run opens. The leak sanitizer cannot work under strace."""
    environment = {**os.environ, "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "") + ":detect_leaks=0"}
    p = subprocess.run(["strace", "-f", "-qq", "-e", "trace=openat", "-o", folder / "trace", exe, "render", "stores", "--output-dir",
                        "out", "-q", "--cache-dir", "cache", *more], cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert p.returncode == 0, p.stderr
    return set(re.findall(r'"/proc/self/fd/\d+/out/([^"/]+)"', (folder / "trace").read_text())), p.stdout


def unchanged_stores_are_not_rendered(folder):
    """Without this, everything above would hold for a cache that is never used."""
    if shutil.which("strace") is None:
        return
    rendered_folder(folder)
    files, _ = opened(folder)
    shared = "clusterrole_feast-token-review-cluster-role.yaml"
    assert files == {".feastctl-rendered", "kustomization.yaml", shared}, sorted(files)[:20]
    path = sorted((folder / "stores").iterdir())[7]
    path.write_text(re.sub(r"(feastProject: )\w+", r"\1other", path.read_text()))
    files, said = opened(folder)
    written = set(re.findall(r"wrote out/(\S+)", said))
    assert len(files) < 40, files
    files, _ = opened(folder, "--check")
    assert len(files) > 1000, "--check does not read the files: %d" % len(files)
    assert written == set(), "-q says what is written"
    shutil.copy(EXE, folder / "feastctl")
    with open(folder / "feastctl", "ab") as file:
        file.write(b"another build")
    files, _ = opened(folder, exe=folder / "feastctl")
    assert len(files) > 1000, "another build trusts the record: %d" % len(files)


def no_secret_is_in_the_cache(folder):
    (folder / "stores").mkdir()
    text = fleet.text(1, 3) + "---\n" + COMPANIONS
    (folder / "stores/a.yaml").write_text(text)
    p = run("render", "stores", "--output-dir", "out", "--cache-dir", "cache", "--secrets=inline", cwd=folder)
    assert p.returncode == 0, p.stderr
    for path in (folder / "cache").iterdir():
        assert path.stat().st_mode & 0o777 == 0o600, path
        assert b"hunter2" not in path.read_bytes(), path
    assert (folder / "cache").stat().st_mode & 0o777 == 0o700


def few_stores_leave_nothing_in_the_home_folder(folder):
    (folder / "stores").mkdir()
    (folder / "stores/a.yaml").write_text(STORE % "one")
    (folder / "home").mkdir()
    environment = {"HOME": str(folder / "home"), "XDG_CACHE_HOME": "", "FEASTCTL_CACHE_DIR": ""}
    assert run("render", "stores", "--output-dir", "out", cwd=folder, env=environment).returncode == 0
    assert list((folder / "home").iterdir()) == []
    fleet.write(220, 1, folder / "fleet")
    assert run("render", "fleet", "--output-dir", "out2", "-q", "--check", cwd=folder, env=environment).returncode == 1
    assert run("render", "fleet", "--output-dir", "out2", "-q", "--no-cache", cwd=folder, env=environment).returncode == 0
    assert list((folder / "home").iterdir()) == []
    assert run("render", "fleet", "--output-dir", "out2", "-q", cwd=folder, env=environment).returncode == 0
    assert len(list((folder / "home/.cache/feastctl").iterdir())) == 2
    p = run("render", "fleet", "--output-dir", "out3", "-q", cwd=folder, env={**environment, "HOME": ""})
    assert p.returncode == 0 and p.stderr == "", p.stderr


def a_link_or_a_file_is_no_cache(folder):
    (folder / "stores").mkdir()
    (folder / "stores/a.yaml").write_text(STORE % "one")
    (folder / "real").mkdir(mode=0o700)
    (folder / "link").symlink_to("real")
    (folder / "file").write_text("")
    for name in ("link", "file"):
        p = run("render", "stores", "--output-dir", "out", "--cache-dir", name, cwd=folder)
        assert p.returncode == 0 and name in p.stderr, p.stderr
    assert list((folder / "real").iterdir()) == [] and pathlib.Path(folder / "file").read_text() == ""


sys.exit(main([*map(sequence, SEEDS), what_a_store_depends_on_is_noticed, unchanged_stores_are_not_rendered, no_secret_is_in_the_cache,
               few_stores_leave_nothing_in_the_home_folder, a_link_or_a_file_is_no_cache]))
