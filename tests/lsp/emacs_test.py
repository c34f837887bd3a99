#!/usr/bin/env python3
"""Emacs with the set-up of docs/editors.md: emacs_test.py FEASTCTL

A finding is listed, its fix is applied, and the field is explained. Without Emacs, eglot, yaml-mode or tmux, exits
with 77.
"""
import pathlib
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
from record import workspace
from screen import Screen, emacs, missing


def lacks():
    if missing("emacs"):
        return missing("emacs")
    load = "(progn (package-initialize) (require 'eglot) (require 'yaml-mode))"
    loaded = subprocess.run(["emacs", "--batch", "--eval", load], capture_output=True)
    return "eglot or yaml-mode" if loaded.returncode else None


def session(screen):
    screen.wait_for("replcas: 3", "[eglot:", "Flymake[1 ")
    screen.keys("M-x", "flymake-show-buffer-diagnostics", "Enter")
    screen.wait_for('[FS201]: unknown field "replcas"', "[FS606]")
    screen.keys("C-x", "1", "C-s", "replcas", "Enter", "M-x", "eglot-code-actions", "Enter")
    screen.wait_for("Pick an action", "Rename to replicas")
    screen.keys("Enter")
    screen.wait_for("replicas: 3", "Flymake[0 ", without=("replcas",))
    screen.keys("C-r", "replicas", "Enter", "M-x", "eldoc", "Enter")
    screen.wait_for("Number of pods that serve the store", "Type: integer")


def main():
    if lacks():
        print("SKIPPED: %s is not installed" % lacks())
        return 77
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        with Screen(pathlib.Path(sys.argv[1]).resolve(), workspace(folder), emacs("store.yaml")) as screen:
            session(screen)
    return 0


if __name__ == "__main__":
    sys.exit(main())
