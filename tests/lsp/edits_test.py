#!/usr/bin/env python3
"""Random edits end in the same findings as opening the final text, and take no memory for good.

edits_test.py FEASTCTL ROOT [--seed N] [--sequences N] [--edits N] [--no-memory]

Edits insert, delete, replace, duplicate and move parts of several open documents; some are made at places that do not
exist. After each sequence, a second server opens the final texts. Then one document is edited many times.
"""
import argparse
import pathlib
import random
import sys
import tempfile

sys.dont_write_bytecode = True
from client import Client

PIECES = ["\n", "  ", "- ", ": ", "{", "}", "[", "]", "|", "'", '"', "#", "---\n", "a", "\u00e9", "\U0001F600", "\t", "name", "spec:\n",
          "  replicas: 2\n", "kind: Secret\n", "feastRef: {name: base}\n", "&a ", "*a", "\r\n", "\r"]


def position(text, offset):
    """Line and character in UTF-16, with lines as the protocol has them."""
    lines = text[:offset].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return len(lines) - 1, len(lines[-1].encode("utf-16-le")) // 2


def inside_line_end(text, offset):
    return 0 < offset < len(text) and text[offset - 1:offset + 1] == "\r\n"


def random_edit(rng, text):
    """A change, as (start, end, text) of the protocol, and the text after it."""
    begin = rng.randrange(len(text) + 1)
    end = min(len(text), begin + rng.choice((0, 0, 0, 1, 1, 5, 30, 200)))
    begin -= inside_line_end(text, begin)
    end -= inside_line_end(text, end)
    end = max(begin, end)
    new = "" if rng.random() < 0.4 else rng.choice(PIECES) if rng.random() < 0.7 else text[begin:begin + rng.randrange(100)]
    after = text[:begin] + new + text[end:]
    if rng.random() < 0.02:
        return ((10 ** 6, 0), (10 ** 6 + 1, 5), new), text + new  # behind the end
    return (position(text, begin), position(text, end), new), after


def comparable(diagnostics):
    return sorted((d["code"], str(d["range"]), d["message"], str(d.get("relatedInformation"))) for d in diagnostics)


CAPABILITIES = {"textDocument": {"publishDiagnostics": {"relatedInformation": True}}}


def settled(client, names):
    """The findings once nothing is left to say: a request is answered after all that was sent before."""
    client.answer(client.ask("textDocument/hover", {}))
    for name in names:
        client.diagnostics(name)
    client.answer(client.ask("textDocument/hover", {}))
    return {name: comparable(client.published[name]["diagnostics"]) for name in names}


def sequence(feastctl, rng, texts, edits, folder):
    with Client(feastctl) as client:
        client.initialize(folder, CAPABILITIES)
        names = {client.open(folder / f"{number}.yaml", text): text for number, text in enumerate(texts)}
        for _ in range(edits):
            name = rng.choice(list(names))
            changes = []
            for _ in range(rng.choice((1, 1, 1, 3))):
                change, names[name] = random_edit(rng, names[name])
                changes.append(change)
            client.change(name, *changes)
            if rng.random() < 0.5:
                client.diagnostics(name)
            if rng.random() < 0.05:
                client.at("completion", name, rng.randrange(20), rng.randrange(10))
        found = settled(client, names)
        assert client.shutdown() == 0
    with Client(feastctl) as client:
        client.initialize(folder, CAPABILITIES)
        for name, text in names.items():
            client.open(name, text)
        wanted = settled(client, names)
    for name in names:
        if found[name] != wanted[name]:
            only = [d for d in found[name] if d not in wanted[name]], [d for d in wanted[name] if d not in found[name]]
            sys.exit("after edits %s\nopened %s\nin %r" % (*only, names[name]))


def resident(client):
    status = pathlib.Path(f"/proc/{client.process.pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0])


def memory(feastctl, text, edits, folder):
    """Kilobytes that the server has grown by, from a tenth of the edits to their end."""
    with Client(feastctl) as client:
        client.initialize(folder)
        name = client.open(folder / "store.yaml", text)
        early = None
        for number in range(edits):
            line = number % text.count("\n")
            client.change(name, ((line, 0), (line, 0), f"#{number}") if number % 2 == 0 else ((line - 1, 0), (line - 1, len(f"#{number - 1}")), ""))
            if number % 10 == 0:
                client.diagnostics(name)
            if number == edits // 10:
                early = resident(client)
        client.diagnostics(name)
        return resident(client) - early


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("feastctl", type=lambda path: pathlib.Path(path).resolve())
    parser.add_argument("root", type=pathlib.Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sequences", type=int, default=20)
    parser.add_argument("--edits", type=int, default=40)
    parser.add_argument("--no-memory", action="store_true")
    args = parser.parse_args()
    rng = random.Random(args.seed)
    examples = sorted(p.read_text() for p in (args.root / "examples").glob("*/*.yaml"))
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder).resolve()
        for number in range(args.sequences):
            texts = rng.sample(examples, 3)
            texts[0] += "---\n" + rng.choice(examples)
            sequence(args.feastctl, rng, texts, args.edits, folder)
        print(f"{args.sequences} sequences of {args.edits} edits")
        if not args.no_memory:
            grown = memory(args.feastctl, max(examples, key=len), 10000, folder)
            print(f"10000 edits: {grown} kB more than after a tenth of them")
            assert grown < 2000, grown


if __name__ == "__main__":
    main()
