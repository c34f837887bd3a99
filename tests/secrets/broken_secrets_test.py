"""Nothing of a Secret is shown, however it is broken: broken_secrets_test.py FEASTCTL [CASES [FIRST]]

Random Secrets stand alone, before, behind and between other documents, and are broken at random: cut off, split, indented by too
little, misspelt, disguised, quoted by half. Values and some keys hold markers. Then every command reads them, and neither the
markers nor their base64 may be in a report of any form, in a message, in manifests, or in a file that a command writes. What is handed
on is another matter: convert and argocd generate may print Secrets once all could be read, fn gives its items back, and diff names keys.
"""
import base64
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
from report_formats import report_formats  # noqa: E402

MARKER = "Hunter2Marker"
KEY = "Hunter3Key"
DIFFS = ["text", "unified", "json", "markdown", "github"]
# Base64 of the marker at each of the three places that it can have in a text, less what depends on its neighbours.
VALUES = [MARKER.encode(), MARKER.lower().encode()] + [base64.b64encode(b"x" * i + MARKER.encode())[(4 if i else 0):-4] for i in range(3)]
KEYS = [KEY.encode(), KEY.lower().encode()]

STORE = """apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample, namespace: feast}
spec:
  feastProject: shop
  authz: {oidc: {secretRef: {name: oidc}}}
  services:
    onlineStore: {persistence: {store: {type: redis, secretRef: {name: red}}}}
    registry: {local: {persistence: {store: {type: sql, secretRef: {name: red}}}}}
"""
MAP = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: other, namespace: feast}\ndata: {a: b}\n"
KUSTOMIZATION = "resources:\n- store.yaml\n"


def value(chance):
    """A value as people have them, on one line or several."""
    return chance.choice([
        "password: %s\nhost: db\n", "%s", "connection_string: redis:6379,password=%s\n", "[%s, b]\n", "- %s\n", "%k: 1\n%k: %s\n", "a: {b: [%s]}\n",
        "-----BEGIN PRIVATE KEY-----\nMII%s\nabc%s\n-----END PRIVATE KEY-----\n", "---\npassword: %s\n---\nb: %s\n", "type: %s\n", "path: [%s\n", "a: *%s\n",
        "machine host login %s password %s\n", "# %s\n%s\n", "--- %s\n", "apiVersion: v1\nkind: Config\nusers:\n- token: %s\n", "\"%s", "client_secret: '%s'\n"
        ]).replace("%s", MARKER).replace("%k", KEY)


def block(text, indent, header="|"):
    return header + "\n" + "".join(" " * indent + line + "\n" if line else "\n" for line in text.rstrip("\n").split("\n"))


def secret(chance):
    name = chance.choice(["red", "red", "oidc"])
    keys = chance.sample(["redis", "sql", "client_id", "client_secret", "auth_discovery_url", "tls.key", "password", KEY], chance.randint(1, 3))
    texts = {key: value(chance) for key in keys}
    encoded = {key: base64.b64encode(text.encode()).decode() for key, text in texts.items()}
    head = {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": name, "namespace": "feast"}}
    style = chance.choice(["block", "block", "block", "quoted", "data", "json", "line", "list", "yaml list", "flow", "annotated", "kind last"])
    if style == "json":
        return json.dumps({**head, "stringData": texts}, indent=2) + "\n"
    if style == "line":
        return json.dumps({**head, "data": encoded}) + "\n"
    if style == "list":
        return json.dumps({"apiVersion": "v1", "kind": "List", "items": [{**head, "stringData": texts}]}, indent=chance.choice([None, 1])) + "\n"
    if style == "yaml list":
        kind, items = chance.choice([("List", "items"), ("List", "items"), ("SecretList", "items"), ("Template", "objects")])
        return "apiVersion: v1\nkind: %s\n%s:\n- " % (kind, items) + json.dumps({**head, "stringData": texts}, indent=2) + "\n"
    if style == "flow":
        return "apiVersion: v1\nkind: Secret\nmetadata: {name: %s, namespace: feast}\nstringData: %s\n" % (name, json.dumps(texts))
    lines = "apiVersion: v1\nkind: Secret\nmetadata:\n  name: %s\n  namespace: feast\n" % name
    if style == "data":
        return lines + "type: Opaque\ndata:\n" + "".join("  %s: %s\n" % pair for pair in encoded.items())
    if style == "annotated":
        whole = json.dumps({**head, "stringData": texts})
        return lines + "  annotations:\n    kubectl.kubernetes.io/last-applied-configuration: " + block(whole, 6) + "data: {}\n"
    if style == "quoted":
        data = "stringData:\n" + "".join("  %s: %s\n" % (key, json.dumps(text)) for key, text in texts.items())
    else:
        data = "stringData:\n" + "".join("  %s: %s" % (key, block(text, 4, chance.choice(["|", "|-", ">", "|4+"]))) for key, text in texts.items())
    return "apiVersion: v1\n" + data + lines[len("apiVersion: v1\n"):] if style == "kind last" else lines + data


# --- slips; each takes and gives the lines of a Secret

def unindent(chance, lines):
    begin = chance.randrange(len(lines))
    end = chance.randint(begin, len(lines))
    less = chance.randint(1, 4)
    return lines[:begin] + [line[min(less, len(line) - len(line.lstrip(" "))):] for line in lines[begin:end]] + lines[end:]


def drop_line(chance, lines):
    at = chance.randrange(len(lines))
    return lines[:at] + lines[at + 1:]


def cut_off(chance, lines):
    text = "\n".join(lines)
    return text[:chance.randint(0, len(text))].split("\n")


def insert_line(chance, lines):
    at = chance.randint(0, len(lines))
    return lines[:at] + [chance.choice(["---", "---", "--- x", "...", "%YAML 1.1", "-----", "'", "{", "x", "a: b", "kind: Other", "\tx: 1", "? ", "- a"])] + lines[at:]


def insert_text(chance, lines):
    text = "\n".join(lines)
    at = chance.randint(0, len(text))
    return (text[:at] + chance.choice(list("'\"[]{}:#&*!|>%@`,-?\t\\ \r\x07\x00\u00e9") + [": ", " #", "!!binary ", "!!int ", "*a ", "&a ", "<<: ", "\n", "\n  "])
            + text[at:]).split("\n")


def drop_text(chance, lines):
    text = "\n".join(lines)
    at = chance.randrange(max(1, len(text)))
    return (text[:at] + text[at + 1:]).split("\n")


def tag_value(chance, lines):
    at = chance.randrange(len(lines))
    return lines[:at] + [lines[at].replace(": ", ": " + chance.choice(["!!binary ", "!!int ", "!!float ", "!x ", "*a ", "&a ", "'", "\"", "@", "`", "%", "["]), 1)] + lines[at + 1:]


def misspell(chance, lines):
    text = "\n".join(lines)
    for word in chance.sample(["kind", "Secret", "stringData", "data", "apiVersion", "metadata", "List", "items"], 3):
        i = chance.randrange(len(word) - 1)
        wrong = chance.choice([word[:i] + word[i + 1] + word[i] + word[i + 2:], word[:i] + word[i + 1:], word[:i] + "x" + word[i:], word.lower(), word.upper(), word + "s"])
        if chance.random() < 0.7:
            text = text.replace(word, wrong, 1)
    return text.split("\n")


def disguise(chance, lines):
    return "\n".join(lines).replace("kind: Secret", chance.choice([
        "kind: \"\\x53ecret\"", "kind: !!str Secret", "kind: &a Secret", "kind:\n  Secret", "kind: |\n  Secret", "? kind\n: Secret", "'kind': 'Secret'",
        "kind :  Secret # x", "kind: Secret\nkind: Secret", "kind: Secret\nkind: Other", "kind: Secret\n'kind': ConfigMap", "\"k\\x69nd\": Secret"]), 1).split("\n")


def twice(chance, lines):
    at = chance.randrange(len(lines))
    return lines[:at] + [lines[at]] + lines[at:]


SLIPS = [unindent, unindent, drop_line, cut_off, insert_line, insert_line, insert_text, insert_text, drop_text, tag_value, tag_value, misspell, disguise, twice]


def is_recognisable(text):
    """Whether anything but the values tells that this is, or was, a Secret; else it cannot be known from a text of any kind."""
    return any(word in text for word in ("Secret", "stringData")) or "\ndata:" in text and "\nkind: " not in text


def stream(chance):
    while True:
        whole = secret(chance)
        broken = whole.rstrip("\n").split("\n")
        for _ in range(chance.randint(1, 3)):
            broken = chance.choice(SLIPS)(chance, broken or [""])
        broken = "\n".join(broken)
        if is_recognisable(broken):
            break
    others = [chance.choice([STORE, STORE, MAP, KUSTOMIZATION]) for _ in range(chance.randint(0, 2))]
    others.insert(chance.randint(0, len(others)), broken + "\n" * chance.randint(0, 1))
    text = "".join(part if i == 0 else ("" if others[i - 1].endswith("\n") or not others[i - 1] else "\n") + "---\n" + part for i, part in enumerate(others))
    ending = chance.random()
    return text.replace("\n", "\r\n") if ending < 0.05 else "\ufeff" + text if ending < 0.1 else text, whole


# --- what is said about them

class Checker:
    def __init__(self, exe, folder):
        self.exe, self.folder, self.problems, self.runs = exe, folder, [], 0
        self.forms = report_formats(exe)[1:]
        self.env = {"PATH": os.environ["PATH"], "GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(folder / "summary.md")}

    def look(self, about, data, text, keys=True):
        for piece in VALUES + (KEYS if keys else []):
            if piece in data:
                at = data.index(piece)
                self.problems.append("%s shows %r\n--- of\n%s" % (about, data[max(0, at - 200):at + 60], text))
                return

    def run(self, text, *args, stdin=None, env=()):
        self.runs += 1
        done = subprocess.run([self.exe, *args], cwd=self.folder, input=stdin, stdin=None if stdin is not None else subprocess.DEVNULL,
                              capture_output=True, timeout=60, check=False, env={**self.env, **dict(env)})
        if done.returncode not in (0, 1, 2, 3):
            self.problems.append("%s: status %d\n--- of\n%s" % (args, done.returncode, text))
        self.look(args, done.stderr, text)
        out = done.stdout
        if args[0] == "fn":
            out = b"\nresults:".join(out.split(b"\nresults:")[1:])
        if args[0] not in ("convert", "argocd") or done.returncode != 0:
            self.look(args, out, text, keys=args[0] != "diff")

    def check(self, text, whole, chance):
        """`text` has the Secret that is broken, `whole` is the one that it was."""
        raw = text.encode("utf-16") if chance.random() < 0.03 else text.encode()
        (self.folder / "in.yaml").write_bytes(raw)
        (self.folder / "store.yaml").write_text(STORE)
        reports = [word for form in self.forms for word in ("--output=" + form, "--output-file=out." + form)]
        self.run(text, "validate", *reports, "--output=text", "--summary", "in.yaml", "store.yaml")
        for name in ["out." + form for form in self.forms] + ["summary.md"]:
            self.look(name, (self.folder / name).read_bytes(), text)
        for form in self.forms:
            os.unlink(self.folder / ("out." + form))
        self.run(text, "validate", "in.yaml")
        self.run(text, "render", "--pass-through", "--diagnostics=" + chance.choice(self.forms + ["text"]), "in.yaml", "store.yaml")
        self.run(text, "render", "--secrets=inline", "--output=name", "in.yaml", "store.yaml")
        self.run(text, "convert", "in.yaml")
        self.run(text, "convert", "--write", "in.yaml")
        (self.folder / "in.yaml").write_bytes(raw)
        for command in (["defaults"], ["images"], ["rbac"], ["diff", "--pass-through", "--against=store.yaml"],
                        ["upgrade", "--from=0.60", "--output=" + ["text", "json", "markdown"][len(text) % 3]], ["validate", "--config=in.yaml"]):
            self.run(text, *command, "in.yaml")
        self.run(text, "diff", "--against=in.yaml", "--output=" + chance.choice(DIFFS), "store.yaml")
        (self.folder / "whole.yaml").write_text(whole)
        for old, new in (("store.yaml", "in.yaml"), ("in.yaml", "whole.yaml")):
            self.run(text, "diff", "--pass-through", "--output=" + chance.choice(DIFFS), old, new)
        self.run(text, "fn", stdin=raw)
        listed = "apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n- " + text.replace("\n", "\n  ")
        self.run(text, "fn", stdin=listed.encode())
        self.run(text, "argocd", "generate", env={"ARGOCD_APP_PARAMETERS": text.replace("\x00", "")})


def main():
    cases, first = int(sys.argv[2]) if len(sys.argv) > 2 else 150, int(sys.argv[3]) if len(sys.argv) > 3 else 0
    with tempfile.TemporaryDirectory(prefix="feastctl-secrets-") as folder:
        checker = Checker(str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(folder))
        for number in range(first, first + cases):
            chance = random.Random(number)
            before = len(checker.problems)
            checker.check(*stream(chance), chance)
            if len(checker.problems) > before:
                print("case %d: %s\n" % (number, checker.problems[before]))
    print("%d broken Secrets, %d runs, %d leaks" % (cases, checker.runs, len(checker.problems)))
    sys.exit(1 if checker.problems else 0)


main()
