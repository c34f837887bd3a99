#!/usr/bin/env python3
"""Holds the reports to what their readers want: check_reports.py FEASTCTL

The facts about each form are written down here, from its specification or its reader's documentation, because the
official schema of SARIF is not at hand everywhere: which members an object may and must have, and what GitHub and GitLab ask beyond.
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import urllib.parse
import xml.etree.ElementTree as ElementTree

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
from report_formats import report_formats  # noqa: E402

EXE = pathlib.Path(sys.argv[1]).resolve()

FILES = {
    "good.yaml": "apiVersion: feast.dev/v1\nkind: FeatureStore\nmetadata: {name: good}\nspec: {feastProject: p}\n",
    "sub dir/bäd,1.yaml": "apiVersion: feast.dev/v1\nkind: FeatureStore\nmetadata: {name: bad}\n"
                         "spec: {feastProject: p, replicas: 2, servces: {}, cronJob: {schedule: '61 * * * *'}}\n",
    "broken.yaml": "apiVersion: [\n",
    "hostile.yaml": "apiVersion: feast.dev/v1\nkind: FeatureStore\nmetadata: {name: \"<a&b>\\u0007]]>\"}\n"
                    "spec: {feastProject: \"\\u202e::error::x\\u0000\"}\n",
    "list.yaml": "kind: List\napiVersion: v1\nitems:\n- {apiVersion: feast.dev/v1, kind: FeatureStore, metadata: {name: one}, spec: {feastProject: p}}\n"
                 "- {apiVersion: feast.dev/v1, kind: FeatureStore, metadata: {name: two}, spec: {feastProjct: p}}\n",
}

# SARIF 2.1.0: object -> members that it must have, members that it may have (of those that we write or might).
SARIF = {
    "log": ({"version", "runs"}, {"$schema"}),
    "run": ({"tool"}, {"results", "columnKind", "automationDetails", "invocations", "originalUriBaseIds", "properties"}),
    "tool": ({"driver"}, set()),
    "driver": ({"name"}, {"rules", "version", "semanticVersion", "informationUri", "fullName", "organization", "properties"}),
    "rule": ({"id"}, {"name", "shortDescription", "fullDescription", "help", "helpUri", "defaultConfiguration", "properties"}),
    "result": ({"message"}, {"ruleId", "ruleIndex", "level", "kind", "locations", "relatedLocations", "partialFingerprints",
                             "fingerprints", "properties", "fixes"}),
    "location": (set(), {"id", "physicalLocation", "logicalLocations", "message", "properties"}),
    "physicalLocation": ({"artifactLocation"}, {"region", "contextRegion"}),
    "artifactLocation": ({"uri"}, {"uriBaseId", "index"}),
    "region": ({"startLine"}, {"startColumn", "endLine", "endColumn", "snippet"}),
    "logicalLocation": (set(), {"name", "fullyQualifiedName", "kind", "decoratedName", "index", "parentIndex"}),
    "text": ({"text"}, {"markdown"}),
}

problems = []


def check(condition, *what):
    if not condition:
        problems.append(" ".join(map(str, what)))


def members(what, obj):
    must, may = SARIF[what]
    check(isinstance(obj, dict), what, "is no object:", obj)
    check(must <= obj.keys(), what, "lacks", must - obj.keys())
    check(obj.keys() <= must | may, what, "has", obj.keys() - must - may)
    for key, value in obj.items():
        check(value != "", what, key, "is an empty text, which code scanning refuses")
    return obj


def sarif_text(obj):
    members("text", obj)
    check(len(obj["text"]) <= 1024, "text is too long for code scanning:", obj["text"][:80])


def sarif_location(obj):
    members("location", obj)
    if "message" in obj:
        sarif_text(obj["message"])
    for logical in obj.get("logicalLocations", []):
        members("logicalLocation", logical)
    physical = members("physicalLocation", obj["physicalLocation"])
    uri = members("artifactLocation", physical["artifactLocation"])["uri"]
    check(not uri.startswith("/") and re.fullmatch(r"[A-Za-z0-9._~/%-]+", uri), "no relative URI:", uri)
    check(urllib.parse.unquote(uri) in FILES, "no such file:", uri)
    if "region" in physical:
        region = members("region", physical["region"])
        begin = (region["startLine"], region.get("startColumn", 1))
        end = (region.get("endLine", begin[0]), region.get("endColumn", begin[1]))
        check(min(begin) >= 1 and begin <= end, "a region ends before it begins:", region)


def sarif(text):
    log = members("log", json.loads(text))
    check(log["version"] == "2.1.0" and "$schema" in log, "version and $schema")
    for run in log["runs"]:
        members("run", run)
        driver = members("driver", members("tool", run["tool"])["driver"])
        rules = driver["rules"]
        for rule in rules:
            members("rule", rule)
            for key in ("shortDescription", "fullDescription", "help"):
                sarif_text(rule[key])
            check(rule["defaultConfiguration"]["level"] in ("error", "warning", "note"), "level of", rule["id"])
        check(len({r["id"] for r in rules}) == len(rules), "a rule is listed twice")
        check(isinstance(run["results"], list), "results are wanted even when there are none")
        for result in run["results"]:
            members("result", result)
            check(result["level"] in ("none", "note", "warning", "error"), "level", result["level"])
            check(rules[result["ruleIndex"]]["id"] == result["ruleId"], "ruleIndex of", result["ruleId"])
            check(result["message"]["text"], "a message is empty")
            check(len(result["locations"]) >= 1, "code scanning wants a location")
            for location in result["locations"] + result.get("relatedLocations", []):
                sarif_location(location)


def junit(text):
    root = ElementTree.fromstring(text)
    check(root.tag == "testsuites", "root", root.tag)
    total = {"tests": 0, "failures": 0, "errors": 0}
    for suite in root:
        check(suite.tag == "testsuite" and suite.get("name"), "suite", suite.attrib)
        found = {"tests": len(suite), "failures": 0, "errors": 0}
        for case in suite:
            check(case.tag == "testcase" and case.get("name") and case.get("classname"), "case", case.attrib)
            check(float(case.get("time")) >= 0, "time is wanted by Buildkite")
            tags = [child.tag for child in case]
            check(set(tags) <= {"failure", "error", "system-out", "skipped"}, "children", tags)
            check("failure" not in tags or "error" not in tags, "failed and broken at once")
            found["failures"] += "failure" in tags
            found["errors"] += "error" in tags
            for child in case:
                check(child.tag == "system-out" or (child.get("message") and child.get("type")), "message and type", child.attrib)
        for key, value in found.items():
            check(int(suite.get(key)) == value, "suite", suite.get("name"), key, suite.get(key), "but", value)
            total[key] += value
    for key, value in total.items():
        check(int(root.get(key)) == value, "testsuites", key, root.get(key), "but", value)
    names = [c.get("name") for c in root.iter("testcase")]
    check({"default/one", "default/two"} <= set(names), "a case for each store of a list", names)


def gitlab(text):
    seen = set()
    for finding in json.loads(text):
        check({"description", "check_name", "fingerprint", "severity", "location"} <= finding.keys(), finding.keys())
        check(finding["severity"] in ("info", "minor", "major", "critical", "blocker"), finding["severity"])
        check(finding["location"]["path"] and finding["location"]["lines"]["begin"] >= 1, finding["location"])
        check(finding["fingerprint"] not in seen, "GitLab drops a finding whose fingerprint comes twice")
        seen.add(finding["fingerprint"])


def tap(text):
    lines = text.splitlines()
    check(lines[0] == "TAP version 13", lines[0])
    plan = re.fullmatch(r"1\.\.(\d+)", lines[1])
    numbers = [int(m.group(1)) for line in lines if (m := re.match(r"(?:not )?ok (\d+) - ", line))]
    check(plan and numbers == list(range(1, int(plan.group(1)) + 1)), "plan and numbers", lines[1], numbers)


def github(text):
    shown = {"error": 0, "warning": 0, "notice": 0}
    for line in text.splitlines():
        command = re.match(r"::(\w+)(?: ([^:]*))?::", line)
        if not command:
            check(not line.startswith("::"), "a forged command", line)
            continue
        shown[command.group(1)] += 1
        for item in (command.group(2) or "").split(","):
            check(re.fullmatch(r"(file|line|endLine|col|endColumn|title)=[^:,\r\n]+", item), "property", item)
    check(max(shown.values()) <= 10, "GitHub shows ten of a kind", shown)


def own_json(text):
    report = json.loads(text)
    check(report["formatVersion"] == "1.0" and report["valid"] is False, "head")
    count = {"error": 0, "warning": 0, "note": 0}
    for d in report["diagnostics"]:
        count[d["severity"]] += 1
        check({"code", "severity", "message"} <= d.keys(), d.keys())
        check("line" not in d or (d["line"], d["column"]) <= (d["endLine"], d["endColumn"]), "place", d)
    check(report["summary"]["errors"] == count["error"] and report["summary"]["warnings"] == count["warning"], report["summary"])


JUDGES = {"sarif": sarif, "junit": junit, "gitlab": gitlab, "tap": tap, "github": github, "json": own_json}

with tempfile.TemporaryDirectory() as folder:
    for name, text in FILES.items():
        path = pathlib.Path(folder, name)
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    FORMS = [form for form in report_formats(EXE) if form != "text"]  # which has transcripts
    for form in FORMS:
        run = subprocess.run([EXE, "validate", "--output=" + form, *FILES], cwd=folder, capture_output=True)
        before = len(problems)
        check(run.returncode == 1, "status", run.returncode, run.stderr)
        check("\x07" not in run.stdout.decode() and "\u202e" not in run.stdout.decode(), "steers a terminal", run.stdout)
        JUDGES.get(form, lambda text: None)(run.stdout.decode())
        problems[before:] = ["%s: %s" % (form, p) for p in problems[before:]]
    everything = ["--output=%s --output-file=out.%s" % (f, f) for f in FORMS]
    subprocess.run([EXE, "validate", *" ".join(everything).split(), *FILES], cwd=folder, capture_output=True)
    for form in FORMS:
        alone = subprocess.run([EXE, "validate", "--output=" + form, *FILES], cwd=folder, capture_output=True).stdout
        check(pathlib.Path(folder, "out." + form).read_bytes() == alone, form, "differs when written beside others")

print("\n".join(problems))
print("%d forms, %d problems" % (len(FORMS), len(problems)))
sys.exit(1 if problems else 0)
