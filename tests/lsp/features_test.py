#!/usr/bin/env python3
"""What editors can ask: hover, completion, symbols, definitions, lenses and the rendered bundle, in whole and in broken texts.

features_test.py FEASTCTL

In the texts, `|` is where the cursor is. Needs nothing but Python.
"""
import pathlib
import subprocess
import sys

sys.dont_write_bytecode = True
import cases
from client import Client, uri

FEASTCTL = pathlib.Path(sys.argv[1]).resolve()
SNIPPETS = {"textDocument": {"completion": {"completionItem": {"snippetSupport": True}}}}
HEAD = "apiVersion: feast.dev/v1\nkind: FeatureStore\nmetadata: {name: sample}\nspec:\n"
SECRET = "apiVersion: v1\nkind: Secret\nmetadata: {name: data}\nstringData:\n  postgres: |\n    host: db\n  other: x\n"


class Editor(Client):
    def __init__(self, folder, capabilities=None):
        super().__init__(FEASTCTL)
        self.folder = folder
        self.initialize(folder, capabilities)

    def put(self, marked, name="store.yaml"):
        """Opens a text with a cursor; returns the URI, the line and the character."""
        before, after = marked.split("|@|") if "|@|" in marked else marked.split("|", 1)
        opened = self.open(self.folder / name, before + after)
        return opened, before.count("\n"), len(before) - before.rfind("\n") - 1

    def complete(self, marked, name="store.yaml"):
        """The completions at the cursor, by label: the text after each."""
        opened, line, character = self.put(marked, name)
        answer = self.at("completion", opened, line, character) or {"items": []}
        before, after = marked.split("|@|") if "|@|" in marked else marked.split("|", 1)
        lines = (before + after).split("\n")
        texts = {}
        for item in answer["items"]:
            edit = item["textEdit"]
            start, end = edit["range"]["start"], edit["range"]["end"]
            assert start["line"] == end["line"] == line and start["character"] <= character <= end["character"], item
            texts[item["label"]] = lines[line][:start["character"]] + edit["newText"] + lines[line][end["character"]:]
        return texts

    def hover(self, marked, name="store.yaml"):
        opened, line, character = self.put(marked, name)
        answer = self.at("hover", opened, line, character)
        return answer["contents"]["value"] if answer else ""


def case_fields_that_can_be_added(folder):
    with Editor(folder) as editor:
        found = editor.complete(HEAD + "  feastProject: a\n  |")
        assert found["replicas"] == "  replicas: " and found["services"] == "  services:", found
        assert "feastProject" not in found and "status" not in found and "kind" not in found
        found = editor.complete(HEAD + "  feastProject: a\n  services:\n    onl|\n    registry: {}\n")
        assert found["onlineStore"] == "    onlineStore:" and "registry" not in found, found
        found = editor.complete(HEAD + "  services: {onlineStore: {|}, registry: {}}\n")
        assert "persistence" in found and "registry" not in found, found
        assert "onlineStore" not in editor.complete(HEAD + "  services: {onlineStore: {}, |}\n")
        found = editor.complete(HEAD + "  services:\n    volumes:\n    - na|\n")
        assert found["name"] == "    - name: " and "emptyDir" in found, found
        assert editor.complete(HEAD + "  services:\n    re|gistry: {}\n")["registry"] == "    registry: {}"
        assert editor.complete(HEAD + "  feastProject: a # no|\n") == {}
        assert editor.complete(HEAD + "  feastProject: a\n    |\n") == {}
        assert set(editor.complete("|")) == set()
        assert "spec" in editor.complete("kind: FeatureStore\nmetadata: {name: a}\n|")


def case_fields_of_a_release(folder):
    """A field of a later release is not offered where the store names an earlier one."""
    late = subprocess.run([FEASTCTL, "explain", "spec", "--recursive"], capture_output=True, text=True, check=True).stdout
    early = subprocess.run([FEASTCTL, "explain", "spec", "--recursive", "--feast-version=0.60"], capture_output=True, text=True,
                           check=True).stdout
    assert "  replicas" in late and "  replicas" not in early
    head = HEAD.replace("{name: sample}", "{name: sample, annotations: {feastctl.dev/feast-version: '0.60'}}")
    with Editor(folder) as editor:
        assert "replicas" in editor.complete(HEAD + "  |")
        found = editor.complete(head + "  |")
        assert "replicas" not in found and "services" in found, found


def case_snippets(folder):
    with Editor(folder, SNIPPETS) as editor:
        found = editor.complete(HEAD + "  feastProject: a\n  services:\n    onlineStore:\n      persistence:\n        |\n")
        assert found["store"] == ("        store:\n  secretRef:\n    name: ${1}\n  type: ${2|" + found["store"].split("|")[1] + "|}"), found
        assert "postgres" in found["store"]
        assert editor.complete(HEAD + "  services:\n    |\n")["volumes"].startswith("    volumes:\n- name: ")


def case_values(folder):
    with Editor(folder) as editor:
        found = editor.complete(HEAD + "  services:\n    onlineStore:\n      persistence:\n        store:\n          type: |\n")
        assert "postgres" in found and found["redis"].strip() == "type: redis", found
        assert set(editor.complete(HEAD + "  services:\n    runFeastApplyOnInit: t|\n")) == {"true", "false"}
        assert "debug" in editor.complete(HEAD + "  services: {onlineStore: {server: {logLevel: |}}}\n")
        assert "feast.dev/v1" in editor.complete("apiVersion: |\nkind: FeatureStore\n")


def case_names(folder):
    (folder / "data.yaml").write_text(SECRET + "---\napiVersion: v1\nkind: Secret\nmetadata: {name: far, namespace: away}\n"
                                      "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: engine}\n")
    (folder / "base.yaml").write_text(HEAD.replace("sample}", "base, namespace: feast}") + "  feastProject: b\n")
    store = HEAD + "  feastProject: a\n  services:\n    onlineStore:\n      persistence:\n        store:\n          type: postgres\n"
    with Editor(folder) as editor:
        assert set(editor.complete(store + "          secretRef:\n            name: |\n")) == {"data"}
        assert set(editor.complete(store + "          secretRef: {name: |}\n")) == {"data"}
        assert set(editor.complete(store + "          secretRef: {name: data}\n          secretKeyName: |\n")) == {"postgres", "other"}
        assert set(editor.complete(HEAD + "  services:\n    registry:\n      remote:\n        feastRef:\n          name: |\n")) == {"base"}
        assert "engine" in editor.complete(HEAD + "  batchEngine:\n    configMapRef:\n      name: |\n")
        opened, line, character = editor.put(store + "          secretRef: {name: da|ta}\n")
        there = editor.at("definition", opened, line, character)
        assert there["uri"] == uri(folder / "data.yaml") and there["range"]["start"] == {"line": 2, "character": 17}, there
        opened, line, character = editor.put(HEAD + "  services: {registry: {remote: {feastRef: {name: ba|se, namespace: feast}}}}\n")
        there = editor.at("definition", opened, line, character)
        assert there["uri"] == uri(folder / "base.yaml") and there["range"]["start"]["line"] == 2, there
        opened, line, character = editor.put(HEAD + "  feastProject: da|ta\n")
        assert editor.at("definition", opened, line, character) is None


def case_hover(folder):
    with Editor(folder) as editor:
        text = editor.hover(HEAD + "  feastProject: a\n  repl|icas: 1\n")
        assert "**spec.replicas**" in text and "Number of pods" in text and "Type: integer" in text, text
        assert "Default (schema): `1`" in text and text.count("Default") == 1 and "Checked for: " in text, text
        text = editor.hover(HEAD + "  feastProject: a\n  services:\n    onlineStore:\n      ser|ver:\n        logLevel: info\n")
        assert "Default (feature-server image):" in text and "image: quay.io/" in text, text
        text = editor.hover(HEAD + "  feastProjct|: a\n")
        assert "**FS201** (error)" in text, text
        assert editor.hover("kind: ConfigMap\ndata: {a|: b}\n") == ""
        # Also in a text that is no YAML.
        broken = HEAD + "  feastProject: a\n  services:\n    onlineStore:\n      server:\n        logL|evel: info\n   : [ {\n \"\n"
        assert "**spec.services.onlineStore.server.logLevel**" in editor.hover(broken)


def case_feast_configuration(folder):
    with Editor(folder) as editor:
        name = "feature_store.yaml"
        found = editor.complete("project: a\n|\n", name)
        assert found["online_store"] == "online_store: " and "project" not in found, found
        found = editor.complete("online_store:\n  type: |\n", name)
        assert "postgres" in found and "redis" in found, found
        found = editor.complete("online_store:\n  type: postgres\n  |\n", name)
        assert found["sslmode"] == "  sslmode: " and "type" not in found, found
        assert "type" in editor.complete("online_store:\n  |\n", name)
        assert "registry_type" in editor.complete("registry:\n  |\n", name)
        assert "parameter sslmode" in editor.hover("online_store:\n  type: postgres\n  ssl|mode: require\n", name)
        secret = "kind: Secret\napiVersion: v1\nmetadata: {name: a}\nstringData:\n  postgres: |\n    host: a\n    |@|\n"
        found = editor.complete(secret)
        assert found["sslmode"] == "    sslmode: " and "host" not in found, found
        assert "vector_enabled" in editor.complete(secret.replace("host: a\n    |@|", "host: a\n    vec|@|"))


def case_symbols(folder):
    with Editor(folder) as editor:
        name = editor.open(folder / "all.yaml", HEAD + "  services:\n    volumes:\n    - name: one\n      emptyDir: {}\n---\n" + SECRET)
        store, secret = editor.request("textDocument/documentSymbol", {"textDocument": {"uri": name}})
        assert (store["name"], store["detail"], secret["name"], secret["detail"]) == ("sample", "FeatureStore", "data", "Secret")

        def path(symbol, *names):
            for wanted in names:
                symbol = next(s for s in symbol["children"] if s["name"] == wanted)
            return symbol
        one = path(store, "spec", "services", "volumes", "one", "emptyDir")
        assert one["selectionRange"]["start"] == {"line": 7, "character": 6}, one
        assert secret["range"]["start"]["line"] == 9 and path(secret, "stringData", "postgres")["children"] == []


def case_the_bundle(folder):
    (folder / "data.yaml").write_text(SECRET)
    text = "# two documents\n---\n" + HEAD.replace("sample", "one") + "  feastProject: a\n---\n" + HEAD + "  feastProject: b\n"
    with Editor(folder) as editor:
        name = editor.open(folder / "all.yaml", text)
        lenses = editor.request("textDocument/codeLens", {"textDocument": {"uri": name}})
        assert [lens["range"]["start"]["line"] for lens in lenses] == [2, 8], lenses
        command = lenses[1]["command"]
        assert command["command"] == "feastctl.render"
        bundle = editor.request("workspace/executeCommand", {"command": command["command"], "arguments": command["arguments"]})
        (folder / "all.yaml").write_text(HEAD + "  feastProject: b\n")
        rendered = subprocess.run([FEASTCTL, "render", "-q", folder / "all.yaml"], capture_output=True, text=True, check=True).stdout
        assert bundle == rendered, bundle
        editor.change(name, HEAD + "  feastProjct: b\n")
        command["arguments"][1] = 0
        bundle = editor.request("workspace/executeCommand", {"command": command["command"], "arguments": command["arguments"]})
        assert bundle.startswith("# This bundle cannot be rendered.\n# FS201: "), bundle


def everything(text):
    return {"start": {"line": 0, "character": 0}, "end": {"line": text.count("\n"), "character": 0}}


def edited(text, edit, name):
    """The text after a WorkspaceEdit; all of it is in one line per edit or less."""
    lines = text.split("\n")
    (only, changes), = edit["changes"].items()
    assert only == name
    for change in sorted(changes, key=lambda c: (c["range"]["start"]["line"], c["range"]["start"]["character"]), reverse=True):
        start, end = change["range"]["start"], change["range"]["end"]
        head, tail = lines[start["line"]][:start["character"]], lines[end["line"]][end["character"]:]
        lines[start["line"]:end["line"] + 1] = (head + change["newText"] + tail).split("\n")
    return "\n".join(lines)


def actions(editor, name, text, only=None):
    context = {"diagnostics": editor.diagnostics(name), **({"only": only} if only else {})}
    return editor.request("textDocument/codeAction", {"textDocument": {"uri": name}, "range": everything(text), "context": context})


def case_ignoring(folder):
    """The action writes the annotation wherever metadata leaves room for it, and the finding is gone."""
    heads = ["metadata: {name: a}", "metadata:\n  name: a", "metadata: {name: a, annotations: {}}", "metadata:\n    name: a\n    annotations: {x: z}",
             "metadata:\n  annotations:\n    x: z\n  name: a", "metadata: {name: a, annotations: {feastctl.dev/ignore: 'FS602'}}",
             "metadata:\n  name: a\n  annotations:\n    feastctl.dev/ignore: FS602  # why"]
    with Editor(folder) as editor:
        for head in heads:
            text = "apiVersion: feast.dev/v1\nkind: FeatureStore\n" + head + "\nspec:\n  feastProject: a\n"
            name = editor.open(folder / "store.yaml", text)
            title = "Ignore FS606 in this FeatureStore"
            found = actions(editor, name, text)
            assert title in [a["title"] for a in found], (text, found)
            action = next(a for a in found if a["title"] == title)
            assert action["diagnostics"][0]["code"] == "FS606"
            after = edited(text, action["edit"], name)
            editor.change(name, after)
            left = {d["code"] for d in editor.diagnostics(name)}
            assert "FS606" not in left and not [d for d in editor.diagnostics(name) if d["severity"] == 1], (after, left)
            assert ("FS602" in left) == ("FS602" not in text), (after, left)
        name = editor.open(folder / "store.yaml", HEAD)
        assert not [a for a in actions(editor, name, HEAD) if "Ignore FS2" in a["title"]]  # errors cannot be ignored


def case_quick_fixes(folder):
    """Fixes move with their document, and the preferred one corrects the finding."""
    other = HEAD.replace("sample", "other") + "  feastProject: \u00e9\U0001F600\n"
    text = other + "---\n" + HEAD + "  feastProject: b\n  replcas: 1\n"
    with Editor(folder) as editor:
        name = editor.open(folder / "store.yaml", text)
        editor.diagnostics(name)
        text = "# one more line\n" + text
        editor.change(name, ((0, 0), (0, 0), "# one more line\n"))
        found = actions(editor, name, text)
        preferred = [a for a in found if a.get("isPreferred")]
        assert [a["diagnostics"][0]["code"] for a in preferred] == ["FS201"] and preferred[0]["kind"] == "quickfix", found
        assert edited(text, preferred[0]["edit"], name) == text.replace("replcas", "replicas")
        whole = actions(editor, name, text, ["source.fixAll"])
        assert [a["kind"] for a in whole] == ["source.fixAll.feastctl"], whole
        assert edited(text, whole[0]["edit"], name) == text.replace("replcas", "replicas")
        assert actions(editor, name, text, ["refactor"]) == []


def case_every_place_of_a_broken_text(folder):
    """Nothing at any position ends the session, whatever the text."""
    texts = [HEAD + "  services: {onlineStore: {persistence: [\n  a: 'b\n- - - x\n\t- {,,:]}\n", "- - -\n :\n? a\n: b\n", "{{{{[[[[::::,,,\n",
             "\ufeffkind: FeatureStore\r\nspec:\r  a: \U0001F600\r\n  - |\n  b\n", "a:\n  b: |\n", "'", "\"", "---\n---\n", ""]
    with Editor(folder) as editor:
        for text in texts:
            for name in ("store.yaml", "feature_store.yaml"):
                opened = editor.open(folder / name, text)
                for line, content in enumerate(text.split("\n")):
                    for character in range(len(content) + 2):
                        for method in ("hover", "completion", "definition"):
                            editor.at(method, opened, line, character)
                editor.request("textDocument/documentSymbol", {"textDocument": {"uri": opened}})
                editor.request("textDocument/codeLens", {"textDocument": {"uri": opened}})
        assert editor.shutdown() == 0


cases.run(globals())
