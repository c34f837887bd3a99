#!/usr/bin/env python3
"""Writes the SBOM of the program, CycloneDX 1.5, from what was really compiled and linked.

sbom.py BUILD_FOLDER PROGRAM VERSION LICENSE EPOCH OUTPUT

The linker's map names the archives of which something was taken; Ninja's log of dependencies names the headers that the program's
own objects were compiled from. dpkg says which package, and so which version, each of these files belongs to.
"""
import datetime
import hashlib
import json
import pathlib
import re
import subprocess
import sys

# What Debian's copyright files say of the parts that are linked or included, as SPDX spells it; by source package.
LICENSES = {"cli11": "BSD-3-Clause", "fmtlib": "MIT", "libyaml": "MIT", "lz4": "BSD-2-Clause", "xxhash": "BSD-2-Clause", "nlohmann-json3": "MIT", "glibc": "LGPL-2.1-or-later",
            "gcc": "GPL-3.0-or-later WITH GCC-exception-3.1", "linux": "GPL-2.0-only WITH Linux-syscall-note"}
OURS = re.compile(r"^(lib/CMakeFiles/feastctl_(lib|compact)\.dir|lib/schema/CMakeFiles/schema_tables\.dir|cli/CMakeFiles/(feastctl_cli|feastctl)\.dir)/")


def linked(build):
    """The archives and start files of the map's first part, and of its list of loads."""
    text = (build / "cli/feastctl.map").read_text(errors="replace")
    members = re.findall(r"^(/\S+\.a)\(", text.split("\nDiscarded input sections")[0], re.M)
    objects = re.findall(r"^LOAD (/\S+\.o)$", text, re.M)
    return {pathlib.Path(f).resolve() for f in members + objects}


def included(build):
    log = subprocess.run(["ninja", "-C", build, "-t", "deps"], check=True, capture_output=True, text=True).stdout
    files, ours = set(), False
    for line in log.splitlines():
        if line and not line.startswith(" "):
            ours = bool(OURS.match(line))
        elif ours and line.startswith("    /usr/"):
            files.add(pathlib.Path(line.strip()).resolve())
    return files


def packages(files):
    """Package -> its files, as dpkg knows them."""
    p = subprocess.run(["dpkg-query", "-S", *map(str, sorted(files))], check=True, capture_output=True, text=True)
    found = {}
    for line in p.stdout.splitlines():
        names, file = line.split(": ", 1)
        found.setdefault(names.split(", ")[0], []).append(file)
    return found


def component(package, files, archives):
    form = "${Package}\\t${Version}\\t${Architecture}\\t${source:Package}\\t${source:Version}"
    line = subprocess.run(["dpkg-query", "-W", "-f", form, package], check=True, capture_output=True, text=True).stdout
    name, version, arch, source, source_version = line.split("\t")
    expression = LICENSES.get(re.sub(r"-\d+$", "", source))
    how = sorted(str(f) for f in files if pathlib.Path(f) in archives)
    purl = "pkg:deb/debian/%s@%s?arch=%s&distro=debian-12&upstream=%s@%s" % (
        *(s.replace("+", "%2B") for s in (name, version)), arch, *(s.replace("+", "%2B") for s in (source, source_version)))
    properties = [{"name": "feastctl:linked", "value": f} for f in how] or [{"name": "feastctl:included", "value": "headers only"}]
    return {"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl,
            "licenses": [{"expression": expression}] if expression else [], "properties": properties}


def main():
    build, program, version, license_id, epoch, output = sys.argv[1:]
    build = pathlib.Path(build)
    archives = linked(build)
    components = sorted((component(p, files, archives) for p, files in packages(archives | included(build)).items()),
                        key=lambda c: c["bom-ref"])
    ref = "pkg:generic/feastctl@" + version
    digest = hashlib.sha256(pathlib.Path(program).read_bytes()).hexdigest()
    when = datetime.datetime.fromtimestamp(int(epoch), datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    own = {"type": "application", "bom-ref": ref, "name": "feastctl", "version": version, "purl": ref,
           "hashes": [{"alg": "SHA-256", "content": digest}], "licenses": [{"expression": license_id}]}
    bom = {"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
           "metadata": {"timestamp": when, "component": own},
           "components": components,
           "dependencies": [{"ref": ref, "dependsOn": [c["bom-ref"] for c in components]}]}
    pathlib.Path(output).write_text(json.dumps(bom, indent=2) + "\n")


main()
