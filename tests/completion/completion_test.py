#!/usr/bin/env python3
"""Words completed by the real shell: completion_test.py FEASTCTL bash|zsh|fish

bash and zsh run on a terminal of their own; what is typed is a line and a tab, and what is compared is the line that the
shell then has. fish says itself what it would offer. Exits with 77 where the shell is not.
"""
import os
import pathlib
import pty
import select
import shutil
import subprocess
import sys
import tempfile
import time

EXE, SHELL = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2]
# What is typed, and what is there after a tab.
LINES = {
    "feastctl rend": "feastctl render",
    "feastctl compl": "feastctl completion",
    "feastctl render --platform=open": "feastctl render --platform=openshift",
    "feastctl render --sec": "feastctl render --secrets",
    "feastctl render --output-dir=x --pru": "feastctl render --output-dir=x --prune",
    "feastctl validate --output=sar": "feastctl validate --output=sarif",
    "feastctl validate -o jun": "feastctl validate -o junit",
    "feastctl init --preset=ked": "feastctl init --preset=keda",
    "feastctl explain FS301": "feastctl explain FS301",
    "feastctl explain FS60": None,  # there are several
    "feastctl argocd gen": "feastctl argocd generate",
    "feastctl completion fi": "feastctl completion fish",
    "feastctl render sto": "feastctl render store.yaml",
    "feastctl render nosuch": "feastctl render nosuch",
}
# A key that notes the line and empties it.
SETUP = {
    "bash": "PS1=; bind 'set bell-style none'; source <(feastctl completion bash); "
            "note() { printf '%s\\n' \"$READLINE_LINE\" >> \"$NOTES\"; READLINE_LINE=; }; bind -x '\"\\C-xn\": note'",
    "zsh": "PS1=; unsetopt beep; autoload -Uz compinit; compinit -u -D; source <(feastctl completion zsh); "
           "note() { print -r -- \"$BUFFER\" >> \"$NOTES\"; BUFFER=; }; zle -N note; bindkey '^Xn' note",
}
COMMAND = {"bash": ["bash", "--noprofile", "--norc", "-i"], "zsh": ["zsh", "-f", "-i"]}


def noted(path):
    return path.read_text().splitlines() if path.exists() else []


def on_a_terminal(folder, environment):
    """The line after each tab, from a shell that is typed to."""
    notes = folder / "notes"
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(folder)
        os.execvpe(COMMAND[SHELL][0], COMMAND[SHELL], {**environment, "NOTES": str(notes)})
    shown = b""

    def wait_for(count):
        nonlocal shown
        end = time.monotonic() + 30
        while len(noted(notes)) < count and time.monotonic() < end:
            if select.select([terminal], [], [], 0.05)[0]:
                shown += os.read(terminal, 65536)
        if len(noted(notes)) < count:
            sys.exit("%s does not answer after:\n%s" % (SHELL, shown.decode(errors="replace")[-1500:]))

    os.write(terminal, (SETUP[SHELL] + "; echo ready >> \"$NOTES\"\n").encode())
    wait_for(1)
    for number, line in enumerate(LINES):
        os.write(terminal, line.encode() + b"\t\x18n")
        wait_for(number + 2)
    os.write(terminal, b"exit\n")
    os.close(terminal)
    os.waitpid(pid, 0)
    return dict(zip(LINES, noted(notes)[1:]))


def asked(folder, environment):
    """What fish offers: the line, when there is but one way to go on."""
    after = {}
    for line in LINES:
        done = subprocess.run(["fish", "--no-config", "-c", "feastctl completion fish | source; complete -C " + repr(line)], cwd=folder,
                              env=environment, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0 and done.stderr == "", done.stderr
        offers = [offer.split("\t")[0] for offer in done.stdout.splitlines()]
        after[line] = line.rpartition(" ")[0] + " " + offers[0] if len(offers) == 1 else line
    return after


if not shutil.which(SHELL):
    print("SKIPPED: %s is not here" % SHELL)
    sys.exit(77)
with tempfile.TemporaryDirectory() as name:
    here = pathlib.Path(name)
    (here / "bin").mkdir()
    (here / "bin/feastctl").symlink_to(EXE)
    (here / "store.yaml").touch()
    env = {"PATH": "%s:%s" % (here / "bin", os.environ["PATH"]), "HOME": name, "TERM": "dumb", "LC_ALL": "C.UTF-8"}
    after = asked(here, env) if SHELL == "fish" else on_a_terminal(here, env)
wrong = 0
for line, wanted in LINES.items():
    got = after[line].rstrip(" =")
    if got != (wanted or line):
        wrong += 1
        print("%r becomes %r, not %r" % (line, got, wanted or line))
print("%d lines, %d wrong" % (len(LINES), wrong))
sys.exit(1 if wrong else 0)
