#!/usr/bin/env python3
"""No store differs from the bundle that it was applied from, whoever applied it. pairs_test.py FEASTCTL

Each recorded case is compared as kubectl prints it with --show-managed-fields and without. Nothing is printed, except on
standard error: which pods an apply would restart although the operator's words mean the same as ours, and which kinds
were not recorded.
"""
import sys

import live

NOT_FETCHED = "not among the given objects: "
RESTARTS = "no difference in meaning, but an apply restarts the pods of Deployment "


def wrong(diff, case, text):
    status, out, err = diff(case["bundle"], text)
    if status or out:
        yield "status %d: %s" % (status, (out + err)[:600])
    for line in err.splitlines():
        line = line.removeprefix("feastctl: ")
        operator = case["case"].endswith("/operator")
        if operator and line.startswith(RESTARTS):
            continue
        kinds = line.removeprefix(NOT_FETCHED).split(";")[0]
        if not line.startswith(NOT_FETCHED) or not set(kinds.split(", ")) <= {"secrets", "horizontalpodautoscalers"}:
            yield "standard error: " + line


def main():
    diff = live.Diff(sys.argv[1])
    cases, problems, restarts = live.cases("live-stores"), [], 0
    for case in cases:
        for name, text in (("", case["live"]), (" without managedFields", live.without_managed_fields(case["live"]))):
            problems += ["%s%s: %s" % (case["case"], name, line) for line in wrong(diff, case, text)]
        if case["case"].endswith("/operator"):
            restarts += RESTARTS in diff(case["bundle"], case["live"])[2]
    if not restarts:
        problems.append("no operator's store says that an apply restarts its pods")
    live.end(problems, len(cases))


main()
