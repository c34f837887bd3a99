#!/usr/bin/env python3
"""The files of a release are whole, true and the same each time: dist_test.py FEASTCTL ROOT BUILD

Makes the target `dist` twice. Checksums verify, nothing but the release is in the folder, the archive lists what it should and its program
runs, the SBOM names what the linker's map names, with versions and licences.
"""
import hashlib
import json
import re
import tarfile
import tempfile

from support import BUILD, EXE, ROOT, good, need, run, skip

need("python3", "gzip", "tar", "dpkg-deb", "ninja")
if "\ndist: phony" not in good("ninja", "-C", BUILD, "-t", "targets"):
    skip("this build makes no release: the presets ci and release do")
DIST = BUILD / "dist"


def make():
    good("cmake", "--build", BUILD, "--target", "dist")
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in DIST.iterdir()}


def names_and_sums(files):
    version = good(EXE, "--version").strip()
    assert set(files) == {"feastctl-%s-linux-x86_64.tar.gz" % version, "feastctl_%s-1_amd64.deb" % version,
                          "feastctl-%s.cdx.json" % version, "SHA256SUMS"}, sorted(files)
    assert good("sha256sum", "--strict", "-c", "SHA256SUMS", cwd=DIST).count(": OK\n") == 3
    assert re.search(r"^project\(feastctl VERSION %s " % re.escape(version), (ROOT / "CMakeLists.txt").read_text(), re.M)
    assert "\n## [%s] - 20" % version in (ROOT / "CHANGELOG.md").read_text()
    return version


def archive(version):
    top = "feastctl-%s-linux-x86_64" % version
    pages = {"share/man/man1/%s.gz" % p.stem for p in (ROOT / "man").glob("*.1.in")}
    wanted = pages | {"bin/feastctl", "share/bash-completion/completions/feastctl", "share/zsh/site-functions/_feastctl",
                      "share/fish/vendor_completions.d/feastctl.fish", "share/doc/feastctl/CHANGELOG.md",
                      "share/doc/feastctl/LICENSE", "share/doc/feastctl/feastctl.cdx.json"}
    with tarfile.open(DIST / (top + ".tar.gz")) as tar, tempfile.TemporaryDirectory() as folder:
        members = tar.getmembers()
        assert {m.name.removeprefix(top + "/") for m in members if m.isfile()} == wanted
        assert {(m.uid, m.gid, m.uname, m.gname) for m in members} == {(0, 0, "", "")} and len({m.mtime for m in members}) == 1
        assert all(m.mode == (0o755 if m.isdir() or m.name.endswith("bin/feastctl") else 0o644) for m in members)
        tar.extractall(folder)
        program = "%s/%s/bin/feastctl" % (folder, top)
        assert good(program, "version", "-o", "json") == good(EXE, "version", "-o", "json")
        with open(program, "rb") as file:
            return hashlib.sha256(file.read()).hexdigest()


def bill_of_materials(version, program_sum):
    bom = json.loads((DIST / ("feastctl-%s.cdx.json" % version)).read_text())
    assert (bom["bomFormat"], bom["specVersion"], bom["version"]) == ("CycloneDX", "1.5", 1)
    own = bom["metadata"]["component"]
    assert own["version"] == version and own["hashes"] == [{"alg": "SHA-256", "content": program_sum}]
    assert re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ", bom["metadata"]["timestamp"])
    linked, upstreams = set(), set()
    for c in bom["components"]:
        assert c["type"] == "library" and c["purl"] == c["bom-ref"] and c["licenses"], c
        # what it says of a package is what dpkg says
        assert good("dpkg-query", "-W", "-f", "${Version}", c["name"]) == c["version"], c
        upstreams.add(re.search(r"upstream=([^@]+)", c["purl"]).group(1))
        linked |= {p["value"].rsplit("/", 1)[1] for p in c["properties"] if p["name"] == "feastctl:linked"}
    assert {"libyaml", "lz4", "xxhash", "fmtlib", "cli11", "glibc"} < upstreams and any(u.startswith("gcc-") for u in upstreams), upstreams
    in_map = set(re.findall(r"^/\S+/(\w[\w+.-]*\.a)\(", (BUILD / "cli/feastctl.map").read_text(errors="replace"), re.M))
    assert {"libyaml.a", "liblz4.a", "libstdc++.a", "libc.a"} <= in_map & linked and in_map - linked == set(), in_map - linked
    [graph] = bom["dependencies"]
    assert graph["ref"] == own["bom-ref"] and set(graph["dependsOn"]) == {c["bom-ref"] for c in bom["components"]}
    return len(bom["components"])


first = make()
version = names_and_sums(first)
parts = bill_of_materials(version, archive(version))
assert make() == first, "the second time it is not the same"
print("%d files, twice the same; %d parts in the SBOM" % (len(first), parts))
