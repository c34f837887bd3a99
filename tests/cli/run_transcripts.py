#!/usr/bin/env python3
"""Transcripts of the command line: files, a command, its exit status and both streams, compared byte for byte.

run_transcripts.py FEASTCTL [CASE…]      UPDATE_TRANSCRIPTS=1 rewrites what the commands printed

A case is a file NAME.transcript beside this one. Its sections begin with lines of equals signs:
  (text before the first section)    what the case is about
  === file PATH            a file in the folder in which the commands run; it has the lines that follow
  === run                  a command for bash (with pipefail); `feastctl` is the program. `=== run on a terminal` gives it a
                           terminal as standard input, else that is empty
  === status N             its exit status (left out: 0)
  === stdout, === stderr   what it printed there (left out: nothing)
A last line `\\ no newline` in a section takes the line's end away. {VERSION} stands for the program's version.
Several runs may follow one another; they share the folder.
"""
import difflib
import os
import pathlib
import pty
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
UPDATE = os.environ.get("UPDATE_TRANSCRIPTS") == "1"
NO_NEWLINE = "\\ no newline\n"


class Run:
    def __init__(self, command, terminal):
        self.command, self.terminal = command, terminal
        self.status, self.stdout, self.stderr = 0, "", ""

    def printed(self):
        text = "=== run on a terminal\n" if self.terminal else "=== run\n"
        text += self.command
        if self.status:
            text += "=== status %d\n" % self.status
        for name, stream in (("stdout", self.stdout), ("stderr", self.stderr)):
            if stream:
                text += "=== %s\n%s" % (name, stream if stream.endswith("\n") else stream + "\n" + NO_NEWLINE)
        return text


def unmarked(text):
    return text[:-len(NO_NEWLINE) - 1] if text.endswith("\n" + NO_NEWLINE) else text


def parse(text):
    """The head (all up to the first run), the files, and the runs."""
    head, files, runs = "", {}, []
    sections, current = [], ["", ""]
    for line in text.splitlines(True):
        if line.startswith("=== "):
            sections.append(current)
            current = [line[4:].strip(), ""]
        else:
            current[1] += line
    sections.append(current)
    for title, body in sections:
        words = title.split()
        if not words or words[0] == "file":
            if runs:
                raise ValueError("files stand before the first run")
            head += ("=== %s\n" % title if title else "") + body
            if words:
                files[words[1]] = unmarked(body)
        elif words[0] == "run":
            runs.append(Run(body, words[1:] == ["on", "a", "terminal"]))
        elif words[0] == "status":
            runs[-1].status = int(words[1])
        elif words[0] in ("stdout", "stderr"):
            setattr(runs[-1], words[0], unmarked(body))
        else:
            raise ValueError("no such section: " + title)
    return head, files, runs


def execute(run, exe, folder, version):
    script = "set -o pipefail\nfeastctl() { %s \"$@\"; }\n%s" % (exe, run.command)
    terminal = pty.openpty() if run.terminal else None
    env = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": str(folder)}
    try:
        p = subprocess.run(["bash", "-c", script], cwd=folder, stdin=terminal[1] if terminal else subprocess.DEVNULL,
                           capture_output=True, timeout=60, env=env)
    finally:
        for fd in terminal or ():
            os.close(fd)
    result = Run(run.command, run.terminal)
    result.status = p.returncode
    result.stdout = p.stdout.decode(errors="backslashreplace").replace(version, "{VERSION}")
    result.stderr = p.stderr.decode(errors="backslashreplace").replace(version, "{VERSION}")
    return result


def check(path, exe, version):
    text = path.read_text()
    head, files, runs = parse(text)
    if not runs:
        return "no run"
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            target = pathlib.Path(folder, name)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(content)
        got = head + "".join(execute(run, exe, folder, version).printed() for run in runs)
    want = head + "".join(run.printed() for run in runs)
    if got == want:
        return ""
    if UPDATE:
        path.write_text(got)
        print("rewrote %s" % path.name)
        return ""
    return "".join(difflib.unified_diff(want.splitlines(True), got.splitlines(True), path.name, "what happened"))


def main():
    exe = os.path.abspath(sys.argv[1])
    version = subprocess.run([exe, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    cases = sorted(HERE.glob("*.transcript"))
    if sys.argv[2:]:
        cases = [c for c in cases if c.stem in sys.argv[2:]]
    failed = 0
    for case in cases:
        problem = check(case, exe, version)
        failed += bool(problem)
        if problem:
            print("FAIL %s: %s" % (case.stem, problem))
    print("%d transcripts, %d failed" % (len(cases), failed))
    return 1 if failed or not cases else 0


sys.exit(main())
