#!/usr/bin/env python3
"""The installed library serves a project of its own: library_test.py FEASTCTL ROOT BUILD

The example is built against the installed tree, as its README says, and prints what the program prints. Each installed header compiles by
itself, names no header that is not installed, and has a sentence for each declaration.
"""
import os
import pathlib
import re
import tempfile

from support import BUILD, EXE, ROOT, good, need, run

need("cmake", "c++")


def undocumented(text):
    """Declarations of the namespace that neither have a sentence nor stand in a group that begins with one."""
    documented = within = False
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            documented = False
        elif line.startswith("///"):
            documented = True
        elif re.match(r"(?!(template|namespace|(class|struct) \w+;))[a-z\[]|[A-Z]\w+&? ", line) and not within and not documented:
            yield "%d: %s" % (number, line)
        if re.match(r"\S", line) and not line.startswith(("#", "/")):
            within = not line.rstrip().endswith((";", "{", "}", ">"))


def headers(include):
    found = sorted(include.rglob("*.hpp"))
    names = {str(p.relative_to(include)) for p in found}
    assert {"feastctl/feastctl.hpp", "feastctl/report/report.hpp"} <= names and len(names) < 25, names
    problems = []
    for path in found:
        text = path.read_text()
        problems += ["%s names %s" % (path.name, i) for i in re.findall(r'#include "([^"]+)"', text) if i not in names]
        problems += ["%s:%s" % (path.name, line) for line in undocumented(text)]
        if "/// @file" not in text.splitlines()[0]:
            problems.append("%s does not say what it is" % path.name)
    assert not problems, "\n".join(problems)
    all_alone = "".join('#include <%s>\n' % n for n in sorted(names, reverse=True))
    good("c++", "-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-Werror", "-I", include, "-x", "c++", "-", input=all_alone)
    return len(names)


with tempfile.TemporaryDirectory() as folder:
    prefix, build = pathlib.Path(folder, "prefix"), pathlib.Path(folder, "build")
    good("cmake", "--install", BUILD, "--prefix", prefix, "--component", "library")
    assert not (prefix / "bin").exists()
    count = headers(prefix / "include")
    for text in (prefix / "lib").rglob("*.cmake"):
        assert str(ROOT) not in text.read_text(), "%s names the folder it was built in" % text.name
    moved = pathlib.Path(folder, "moved")  # an installation can be moved
    os.rename(prefix, moved)
    good("cmake", "-S", ROOT / "examples/library", "-B", build, "-DCMAKE_PREFIX_PATH=%s" % moved, "-DCMAKE_BUILD_TYPE=Debug",
         "-DCMAKE_COMPILE_WARNING_AS_ERROR=ON", "-DCMAKE_CXX_FLAGS=-Wall -Wextra")
    good("cmake", "--build", build)
    store = ROOT / "examples/minimal/store.yaml"
    printed = good(build / "bundle", store)
    rendered = good(EXE, "render", "-q", "-n", "feast", store)
    assert printed.strip().removeprefix("---\n") == rendered.strip().removeprefix("---\n"), "the library prints something else"
    bad = pathlib.Path(folder, "bad.yaml")
    bad.write_text(store.read_text().replace("feastProject:", "feastProjekt:"))
    p = run(build / "bundle", bad)
    assert p.returncode == 1 and p.stdout == "" and "bad.yaml:" in p.stderr, p
    # a version that promises less or more than the installed one is not taken
    other = pathlib.Path(folder, "other")
    other.mkdir()
    text = (ROOT / "examples/library/CMakeLists.txt").read_text()
    (other / "main.cpp").write_text("int main() {}\n")
    (other / "CMakeLists.txt").write_text(re.sub(r"find_package\(feastctl [\d.]+", "find_package(feastctl 9.0", text))
    p = run("cmake", "-S", other, "-B", other / "build", "-DCMAKE_PREFIX_PATH=%s" % moved)
    assert p.returncode != 0 and "compatible with requested" in p.stderr + p.stdout, p
    print("%d headers, and an example that prints what the program prints" % count)
