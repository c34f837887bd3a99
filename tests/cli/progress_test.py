#!/usr/bin/env python3
"""Progress is shown on a terminal when a run takes long, and nowhere else: progress_test.py FEASTCTL

The run is made long by stopping the process again and again, so the test holds on any machine.
"""
import os
import pathlib
import pty
import re
import select
import signal
import subprocess
import sys
import tempfile

EXE = pathlib.Path(sys.argv[1]).resolve()
STORE = "apiVersion: feast.dev/v1\nkind: FeatureStore\nmetadata: {name: s%d}\nspec: {feastProject: p, authz: {noAuth: true}}\n"
STORES = 20000  # a second of work, so that a busy machine has time to stop it


def told(folder, *options, terminal, stops):
    """What is on standard error after a run that is stopped so many times, or until it says how far it is."""
    ours, theirs = pty.openpty() if terminal else os.pipe()
    process = subprocess.Popen([EXE, "validate", "--jobs=1", "--ignore=FS602", *options, "stores.yaml"], cwd=folder, stderr=theirs)
    os.close(theirs)
    text, stopped = b"", False
    while True:
        if select.select([ours], [], [], 0.3 if stopped else 0.03)[0]:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # a terminal whose other end is closed
                piece = b""
            if not piece:
                break
            text += piece
            continue
        if process.poll() is None and (stopped or (stops > 0 and b"done" not in text)):
            process.send_signal(signal.SIGCONT if stopped else signal.SIGSTOP)
            stopped, stops = not stopped, stops - (not stopped)
    process.send_signal(signal.SIGCONT)
    assert process.wait() == 0, text
    return text.decode()


def shown_by(text):
    """What a terminal has after the text: the last line, erased or not."""
    return text.rpartition("\x1b[K")[2].strip()


problems = []
with tempfile.TemporaryDirectory() as folder:
    pathlib.Path(folder, "stores.yaml").write_text("---\n".join(STORE % i for i in range(STORES)))
    on_terminal = told(folder, terminal=True, stops=200)
    counts = [int(n) for n in re.findall(r"1 file, (\d+) stores done, \d+ s", on_terminal)]
    if not counts or counts != sorted(counts) or counts[-1] > STORES:
        problems.append("a long run on a terminal does not say how far it is: %r" % on_terminal[-300:])
    if shown_by(on_terminal):
        problems.append("the line stays: %r" % on_terminal[-300:])
    for options, terminal in ((["-q"], True), ([], False)):
        said = told(folder, *options, terminal=terminal, stops=8)
        if said:
            problems.append("with %s and terminal=%s there is %r" % (options, terminal, said[-300:]))
print("\n".join(problems))
print("%d problems" % len(problems))
sys.exit(1 if problems else 0)
