"""The results of calls."""
from __future__ import annotations

import dataclasses
from typing import Any, Dict, Optional, Tuple


@dataclasses.dataclass(frozen=True)
class Reference:
    """A FeatureStore, or an object generated from one; `path` is one of its fields."""

    kind: str
    name: str
    namespace: Optional[str] = None
    path: Optional[str] = None


@dataclasses.dataclass(frozen=True)
class Note:
    """A second place that a finding refers to."""

    message: str
    file: Optional[str] = None
    line: Optional[int] = None
    column: Optional[int] = None
    path: Optional[str] = None


@dataclasses.dataclass(frozen=True)
class Edit:
    """Replaces a range of the finding's file. Lines and columns count from 1; the end is the place after the range."""

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


@dataclasses.dataclass(frozen=True)
class Fix:
    """A way to correct a finding. If it is not safe, it chooses a value or discards something."""

    title: str
    safe: bool
    edits: Tuple[Edit, ...]


@dataclasses.dataclass(frozen=True)
class Finding:
    """One problem. Lines and columns count from 1. The `file` of a text is `<text>`; that of a companion is `<text 2>`, and so on."""

    code: str
    severity: str  # error, warning or note
    message: str
    hint: Optional[str] = None
    found: Optional[str] = None
    expected: Optional[str] = None
    file: Optional[str] = None
    line: Optional[int] = None
    column: Optional[int] = None
    end_line: Optional[int] = None
    end_column: Optional[int] = None
    path: Optional[str] = None
    store: Optional[Reference] = None
    object: Optional[Reference] = None
    notes: Tuple[Note, ...] = ()
    fixes: Tuple[Fix, ...] = ()

    def __str__(self) -> str:
        place = "" if self.file is None else f"{self.file}:{self.line}:{self.column}: "
        return f"{place}{self.severity}[{self.code}]: {self.message}"


@dataclasses.dataclass(frozen=True)
class Object:
    """A manifest of the bundle."""

    api_version: str
    kind: str
    name: str
    namespace: Optional[str]
    manifest: Dict[str, Any]


@dataclasses.dataclass(frozen=True)
class Result:
    """The verdict, all findings, and the rendered objects. `valid` depends on `fail_on` and `strict`."""

    valid: bool
    findings: Tuple[Finding, ...]
    objects: Tuple[Object, ...]
    stores: int  # the number of FeatureStores that were checked
    feast_version: str
    kubernetes_version: str

    @property
    def errors(self) -> Tuple[Finding, ...]:
        """The findings that are errors."""
        return tuple(f for f in self.findings if f.severity == "error")

    @property
    def warnings(self) -> Tuple[Finding, ...]:
        """The findings that are warnings."""
        return tuple(f for f in self.findings if f.severity == "warning")


class Error(Exception):
    """A call failed: `findings` say why a store cannot be rendered; they are empty if a file or an option is invalid."""

    def __init__(self, message: str, findings: Tuple[Finding, ...] = ()) -> None:
        super().__init__(message)
        self.findings = findings
