#!/usr/bin/env python3
"""render --output-dir: folder_test.py FEASTCTL ROOT"""
import json
import os
import random
import signal
import subprocess
import time

import yaml

from support import BAD, EXE, STORE, by_key, documents, main, run, snapshot


def write(folder, name, text):
    (folder / "stores").mkdir(exist_ok=True)
    (folder / "stores" / name).write_text(text)


def render(folder, *args, **how):
    return run("render", "stores", "--output-dir", "out", *args, cwd=folder, **how)


def the_folder_means_what_the_stream_means(folder):
    write(folder, "a.yaml", STORE % "one" + "---\n" + STORE % "two")
    assert render(folder).returncode == 0
    stream = documents(run("render", "stores", cwd=folder).stdout)
    listed = yaml.safe_load((folder / "out/kustomization.yaml").read_text())["resources"]
    objects = [yaml.safe_load((folder / "out" / name).read_text()) for name in listed]
    assert objects == stream and len(objects) > 20
    assert sorted([*listed, "kustomization.yaml", ".feastctl-rendered"]) == sorted(os.listdir(folder / "out"))


def equal_files_stay_untouched(folder):
    write(folder, "a.yaml", STORE % "one")
    render(folder)
    before = {p.name: (p.stat().st_mtime_ns, p.stat().st_ino) for p in (folder / "out").iterdir()}
    write(folder, "b.yaml", STORE % "two")
    render(folder)
    after = {p.name: (p.stat().st_mtime_ns, p.stat().st_ino) for p in (folder / "out").iterdir()}
    assert {n for n in before if before[n] != after[n]} == {"kustomization.yaml", ".feastctl-rendered"}


def check_says_what_is_stale_and_writes_nothing(folder):
    write(folder, "a.yaml", STORE % "one")
    assert render(folder, "--check").returncode == 1 and not (folder / "out").exists()
    render(folder)
    assert render(folder, "--check").returncode == 0
    (folder / "out/deployment_feast_feast-one.yaml").write_text("# edited\n")
    before = snapshot(folder / "out")
    p = render(folder, "--check")
    assert p.returncode == 1 and p.stdout == "outdated out/deployment_feast_feast-one.yaml\n", p.stdout
    assert snapshot(folder / "out") == before


def one_report_holds_what_the_folder_shows_too(folder):
    write(folder, "a.yaml", STORE % "one")
    assert "::error title=FS702::out is out of date" in render(folder, "--check", "--diagnostics=github").stderr
    report = json.loads(render(folder, "--check", "--diagnostics=json").stderr)
    assert not report["valid"] and [d["code"] for d in report["diagnostics"]] == ["FS702"]


def prune_deletes_only_what_we_wrote(folder):
    write(folder, "a.yaml", STORE % "one" + "---\n" + STORE % "two")
    render(folder)
    (folder / "out/notes.md").write_text("mine")
    (folder / "out/service_feast_mine.yaml").write_text("kind: Service")
    (folder / "out/cronjob_feast_feast-two.yaml").write_text("# changed by hand\n")
    write(folder, "a.yaml", STORE % "one")
    assert render(folder, "--check").returncode == 1
    p = render(folder)
    assert "FS704" in p.stderr and "FS705" in p.stderr and (folder / "out/deployment_feast_feast-two.yaml").exists()
    p = render(folder, "--prune")
    assert p.returncode == 0 and "deleted out/deployment_feast_feast-two.yaml\n" in p.stdout
    left = {n for n in os.listdir(folder / "out") if "one" not in n and "token-review" not in n}
    assert left == {"notes.md", "service_feast_mine.yaml", "cronjob_feast_feast-two.yaml", "kustomization.yaml",
                    ".feastctl-rendered"}, left
    assert render(folder, "--check").returncode == 0


def a_record_cannot_lead_outside(folder):
    write(folder, "a.yaml", STORE % "one")
    render(folder)
    victim = folder / "victim.yaml"
    victim.write_text("x")
    digest = subprocess.run(["sha256sum", victim], capture_output=True, text=True, check=True).stdout.split()[0]
    with open(folder / "out/.feastctl-rendered", "a", encoding="ascii") as record:
        record.write("%s  ../victim.yaml\n%s  %s\n" % (digest, digest, victim))
    assert render(folder, "--prune").returncode == 0
    assert victim.exists()


def no_name_leads_outside_or_onto_another_file(folder):
    objects = [
        {"apiVersion": "example.com/v1", "kind": "Widget", "metadata": {"name": name, "namespace": space}}
        for name, space in [("../../x", "feast"), ("a/b", "feast"), ("a_b", "c"), ("b", "c_a"), ("A", "c"), ("a", "c"),
                            ("x" * 253, "c"), ("x" * 252 + "y", "c"), ("=41", "c"), ("\u00e4", "c"), (".", "c"), ("..", "c"),
                            ("kustomization", ""), (".feastctl-rendered", ""), ("feast-one-client", "other")]
    ] + [{"apiVersion": "serving.knative.dev/v1", "kind": "Service",
          "metadata": {"name": "feast-one-online", "namespace": "feast"}}]
    write(folder, "a.yaml", STORE % "one" + "".join("---\n" + yaml.safe_dump(o) for o in objects))
    p = render(folder, "--pass-through")
    assert p.returncode == 0, p.stderr
    assert sorted(os.listdir(folder)) == ["out", "stores"]
    found = []
    for entry in (folder / "out").iterdir():
        assert entry.is_file() and len(entry.name.encode()) <= 200
        if entry.name not in ("kustomization.yaml", ".feastctl-rendered"):
            found.append(yaml.safe_load(entry.read_text()))
    stream = documents(run("render", "stores", "--pass-through", cwd=folder).stdout)
    assert by_key(found) == by_key(stream) and len(found) == len(stream)


def an_object_that_comes_twice_is_refused(folder):
    same = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "feast-one-client", "namespace": "feast"}}
    write(folder, "a.yaml", STORE % "one" + "---\n" + yaml.safe_dump(same))
    p = render(folder, "--pass-through")
    assert p.returncode == 1 and "FS703" in p.stderr and not (folder / "out").exists()


def files_of_others_are_not_overwritten(folder):
    write(folder, "a.yaml", STORE % "one")
    (folder / "out").mkdir()
    (folder / "out/kustomization.yaml").write_text("# mine\n")
    (folder / "target").write_text("mine")
    (folder / "out/deployment_feast_feast-one.yaml").symlink_to("../target")
    p = render(folder, "--prune")
    assert p.returncode == 1 and p.stderr.count("FS701") == 2, p.stderr
    assert sorted(os.listdir(folder / "out")) == ["deployment_feast_feast-one.yaml", "kustomization.yaml"]
    assert (folder / "target").read_text() == "mine"


def unsafe_folders_are_refused(folder):
    write(folder, "a.yaml", STORE % "one")
    (folder / "file").write_text("x")
    for where in ["/", "..", "stores", "stores/", "file", ""]:
        p = run("render", "stores", "--output-dir", where, cwd=folder, env={"HOME": "/nowhere"})
        assert p.returncode in (2, 3), (where, p.returncode)
    p = render(folder, env={"HOME": str(folder / "out")})
    assert p.returncode == 2 and "home" in p.stderr
    assert sorted(os.listdir(folder)) == ["file", "stores"]


def a_rendered_folder_is_no_input(folder):
    write(folder, "a.yaml", STORE % "one")
    assert run("render", ".", "--pass-through", "--output-dir", "stores/out", cwd=folder).returncode == 0
    before = snapshot(folder / "stores/out")
    p = run("render", ".", "--pass-through", "--output-dir", "stores/out", "--check", cwd=folder)
    assert p.returncode == 0, p.stdout + p.stderr
    assert snapshot(folder / "stores/out") == before


def a_failing_store_leaves_everything_as_it_was(folder):
    write(folder, "a.yaml", STORE % "one")
    render(folder)
    before = snapshot(folder / "out")
    write(folder, "a.yaml", STORE % "three")
    write(folder, "b.yaml", BAD % "two")
    p = render(folder, "--prune")
    assert p.returncode == 1 and p.stdout == ""
    assert snapshot(folder / "out") == before


def a_full_disk_leaves_everything_as_it_was(folder):
    write(folder, "a.yaml", STORE % "one")
    render(folder)
    before = snapshot(folder / "out")
    write(folder, "b.yaml", STORE % "two")
    limit = "ulimit -f 1; trap '' XFSZ; exec %s render stores --output-dir out" % EXE  # the Deployment needs more
    p = subprocess.run(["bash", "-c", limit], cwd=folder, capture_output=True, text=True, timeout=60)
    assert p.returncode == 3, (p.returncode, p.stderr)
    assert snapshot(folder / "out") == before
    assert sorted(os.listdir(folder)) == ["out", "stores"]


def folders_inside_and_the_current_folder_work_too(folder):
    write(folder, "a.yaml", STORE % "one")
    render(folder)
    (folder / "out/sub").mkdir()
    (folder / "out/sub/mine.yaml").write_text("x")
    write(folder, "a.yaml", STORE % "two")
    assert render(folder, "--prune").returncode == 0
    assert (folder / "out/sub/mine.yaml").read_text() == "x" and render(folder, "--check").returncode == 0
    write(folder, "a.yaml", STORE % "three")
    assert run("render", "../stores", "--output-dir", ".", "--prune", cwd=folder / "out").returncode == 0
    assert render(folder, "--check").returncode == 0
    assert not [n for n in os.listdir(folder / "out") if n.startswith(".feastctl-") and n != ".feastctl-rendered"]


def killed_half_way(folder):
    """Whenever it is killed, the folder is the old one or the new one."""
    def fleet(image):
        write(folder, "a.yaml", "---\n".join(
            STORE.replace("my_project}", "my_project, services: {onlineStore: {server: {image: '%s'}}}}" % image) % ("s%d" % i)
            for i in range(150)))

    fleet("a:1")
    assert render(folder).returncode == 0
    (folder / "out/notes.md").write_text("mine")
    one = snapshot(folder / "out")
    fleet("a:2")
    start = time.monotonic()
    assert render(folder).returncode == 0
    duration = time.monotonic() - start
    two = snapshot(folder / "out")
    assert one != two
    chance = random.Random(1)
    killed = 0
    for turn in range(12):
        fleet("a:%d" % (1 + turn % 2))
        process = subprocess.Popen([EXE, "render", "stores", "--output-dir", "out", "-q"], cwd=folder,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.3, 1.0) * duration)
        process.send_signal(chance.choice([signal.SIGKILL, signal.SIGTERM]))
        killed += process.wait() < 0
        assert snapshot(folder / "out") in (one, two), "turn %d" % turn
    assert killed > 0
    fleet("a:1")
    assert render(folder).returncode == 0
    assert snapshot(folder / "out") == one
    assert sorted(os.listdir(folder)) == ["out", "stores"]


def namespaces_come_first_and_once(folder):
    write(folder, "a.yaml", STORE % "one" + "---\n" + STORE % "two" + "---\n" + (STORE % "three").replace("feast}", "default}"))
    objects = documents(run("render", "stores", "--create-namespace", cwd=folder).stdout)
    assert [o["metadata"]["name"] for o in objects if o["kind"] == "Namespace"] == ["feast"]
    assert objects[0]["kind"] == "Namespace"
    write(folder, "b.yaml", "apiVersion: v1\nkind: Namespace\nmetadata: {name: feast, labels: {team: ml}}\n")
    objects = documents(run("render", "stores", "--create-namespace", "--pass-through", cwd=folder).stdout)
    assert [o["metadata"].get("labels", {}).get("team") for o in objects if o["kind"] == "Namespace"] == ["ml"]


main([the_folder_means_what_the_stream_means, equal_files_stay_untouched, check_says_what_is_stale_and_writes_nothing,
      one_report_holds_what_the_folder_shows_too,
      prune_deletes_only_what_we_wrote, a_record_cannot_lead_outside, no_name_leads_outside_or_onto_another_file,
      an_object_that_comes_twice_is_refused, files_of_others_are_not_overwritten, unsafe_folders_are_refused,
      a_rendered_folder_is_no_input, a_failing_store_leaves_everything_as_it_was,
      a_full_disk_leaves_everything_as_it_was, folders_inside_and_the_current_folder_work_too, killed_half_way,
      namespaces_come_first_and_once])
