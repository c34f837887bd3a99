#!/usr/bin/env python3
"""The playground in Debian's Chromium, used as a person would; recorded stores give the native program's bytes there too.

page_test.py FEASTCTL SOURCES [--screenshots FOLDER]
"""
import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import playground  # noqa: E402

STORES = 200


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("feastctl", type=pathlib.Path)
    parser.add_argument("sources", type=pathlib.Path)
    parser.add_argument("--screenshots", default="")
    options = parser.parse_args()
    sources = options.sources.resolve()
    playground.package(sources)
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if chromium is None:
        print("SKIPPED: chromium is missing")
        return playground.SKIPPED
    subprocess.run(["npm", "ci", "--silent", "--ignore-scripts"], cwd=sources / "site", check=True)
    subprocess.run(["node", sources / "site/build.js"], check=True)
    with tempfile.TemporaryDirectory() as folder:
        calls = pathlib.Path(folder, "calls.json")
        playground.write_calls(options.feastctl, calls, folder, stores=STORES)
        return subprocess.run(["node", HERE / "page.mjs", sources, calls, options.screenshots], check=False,
                              env={**os.environ, "CHROMIUM": chromium}).returncode


if __name__ == "__main__":
    sys.exit(main())
