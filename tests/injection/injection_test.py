#!/usr/bin/env python3
"""No text of a user breaks out of what it is written into: injection_test.py FEASTCTL ROOT [SHARE]

Every text of the examples (values, and keys of maps that are free) becomes one of a list of nasty ones, and so do file names and
arguments. What feastctl prints is then held to a reader of its form: PyYAML, json, an XML parser, TAP's and GitHub's lines, code
fences of Markdown; what goes to a terminal holds nothing that steers it. The init scripts of what it accepts are run, with stubs
for git and feast: only these may be called, with the user's texts as single arguments, and no file PWNED may come to be.
"""
import copy
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

import yaml

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
from report_formats import report_formats  # noqa: E402

EXE = os.path.abspath(sys.argv[1])
ROOT = pathlib.Path(sys.argv[2]).resolve()
SHARE = float(sys.argv[3]) if len(sys.argv) > 3 else 1  # of the usual number of texts
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
NASTY = [
    "$(touch PWNED)", "`touch PWNED`", "; touch PWNED #", "'; touch PWNED; '", '"; touch PWNED; "', "a\ntouch PWNED\n", "| touch PWNED",
    "--upload-pack=touch PWNED", "-oProxyCommand=touch PWNED", "ext::sh -c touch% PWNED", "${IFS}touch${IFS}PWNED", "$(HOME)", "$$(HOME)",
    "${x:-$(touch PWNED)}", "a && touch PWNED", "\\$(touch PWNED)", "\\", "'", '"', "''", "a'b\"c", "&a", "*a", "- a", "a: b", "a #b", "# a", "{a: b}",
    "[a]", "? a", "| ", "> ", "!!python/object/apply:os.system [touch PWNED]", "%YAML 1.1", "---", "--- a", "...", "\n---\nkind: Secret\n", "@a", "<<",
    "=", "~", "null", "yes", "0x10", "0o7", "08", "1e3", "1_000", "12:30:45", "2001-01-01", ".inf", "", " a ", "\ta", "a\t", "a\r\nb: c", "\r", "\n",
    "a\n  b\n c\n", "\n\n a", "\x1b[31mred", "\x1b]0;title\x07", "\x07\x08", "\x00", "\x7f", "\x85", "\x9b31m", "\u2028a", "\u202egnp.a", "\ufeffa",
    "\ufffe", "\U000e0041", "\U0001f600", "a\u0301", "]]>", "<!--", "<x y='", "&amp;&lt;", "</failure>", "::error::forged", "a\n::error::forged",
    "  ::error::forged", "##[error]forged", "##vso[task.setvariable variable=a]b", "%0A::error::forged", "a,file=b,line=1::c", "```\n# forged",
    "</details><script>forged</script>", "![forged](x)", "ok 1 - forged", "not ok 2", "Bail out!", "a # SKIP", "{{ .Values.x }}", "{%x%}",
    "a" * 3000, "\u00e4" * 500, "../../PWNED", "/etc/passwd", "a/../../b", "\\n\\x1b", "\\u202e",
]
FORMS = report_formats(EXE)[1:]  # text has a judge of its own
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]")
problems, counts = [], {"stores": 0, "accepted": 0, "scripts": 0, "names": 0}


def some(texts):
    return random.Random(3).sample(texts, min(len(texts), round(len(texts) * SHARE)))


def check(fine, *words):
    if not fine:
        problems.append(" ".join(ascii(w) if not isinstance(w, str) else w for w in words)[:600])


def run(*args, cwd, stdin=None):
    return subprocess.run([EXE, *args], cwd=cwd, input=stdin, stdin=None if stdin is not None else subprocess.DEVNULL,
                          capture_output=True, timeout=60)


# --- what each form has to be

def terminal(text, about):  # also the least that a format without a judge of its own has to be
    shown = text.decode()  # it is UTF-8 whatever came in
    check(not STEERING.search(shown), "steers a terminal:", about, shown)
    for line in shown.split("\n"):
        check(not line.lstrip().startswith("::"), "commands GitHub:", about, line)
        check(not re.search(r"##(\[|vso\[|teamcity\[)", line), "commands a machine that reads the log:", about, line)


def tap(text, _):
    lines, blocks = text.split("\n"), re.findall(r"^  ---\n(.*?)^  \.\.\.$", text, re.M | re.S)
    total = sum(1 for line in lines if re.match(r"(not )?ok \d+ - ", line))
    check(lines[:2] == ["TAP version 13", "1..%d" % total], "tap plan", lines[:2], total)
    check(not any(re.search(r"[^\\]#", line) for line in lines if re.match(r"(not )?ok", line)), "tap directive", text)
    for block in blocks:
        check(all(set(f) >= {"code", "severity", "message"} for f in yaml.load(block, Loader)), "tap block", block)
    check(not re.search(r"^(?!TAP version 13$|1\.\.\d+$|(not )?ok \d+ - |  |$)", text, re.M), "tap line", text)


def github(text, about):
    for line in text.split("\n"):
        command = re.match(r"::(error|warning|notice) ((?:file=[^:,]*,line=\d+,endLine=\d+(?:,col=\d+,endColumn=\d+)?,)?title=FS\d+)::", line)
        check(bool(command) or not line.lstrip().startswith("::"), "a forged command", about, line)
        check(bool(command) or "##[" not in line, "a forged command", about, line)


JUDGES = {"json": lambda t, _: json.loads(t), "sarif": lambda t, _: json.loads(t), "gitlab": lambda t, _: json.loads(t),
          "junit": lambda t, _: xml.etree.ElementTree.fromstring(t), "tap": tap, "github": github}


def reports(folder, files, about):
    """All reports of one run; its exit status."""
    outputs = [word for form in FORMS for word in ("--output=" + form, "--output-file=out." + form)]
    p = run("validate", *outputs, "--output=text", "--color=never", "--", *files, cwd=folder)
    check(p.returncode in (0, 1), "status", p.returncode, about, p.stderr)
    terminal(p.stderr + p.stdout, about)
    for form in FORMS:
        try:
            text = (folder / ("out." + form)).read_bytes()
            JUDGES[form](text.decode(), about) if form in JUDGES else terminal(text, about)
        except Exception as error:  # whatever a parser says
            check(False, form, repr(error), about)
    return p.returncode


# --- the texts of stores

def stores():
    for path in sorted([*(ROOT / "examples").rglob("*.yaml"), *(ROOT / "tests/golden").glob("*/input.yaml")]):
        try:
            documents = [d for d in yaml.load_all(path.read_text(), Loader) if isinstance(d, dict)]
        except yaml.YAMLError:
            continue
        for i, document in enumerate(documents):
            if document.get("kind") == "FeatureStore":
                yield documents, i


def leaves(node, path=()):
    """Every text, and every key of the maps that take any."""
    if isinstance(node, dict):
        for key, value in node.items():
            if path and path[-1] in ("annotations", "labels", "configs", "podAnnotations", "nodeSelector"):
                yield (*path, key), True
            yield from leaves(value, (*path, key))
    elif isinstance(node, list):
        for i, value in enumerate(node):
            yield from leaves(value, (*path, i))
    elif isinstance(node, str) and path not in (("kind",), ("apiVersion",)):
        yield path, False


def shape(path):
    return tuple("*" if isinstance(p, int) else p for p in path)


def nasty_copy(documents, index, path, is_key, text):
    documents = copy.deepcopy(documents)
    node = documents[index]
    for part in path[:-1]:
        node = node[part]
    if is_key:
        node[text] = node.pop(path[-1])
    else:
        node[path[-1]] = text
    return documents


def containers(objects):
    for o in objects:
        spec = o.get("spec") or {}
        pod = (spec.get("jobTemplate", {}).get("spec", {}).get("template") or spec.get("template") or {}).get("spec", {})
        for c in pod.get("initContainers", []) + pod.get("containers", []):
            yield o["kind"], c


SCRIPTS = {p.read_text(): p.name for p in (ROOT / "templates").glob("*.sh")}


def run_script(container, about):
    """An init script with stubs beside it: what it calls, it calls by our words."""
    place = pathlib.Path(tempfile.mkdtemp(prefix="feastctl-injection-"))
    (place / "bin").mkdir()
    (place / "work").mkdir()
    for name in ("git", "feast"):
        stub = place / "bin" / name
        stub.write_text("#!/bin/bash\nprintf '%s\\0' \"${0##*/}\" \"$@\" >> '" + str(place / "calls") + "'\nexit 1\n")
        stub.chmod(0o755)
    args = [a.replace("/feast-data", str(place / "work")) if i > 1 else a for i, a in enumerate(container["args"])]
    if not any("\0" in a for a in args):  # no system takes it, and neither does Kubernetes
        p = subprocess.run(["bash", "-c", *args], cwd=place / "work", timeout=20, capture_output=True, stdin=subprocess.DEVNULL,
                           env={"PATH": "%s:%s" % (place / "bin", os.environ["PATH"]), "HOME": str(place), "x": ""})
        counts["scripts"] += 1
        check(b"syntax error" not in p.stderr, "the script", about, p.stderr)
    check(not list(place.rglob("PWNED")) or any("PWNED" in a.split("/") for a in args), "PWNED by the init script", about, args)
    if (place / "calls").exists():
        calls = (place / "calls").read_bytes().decode(errors="replace").split("\0")
        check(calls[0] in ("git", "feast"), "calls", calls)
        if calls[0] == "git" and "clone" in calls:
            check(not calls[calls.index("clone") + 1].startswith("-"), "git takes the url for an option", calls)
    shutil.rmtree(place)


def manifests(folder, about):
    as_yaml, as_json = (run("render", "store.yaml", "--output=" + form, cwd=folder).stdout for form in ("yaml", "json"))
    try:
        objects = list(yaml.load_all(as_yaml, Loader))
        check(objects == json.loads(as_json)["items"], "YAML and JSON differ", about)
    except (yaml.YAMLError, ValueError) as error:
        check(False, "no YAML:", repr(error), about)
        return
    for o in objects:
        for name, text in (o.get("data") or {}).items():
            if name.endswith(".yaml") and o["kind"] == "ConfigMap":
                check(isinstance(yaml.load(text, Loader), dict), "YAML within a ConfigMap", name, about)
    for kind, c in containers(objects):
        if kind == "CronJob":
            check(c["command"][:2] == ["kubectl", "exec"] and c["command"][3:7] == ["-i", "--", "bash", "-c"] and len(c["command"]) == 8,
                  "kubectl's words", c["command"])
        elif c["name"] == "feast-init" and c["command"] == ["bash", "-c"]:
            check(c["args"][0] in SCRIPTS, "an init script that is not ours", about)
            run_script(c, about)


def texts_of_stores(folder):
    chance, shapes = random.Random(7), {}
    for documents, index in stores():
        for path, is_key in leaves(documents[index]):
            shapes.setdefault((shape(path), is_key), (documents, index, path))
    for (_, is_key), (documents, index, path) in shapes.items():
        scripted = "feastProjectDir" in path or "commands" in path
        for text in chance.sample(NASTY, min(len(NASTY), round((25 if scripted else 3) * SHARE))):
            about = "%s = %a" % (".".join(map(str, path)), text[:60])
            broken = nasty_copy(documents, index, path, is_key, text)
            (folder / "store.yaml").write_text("\n---\n".join(json.dumps(d) for d in broken))
            counts["stores"] += 1
            if reports(folder, ["store.yaml"], about) == 0:
                counts["accepted"] += 1
                manifests(folder, about)


# --- names of files, arguments, differences

STORE = {"apiVersion": "feast.dev/v1", "kind": "FeatureStore", "metadata": {"name": "sample"}, "spec": {"feastProject": "sample"}}


def names(folder):
    for text in some(NASTY):
        counts["names"] += 1
        if 0 < len(text.encode()) < 200 and "\0" not in text and "/" not in text:
            name = text + ".yaml"
            (folder / name).write_text(json.dumps({**STORE, "spec": {"feastProject": "not valid!", text: {text: text}}}))
            reports(folder, [name], "the file name %a" % name)
            for command in (["render", "--output-dir=out" + text], ["convert"], ["defaults"], ["images"], ["diff", "--against=" + name]):
                terminal(run(*command, "--", name, cwd=folder).stderr, command)
            for form in ("text", "markdown", "json"):
                p = run("upgrade", "--from=0.60", "--output=" + form, "--", name, cwd=folder)
                terminal(p.stderr + (p.stdout if form == "text" else b""), "upgrade %s %a" % (form, text[:60]))
            (folder / name).write_text(json.dumps(STORE))
            for command in (["render", "--output-dir=out" + text], ["convert", "--write"]):
                p = run(*command, "--", name, cwd=folder)
                terminal(p.stderr + (p.stdout if command[0] == "render" else b""), command)
            os.unlink(folder / name)
            shutil.rmtree(folder / ("out" + text), ignore_errors=True)
        if "\0" not in text:
            for args in (["render", "--output=" + text], [text or "x"], ["explain", "--", text], ["render", "--" + text], ["render", "--", "missing" + text],
                         ["validate", "--config=" + text, "x"], ["init", "--output-file=missing/" + text], ["render", "--api=@" + text, "x"]):
                p = run(*args, cwd=folder)
                check(p.returncode in (0, 1, 2, 3), "status", p.returncode, args)
                terminal(p.stderr, args)


def differences(folder):
    for text in some(NASTY):
        if text in ("\0", "\ufffe"):
            continue
        maps = [{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": text or "x"}, "data": {"a": a, text or "x": "1"}}
                for a in ("x\ny\n" + text + "\nz", "x\n2\n" + text + "\nw" + text)]
        for name, m in zip(("old.yaml", "new.yaml"), maps):
            (folder / name).write_text(json.dumps(STORE) + "\n---\n" + json.dumps(m))
        for form in ("text", "unified", "markdown", "json"):
            p = run("diff", "--pass-through", "--color=never", "new.yaml", "--against=old.yaml", "--output=" + form, cwd=folder)
            if p.returncode in (2, 3):
                continue  # the name is refused
            check(p.returncode == 1, "diff", p.returncode, form, text, p.stderr)
            if form == "json":
                check(p.stdout.startswith(b"{") and json.loads(p.stdout), "diff as JSON", text, p.stdout, p.stderr)
            else:
                terminal(p.stdout, "diff %s %a" % (form, text[:60]))
            if form == "markdown":
                rest = re.sub(r"^(`{3,})diff\n.*?\n\1$", "", p.stdout.decode(), flags=re.M | re.S)
                rest = re.sub(r"<code>[^<>]*</code>|`[^`\n]*`", "", rest)
                check("forged" not in rest and "PWNED" not in rest, "escapes Markdown's code", text, rest)
                check(not re.search(r"<(?!/?(details|summary)>)", rest), "a tag", rest)


folder = pathlib.Path(tempfile.mkdtemp(prefix="feastctl-injection-"))
for part in (names, differences, texts_of_stores):
    part(folder)
shutil.rmtree(folder)
print("\n".join(dict.fromkeys(problems)))
print("%s, %d problems" % (", ".join("%d %s" % (n, w) for w, n in counts.items()), len(problems)))
sys.exit(1 if problems else 0 if counts["accepted"] and counts["scripts"] else 1)
