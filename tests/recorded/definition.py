#!/usr/bin/env python3
"""Prints what a release's CustomResourceDefinition says of each field below spec, as cases of the layer `definitions`.

definition.py RELEASE FILE      RELEASE as feastctl names it (0.66); FILE is the operator's
                                config/crd/bases/feast.dev_featurestores.yaml at that release

One line per version of the API; README.md beside this file says how to add them to the layer.
"""
import json
import sys

import yaml

# What a field may hold; descriptions and the texts of rules are left out.
FACTS = {"format": "format", "minimum": "minimum", "maximum": "maximum", "pattern": "pattern", "enum": "enum", "default": "default",
         "x-kubernetes-list-type": "list", "x-kubernetes-list-map-keys": "keys", "x-kubernetes-map-type": "map"}


def type_of(node):
    if node.get("x-kubernetes-int-or-string"):
        return "int-or-string"
    return "map" if isinstance(node.get("additionalProperties"), dict) else node["type"]


def collect(node, path, required, fields):
    kind = type_of(node)
    facts = {name: node[key] for key, name in FACTS.items() if key in node}
    if kind not in ("integer", "string"):
        facts.pop("format", None)
    fields[path] = {"type": kind, **({"required": True} if required else {}), **facts}
    if "items" in node:
        collect(node["items"], path + "[]", False, fields)
    if kind == "map":
        collect(node["additionalProperties"], path + "{}", False, fields)
    for name, child in sorted(node.get("properties", {}).items()):
        collect(child, path + "." + name, name in node.get("required", []), fields)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    release, file = sys.argv[1:]
    with open(file, encoding="utf-8") as text:
        definition = yaml.safe_load(text)
    for version in definition["spec"]["versions"]:
        fields = {}
        collect(version["schema"]["openAPIV3Schema"]["properties"]["spec"], "spec", False, fields)
        case = {"case": "%s.%s" % (release, version["name"]), "args": ["--feast-version=" + release], "fields": fields}
        print(json.dumps(case, ensure_ascii=False, separators=(",", ":")))


main()
