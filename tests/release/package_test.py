#!/usr/bin/env python3
"""The Debian package is well made, installs, runs and goes without a trace: package_test.py FEASTCTL ROOT BUILD

Installing is into a root folder that holds nothing else, so that no tool or library of this machine can help the program. Lintian, where
it is, says nothing at all.
"""
import gzip
import pathlib
import re
import shutil
import tempfile

from support import BUILD, EXE, ROOT, STORE, good, in_root, need, run, skip

need("dpkg", "dpkg-deb")
packages = sorted((BUILD / "dist").glob("*.deb"))
if not packages:
    skip("there is no package: this build makes no release")
[DEB] = packages


def contents():
    fields = dict(re.findall(r"^ ([A-Z][\w-]+): (.*)$", good("dpkg-deb", "-I", DEB), re.M))
    assert fields["Package"] == "feastctl" and fields["Architecture"] and "Depends" not in fields, fields
    owners = {line.split()[1] for line in good("dpkg-deb", "-c", DEB).splitlines()}
    assert owners == {"root/root"}, owners
    with tempfile.TemporaryDirectory() as folder:
        good("dpkg-deb", "-x", DEB, folder)
        usr = pathlib.Path(folder, "usr")
        assert {p.name for p in (usr / "share/man/man1").iterdir()} == {p.stem + ".gz" for p in (ROOT / "man").glob("*.1.in")}
        page = gzip.decompress((usr / "share/man/man1/feastctl.1.gz").read_bytes())
        assert page == (BUILD / "man/feastctl.1").read_bytes()
        for shell, file in (("bash", "bash-completion/completions/feastctl"), ("zsh", "zsh/vendor-completions/_feastctl"),
                            ("fish", "fish/vendor_completions.d/feastctl.fish")):
            assert (usr / "share" / file).read_text() == good(EXE, "completion", shell)
        doc = {p.name for p in (usr / "share/doc/feastctl").iterdir()}
        assert doc == {"copyright", "changelog.gz", "changelog.Debian.gz", "feastctl.cdx.json"}, doc
        changes = gzip.decompress((usr / "share/doc/feastctl/changelog.Debian.gz").read_bytes()).decode()
        assert changes.startswith("feastctl (%s) " % fields["Version"])


def install_and_remove():
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        there = in_root(root)
        admin = root / "var/lib/dpkg"
        for name in ("info", "updates", "triggers"):
            (admin / name).mkdir(parents=True)
        for name in ("status", "available"):
            (admin / name).touch()
        dpkg = [*there[:there.index(folder)]][1:-1] if there[0] == "unshare" else []
        dpkg = (["unshare", *dpkg] if dpkg else []) + ["dpkg", "--root=" + folder, "--force-not-root", "--log=/dev/null"]
        before = tree(root)
        good(*dpkg, "-i", DEB)
        assert "ok installed" in (admin / "status").read_text()
        assert "kind: Deployment" in good(*there, "/usr/bin/feastctl", "render", input=STORE)
        good(*dpkg, "-r", "feastctl")
        good(*dpkg, "-P", "feastctl")
        left = tree(root) - before
        assert not left, left


def tree(root):
    return {p for p in root.rglob("*") if not p.is_relative_to(root / "var")}


def lintian():
    if shutil.which("lintian") is None:
        return "lintian is not here"
    p = run("lintian", "--allow-root", "--no-tag-display-limit", "--display-info", "--pedantic", "--show-overrides", DEB)
    said = [line for line in p.stdout.splitlines() if line and not line.startswith(("N:", "O:"))]
    assert not said, "\n".join(said)
    return "lintian says nothing"


contents()
install_and_remove()
verdict = lintian()
print("%s: installed, run and removed; %s" % (DEB.name, verdict))
