"""The options of the calls: those of the command line, spelt with `_`. `feastctl render --help` says more of each."""
from __future__ import annotations

import os
from typing import Any, List, Literal, Mapping, Sequence, TypedDict, Union


class _ReadingOptions(TypedDict, total=False):
    namespace: str
    jobs: int
    config: Union[str, os.PathLike[str]]
    platform: Literal["kubernetes", "openshift"]
    api: Sequence[str]
    feature_server_image: str
    cron_job_image: str
    oidc_issuer: str
    operator_namespace: str
    secrets: Literal["runtime", "inline"]
    shared: Literal["include", "exclude", "only"]
    discovery: bool
    gitops: Literal["none", "argocd", "flux"]
    external_autoscaler: Union[bool, Sequence[str]]
    fail_on: Literal["error", "warning"]
    ignore: Sequence[str]


class ValidateOptions(_ReadingOptions, total=False):
    """What validate() takes beside its inputs."""

    strict: bool


class RenderOptions(_ReadingOptions, total=False):
    """What render() takes beside its inputs."""

    pass_through: bool
    allow_empty: bool
    create_namespace: bool


def arguments(options: Mapping[str, Any], known: Any) -> List[str]:
    """The options as words of a command line."""
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
