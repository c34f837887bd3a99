#!/usr/bin/env python3
"""Every Secret that `feastctl init --secret` prints is accepted: by validate beside a store, and its parameters by config.

secrets_test.py FEASTCTL
"""
import json
import re
import subprocess
import sys

import yaml

EXE = sys.argv[1]
SECTIONS = {"Online store": "online_store", "Offline store": "offline_store", "Registry": "registry"}
STORE = """---
apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec:
  feastProject: my_project
  services: {%s: %s}
"""
PLACES = {"online_store": "onlineStore", "offline_store": "offlineStore", "registry": "registry"}


def run(*words, given=""):
    return subprocess.run([EXE, *words], input=given, text=True, capture_output=True)


def types():
    """The types that --secret takes, out of its complaint about another."""
    said = run("init", "--secret=?").stderr
    return re.search(r"is not one of (.*)", said)[1].split(", ")


def verdict(findings):
    """Errors, and whatever Feast itself says of the configuration; what images lack (FS820 and up) is no fault of a Secret."""
    return [f["message"] for f in findings if f["severity"] == "error" or f["code"].startswith(("FS80", "FS81"))]


def errors_of_config(section, store_type, parameters):
    config = {"project": "my_project", "registry": "data/registry.db"}
    config[section] = {("registry_type" if section == "registry" else "type"): store_type, **parameters}
    return verdict(json.loads(run("config", "-o", "json", "-", given=json.dumps(config)).stdout)["diagnostics"])


def errors_of_store(section, store_type, secret):
    persistence = "{persistence: {store: {type: %s, secretRef: {name: feast-data-stores}}}}" % store_type
    store = STORE % (PLACES[section], "{local: %s}" % persistence if section == "registry" else persistence)
    done = json.loads(run("validate", "-o", "json", "-", given=secret + store).stdout)["diagnostics"]
    # The FeatureStore cannot name every type that Feast has.
    if any(f["code"] == "FS204" for f in done):
        return []
    return verdict(done)


def main():
    wrong = asked = 0
    for store_type in types():
        secret = run("init", "--secret", store_type).stdout
        parameters = yaml.safe_load(yaml.safe_load(secret)["stringData"][store_type]) or {}
        described = run("explain", "store", store_type).stdout
        sections = [SECTIONS[title] for title in re.findall(r"(?m)^(Online store|Offline store|Registry) ", described)]
        if secret not in described or not sections:
            wrong += 1
            print("%s: explain does not show its Secret" % store_type)
        if store_type == "hybrid":  # its two stores have other parameters; the Secret is that of the online store
            sections.remove("offline_store")
        for section in sections:
            asked += 1
            said = errors_of_config(section, store_type, parameters) + errors_of_store(section, store_type, secret)
            wrong += bool(said)
            for message in said:
                print("%s as %s: %s" % (store_type, section, message))
    print("%d uses of Secrets, %d wrong" % (asked, wrong))
    sys.exit(1 if wrong or not asked else 0)


main()
