"""render() and validate(): arguments to a command line, its reports to objects."""
from __future__ import annotations

import bisect
import json
import os
import subprocess
from typing import TYPE_CHECKING, Any, Dict, Iterable, List, Mapping, Optional, Tuple, Union

from ._options import RenderOptions, ValidateOptions
from ._program import program
from ._types import Edit, Error, Finding, Fix, Note, Object, Reference, Result

if TYPE_CHECKING:
    from typing_extensions import Unpack

Input = Union[str, "os.PathLike[str]"]

_STDIN = "-"


class _Texts:
    """Texts as one stream on standard input; maps lines of the stream back to the texts."""

    def __init__(self) -> None:
        self.stream = ""
        self._starts: List[int] = []

    def add(self, text: str) -> None:
        if "\n" not in text and ":" not in text:
            raise TypeError(f"{text!r} is not YAML; pass a pathlib.Path for a file or a folder")
        self.stream += "---\n" if self._starts else ""
        self._starts.append(self.stream.count("\n"))
        self.stream += text.lstrip("\ufeff")
        self.stream += "" if text.endswith("\n") else "\n"

    def place(self, d: Dict[str, Any]) -> Dict[str, Any]:
        """The fields for the place of a finding or note."""
        place: Dict[str, Any] = {"file": d.get("file"), "line": d.get("line"), "column": d.get("column")}
        if place["file"] == _STDIN and self._starts:
            index = max(bisect.bisect_left(self._starts, d["line"]) - 1, 0)
            place["file"] = f"<text {index + 1}>" if index else "<text>"
            place["line"] -= self._starts[index]
        return place


def _reference(d: Optional[Dict[str, str]], kind: str = "") -> Optional[Reference]:
    if d is None:
        return None
    return Reference(d.get("kind", kind), d.get("name", ""), d.get("namespace"), d.get("path"))


def _fix(d: Dict[str, Any], shift: int) -> Fix:
    edits = tuple(Edit(e["line"] - shift, e["column"], e["endLine"] - shift, e["endColumn"], e["text"]) for e in d["edits"])
    return Fix(d["title"], d["safe"], edits)


def _finding(d: Dict[str, Any], texts: _Texts) -> Finding:
    place = texts.place(d)
    lines = d["endLine"] - d["line"] if "endLine" in d else None
    return Finding(
        code=d["code"], severity=d["severity"], message=d["message"], hint=d.get("hint"), found=d.get("found"),
        expected=d.get("expected"), path=d.get("path"), **place,
        end_line=None if lines is None else place["line"] + lines, end_column=d.get("endColumn"),
        store=_reference(d.get("store"), "FeatureStore"), object=_reference(d.get("object")),
        notes=tuple(Note(n["message"], path=n.get("path"), **texts.place(n)) for n in d.get("notes", ())),
        fixes=tuple(_fix(f, d["line"] - place["line"]) for f in d.get("fixes", ())))


def _object(manifest: Dict[str, Any]) -> Object:
    metadata = manifest.get("metadata") or {}  # passed-through objects may be incomplete
    return Object(manifest["apiVersion"], manifest["kind"], metadata.get("name", ""), metadata.get("namespace"), manifest)


def _result(report: bytes, valid: bool, texts: _Texts, objects: Iterable[Dict[str, Any]] = ()) -> Result:
    read = json.loads(report)
    return Result(valid=valid, findings=tuple(_finding(d, texts) for d in read["diagnostics"]),
                  objects=tuple(_object(o) for o in objects), stores=read["summary"]["stores"],
                  feast_version=read["feastVersion"], kubernetes_version=read["kubernetesVersion"])


def _arguments(options: Mapping[str, Any], known: Any) -> List[str]:
    """The options as command line arguments."""
    words = []
    for name, value in options.items():
        if name not in known.__annotations__:
            raise TypeError(f"no such option: {name}")
        flag = "--" + name.replace("_", "-")
        if value is True:
            words.append(flag)
        elif isinstance(value, (str, int, os.PathLike)) and value is not False:
            words.append(f"{flag}={os.fspath(value) if isinstance(value, os.PathLike) else value}")
        elif value is not None and value is not False:
            words += [f"{flag}={item}" for item in value]
    return words


def _run(words: List[str], inputs: Iterable[Input]) -> Tuple[subprocess.CompletedProcess[bytes], _Texts]:
    texts = _Texts()
    paths = []
    for given in inputs:
        if isinstance(given, str):
            texts.add(given)
        else:
            path = os.fspath(given)
            paths.append(os.path.join(".", path) if path.startswith("-") else path)
    if texts.stream:
        paths.insert(0, _STDIN)
    done = subprocess.run([program(), *words, *paths], input=texts.stream.encode(), capture_output=True, check=False)
    if done.returncode not in (0, 1):
        raise Error(done.stderr.decode(errors="replace").strip() or f"feastctl ended with status {done.returncode}")
    return done, texts


def validate(store: Input, *, companions: Iterable[Input] = (), **options: Unpack[ValidateOptions]) -> Result:
    """Checks FeatureStores as the API server and the operator would.

    A pathlib.Path is a file or a folder; a str is YAML. `companions` are further inputs: objects that the store refers to,
    such as Secrets or other FeatureStores. Raises Error for an unreadable file or an invalid option; findings are part of
    the result, not an error.
    """
    words = ["validate", "--output=json", *_arguments(options, ValidateOptions)]
    done, texts = _run(words, [store, *companions])
    return _result(done.stdout, done.returncode == 0, texts)


def render(store: Input, *, companions: Iterable[Input] = (), **options: Unpack[RenderOptions]) -> Result:
    """Renders FeatureStores to the manifests that the operator would create.

    The inputs are those of validate(); FeatureStores among the companions are rendered too. Raises Error with the findings if
    any store has an error: the result is complete or nothing.
    """
    words = ["render", "--output=json", "--diagnostics=json", *_arguments(options, RenderOptions)]
    done, texts = _run(words, [store, *companions])
    if done.returncode == 0:
        return _result(done.stderr, True, texts, json.loads(done.stdout)["items"])
    findings = _result(done.stderr, False, texts).findings
    raise Error("\n".join(str(f) for f in findings if f.severity != "note"), findings)
