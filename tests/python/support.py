"""What the tests of this folder share: an environment with the tools from PyPI, and programs that are run."""
import os
import pathlib
import re
import subprocess
import sys
import venv

ROOT, OUT = (pathlib.Path(word).resolve() for word in sys.argv[1:3])
SKIP = 77
sys.path.append(str(ROOT / "tests/docs"))
import pages  # noqa: E402
TOOLS = OUT / "tools"
WHEELS = OUT / "wheels"
VERSION = re.search(r"project\(feastctl VERSION ([0-9.]+)", (ROOT / "CMakeLists.txt").read_text()).group(1)

STORE = """apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample, namespace: feast}
spec: {feastProject: my_project}
"""

# As the ci preset compiles, to the letter: then the compiler's cache has every object.
BUILD = {"CC": "cc", "CXX": "c++", "SKBUILD_CMAKE_DEFINE": "FEASTCTL_WERROR=ON"}


def run(*words, cwd, status=0, env=None, **more):
    """Runs a program; any other status than the expected one is the end of the test."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "GITHUB_", "CI_", "PYTHON", "SKBUILD_"))}
    done = subprocess.run([str(w) for w in words], cwd=cwd, env={**clean, **(env or {})}, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=1200, **more)
    if status is not None and done.returncode != status:
        sys.exit("%s\nstatus %d instead of %d: %s" % (done.stdout, done.returncode, status, " ".join(map(str, words))))
    return done.stdout


def environment(folder):
    """A fresh virtual environment; its Python."""
    venv.create(folder, with_pip=True, clear=True, symlinks=True)
    return folder / "bin" / "python"


def tools():
    """The Python with the tools from PyPI. Without them, and without a way to them, the test is skipped."""
    ready = TOOLS / "ready"
    wanted = "scikit-build-core>=0.11 pre-commit>=3.2 mypy"
    if not ready.exists() or ready.read_text() != wanted:
        python = environment(TOOLS)
        done = subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *wanted.split()],
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if done.returncode != 0:
            print("%sSKIPPED: pip cannot install %s: is PyPI out of reach?" % (done.stdout, wanted))
            sys.exit(SKIP)
        ready.write_text(wanted)
    return TOOLS / "bin" / "python"


def sources(folder):
    """A copy of the project's files as they are now, those that Git would keep."""
    listed = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", cwd=ROOT).split("\0")
    for name in filter(None, listed):
        if (ROOT / name).exists():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes((ROOT / name).read_bytes())
            (folder / name).chmod((ROOT / name).stat().st_mode & 0o777)
    return folder


def document_block(language, word):
    """The one block of README.md and docs/ in this language that holds the word."""
    found = [b for b in pages.blocks(language) if word in b]
    assert len(found) == 1, "%d blocks of the documents hold %s" % (len(found), word)
    return found[0]
