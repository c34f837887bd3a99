#!/usr/bin/env python3
"""The program alone in a root folder works: no library, shell, /proc, /dev, /etc or /tmp. chroot_test.py FEASTCTL ROOT BUILD

What it prints there is what it prints here.
"""
import os
import pathlib
import shutil
import tempfile

from support import BUILD, EXE, STORE, good, in_root, run, skip

if "-static" not in (BUILD / "build.ninja").read_text():
    skip("this build is not static: the presets ci and release are")
with tempfile.TemporaryDirectory() as folder:
    bare = pathlib.Path(folder)
    shutil.copy(EXE, bare / "feastctl")
    (bare / "stores").mkdir()
    for name in ("one", "two"):
        (bare / "stores" / (name + ".yaml")).write_text(STORE.replace("name: sample", "name: " + name))
    (bare / "bad.yaml").write_text(STORE.replace("feastProject:", "feastProjekt:"))
    there = [*in_root(bare), "/feastctl"]

    for command in (["--version"], ["--help"], ["render", "--help"], ["explain", "FS301"], ["rules"], ["init", "--preset", "minimal"],
                    ["render", "stores"], ["render", "-j4", "stores"], ["validate", "-o", "json", "stores"]):
        assert good(*there, *command, cwd=bare) == good(EXE, *command, cwd=bare) != "", command
    assert good(*there, "render", "-", input=STORE, env={"PATH": os.environ["PATH"]}) == good(EXE, "render", "-", input=STORE)
    many = "---\n".join(STORE.replace("name: sample", "name: s%d" % i) for i in range(1000))  # more than it keeps in memory
    assert good(*there, "render", input=many).count("kind: Deployment") == 1000

    good(*there, "render", "stores", "--output-dir", "/out", cwd=bare)
    good(EXE, "render", "stores", "--output-dir", bare / "same", cwd=bare)
    files = {p.name: p.read_bytes() for p in (bare / "out").iterdir()}
    assert len(files) > 10 and files == {p.name: p.read_bytes() for p in (bare / "same").iterdir()}

    bad = run(*there, "validate", "/bad.yaml")
    assert bad.returncode == 1 and "feastProjekt" in bad.stderr, bad
    assert run(*there, "validate", "/none.yaml").returncode == 3
    print("%d files written in a root folder that held nothing but the program" % len(files))
