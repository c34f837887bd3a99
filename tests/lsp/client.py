"""A language client as small as can be: Python's standard library, and blocking calls."""

import json
import os
import pathlib
import subprocess
import urllib.parse

TIMEOUT = 60


def uri(path):
    return "file://" + urllib.parse.quote(str(path))


class Gone(Exception):
    """The server ended, or closed its output."""


class Client:
    """Runs `feastctl lsp` and talks to it. `log`, if given, receives every message of both sides."""

    def __init__(self, feastctl, arguments=(), cwd=None, log=None, env=None):
        self.log = log
        self.process = subprocess.Popen([str(feastctl), "lsp", *arguments], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=cwd, env=env)
        self.next_id = 1
        self.versions = {}
        self.notifications = []
        self.requests = []  # of the server
        self.published = {}

    # The wire:

    def write(self, data):
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def send(self, message):
        message = {"jsonrpc": "2.0", **message}
        if self.log is not None:
            self.log.append(("client", message))
        body = json.dumps(message).encode()
        self.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)

    def read(self):
        """The next message of the server."""
        length = None
        while True:
            line = self.process.stdout.readline()
            if not line:
                raise Gone(self.process.stderr.read().decode())
            if line == b"\r\n":
                break
            name, value = line.decode().split(":")
            if name == "Content-Length":
                length = int(value)
        message = json.loads(self.process.stdout.read(length))
        if self.log is not None:
            self.log.append(("server", message))
        if "method" in message and "id" in message:
            self.requests.append(message)
            self.send({"id": message["id"], "result": None})
        elif "method" in message:
            self.notifications.append(message)
            if message["method"] == "textDocument/publishDiagnostics":
                self.published[message["params"]["uri"]] = message["params"]
        return message

    # The protocol:

    def ask(self, method, params=None):
        """Sends a request; returns its id."""
        number, self.next_id = self.next_id, self.next_id + 1
        self.send({"id": number, "method": method, **({} if params is None else {"params": params})})
        return number

    def answer(self, number):
        """The whole answer to a request."""
        while True:
            message = self.read()
            if message.get("id") == number and "method" not in message:
                return message

    def request(self, method, params=None):
        """The result of a request, which must succeed."""
        answer = self.answer(self.ask(method, params))
        assert "error" not in answer, answer
        return answer["result"]

    def notify(self, method, params=None):
        self.send({"method": method, **({} if params is None else {"params": params})})

    def initialize(self, folder=None, capabilities=None, **more):
        result = self.request("initialize", {
            "processId": os.getpid(), "rootUri": None, "capabilities": capabilities or {},
            "workspaceFolders": [{"uri": uri(folder), "name": pathlib.Path(folder).name}] if folder else None, **more})
        self.notify("initialized", {})
        return result

    def open(self, path, text=None, language="yaml"):
        """Opens a document; returns its URI."""
        name = path if "://" in str(path) or str(path).startswith("untitled:") else uri(path)
        text = pathlib.Path(path).read_text() if text is None else text
        self.versions[name] = 1
        self.published.pop(name, None)
        self.notify("textDocument/didOpen", {"textDocument": {"uri": name, "languageId": language, "version": 1,
                                                              "text": text}})
        return name

    def change(self, name, *changes):
        """Sends changes: whole texts, or (start, end, text) with (line, character) pairs."""
        self.versions[name] += 1
        events = [{"text": c} if isinstance(c, str) else
                  {"range": {"start": dict(zip(("line", "character"), c[0])),
                             "end": dict(zip(("line", "character"), c[1]))}, "text": c[2]} for c in changes]
        self.notify("textDocument/didChange", {"textDocument": {"uri": name, "version": self.versions[name]},
                                               "contentChanges": events})

    def close(self, name):
        self.notify("textDocument/didClose", {"textDocument": {"uri": name}})

    def diagnostics(self, name):
        """The findings in the present version of a document."""
        while self.published.get(name, {}).get("version") != self.versions[name]:
            self.read()
        return self.published[name]["diagnostics"]

    def at(self, method, name, line, character, **more):
        """The result of a request about a position."""
        return self.request("textDocument/" + method, {
            "textDocument": {"uri": name}, "position": {"line": line, "character": character}, **more})

    def shutdown(self):
        """Ends the session in order; returns the exit status."""
        self.request("shutdown")
        self.notify("exit")
        return self.wait()

    def wait(self):
        self.process.stdin.close()
        status = self.process.wait(TIMEOUT)
        self.process.stdout.close()
        self.process.stderr.close()
        return status

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            try:
                stream.close()
            except BrokenPipeError:
                pass
        self.process.wait(TIMEOUT)
