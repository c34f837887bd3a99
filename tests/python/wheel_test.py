#!/usr/bin/env python3
"""The sdist builds a wheel, and the wheel installs a program that runs anywhere and a package that keeps its promises.
wheel_test.py ROOT OUT"""
import pathlib
import shutil
import struct
import sys
import tempfile
import zipfile

from support import BUILD, OUT, ROOT, VERSION, WHEELS, environment, run, tools

PT_DYNAMIC, PT_INTERP = 2, 3
TAGS = {"manylinux_2_17_x86_64", "manylinux2014_x86_64", "musllinux_1_1_x86_64"}
SDIST = "import scikit_build_core.build as b, sys; b.build_sdist(sys.argv[1])"


def segments(elf):
    """The types of a 64-bit program's segments."""
    assert elf[:5] == b"\x7fELF\x02"
    begin, = struct.unpack_from("<Q", elf, 32)
    size, count = struct.unpack_from("<HH", elf, 54)
    return {struct.unpack_from("<I", elf, begin + size * i)[0] for i in range(count)}


def build(folder):
    """sdist, and the wheel from the sdist: what is missing there is missed."""
    python = tools()
    run(python, "-c", SDIST, folder, cwd=ROOT)
    sdist = folder / ("feastctl-%s.tar.gz" % VERSION)
    shutil.rmtree(WHEELS, ignore_errors=True)
    path = "%s:%s" % (python.parent, "/usr/local/bin:/usr/bin:/bin")
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
        types = segments(z.read(data + "scripts/feastctl"))
    # What lets the wheel claim every C library: the program loads none.
    assert not types & {PT_DYNAMIC, PT_INTERP}, types
    if "x86_64" in platform:
        assert set(platform.split(".")) == TAGS, platform
    pages = {data + "data/share/man/man1/" + p.name for p in (ROOT / "man").glob("*.1")}
    package = {"feastctl/" + p.name for p in (ROOT / "python/feastctl").iterdir() if p.is_file()}
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
    run(fresh, "-m", "pip", "uninstall", "--yes", "feastctl", cwd=here)
    left = [p for p in (OUT / "fresh").rglob("*feastctl*")]
    assert not left, left
    print("%s: %d bytes, %s: %d bytes" % (built[0].name, built[0].stat().st_size, built[1].name, built[1].stat().st_size))
