#!/usr/bin/env python3
"""Holds the sources to the rules of ARCHITECTURE.md. check_sources.py ROOT"""
import pathlib
import re
import sys

ROOT = pathlib.Path(sys.argv[1])
LIB = ROOT / "lib"

# A stage knows these and its own folder. The codecs are for YAML and JSON within YAML.
SHARED = {"base", "catalog", "model"}
EXTRA = {
    "additions": {"parse/reader.hpp", "emit/yaml.hpp"},  # the file of digests
    "resolve": {"parse/reader.hpp"},                     # texts within Secrets and ConfigMaps
    "build": {"emit/yaml.hpp", "emit/json.hpp"},         # feature_store.yaml within ConfigMaps
    "validate": {"schema"},                              # the tables of the schemas
    "defaults": {"schema"},
    "model": {"base"},
    "explain": {"schema", "parse/reader.hpp", "emit/yaml.hpp", "emit/json.hpp"},  # asks the whole library what it says
    "inventory": {"parse/reader.hpp", "emit/json.hpp"},  # reads bundles
    "config": {"parse/reader.hpp", "options/options.hpp"},
    "options": {"report/formats.hpp", "emit/yaml.hpp", "admit/policy.hpp", "feast/table.hpp", "feast/describe.hpp"},  # the formats are values of options; init quotes names
    "feast": {"parse/reader.hpp", "emit/yaml.hpp", "resolve/resolve.hpp"},  # variables in texts; values of Secrets
    "convert": {"parse/reader.hpp", "emit/yaml.hpp", "emit/json.hpp"},  # text to text, beside the pipeline
    "fix": {"parse/reader.hpp", "emit/yaml.hpp", "emit/json.hpp", "diff/diff.hpp"},  # text to text, beside the pipeline
    "gitops": {"parse/reader.hpp", "emit/yaml.hpp", "options/options.hpp"},  # ResourceLists, parameters
    "whole_run": {"additions/additions.hpp", "parse/inputs.hpp", "build/bundle.hpp", "validate/ignored.hpp", "validate/rollout/shared_project.hpp", "gitops", "feastctl.hpp", "rendered.hpp"},  # around the stores
    "simulate": {"parse/reader.hpp", "feastctl.hpp", "inventory/bundle_tree.hpp"},  # scenarios; bundles
    "admit": {"parse/reader.hpp", "validate/kubernetes/kubernetes.hpp", "validate/kubernetes/dropped.hpp",
              "report/json_writer.hpp"},  # judges manifests as they are read
    "capacity": {"admit", "feastctl.hpp", "report/json_writer.hpp"},  # what admission counts, summed up
    "graph": {"parse/reader.hpp", "feastctl.hpp", "inventory/bundle_tree.hpp", "report/json_writer.hpp"},  # reads bundles
    "diff": {"parse/reader.hpp", "emit/yaml.hpp", "emit/json.hpp"},
    "lsp": {"feastctl.hpp", "run_cache.hpp", "config_check.hpp", "report", "feast", "schema", "explain"},  # shows editors what the whole library says
    "adopt": {"diff/diff.hpp", "diff/live/kubectl.hpp", "emit/yaml.hpp", "report/visible.hpp"},
    "upgrade": {"diff/parts.hpp", "diff/diff.hpp", "report", "emit/json.hpp", "feastctl.hpp"},  # what two runs say, side by side
}
TOP = {"causes.cpp", "causes.hpp", "config_check.cpp", "config_check.hpp", "fix_run.cpp", "fix_run.hpp",
       "fixes.cpp", "fixes.hpp", "text_fixes.cpp", "text_fixes.hpp", "pipeline.cpp", "stages.cpp", "stages.hpp",
       "upgrade_run.cpp", "rendered.cpp", "rendered.hpp", "feastctl.hpp", "run_cache.cpp", "run_cache.hpp", "run_record.cpp", "run_record.hpp", "store_run.hpp"}  # know all stages
IMPURE = re.compile(r"#include <(fstream|iostream|filesystem|cstdlib|unistd\.h|chrono|ctime|random)>|\bgetenv\b|\bstd::locale\b")
PLACES = re.compile(r"/Users/[a-z]|/tmp/[a-z]")


def folder_of(include):
    return include.split("/")[0] if "/" in include else None


def problems():
    for path in sorted(LIB.rglob("*.?pp")):
        where = path.relative_to(LIB)
        text = path.read_text()
        host_tool = where.name == "compile.cpp"  # runs when the library is built
        if not host_tool and IMPURE.search(text):
            yield "%s: the library touches no file, environment, clock or locale: %s" % (where, IMPURE.search(text).group(0))
        if len(where.parts) == 1:
            if where.name not in TOP:
                yield "%s: only the pipeline belongs at the top of lib/" % where
            continue
        own = where.parts[0]
        for include in re.findall(r'#include "([^"]+)"', text):
            folder = folder_of(include)
            if folder in (None, own) or folder in SHARED or include in EXTRA.get(own, ()) or folder in EXTRA.get(own, ()):
                continue
            yield "%s: a stage does not include another one: %s" % (where, include)
    for path in sorted((ROOT / "cli").rglob("*.?pp")):
        for include in re.findall(r'#include "([^"]+)"', path.read_text()):
            if folder_of(include) in {"parse", "validate", "defaults", "resolve", "build", "emit"}:
                yield "cli/%s: the command line knows the library by feastctl.hpp: %s" % (path.name, include)
    for folder in ("cli", "lib", "schemas", "templates", "examples", "man"):
        for path in sorted(p for p in (ROOT / folder).rglob("*") if p.is_file()):
            if PLACES.search(path.read_text(errors="replace")) and path.suffix != ".sh":
                yield "%s: names a place of somebody's machine" % path.relative_to(ROOT)


def unused_codes():
    """A code that nothing reports, and a word that looks like a code and has no page. FS999 is an example of a code."""
    pages = {path.stem: path.read_text() for path in sorted((ROOT / "docs/codes").glob("FS*.md"))}
    sources = "".join(p.read_text() for folder in ("lib", "cli") for p in (ROOT / folder).rglob("*.?pp"))
    used = set(re.findall(r"\bcatalog::(k\w+)", sources))
    for code, page in pages.items():
        constant = re.search(r"^constant: (\w+)$", page, re.M).group(1)
        if constant not in used:
            yield "docs/codes/%s.md: nothing in lib/ or cli/ reports catalog::%s" % (code, constant)
    texts = [ROOT / name for name in ("README.md", "ARCHITECTURE.md")]
    texts += [p for folder in ("lib", "cli", "man", "docs") for p in (ROOT / folder).rglob("*.*") if p.is_file()]
    for path in texts:
        for code in sorted(set(re.findall(r"\bFS[1-9]\d\d\b", path.read_text(errors="replace"))) - set(pages) - {"FS999"}):
            yield "%s: %s has no page in docs/codes" % (path.relative_to(ROOT), code)


def folders():
    """ARCHITECTURE's table of folders against the tree: it has every folder of lib/, and none that does not exist."""
    section = (ROOT / "ARCHITECTURE.md").read_text().split("## Folders", 1)[1].split("\n## ", 1)[0]
    listed = {name for row in re.findall(r"^\| (`[^|]*) \|", section, re.M) for name in re.findall(r"`([\w/]+)/`", row)}
    for name in sorted({"lib/" + p.name for p in LIB.iterdir() if p.is_dir()} - listed):
        yield "ARCHITECTURE.md: the table of folders lacks %s/" % name
    for name in sorted(name for name in listed if not (ROOT / name).is_dir()):
        yield "ARCHITECTURE.md: the table of folders has %s/, which does not exist" % name


# What a file keeps to itself, at the beginning of a line: a type, a constant, or a function with its parameters.
OWN = re.compile(r"^(?:(?:struct|class|enum class|enum) (\w+) ?[:{]|(?:constexpr|const) [^(){};]*?\b(k\w+)\b|"
                 r"(?=\w)[\w:<>,*& ]+? [*&]?([\w:]+)\(([^;{}]*)\)(?: const)? \{)", re.M)


def clashes():
    """Names that two files of one namespace keep to themselves. A release build compiles such files as one text, and fails."""
    seen = {}
    for path in sorted([*LIB.rglob("*.cpp"), *(ROOT / "cli").rglob("*.cpp")]):
        text = path.read_text()
        outer = re.search(r"^namespace (\w[\w:]*) \{", text, re.M)
        if path.name == "compile.cpp" or not outer:
            continue
        for block in re.findall(r"^namespace \{\n(.*?)^\}  // namespace$", text, re.M | re.S):
            for kind, constant, function, parameters in OWN.findall(block):
                types = re.sub(r"\b\w+(?=\s*(,|$))", "", re.sub(r"\s+", " ", parameters))  # without their names
                name = (outer[1], kind or constant or function, types)
                first = seen.setdefault(name, path)
                if first != path:
                    yield "%s: %s is also in %s; rename one" % (path.relative_to(ROOT), name[1], first.relative_to(ROOT))


found = [*problems(), *unused_codes(), *clashes(), *folders()]
print("\n".join(found))
print("%d problems" % len(found))
sys.exit(1 if found else 0)
