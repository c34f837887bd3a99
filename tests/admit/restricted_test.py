#!/usr/bin/env python3
"""Renders accepted recorded stores with --pod-security=restricted. The pods that real admission refuses all the same, because of what the user
asks for, are recorded: those stores are refused with a line and that reason, all others are rendered as the level admits them.

restricted_test.py FEASTCTL --every N
"""
import json
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "recorded"))
import recorded  # noqa: E402

MODES = [["--secrets=runtime", "--platform=kubernetes"], ["--secrets=inline", "--platform=kubernetes"],
         ["--secrets=runtime", "--platform=openshift"], ["--secrets=inline", "--platform=openshift"]]
LAYERS = {"conformance-hand": "hand-", "conformance-composed": "composed-"}
REFUSED = {(c["mode"], c["case"]): c["message"] for c in recorded.cases("admission-hardening")}


def run(feastctl, *arguments, text):
    return subprocess.run([feastctl, *arguments, "-"], input=text, capture_output=True)


def key_of(name, mode):
    return "-".join(word.split("=")[1] for word in mode), name


def check(feastctl, name, case, mode):
    """`admitted`, `refused`, `other` for a store that fails anyway, or what is wrong."""
    options = [*(a for a in case["args"] if not a.startswith("--platform")), *mode, "--skip=feast"]
    text = case["input"].encode()
    if run(feastctl, "render", *options, "--skip=namespace", text=text).returncode != 0:
        return "other"
    hard = run(feastctl, "render", *options, "--pod-security=restricted", "--read-only-root", "--diagnostics=json", text=text)
    wanted = REFUSED.get(key_of(name, mode))
    if hard.returncode == 0:
        if wanted:
            return "rendered, but admission says: %s" % wanted
        judged = json.loads(run(feastctl, "admit", "--pod-security=restricted", "-o", "json", text=hard.stdout).stdout)
        wrong = [o["podSecurity"]["message"] for o in judged["objects"] if not o.get("podSecurity", {"allowed": True})["allowed"]]
        return "rendered, and refused by admit: %s" % wrong if wrong else "admitted"
    findings = [d for d in json.loads(hard.stderr)["diagnostics"] if d["severity"] == "error"]
    if any(d["code"] != "FS901" or "line" not in d for d in findings):
        return "refused without line or reason: %s" % findings
    if not wanted:
        return "refused, but admission allows it: %s" % findings
    told = " ".join(d["message"] for d in findings)
    return "refused" if wanted in told or all(part.split(" (")[0] in told for part in wanted.split("), ")) else "other words than %s: %s" % (wanted, told)


def main():
    feastctl, every = sys.argv[1], int(sys.argv[sys.argv.index("--every") + 1])
    accepted = ((prefix + c["case"], c) for layer, prefix in LAYERS.items() for c in recorded.cases(layer) if c["accepted"])
    # A sample takes some of each kind.
    picked = [(n, name, c) for n, (name, c) in enumerate(accepted) if n % every == 0 or (every > 1 and n % every == 1 and any(k[1] == name for k in REFUSED))]
    counts = {"admitted": 0, "refused": 0, "other": 0, "wrong": 0}
    for number, name, case in picked:
        for mode in MODES if every == 1 else [MODES[number // every % len(MODES)]]:
            outcome = check(feastctl, name, case, mode)
            kind = outcome if outcome in counts else "wrong"
            counts[kind] += 1
            if kind == "wrong":
                print("%s %s: %s" % (name, " ".join(mode), outcome))
    print(", ".join("%d %s" % (n, k) for k, n in counts.items()))
    sys.exit(0 if counts["admitted"] and counts["refused"] and not counts["wrong"] else 1)


if __name__ == "__main__":
    main()
