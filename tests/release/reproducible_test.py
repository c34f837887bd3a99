#!/usr/bin/env python3
"""The same sources give the same bytes, in whatever folder: reproducible_test.py FEASTCTL ROOT BUILD [full]

Without `full`: some objects and the sources that the build makes are made in two copies of different names, and the program
of this build names no folder. With it the whole program is built twice, without ccache, and must be the same file:
    tests/release/reproducible_test.py build/release/feastctl . build/release full
"""
import pathlib
import re
import shutil
import sys
import tempfile

from support import BUILD, EXE, ROOT, good, need

need("cmake", "ninja")
FULL = sys.argv[4:] == ["full"]
PARTS = ["lib/CMakeFiles/feastctl_compact.dir/Unity/unity_0_cxx.cxx.o", "lib/CMakeFiles/feastctl_lib.dir/base/fmt.cpp.o"]
PARTS += ["lib/embedded_files.cpp", "lib/schema/tables.cpp"]
SOURCES = ["CMakeLists.txt", "CMakePresets.json", "CHANGELOG.md", "cmake", "lib", "cli", "man", "packaging", "schemas", "templates",
           "docs", "LICENSE", "examples"]


def built(folder, jobs):
    """What a copy of the sources in `folder` gives, by name."""
    folder.mkdir(parents=True)
    for name in SOURCES:
        source = ROOT / name
        shutil.copytree(source, folder / name) if source.is_dir() else shutil.copy(source, folder / name)
    out = folder / "build" / "release"
    guided = "-DFEASTCTL_PROFILE_GUIDED=" + ("ON" if FULL else "OFF")  # which compiles everything
    good("cmake", "--preset", "release", "-DCCACHE=", guided, cwd=folder)
    wanted = ["feastctl"] if FULL else PARTS
    good("cmake", "--build", out, "-j", str(jobs), "--target", *(["dist"] if FULL else wanted), cwd=folder, timeout=3600)
    names = [str(p.relative_to(out)) for p in (out / "dist").iterdir()] if FULL else []
    return {n: (out / n).read_bytes() for n in [*wanted, *names]}


text = EXE.read_bytes()
for place in (ROOT, BUILD, pathlib.Path.home()):
    assert str(place) == "/" or str(place).encode() + b"/" not in text, "the program names %s" % place
assert not re.search(rb"[A-Z][a-z]{2} [ \d]\d 20\d\d \d\d:\d\d:\d\d|\d\d:\d\d:\d\d\0", text), "the program holds a date"
with tempfile.TemporaryDirectory() as temporary:
    one = built(pathlib.Path(temporary, "a"), 2)
    two = built(pathlib.Path(temporary, "another", "place-of-the-sources"), 1)
    different = [n for n in one if one[n] != two[n]]
    assert not different and set(one) == set(two), "not the same: %s" % ", ".join(different)
print("%d files, twice the same: %s" % (len(one), ", ".join(pathlib.Path(n).name for n in one)))
