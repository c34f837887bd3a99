#!/usr/bin/env python3
"""The sdist builds a wheel, and the wheel installs a program that runs anywhere and a package that keeps its promises.
wheel_test.py ROOT OUT"""
import os
import pathlib
import shutil
import struct
import sys
import tempfile
import zipfile

from support import BUILD, OUT, ROOT, STORE, VERSION, WHEELS, environment, document_block, run, tools

PT_DYNAMIC, PT_INTERP, DT_NEEDED = 2, 3, 1
TAGS = {"manylinux_2_17_x86_64", "manylinux2014_x86_64", "musllinux_1_1_x86_64"}
SDIST = "import scikit_build_core.build as b, sys; b.build_sdist(sys.argv[1])"


def needs_nothing(elf):
    """Whether a 64-bit program names no loader and no library; one that can be moved in memory has relocations all the same."""
    assert elf[:5] == b"\x7fELF\x02"
    begin, = struct.unpack_from("<Q", elf, 32)
    size, count = struct.unpack_from("<HH", elf, 54)
    for i in range(count):
        kind, _, offset, _, _, length = struct.unpack_from("<IIQQQQ", elf, begin + size * i)
        entries = range(offset, offset + length, 16) if kind == PT_DYNAMIC else ()
        if kind == PT_INTERP or any(struct.unpack_from("<Q", elf, e)[0] == DT_NEEDED for e in entries):
            return False
    return True


def build(folder):
    """sdist, and the wheel from the sdist: what is missing there is missed."""
    python = tools()
    run(python, "-c", SDIST, folder, cwd=ROOT)
    sdist = folder / ("feastctl-%s.tar.gz" % VERSION)
    shutil.rmtree(WHEELS, ignore_errors=True)
    path = "%s:%s" % (python.parent, os.environ["PATH"])
    run(python, "-m", "pip", "wheel", "--no-deps", "--no-index", "--no-build-isolation", "-w", WHEELS, sdist, cwd=folder,
        env={**BUILD, "PATH": path})
    wheel, = WHEELS.iterdir()
    return sdist, wheel


def check_wheel(wheel):
    name, version, python, abi, platform = wheel.name[:-len(".whl")].split("-")
    assert (name, version, python, abi) == ("feastctl", VERSION, "py3", "none"), wheel.name
    data = "feastctl-%s.data/" % VERSION
    with zipfile.ZipFile(wheel) as z:
        names = set(z.namelist())
        # What lets the wheel claim every C library: the program loads none. Python itself shows that this can fail.
        assert needs_nothing(z.read(data + "scripts/feastctl"))
    assert not needs_nothing(pathlib.Path(sys.executable).resolve().read_bytes())
    if "x86_64" in platform:
        assert set(platform.split(".")) == TAGS, platform
    pages = {data + "data/share/man/man1/" + p.stem for p in (ROOT / "man").glob("*.1.in")}
    package = {"feastctl/" + p.name for p in (ROOT / "python/feastctl").iterdir() if p.is_file()} | {"feastctl/_options.py"}
    rest = {n for n in names - pages - package if ".dist-info/" not in n}
    assert rest == {data + "scripts/feastctl"} and pages <= names and package <= names, (rest, (pages | package) - names)
    assert "feastctl/py.typed" in package


with tempfile.TemporaryDirectory(prefix="feastctl-wheel-") as temporary:
    here = pathlib.Path(temporary)
    built = build(here)
    check_wheel(built[1])
    fresh = environment(OUT / "fresh")
    run(fresh, "-m", "pip", "install", "--no-index", "--disable-pip-version-check", built[1], cwd=here)
    print(run(fresh, "-I", ROOT / "tests/python/package_test.py", "-v", cwd=here), end="")
    # What py.typed promises: the package is typed throughout, and so is the example of the README.
    (here / "stores").mkdir()
    (here / "stores/store.yaml").write_text(STORE)
    (here / "secret.yaml").write_text("apiVersion: v1\nkind: Secret\nmetadata: {name: data}\n")
    (here / "recipe.py").write_text(document_block("python", "import feastctl"))
    assert "'Deployment', 'feast-sample'" in run(fresh, "recipe.py", cwd=here)
    run(tools(), "-m", "mypy", "--strict", "--cache-dir", OUT / "mypy", "--python-executable", fresh, "--package", "feastctl",
        cwd=here)
    run(tools(), "-m", "mypy", "--cache-dir", OUT / "mypy", "--python-executable", fresh, "recipe.py", cwd=here)
    run(fresh, "-m", "pip", "uninstall", "--yes", "feastctl", cwd=here)
    left = [p for p in (OUT / "fresh").rglob("*feastctl*")]
    assert not left, left
    print("%s: %d bytes, %s: %d bytes" % (built[0].name, built[0].stat().st_size, built[1].name, built[1].stat().st_size))
