#!/usr/bin/env python3
"""The language server's side of the protocol: lifecycle, positions, edits, folders, and hostile input.

protocol_test.py FEASTCTL

Needs nothing but Python.
"""
import json
import pathlib
import sys

sys.dont_write_bytecode = True
import cases
from client import Client, uri

FEASTCTL = pathlib.Path(sys.argv[1]).resolve()
STORE = """apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: sample
"""
WITH_SECRET = STORE + """  services:
    onlineStore:
      persistence:
        store: {type: postgres, secretRef: {name: data}}
"""
SECRET = """apiVersion: v1
kind: Secret
metadata: {name: data}
stringData:
  postgres: |
    host: db.example.com
    database: feast
    user: feast
    password: correct-horse-battery
"""


def start(folder=None, capabilities=None, arguments=()):
    client = Client(FEASTCTL, arguments)
    client.initialize(folder, capabilities)
    return client


def codes(diagnostics):
    return sorted(d["code"] for d in diagnostics)


def case_lifecycle(_):
    with Client(FEASTCTL) as client:
        assert client.answer(client.ask("textDocument/hover", {}))["error"]["code"] == -32002
        result = client.initialize()
        assert result["serverInfo"]["name"] == "feastctl" and result["capabilities"]["positionEncoding"] == "utf-16"
        assert client.answer(client.ask("initialize", {"capabilities": {}}))["error"]["code"] == -32600
        assert client.answer(client.ask("no/such"))["error"]["code"] == -32601
        client.notify("no/such/notification")
        client.request("shutdown")
        assert client.answer(client.ask("textDocument/hover", {}))["error"]["code"] == -32600
        client.notify("exit")
        assert client.wait() == 0


def case_exit_without_shutdown(_):
    with start() as client:
        client.notify("exit")
        assert client.wait() == 1


def case_client_that_dies(folder):
    with start() as client:
        client.open(folder / "store.yaml", STORE)
        assert client.wait() == 1
    with start() as client:  # half a message
        client.write(b"Content-Length: 1000\r\n\r\n{\"jsonrpc\"")
        assert client.wait() == 1
    with start() as client:  # nobody reads
        client.process.stdout.close()
        client.open(folder / "store.yaml", STORE)
        assert client.process.wait(60) == 1


def case_garbage(folder):
    with start() as client:
        client.write(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert client.read()["error"]["code"] == -32700
        client.write(b"Content-Length: 9\r\n\r\n{\"id\": 1,")
        assert client.read()["error"]["code"] == -32700
        client.write(b"Content-Length: 2\r\n\r\n[]")
        assert client.read()["error"]["code"] == -32600
        client.write(b"Content-Length: 2\r\n\r\n{}")
        assert client.read()["error"]["code"] == -32600
        client.write(b"content-length: 20000\r\nContent-Type: x\r\n\r\n" + b"[" * 20000)
        assert client.read()["error"]["code"] == -32700
        name = client.open(folder / "store.yaml", STORE)  # all is well nevertheless
        assert "FS606" in codes(client.diagnostics(name))
        assert client.shutdown() == 0


def case_no_message_at_all(_):
    for noise in (b"\x00" * 100000, b"Content-Length: 99999999999999999999999\r\n\r\n", b"Content-Length: 999999999\r\n\r\n{}"):
        with start() as client:
            try:
                client.write(noise)
            except BrokenPipeError:
                pass  # the server has seen enough
            assert client.read()["error"]["code"] == -32700
            assert client.process.wait(60) == 1


def case_mistyped_parameters(folder):
    wrong = [None, 1, "x", [], {}, {"textDocument": 1}, {"textDocument": {"uri": 5}}, {"textDocument": {"uri": "file:///no"}},
             {"textDocument": {"uri": uri(folder / "store.yaml")}, "position": {"line": -1, "character": 1}},
             {"textDocument": {"uri": uri(folder / "store.yaml")}, "position": {"line": 1e99, "character": []}},
             {"textDocument": {"uri": uri(folder / "store.yaml")}, "contentChanges": [{"text": 1}, {"range": 3, "text": ""}]}]
    with start(folder) as client:
        name = client.open(folder / "store.yaml", STORE)
        methods = ["hover", "completion", "codeAction", "documentSymbol", "definition", "codeLens"]
        for params in wrong:
            for method in methods:
                assert "id" in client.answer(client.ask("textDocument/" + method, params))
            for method in ("didOpen", "didChange", "didClose", "didSave"):
                client.notify("textDocument/" + method, params)
            for method in ("workspace/didChangeWorkspaceFolders", "workspace/executeCommand"):
                client.ask(method, params)
        name = client.open(folder / "store.yaml", STORE.replace("sample", "other"))
        assert "FS606" in codes(client.diagnostics(name))
        assert client.shutdown() == 0


def case_cancelled(folder):
    with start() as client:
        name = client.open(folder / "store.yaml", STORE)
        client.diagnostics(name)
        # One write, so that the cancellation arrives before the request is handled.
        messages = [{"id": 77, "method": "textDocument/documentSymbol", "params": {"textDocument": {"uri": name}}},
                    {"method": "$/cancelRequest", "params": {"id": 77}}]
        bodies = [json.dumps({"jsonrpc": "2.0", **m}).encode() for m in messages]
        client.write(b"".join(b"Content-Length: %d\r\n\r\n" % len(b) + b for b in bodies))
        assert client.answer(77)["error"]["code"] == -32800


def case_edits(folder):
    with start() as client:
        name = client.open(folder / "store.yaml", STORE.replace("feastProject", "feastProjct"))
        assert "FS201" in codes(client.diagnostics(name))
        client.change(name, ((5, 11), (5, 11), "e"))
        assert "FS201" not in codes(client.diagnostics(name))
        # Several changes in one notification, each on the result of the one before; one goes beyond the line and the text.
        client.change(name, ((5, 2), (5, 99), "x: 1"), ((5, 2), (5, 3), "feastProject"), ((5, 14), (99, 0), ": sample\n"))
        assert "FS201" not in codes(client.diagnostics(name))
        client.change(name, "kind: {")
        assert codes(client.diagnostics(name)) and client.diagnostics(name)[0]["severity"] == 1
        client.close(name)
        while client.published[name]["diagnostics"]:
            client.read()


def case_encodings(folder):
    """The same place in the units of each encoding, before and after an edit behind a character of two units."""
    text = STORE.replace("  feastProject: sample", '  feastProject: sample\n  "\U0001F600é": {a: 1, b: 2}')
    for offered, chosen, end in ((None, "utf-16", 7), (["utf-16"], "utf-16", 7), (["utf-8", "utf-16"], "utf-8", 10),
                                 (["utf-32"], "utf-32", 6), (["x"], "utf-16", 7), ([1], "utf-16", 7)):
        general = {"general": {"positionEncodings": offered}} if offered else {}
        with Client(FEASTCTL) as client:
            assert client.initialize(None, general)["capabilities"]["positionEncoding"] == chosen
            name = client.open(folder / "store.yaml", text)
            found = [d for d in client.diagnostics(name) if d["code"] == "FS201"]
            assert [d["range"] for d in found] == [{"start": {"line": 6, "character": 2},
                                                    "end": {"line": 6, "character": end}}], found
            client.change(name, ((6, 2), (6, end), "services"), ((6, 12), (6, 24), "{}"))
            assert "FS201" not in codes(client.diagnostics(name)), client.published


def case_line_ends(folder):
    for end in ("\n", "\r\n", "\r"):
        with start() as client:
            name = client.open(folder / "store.yaml", STORE.replace("\n", end))
            client.change(name, ((5, 2), (5, 14), "feastProjct"))
            found = [d["range"]["start"] for d in client.diagnostics(name) if d["code"] == "FS201"]
            assert found == [{"line": 5, "character": 2}], (end, client.published)


def case_files_of_a_folder(folder):
    (folder / "secrets").mkdir()
    (folder / "secrets/data.yaml").write_text(SECRET)
    with start(folder) as client:
        name = client.open(folder / "store.yaml", WITH_SECRET)
        assert "FS430" not in codes(client.diagnostics(name))
        # An open document counts as it is in the editor, and others are told.
        secret = client.open(folder / "secrets/data.yaml")
        client.diagnostics(secret)
        client.change(secret, SECRET.replace("name: data", "name: other"))
        client.diagnostics(secret)
        while "FS430" not in codes(client.published[name]["diagnostics"]):
            client.read()
        client.close(secret)
        while "FS430" in codes(client.published[name]["diagnostics"]):
            client.read()
    with start() as client:  # outside of a folder, a document is alone
        name = client.open(folder / "store.yaml", WITH_SECRET)
        assert "FS430" in codes(client.diagnostics(name))


def case_files_that_change_on_disk(folder):
    for watches in (True, False):
        (folder / "data.yaml").unlink(missing_ok=True)
        capabilities = {"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": watches}}}
        with start(folder, capabilities) as client:
            name = client.open(folder / "store.yaml", WITH_SECRET)
            assert "FS430" in codes(client.diagnostics(name))
            assert bool(client.requests) == watches
            (folder / "data.yaml").write_text(SECRET)
            if watches:
                client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": uri(folder / "data.yaml"), "type": 1}]})
            else:
                client.notify("textDocument/didSave", {"textDocument": {"uri": name}})
            while "FS430" in codes(client.published[name]["diagnostics"]):
                client.read()


def case_folders_that_change(folder):
    (folder / "data.yaml").write_text(SECRET)
    with start() as client:
        name = client.open(folder / "store.yaml", WITH_SECRET)
        assert "FS430" in codes(client.diagnostics(name))
        change = {"uri": uri(folder), "name": "x"}
        client.notify("workspace/didChangeWorkspaceFolders", {"event": {"added": [change], "removed": []}})
        while "FS430" in codes(client.published[name]["diagnostics"]):
            client.read()
        client.notify("workspace/didChangeWorkspaceFolders", {"event": {"added": [], "removed": [change]}})
        while "FS430" not in codes(client.published[name]["diagnostics"]):
            client.read()


def case_several_documents(folder):
    with start() as client:
        name = client.open(folder / "stores.yaml", STORE + "---\n" + SECRET + "---\n" + WITH_SECRET.replace("sample", "two"))
        assert "FS430" not in codes(client.diagnostics(name))
        client.change(name, ((3, 8), (3, 14), "two"))  # a second store of that name
        assert "FS141" in codes(client.diagnostics(name))
        client.change(name, ((3, 8), (3, 11), "one"))
        assert "FS141" not in codes(client.diagnostics(name))


def case_configuration(folder):
    """The nearest .feastctl.yaml counts, and a checkout is trusted with no more than on the command line."""
    config = folder / ".feastctl.yaml"
    with start(folder) as client:
        name = client.open(folder / "store.yaml", STORE)
        assert "FS606" in codes(client.diagnostics(name))
        config.write_text("ignore: [FS606]\n")
        client.notify("workspace/didChangeWatchedFiles", {"changes": []})
        while "FS606" in codes(client.published[name]["diagnostics"]):
            client.read()
        config.write_text("secrets: inline\nno-such: 1\n")
        opened = client.open(config)
        client.notify("workspace/didChangeWatchedFiles", {"changes": []})
        while not client.published.get(opened, {}).get("diagnostics"):
            client.read()
        assert codes(client.published[opened]["diagnostics"]) == ["FS720"], client.published[opened]
        config.write_text("secrets: inline\n")
        client.notify("workspace/didChangeWatchedFiles", {"changes": []})
        while codes(client.published[opened]["diagnostics"]) != ["FS724"]:
            client.read()
    other = folder / "part"
    other.mkdir()
    (other / ".feastctl.yaml").write_text("feast-version: '0.60'\n")
    config.write_text("feast-version: '0.64'\n")
    text = STORE + "  replicas: 2\n"
    with start(folder) as client:
        old = client.open(other / "store.yaml", text)
        new = client.open(folder / "store.yaml", text)
        said = [" ".join(d["message"] for d in client.diagnostics(name)) for name in (old, new)]
        assert "0.60" in said[0] and "0.60" not in said[1], said
    with start(folder, arguments=("--feast-version=0.60",)) as client:  # the command line wins
        new = client.open(folder / "store.yaml", text)
        assert "0.60" in " ".join(d["message"] for d in client.diagnostics(new))


def case_feature_store_yaml(folder):
    with start(folder) as client:
        name = client.open(folder / "feature_store.yaml", "project: a\nregistry: r.db\nonline_store: {type: postgres, hots: x}\n")
        found = [d for d in client.diagnostics(name) if d["severity"] == 1]
        assert found and "host" in " ".join(d["message"] for d in found), client.published


def case_secrets_stay_secret(folder):
    """No message contains a value of a Secret, whatever is wrong with it."""
    log = []
    broken = [SECRET, SECRET.replace("stringData", "data"), SECRET.replace("    password", "  password"),
              SECRET.replace("password: ", "password "), SECRET.replace("    user: feast\n", ""),
              SECRET.replace("|\n", "{\n"), SECRET.replace("kind: Secret", "kind: Sercet"), SECRET.replace("correct", "\tcorrect"),
              SECRET.replace("password: ", "passwrd: ")]
    with Client(FEASTCTL, log=log) as client:
        client.initialize(folder, {"textDocument": {"publishDiagnostics": {"relatedInformation": True}}})
        name = client.open(folder / "all.yaml", WITH_SECRET)
        for text in broken:
            for whole in (WITH_SECRET + "---\n" + text, text, text + "---\n" + WITH_SECRET):
                client.change(name, whole)
                client.diagnostics(name)
                for line in range(whole.count("\n")):
                    for method in ("hover", "completion", "definition"):
                        client.answer(client.ask("textDocument/" + method, {"textDocument": {"uri": name},
                                                                           "position": {"line": line, "character": 9}}))
                client.answer(client.ask("textDocument/documentSymbol", {"textDocument": {"uri": name}}))
                client.answer(client.ask("textDocument/codeLens", {"textDocument": {"uri": name}}))
        assert client.shutdown() == 0
    said = [json.dumps(message) for side, message in log if side == "server"]
    assert len(said) > 100 and not [m for m in said if "horse" in m]


cases.run(globals())
