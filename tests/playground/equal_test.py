#!/usr/bin/env python3
"""The modules in Node answer as the native program does, byte for byte: bundles, findings as JSON, exit codes.

equal_test.py FEASTCTL SOURCES [--stores N]    about N recorded stores from all layers (default 300; 0 for all of them)
"""
import argparse
import pathlib
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import playground  # noqa: E402


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("feastctl", type=pathlib.Path)
    parser.add_argument("sources")
    parser.add_argument("--stores", type=int, default=300)
    options = parser.parse_args()
    packed = playground.package(options.sources)
    with tempfile.TemporaryDirectory() as folder:
        playground.install(packed, folder)
        calls = pathlib.Path(folder, "calls.json")
        playground.write_calls(options.feastctl, calls, folder, options.stores)
        shutil.copy(HERE / "equal.mjs", folder)
        return subprocess.run(["node", "equal.mjs", calls], cwd=folder, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
