#!/usr/bin/env python3
"""Records a session of Neovim with feastctl as text in docs/editors.md: record.py FEASTCTL [--check]

With --check, nothing is written, and the status is 1 if the record is out of date. Without Neovim or tmux, exits with 77.
"""
import pathlib
import re
import sys
import tempfile

sys.dont_write_bytecode = True
from screen import PAGE, Screen, missing, neovim

STORE = """apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: ranking
spec:
  feastProject: ranking
  replcas: 3
  services:
    registry:
      local:
        persistence: {store: {type: sql, secretRef: {name: data}}}
    onlineStore:
      persistence: {store: {type: redis, secretRef: {name: data}}}
"""
SECRET = """apiVersion: v1
kind: Secret
metadata: {name: data}
stringData:
  sql: "path: postgresql://feast@db.example.com/feast"
  redis: "connection_string: redis.example.com:6379"
"""


def workspace(folder):
    """Writes the files that the session is about, and returns the folder."""
    folder = pathlib.Path(folder).resolve()
    (folder / "store.yaml").write_text(STORE)
    (folder / "data.yaml").write_text(SECRET)
    return folder


def session(feastctl):
    """(what happens, the screen) for each step."""
    with tempfile.TemporaryDirectory() as folder:
        with Screen(feastctl, workspace(folder), neovim("store.yaml")) as screen:
            yield "The findings, beside the text:", screen.wait_for('unknown field "replcas"', "without authz")
            screen.keys("/spec", "Enter", ":lua vim.lsp.buf.code_action()", "Enter")
            yield "`vim.lsp.buf.code_action()` on the line of the note:", screen.wait_for("Type number and <Enter>", "Ignore FS606")
            screen.keys("1", "Enter")
            yield "After its choice:", screen.wait_for("feastctl.dev/ignore: FS606", without=("without authz", "Type number"))
            screen.keys("/replcas", "Enter", ":lua vim.lsp.buf.code_action()", "Enter")
            yield "The same on the line of the error:", screen.wait_for("Type number and <Enter>", "1: ")
            screen.keys("1", "Enter")
            screen.wait_for("replicas: 3", without=("replcas:", "Type number"))
            screen.keys(":lua vim.lsp.buf.hover()", "Enter")
            yield "After its choice, `vim.lsp.buf.hover()` on the field:", screen.wait_for("Number of pods", "Checked for")


def recorded(feastctl):
    return "\n".join("%s\n\n```screen not-run: lsp.neovim compares it\n%s\n```\n" % (what, text) for what, text in session(feastctl))


def main():
    if missing("nvim"):
        print("SKIPPED: %s is not installed" % missing("nvim"))
        return 77
    page = PAGE.read_text()
    wanted = re.sub(r"(<!-- record -->\n).*(<!-- end of record -->)",
                    lambda m: m.group(1) + "\n" + recorded(pathlib.Path(sys.argv[1]).resolve()) + "\n" + m.group(2), page, flags=re.S)
    if "--check" not in sys.argv:
        PAGE.write_text(wanted)
        return 0
    if wanted != page:
        print("docs/editors.md is out of date; tests/lsp/record.py writes it anew. It would be:\n" + wanted)
    return int(wanted != page)


if __name__ == "__main__":
    sys.exit(main())
