"""The init containers of every accepted recorded case write the feature_store.yaml that the operator wrote.

merged_files_test.py FEASTCTL
"""
import concurrent.futures
import os
import re
import stat
import sys

import yaml
from pods import Loader, Pod, deployments, recorded, run, secrets_of


def same(a, b):
    """Equal, and of the same types: 5432 is no 5432.0 and 1 no true."""
    if type(a) is not type(b):
        return False
    if isinstance(a, dict):
        return a.keys() == b.keys() and all(same(a[k], b[k]) for k in a)
    if isinstance(a, list):
        return len(a) == len(b) and all(map(same, a, b))
    return a == b or a != a and b != b


def check_file(pod, name, wanted):
    path = pod.configuration()
    found = yaml.safe_load(path.read_text())
    expected = yaml.safe_load(wanted)
    if not same(found, expected):
        yield "%s: want %r, got %r" % (name, expected, found)
    if path.is_symlink() and not path.resolve().is_relative_to(pod.at("/feastctl/run").resolve()):
        yield "%s: links to %s" % (name, path.resolve())
    in_memory = {v["name"] for v in pod.spec["volumes"] if v.get("emptyDir", {}).get("medium") == "Memory"}
    if in_memory and stat.S_IMODE(path.stat().st_mode) not in (0o600, 0o640, 0o644):
        yield "%s: mode %o" % (name, path.stat().st_mode)
    merged = any("feastctl-secret" in v["name"] for v in pod.spec["volumes"])
    if merged and path.resolve().parent != pod.at("/feastctl/run").resolve():
        yield "%s: the merged file does not lie in memory" % name


def written(case, namespace, name):
    """The name and the text of the feature_store.yaml that the operator wrote for a Deployment."""
    file = f"feature_store.{namespace}.{name}.yaml"
    return file, case["files"][file]


def check_deployment(deployment, objects, documents, case):
    name, namespace = deployment["metadata"]["name"], deployment["metadata"]["namespace"]
    with Pod(deployment, objects, secrets_of(documents, namespace)) as pod:
        init = pod.container("feast-init")
        if init is None:
            return None, []
        done = pod.run(init)
        if done.returncode:
            return False, ["%s: feast-init failed: %s" % (name, done.stderr)]
        return True, list(check_file(pod, *written(case, namespace, name)))


def check_case(exe, case):
    """(how many files were compared, problems)"""
    if not case["accepted"]:
        return 0, []
    status, out, err = run(exe, "render", ["--skip=feast", *case["args"]], "-", case["input"].encode())
    if status:
        # The operator takes a store whose Secrets nothing can put in place; we say so (FS423).
        without_init = "disableInitContainers: true" in case["input"] and err.count(" error[") == err.count(" error[FS423]")
        return 0, [] if without_init else ["is refused: " + err]
    objects = list(yaml.load_all(out, Loader=Loader))
    documents = list(yaml.load_all(case["input"], Loader=Loader))
    compared, problems = 0, []
    for deployment in deployments(objects):
        ran, found = check_deployment(deployment, objects, documents, case)
        compared += bool(ran)
        problems += found
    return compared, problems


def main():
    exe = sys.argv[1]
    layers = ["conformance-hand", "conformance-composed", *(n for n in recorded.names() if re.match("feast-.*-composed", n))]
    work = [case for layer in layers for case in recorded.cases(layer)]
    compared = failed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        for case, (count, problems) in zip(work, pool.map(lambda w: check_case(exe, w), work)):
            compared += count
            failed += bool(problems)
            for problem in problems:
                print("%s: %s" % (case["case"], problem))
    print("%d files compared, %d cases failed" % (compared, failed))
    sys.exit(1 if failed or not compared else 0)


main()
