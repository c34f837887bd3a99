#!/usr/bin/env python3
"""A page of docs/codes becomes a row, or stops the build with its file and line. pages_test.py CODE_COMPILER"""
import pathlib
import subprocess
import sys
import tempfile

COMPILER = sys.argv[1]
PAGE = """---
severity: warning
fix: unsafe
constant: kLeakyTap
args: --platform=openshift
---

# FS901: leaky-tap

The tap leaks
"a little".

## Why

Water is lost.

Source: the plumber.

## Remedy

Replace `<washer>`.

## Wrong

```yaml
tap:␉\\leaky
```

## Right

```yaml
tap: tight
```
"""
# What is changed in the page, and the error that follows.
BROKEN = [
    ("---\nsev", "sev", ":1: expected the line ---"),
    ("severity: warning", "severity: grave", ":6: severity must be error, warning or note"),
    ("fix: unsafe", "fix: maybe", ":6: fix must be safe or unsafe"),
    ("args:", "arguments:", ":5: expected severity, fix, constant or args"),
    ("args: --platform=openshift", "severity: note", ":5: duplicate key severity"),
    ("constant: kLeakyTap\n", "", ":5: constant must be"),
    ("# FS901", "# FS902", ":8: expected the heading # FS901: "),
    ("Water is lost.", "- Water is lost.", ":15: only paragraphs"),
    ("`<washer>`", "<washer>", ":21: put text with < between backticks"),
    ("`<washer>`", "`<washer>", ":21: a backtick has no partner"),
    ("the plumber.", "the plumber", ":18: the text must end with a full stop"),
    ("## Why", "## Because", ":13: expected the line ## Why"),
    ("## Right\n\n```yaml\ntap: tight\n```\n", "", ":28: the page ends where"),
    ("tight\n```\n", "tight\n", ":32: the page ends where"),
    ("tight\n```\n", "tight\n```\n\nMore.\n", ":34: expected nothing after the right example"),
]
problems = []


def check(condition, what):
    if not condition:
        problems.append(what)


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    pages, rows, constants = folder / "pages", folder / "codes.cpp", folder / "codes.hpp"
    pages.mkdir()
    page = pages / "FS901.md"

    def compile_pages():
        return subprocess.run([COMPILER, pages, rows, constants], capture_output=True, text=True)

    for before, after, error in BROKEN:
        assert before in PAGE, before
        page.write_text(PAGE.replace(before, after, 1))
        run = compile_pages()
        check(run.returncode == 1 and "FS901.md" + error in run.stderr, "%r -> %r: %s" % (before, after, run.stderr))
        check(not rows.exists(), "%r -> %r wrote rows" % (before, after))

    page.write_text(PAGE)
    (pages / "README.md").write_text("Not a page of a code.\n")
    run = compile_pages()
    check(run.returncode == 0, run.stderr)
    for text in (r'"The tap leaks \"a little\"."', '"Water is lost. Source: the plumber."', r'"tap:\011\\leaky\n"',
                 "Severity::kWarning", "FixKind::kUnsafe", '"leaky-tap"', '"--platform=openshift"'):
        check(text in rows.read_text(), "the row lacks " + text)
    check("kLeakyTap = kAllRules[0];" in constants.read_text(), constants.read_text())

    written = constants.stat().st_mtime_ns
    page.write_text(PAGE.replace("Water", "Much water"))
    check(compile_pages().returncode == 0 and "Much water" in rows.read_text(), "a new text does not reach the row")
    check(constants.stat().st_mtime_ns == written, "a new text makes all sources compile again")

    for other, error in (("kLeakyTap", "another page has kLeakyTap"), ("leaky-tap", "another page has leaky-tap")):
        second = PAGE.replace("FS901", "FS902").replace("kLeakyTap", "kOther").replace("leaky-tap", "other")
        (pages / "FS902.md").write_text(second.replace("kOther" if other[0] == "k" else "other", other, 1))
        check(error in compile_pages().stderr, "no error: " + error)

print("\n".join(problems))
print("%d problems" % len(problems))
sys.exit(1 if problems else 0)
