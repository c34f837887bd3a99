#!/usr/bin/env python3
"""Puts the values of mounted Secrets into feature_store.yaml, as the Feast operator does.

    python3 merge_secrets.py PLAN [REPOSITORY]

PLAN is a JSON file; paths in it are relative to its folder:

    {"base": "server.feature_store.yaml",         the text without the Secrets' values
     "output": "../run/feature_store.yaml",       where the result goes: a volume in memory
     "mode": "0600",                              who may read it, as chmod takes it
     "merge": [one entry a Secret that is referred to, of these four forms:
       {"how": "store", "into": "online_store", "type": "TYPE",
        "secret": "NAME", "key": "KEY", "file": "../secrets/NAME/KEY"},
       {"how": "oidc", "secret": "NAME", "key": "KEY", "file": "../secrets/NAME/KEY", "discovery": true},
       {"how": "oidc", "secret": "NAME", "folder": "../secrets/NAME", "discovery": true},
       {"how": "string", "into": "openlineage.consumer.api_key",
        "secret": "NAME", "key": "KEY", "file": "../secrets/NAME/KEY"}]}

An "oidc" entry may name its "properties", all of which a release may need: "whole": true. A "store" entry may name
parameters that are "free": the release has no field for them.
"into" of a store is offline_store, online_store or registry. "discovery" says that auth_discovery_url may come from the
Secret (the spec has no issuerUrl); one in the base is then what is used where the Secret has none.
With REPOSITORY, its feature_store.yaml becomes a link to the output. Without "output" the result is written there.

A refusal is one line on standard error that names the Secret and the key, never a value, and status 1.

Kubernetes and Flux rewrite dollars before brackets and braces, and doubled ones, so there are none in this file.
"""
import collections
import datetime
import json
import os
import re
import sys

import yaml


class Refused(Exception):
    """What is wrong with a Secret, in words that show nothing of its values."""


# --- YAML as the operator reads it (go-yaml v3) -----------------------------------------------------------------------

WORDS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
         "": None, "~": None, "null": None, "Null": None, "NULL": None,
         ".nan": float("nan"), ".NaN": float("nan"), ".NAN": float("nan")}
WORDS.update((sign + word, float(sign + "inf")) for sign in ("", "+", "-") for word in (".inf", ".Inf", ".INF"))

INTEGER = re.compile(r"([-+]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9][0-9]*)")
FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
DATE = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"
                  r"(?:(?P<t>[Tt ])([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})(?:\.([0-9]{1,9}))?"
                  r"(?P<zone>Z|[-+][0-9]{2}:[0-9]{2})?)?")


def integer(text):
    """The whole number that a plain word is, or None. A leading 0 means octal, as in YAML 1.1; yes, no and 1:30 are
    words, as in YAML 1.2."""
    match = INTEGER.fullmatch(text.replace("_", ""))
    if not match:
        return None
    digits = match.group(2)
    if len(digits.lstrip("0")) > 66:  # more than 64 bits in any base; long numbers take Python long
        return None
    prefix = digits[:2].lower()
    base = {"0x": 16, "0b": 2, "0o": 8}.get(prefix)
    if base:
        value = int(digits[2:], base)
    else:
        value = int(digits, 8 if len(digits) > 1 and digits[0] == "0" else 10)
    value = -value if match.group(1) == "-" else value
    return value if -2**63 <= value < 2**64 else None


def timestamp(text):
    """The moment that a plain word is, or None. With a T there has to be a zone, with a space there must be none."""
    match = DATE.fullmatch(text)
    if not match or match.group("t") == " " and match.group("zone"):
        return None
    if match.group("t") in ("T", "t") and not match.group("zone"):
        return None
    year, month, day, _, hour, minute, second, fraction, zone = match.groups()
    try:
        when = datetime.datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0),
                                 int((fraction or "0").ljust(6, "0")[:6]), datetime.timezone.utc)
        if zone and zone != "Z":
            offset = datetime.timedelta(hours=int(zone[1:3]), minutes=int(zone[4:6]))
            when = when.replace(tzinfo=datetime.timezone(-offset if zone[0] == "-" else offset))
        return when
    except ValueError:
        return None


def meaning(text):
    """What a plain scalar is."""
    if text in WORDS:
        return WORDS[text]
    if text[0] in "+-.0123456789":
        when = timestamp(text)
        if when is not None:
            return when
        number = integer(text) if text[0] != "." else None
        if number is not None:
            return number
        plain = text if text[0] == "." else text.replace("_", "")
        if FLOAT.fullmatch(plain):
            number = float(plain)
            if number in (float("inf"), float("-inf")):
                return text
            # The operator writes 8.0 as 8, which Feast takes for a whole number.
            return int(number) if number.is_integer() and abs(number) < 1e6 else number
    return text


PLAIN = "!plain"

# How much aliases may stand for. The operator's reader refuses a document of which they make 99 values of 100; beyond that,
# what they expand to has to fit into a Deployment and into the memory of an init container.
ALIAS_SHARE = 0.99
ALIAS_VALUES = 10_000
ALIAS_CHARACTERS = 2**20
LEVELS = 200  # as `feastctl validate` has it


class Excessive(yaml.MarkedYAMLError):
    """A value that is more than it seems; the words show nothing of it."""


class OperatorLoader(yaml.SafeLoader):
    """Reads YAML with the operator's types, refuses a key that is there twice, and values that grow without bounds."""

    def __init__(self, text):
        super().__init__(text)
        self.flattened = set()
        self.level = self.written = self.copied = self.copied_characters = 0

    def compose_node(self, parent, index):
        event = self.peek_event()
        if isinstance(event, yaml.AliasEvent):
            node = super().compose_node(parent, index)
            self.check_alias(node, event.start_mark)
            return node
        self.anchors.pop(event.anchor, None)  # an anchor may be set anew
        self.check_level(0, event.start_mark)
        self.written += 1
        self.level += 1
        node = super().compose_node(parent, index)
        self.level -= 1
        self.measure(node)
        return node

    @staticmethod
    def measure(node):
        """Notes what the node stands for with all that its aliases stand for."""
        if isinstance(node, yaml.ScalarNode):
            node.value.encode()  # half of a surrogate pair is no text, neither here nor to the operator
            node.values, node.characters, node.height = 1, len(node.value), 0
            return
        below = node.value if isinstance(node, yaml.SequenceNode) else [part for pair in node.value for part in pair]
        node.values = 1 + sum(part.values for part in below)
        node.characters = sum(part.characters for part in below)
        node.height = 1 + max((part.height for part in below), default=0)

    def check_alias(self, node, mark):
        if not hasattr(node, "values"):
            raise Excessive(None, None, "an alias refers to a value that contains it", mark)
        self.copied += node.values
        self.copied_characters += node.characters
        total = self.written + self.copied
        share = self.copied > 100 and total > 1000 and self.copied > ALIAS_SHARE * total
        if share or self.copied > ALIAS_VALUES or self.copied_characters > ALIAS_CHARACTERS:
            raise Excessive(None, None, "its aliases expand to too much data", mark)
        self.check_level(node.height, mark)

    def check_level(self, height, mark):
        if self.level + height > LEVELS:
            raise Excessive(None, None, f"its maps and lists are nested more than {LEVELS} deep", mark)

    def resolve(self, kind, value, implicit):
        if kind is yaml.ScalarNode and implicit[0]:
            return "tag:yaml.org,2002:merge" if value == "<<" else PLAIN
        return super().resolve(kind, value, implicit)

    def flatten_mapping(self, node):
        # A mapping that is merged into several is flattened again each time, and has then keys that it overrides.
        if id(node) not in self.flattened:
            self.flattened.add(id(node))
            times = collections.Counter(key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode))
            for key, _ in node.value:
                if isinstance(key, yaml.ScalarNode) and times[key.value] > 1:
                    raise yaml.constructor.ConstructorError(None, None, "a key is there twice", key.start_mark)
        super().flatten_mapping(node)


def construct_binary(loader, node):
    data = yaml.SafeLoader.construct_yaml_binary(loader, node)
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data


OperatorLoader.add_constructor(PLAIN, lambda loader, node: meaning(node.value))
OperatorLoader.add_constructor("tag:yaml.org,2002:binary", construct_binary)
for scalar_tag in ("null", "bool", "int", "float", "timestamp"):
    OperatorLoader.add_constructor("tag:yaml.org,2002:" + scalar_tag, lambda loader, node: meaning(node.value))


def float_text(value):
    """A number as Go prints it: the fewest digits, with an exponent from a million on."""
    if value != value or value in (float("inf"), float("-inf")):
        return {"inf": "+Inf", "-inf": "-Inf"}.get(repr(value), "NaN")
    digits = len(repr(abs(value)).split("e")[0].replace(".", "").strip("0")) or 1
    exponent = f"{value:.{digits - 1}e}"
    if -4 <= int(exponent.split("e")[1]) < 6:
        return repr(value).removesuffix(".0")
    return exponent


def operator_text(value):
    """A value as the operator's Go prints it into a string: for claims that have to be strings."""
    if value is None:
        return "<nil>"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "map[" + " ".join(f"{k}:{operator_text(value[k])}" for k in sorted(value, key=str)) + "]"
    if isinstance(value, list):
        return "[" + " ".join(operator_text(item) for item in value) + "]"
    if isinstance(value, float):
        return float_text(value)
    return str(value)


# --- The Secrets ------------------------------------------------------------------------------------------------------

class Reference:
    """A Secret and a key of it, as people know them."""

    def __init__(self, entry):
        self.secret = entry.get("secret", "")
        self.key = entry.get("key", "")

    def refuse(self, problem, key=None):
        key = key or self.key
        at = f"Secret {self.secret}, key {key}" if key else f"Secret {self.secret}"
        return Refused(f"{at}: {problem}")


def parse(reference, path, key=None):
    """The value of one key of a Secret."""
    try:
        with open(path, "rb") as file:
            text = file.read().decode("utf-8-sig")
    except FileNotFoundError:
        raise reference.refuse("there is no such key, or no such Secret", key) from None
    except UnicodeDecodeError:
        raise reference.refuse("the value is not YAML (it is no UTF-8)", key) from None
    except OSError as error:
        raise reference.refuse(f"cannot be read ({error.strerror})", key) from None
    loader = None
    try:
        loader = OperatorLoader(text)
        return loader.get_data() if loader.check_data() else None
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" (line {mark.line + 1})" if mark else ""
        problem = error.problem if isinstance(error, Excessive) else "the value is not YAML"
        raise reference.refuse(problem + where, key) from None
    finally:
        if loader:
            loader.dispose()


def mapping(reference, path, store_type):
    """The mapping in one key of a Secret; it must not speak of another type of store."""
    value = parse(reference, path)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise reference.refuse("the value is not a YAML mapping of parameters")
    value = {key if isinstance(key, str) else operator_text(key): item for key, item in value.items()}
    for key in ("type", "registry_type"):
        if key in value and value[key] != store_type:
            wanted = f"must be {store_type}, the type of the store" if store_type else "must not be there"
            raise reference.refuse(f"its parameter {key} {wanted}")
    return value


# The parameters that the operator has fields for, by their two spellings in lower case. None: the operator stops at
# any value; "written": it is there already and the parameter is dropped.
FIELDS = {
    "offline_store": {"host": str, "type": "written", "port": int, "scheme": str, "cert": str},
    "online_store": {"path": str, "type": "written", "cert": str},
    "registry": {"path": str, "registry_type": "written", "registrytype": "written", "cert": str,
                 "s3_additional_kwargs": None, "s3additionalkwargs": None, "mcp": None,
                 "cache_ttl_seconds": None, "cachettlseconds": None, "cache_mode": None, "cachemode": None},
}


def int32(value):
    """A number cut to 32 bits, as the operator cuts it."""
    if isinstance(value, float) and not abs(value) < 2**31:
        return -2**31
    return (int(value) + 2**31) % 2**32 - 2**31


def take_cache_settings(parameters, target):
    """The registry's cache settings are a whole number and a string, and are dropped when they are something else."""
    if "cache_ttl_seconds" in parameters:
        value = parameters.pop("cache_ttl_seconds")
        if isinstance(value, (int, float)) and not isinstance(value, bool) and value < 2**63:
            target["cache_ttl_seconds"] = int32(value)
    if "cache_mode" in parameters:
        value = parameters.pop("cache_mode")
        if isinstance(value, str):
            target["cache_mode"] = value


def merge_store(config, entry):
    """The parameters of a store, as they stand, beside its type."""
    reference = Reference(entry)
    section = entry["into"]
    parameters = mapping(reference, entry["file"], entry["type"])
    target = config.setdefault(section, {})
    present = set(target)
    if section == "registry":
        take_cache_settings(parameters, target)
        present |= {"cachettlseconds"} if "cache_ttl_seconds" in target else set()
        present |= {"cachemode"} if "cache_mode" in target else set()
        present = (present | set(target)) - {"mcp"}
    for key in sorted(parameters):
        value = parameters[key]
        name = key.lower()
        if name in ("dbparameters", ""):
            if not isinstance(value, dict):
                raise reference.refuse(f"its parameter {key!r} is no parameter of a store")
            continue
        if name not in FIELDS[section] or name in entry.get("free", ()):
            target[key] = value
            continue
        kind = FIELDS[section][name]
        if kind == "written" or name in present:
            continue
        # bool is a kind of int to Python, not to the operator.
        if kind is None or not isinstance(value, kind) or isinstance(value, bool):
            words = {str: "must be a string (put it in quotes)", int: "must be a whole number",
                     None: "cannot be set here"}
            raise reference.refuse(f"its parameter {key} {words[kind]}")
        if value:
            target[name] = value
            present.add(name)


OIDC = ("auth_discovery_url", "client_id", "client_secret", "username", "password", "audience", "issuer")


def oidc_properties(entry, reference):
    if "file" in entry:
        return mapping(reference, entry["file"], "")
    try:
        names = sorted(name for name in os.listdir(entry["folder"]) if not name.startswith(".."))
    except OSError:
        raise reference.refuse("is not there") from None
    return {name: parse(reference, os.path.join(entry["folder"], name), name) for name in names}


def merge_oidc(config, entry):
    """The properties of OIDC; all others of the Secret's keys are not for Feast."""
    reference = Reference(entry)
    properties = oidc_properties(entry, reference)
    target = config.setdefault("auth", {})
    for name in entry.get("properties", OIDC):
        if name not in properties:
            if entry.get("whole"):
                raise reference.refuse(f"has no {name}, which this release of Feast needs")
            continue
        value = properties[name]
        if name == "auth_discovery_url":
            if entry.get("discovery") and isinstance(value, str) and value:
                target[name] = value
        elif name in ("audience", "issuer") and not isinstance(value, str):
            target[name] = operator_text(value)
        else:
            target[name] = value
    if not target.get("auth_discovery_url"):
        raise reference.refuse("has no auth_discovery_url, and neither issuerUrl nor anything else says it")


def merge_string(config, entry):
    """One key of a Secret that has to be a string."""
    reference = Reference(entry)
    value = parse(reference, entry["file"])
    if not isinstance(value, str):
        raise reference.refuse("the value must be a string (as YAML it is something else: put it in quotes)")
    *parents, name = entry["into"].split(".")
    for parent in parents:
        config = config.setdefault(parent, {})
    config[name] = value


MERGES = {"store": merge_store, "oidc": merge_oidc, "string": merge_string}


# --- Files ------------------------------------------------------------------------------------------------------------

class Dumper(yaml.SafeDumper):
    """Writes every value where it stands, without anchors."""

    def ignore_aliases(self, data):
        return True


def write_whole(path, text, mode):
    """Writes a file in one step; until it is whole only its owner can read it."""
    new = path + ".new"
    if os.path.lexists(new):
        os.remove(new)
    with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
        os.fchmod(file.fileno(), mode)
    os.replace(new, path)


def link(path, target):
    """Makes `path` a link to `target` in one step, whatever file was there."""
    new = path + ".new"
    if os.path.lexists(new):
        os.remove(new)
    os.symlink(target, new)
    os.replace(new, path)


def main(arguments):
    os.umask(0o077)
    plan_path, repository = arguments[0], arguments[1] if len(arguments) > 1 else None
    folder = os.path.dirname(os.path.abspath(plan_path))
    with open(plan_path, encoding="utf-8") as file:
        plan = json.load(file)
    with open(os.path.join(folder, plan["base"]), encoding="utf-8") as file:
        config = yaml.safe_load(file)
    for entry in plan.get("merge", []):
        places = {name: os.path.join(folder, entry[name]) for name in ("file", "folder") if name in entry}
        MERGES[entry["how"]](config, {**entry, **places})
    text = yaml.dump(config, Dumper=Dumper, sort_keys=False, allow_unicode=True, default_flow_style=False, width=10**9)
    mode = int(plan.get("mode", "0600"), 8)
    if "output" in plan:
        output = os.path.normpath(os.path.join(folder, plan["output"]))
        write_whole(output, text, mode)
        if repository:
            link(os.path.join(repository, "feature_store.yaml"), output)
    else:
        write_whole(os.path.join(repository, "feature_store.yaml"), text, mode)


if __name__ == "__main__":
    if not 2 <= len(sys.argv) <= 3:
        sys.exit("usage: merge_secrets.py PLAN [REPOSITORY]")
    try:
        main(sys.argv[1:])
    except Refused as problem:
        sys.exit(f"feast-init: {problem}")
    except OSError as problem:
        sys.exit(f"feast-init: {problem.filename or 'feature_store.yaml'}: {problem.strerror}")
    except Exception as problem:  # a traceback could show values
        sys.exit(f"feast-init: feature_store.yaml cannot be put together ({type(problem).__name__})")
