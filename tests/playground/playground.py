"""What the tests of the npm package and the page share."""
import json
import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "recorded"))
import recorded  # noqa: E402

SKIPPED = 77


def package(sources):
    """The packed npm package; ends the test as skipped if playground.build made none."""
    packed = sorted(pathlib.Path(sources).resolve().joinpath("build/npm").glob("feastctl-*.tgz"))
    if os.environ.get("FEASTCTL_PLAYGROUND") != "ON" or not packed:
        print("SKIPPED: there is no npm package; FEASTCTL_PLAYGROUND=ON builds it")
        sys.exit(SKIPPED)
    return packed[0]


def install(packed, folder):
    """Installs the package into an empty project, without asking a registry."""
    pathlib.Path(folder, "package.json").write_text('{"private": true, "type": "module"}')
    subprocess.run(["npm", "install", "--silent", "--offline", "--no-audit", "--no-fund", packed], cwd=folder, check=True)


def bare_environment(**more):
    """An environment without variables that change the output, such as those of a CI service."""
    return {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), **more}


def commands(case):
    """The command lines to compare for a recorded case."""
    yield ["render", "--diagnostics=json", *case["args"], "-"]
    yield ["validate", "--output=json", *case["args"], "-"]
    if case.get("accepted"):
        yield ["defaults", "--origin", "--diagnostics=json", *case["args"], "-"]


def write_calls(feastctl, file, folder, stores):
    """Writes command lines on about that many recorded stores (0: on all), and the native program's answers, as JSON."""
    layers = [name for name in recorded.names() if name.startswith(("conformance-", "feast-", "kubernetes-"))]
    cases = [(layer, case) for layer in layers for case in recorded.cases(layer) if "input" in case]
    every = max(1, len(cases) // stores) if stores else 1
    calls = []
    for layer, case in cases[::every]:
        for args in commands(case):
            native = subprocess.run([feastctl.resolve(), *args], input=case["input"].encode(), cwd=folder,
                                    capture_output=True, env=bare_environment(), check=False)
            calls.append({"name": f"{layer} {case['case']}", "args": args, "stdin": case["input"],
                          "status": native.returncode, "output": native.stdout.decode(), "errors": native.stderr.decode()})
    file.write_text(json.dumps(calls))
