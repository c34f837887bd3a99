#!/usr/bin/env python3
"""The output of a fleet does not depend on how it is computed: same_bytes_test.py FEASTCTL

Neither on the number of jobs, nor on whether the stores come as one stream or as files, nor on how large the file is,
nor on whether the output fits into memory while it waits. While it waits, it is compressed: nothing is written twice.
"""

import hashlib
import os
import pathlib
import subprocess
import sys
import tempfile

import fleet

STORES = 300
TEAM = 20  # stores refer to others of their team only, so a fleet can be cut between teams


def run(feastctl, *arguments):
    done = subprocess.run([feastctl, *map(str, arguments)], capture_output=True, check=False)
    return done.returncode, done.stdout, done.stderr


def bytes_written(feastctl, *arguments):
    """What the process writes to standard output and elsewhere, as the kernel counts it."""
    process = subprocess.Popen([feastctl, *map(str, arguments)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
    counts = dict(line.split(": ") for line in pathlib.Path(f"/proc/{process.pid}/io").read_text().splitlines())
    process.wait()
    return int(counts["wchar"])


def differences(feastctl, folder):
    stream = folder / "fleet.yaml"
    with open(stream, "w") as file:
        fleet.write(STORES, 1, file)
    fleet.write(STORES, 1, folder / "files")

    status, expected, _ = run(feastctl, "render", "-j1", stream)
    if status != 0 or expected.count(b"\nkind: Deployment\n") < STORES:
        yield f"the fleet is not rendered: status {status}, {len(expected)} bytes"
        return
    for jobs in (2, 3, 8):
        for form in ("yaml", "json", "name"):
            one = run(feastctl, "render", "-j1", "-o", form, stream)
            if run(feastctl, "render", f"-j{jobs}", "-o", form, stream) != one:
                yield f"render -o {form} differs with {jobs} jobs"
        if run(feastctl, "validate", f"-j{jobs}", "-o", "json", stream) != run(
                feastctl, "validate", "-j1", "-o", "json", stream):
            yield f"the report differs with {jobs} jobs"
    if run(feastctl, "render", folder / "files")[1] != expected:
        yield "a file a store gives another output than one stream"

    # A large file is mapped, and its memory given back again and again.
    large = folder / "large.yaml"
    large.write_text(stream.read_text() + "---\n" + ("#" * 99 + "\n") * 340_000)
    if run(feastctl, "render", large)[1] != expected:
        yield "34 MB of comments behind the stores change the output"

    # Halves wait in memory, the whole does not fit into what a spool keeps there.
    text = stream.read_text()
    cut = text.index(f"---\n{fleet.text(1, STORES // 2 // TEAM * TEAM)}")
    halves = [text[:cut], text[cut:]]
    outputs = []
    for number, half in enumerate(halves):
        path = folder / f"half-{number}.yaml"
        path.write_text(half)
        outputs.append(run(feastctl, "render", "--shared=exclude", path)[1])
    whole = run(feastctl, "render", "--shared=exclude", stream)[1]
    if b"---\n".join(outputs) != whole:
        yield "two halves do not make the whole: " + hashlib.sha256(whole).hexdigest()

    with open(stream, "w") as file:
        fleet.write(2 * STORES, 1, file)
    printed = len(run(feastctl, "render", "-q", stream)[1])
    written = bytes_written(feastctl, "render", "-q", stream)
    if not printed <= written < printed * 1.1:
        yield f"{written} bytes are written to print {printed}"


def main():
    with tempfile.TemporaryDirectory() as folder:
        found = list(differences(sys.argv[1], pathlib.Path(folder)))
    print("\n".join(found) or "no differences")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
