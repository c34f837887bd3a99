"""What the tests of a release share: the arguments of a test, how a test is skipped, commands as root of a folder."""
import os
import pathlib
import shutil
import subprocess
import sys

EXE, ROOT, BUILD = (pathlib.Path(a).resolve() for a in sys.argv[1:4])
STORE = (ROOT / "examples/minimal/store.yaml").read_text()


def skip(reason):
    print("SKIPPED: " + reason)
    sys.exit(77)


def need(*tools):
    for tool in tools:
        if shutil.which(tool) is None:
            skip("there is no %s here" % tool)


def run(*command, **more):
    p = subprocess.run([str(c) for c in command], capture_output=True, text=True, **{"timeout": 300, **more})
    return p


def good(*command, **more):
    p = run(*command, **more)
    assert p.returncode == 0, "%s: status %d\n%s%s" % (command, p.returncode, p.stdout, p.stderr)
    return p.stdout


def in_root(folder):
    """The words before a command that make `folder` its root, or a skip where nobody may do that."""
    for words in (["chroot"], ["unshare", "-r", "chroot"]):
        if words[0] == "chroot" and os.geteuid() != 0:
            continue
        if shutil.which(words[0]) and run(*words, "/", "true").returncode == 0:
            return [*words, str(folder)]
    skip("neither root nor unshare -r may change the root folder here")
