"""The real kustomize, built from the Go proxy once and kept in TOOLS, the third argument of the test that imports this."""
import os
import pathlib
import shutil
import subprocess
import sys

VERSION = "v5.8.2"
TOOLS = pathlib.Path(sys.argv[3]).resolve()
KUSTOMIZE = TOOLS / ("kustomize-" + VERSION)


def built():
    """False, and a line that says why, without Go or a way to the proxy."""
    if KUSTOMIZE.exists():
        return True
    go = shutil.which("go")
    if not go:
        print("SKIPPED: Go is not here, so there is no kustomize to try")
        return False
    TOOLS.mkdir(parents=True, exist_ok=True)
    p = subprocess.run([go, "install", "sigs.k8s.io/kustomize/kustomize/v5@" + VERSION], capture_output=True, text=True,
                       env={**os.environ, "GOBIN": str(TOOLS / "bin"), "GOFLAGS": ""}, timeout=1200, cwd=TOOLS)
    if p.returncode:
        print("SKIPPED: kustomize could not be built:\n" + p.stderr[-500:])
        return False
    (TOOLS / "bin" / "kustomize").rename(KUSTOMIZE)
    return True
