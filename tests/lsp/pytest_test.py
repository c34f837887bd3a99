#!/usr/bin/env python3
"""A session with pytest-lsp: pytest_test.py FEASTCTL TOOLS

pytest-lsp comes from PyPI, with a fixed version, into a virtual environment in the folder TOOLS. Without a way there, or
with a Python that is too old for it, exits with 77.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

FEASTCTL, TOOLS = (pathlib.Path(word).resolve() for word in sys.argv[1:3])
PACKAGES = ["pytest-lsp==1.0.1", "pytest==9.0.2", "pytest-asyncio==1.3.0", "lsprotocol==2025.0.0"]


def skip(why):
    print("SKIPPED: " + why)
    sys.exit(77)


def prepare():
    """The environment's Python; made once."""
    home = TOOLS / "lsp-pytest"
    python = home / "bin/python"
    if (home / "ready").exists():
        return python
    shutil.rmtree(home, ignore_errors=True)
    for command in ([sys.executable, "-m", "venv", home],
                    [home / "bin/pip", "--disable-pip-version-check", "--retries=1", "--timeout=15", "install", "-q", *PACKAGES]):
        done = subprocess.run(command, capture_output=True, text=True, timeout=300)
        if done.returncode:
            skip("%s says: %s" % (command[0], (done.stderr.strip() or "nothing").splitlines()[-1]))
    (home / "ready").touch()
    return python


python = prepare()
with tempfile.TemporaryDirectory() as folder:
    environment = {**os.environ, "FEASTCTL": str(FEASTCTL), "WORKSPACE": folder}
    here = pathlib.Path(__file__).resolve().parent
    sys.exit(subprocess.run([python, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--asyncio-mode=strict", "--rootdir", folder,
                             here / "pytest_client.py"], env=environment, cwd=folder).returncode)
