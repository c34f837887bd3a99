#!/usr/bin/env python3
"""Reads recorded cases: what a real API server, operator or Feast answered to an input.

recorded.py list                    names every file here with the number of its cases
recorded.py unpack NAME FOLDER      writes each case as FOLDER/CASE/input.yaml and args, for tools that want files
recorded.py print NAME [FILE]       prints a layer as JSON lines, or writes them to FILE
recorded.py pack SOURCE FILE        packs SOURCE (a folder of case folders, or JSON lines) as FILE.jsonl.xz

A case is one JSON object: `case` (its name), `args` (flags of feastctl), `input` (the exact text), and what was answered; README.md
beside this file describes each layer. Import `cases(name)` to read one layer, or `read(path)` for a file or folder elsewhere.
"""
import gzip
import json
import lzma
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
SUFFIX = ".jsonl.xz"


def names():
    """The layers in this folder, sorted."""
    return sorted(f.name[:-len(SUFFIX)] for f in HERE.glob("*" + SUFFIX))


def conformance():
    """The layers recorded with the operator's tree after 0.66: hand-written, composed, mutated, wild and garbled stores."""
    return [name for name in names() if name.startswith("conformance-")]


def cases(name):
    """Yields the cases of one layer, such as "conformance-hand". A case of an operator says for which release it is."""
    for case in read(HERE / (name + SUFFIX)):
        if name.startswith(("conformance-", "kubernetes-")) and not any(a.startswith("--feast-version") for a in case["args"]):
            case["args"] = [*case["args"], "--feast-version=master"]
        yield case


def read(path):
    """Yields the cases of a .jsonl, .jsonl.gz or .jsonl.xz file, or of a folder that holds one folder per case."""
    path = pathlib.Path(path)
    if path.is_dir():
        yield from (_folder(f) for f in sorted(path.iterdir()) if (f / "input.yaml").exists())
        return
    opener = {".xz": lzma.open, ".gz": gzip.open}.get(path.suffix, open)
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _folder(folder):
    """A case folder as one case: refused.yaml becomes `errors`; objects.yaml, applied.yaml and other files are kept as text."""
    text = lambda name: (folder / name).read_bytes().decode()
    case = {"case": folder.name, "args": text("args").split() if (folder / "args").exists() else [], "input": text("input.yaml")}
    if (folder / "refused.yaml").exists():
        import yaml  # only packing needs it
        return {**case, "accepted": False, "errors": yaml.safe_load(text("refused.yaml")) or []}
    files = {f.name: text(f.name) for f in sorted(folder.glob("feature_store.*.yaml"))}
    return {**case, "accepted": True, "errors": [], "objects": text("objects.yaml"), "applied": text("applied.yaml"), "files": files}


def pack(source, file):
    """Writes the cases of `source` to `file`; the same cases give the same bytes."""
    text = "".join(json.dumps(case, ensure_ascii=False, separators=(",", ":")) + "\n" for case in read(source))
    pathlib.Path(file).write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))


def lines(name):
    """A layer's text: one JSON object per line."""
    return lzma.decompress((HERE / (name + SUFFIX)).read_bytes()).decode()


def unpack(name, folder):
    """Writes each case's input and flags to a folder of its name."""
    for case in cases(name):
        target = pathlib.Path(folder) / case["case"]
        target.mkdir(parents=True, exist_ok=True)
        (target / "input.yaml").write_bytes(case["input"].encode())
        (target / "args").write_text("".join(arg + "\n" for arg in case["args"]))


def main():
    command, arguments = sys.argv[1] if len(sys.argv) > 1 else "", sys.argv[2:]
    if command == "list" and not arguments:
        for name in names():
            print("%-28s %6d" % (name, sum(1 for _ in cases(name))))
    elif command == "unpack" and len(arguments) == 2:
        unpack(*arguments)
    elif command == "print" and len(arguments) == 1:
        sys.stdout.write(lines(*arguments))
    elif command == "print" and len(arguments) == 2:
        pathlib.Path(arguments[1]).write_text(lines(arguments[0]), encoding="utf-8")
    elif command == "pack" and len(arguments) == 2:
        pack(*arguments)
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
