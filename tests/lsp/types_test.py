#!/usr/bin/env python3
"""Every kind of message that the server sends has the type that the protocol's own TypeScript declarations give it.

types_test.py FEASTCTL TOOLS

The messages of a session become typed literals, which the TypeScript compiler checks: a member that is missing, has the
wrong type, or does not exist is an error. TypeScript and vscode-languageserver-protocol come from npm, with fixed
versions, into the folder TOOLS. Without npm, exits with 77.
"""
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
from client import Client

FEASTCTL, TOOLS = (pathlib.Path(word).resolve() for word in sys.argv[1:3])
PACKAGES = ["vscode-languageserver-protocol@3.17.5", "typescript@5.4.5", "@types/node@20.12.7"]
RESULTS = {
    "initialize": "InitializeResult", "textDocument/hover": "Hover | null", "textDocument/completion": "CompletionList | null",
    "textDocument/definition": "Definition | null", "textDocument/documentSymbol": "DocumentSymbol[] | null",
    "textDocument/codeLens": "CodeLens[] | null", "textDocument/codeAction": "CodeAction[] | null", "shutdown": "null",
    "workspace/executeCommand": "LSPAny"}
SENT = {"textDocument/publishDiagnostics": "PublishDiagnosticsParams", "client/registerCapability": "RegistrationParams"}
STORE = """apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec:
  feastProject: 5
  feastProjct: b
  services:
    onlineStore:
      persistence:
        store: {type: postgres, secretRef: {name: data}}
---
apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec: {feastProject: a}
---
apiVersion: v1
kind: Secret
metadata: {name: data}
stringData: {postgres: '{host: a}'}
"""


def skip(why):
    print("SKIPPED: " + why)
    sys.exit(77)


def prepare():
    """The folder with the packages; made once."""
    home = TOOLS / "lsp-types"
    if (home / "ready").exists():
        return home
    if shutil.which("npm") is None:
        skip("npm is not installed")
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    (home / "package.json").write_text('{"private": true}')
    try:
        done = subprocess.run(["npm", "install", "--no-audit", "--no-fund", *PACKAGES], cwd=home, capture_output=True, text=True, timeout=300)
    except subprocess.TimeoutExpired:
        skip("npm takes too long")
    if done.returncode:
        skip("npm says: " + (done.stderr.strip() or "nothing").splitlines()[0])
    (home / "ready").touch()
    return home


def messages(folder):
    """(type, value) for what the server says in a session with everything in it."""
    log = []
    capabilities = {"textDocument": {"publishDiagnostics": {"relatedInformation": True},
                                     "completion": {"completionItem": {"snippetSupport": True}}},
                    "workspace": {"didChangeWatchedFiles": {"dynamicRegistration": True}}}
    with Client(FEASTCTL, log=log) as client:
        client.initialize(folder, capabilities)
        name = client.open(folder / "store.yaml", STORE)
        found = client.diagnostics(name)
        assert any("relatedInformation" in d for d in found)
        for line, text in enumerate(STORE.split("\n")):
            for character in range(0, len(text) + 1, 3):
                for method in ("hover", "completion", "definition"):
                    client.at(method, name, line, character)
        document = {"textDocument": {"uri": name}}
        for method in ("documentSymbol", "codeLens"):
            client.request("textDocument/" + method, document)
        everything = {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}
        actions = client.request("textDocument/codeAction", {**document, "range": everything, "context": {"diagnostics": found}})
        assert actions and any(a["diagnostics"] for a in actions)
        client.request("workspace/executeCommand", {"command": "feastctl.render", "arguments": [name, 0]})
        client.close(name)
        assert client.shutdown() == 0
    asked = {m["id"]: m["method"] for side, m in log if side == "client" and "method" in m and "id" in m}
    for side, message in log:
        if side == "client":
            continue
        if "method" in message:
            yield SENT[message["method"]], message["params"]
        elif "result" in message:
            yield RESULTS[asked[message["id"]]], message["result"]


def check(home, typed):
    """The compiler's complaints about the values."""
    lines = ['import { %s } from "vscode-languageserver-protocol";' % ", ".join(sorted({name for kind, _ in typed for name in
             kind.replace("[]", "").split(" | ")} - {"null"}))]
    for number, (kind, value) in enumerate(typed):
        lines.append("export const m%d: %s = %s;" % (number, kind, value))
    with tempfile.NamedTemporaryFile("w", suffix=".ts", dir=home) as file:
        file.write("\n".join(lines) + "\n")
        file.flush()
        done = subprocess.run([home / "node_modules/.bin/tsc", "--noEmit", "--strict", "--skipLibCheck", "--target", "es2020", "--module",
                               "commonjs", "--moduleResolution", "node", file.name], cwd=home, capture_output=True, text=True)
    return done.stdout if done.returncode else ""


home = prepare()
with tempfile.TemporaryDirectory() as temporary:
    typed = sorted({(kind, json.dumps(value)) for kind, value in messages(pathlib.Path(temporary).resolve())})
missing = (set(RESULTS.values()) | set(SENT.values())) - {kind for kind, _ in typed}
assert not missing, missing
# The check itself notices what is wrong.
for wrong in ('{"uri": "a", "diagnostics": [{"range": 1, "message": "a"}]}', '{"uri": "a", "diagnostics": [], "no": 1}', '{"uri": "a"}'):
    assert check(home, [("PublishDiagnosticsParams", wrong)]), wrong
complaints = check(home, typed)
print("%d different messages%s" % (len(typed), ":\n" + complaints[:5000] if complaints else ""))
sys.exit(1 if complaints else 0)
