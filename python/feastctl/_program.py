"""Finds the program installed with this package."""
from __future__ import annotations

import functools
import os
import pathlib
import shutil
import sys
import sysconfig

from ._types import Error


@functools.lru_cache(maxsize=None)
def program() -> str:
    """The path of the feastctl program: the one installed with this package, or the first on the PATH."""
    here = pathlib.Path(__file__).resolve().parent.parent
    folders = [sysconfig.get_path("scripts"), str(here / "bin")]  # the second for pip install --target
    if sys.version_info >= (3, 10):
        folders.insert(1, sysconfig.get_path("scripts", sysconfig.get_preferred_scheme("user")))
    if not str(here).startswith(sys.prefix):  # installed elsewhere: its own scripts come first
        folders.reverse()
    for folder in folders:
        candidate = os.path.join(folder, "feastctl")
        if os.access(candidate, os.X_OK):
            return candidate
    found = shutil.which("feastctl")
    if found is None:
        raise Error("the feastctl program is neither next to this package nor on the PATH; reinstall the package")
    return found
