"""Runs the functions of a test program whose names begin with `case_`, each in a folder of its own."""

import pathlib
import sys
import tempfile
import traceback


def run(names):
    """Runs the cases among `names`; exits with 1 after printing the failures."""
    failed = []
    cases = {name: case for name, case in names.items() if name.startswith("case_")}
    for name, case in cases.items():
        with tempfile.TemporaryDirectory() as folder:
            try:
                case(pathlib.Path(folder).resolve())
            except Exception:  # noqa: BLE001: reported, and the other cases run
                failed.append(name)
                print(f"{name}:\n{traceback.format_exc()}")
    print(f"{len(cases)} cases, {len(failed)} failed")
    sys.exit(1 if failed else 0)
