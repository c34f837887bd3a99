"""Runs the init containers of rendered bundles for real: a pod's volumes are laid out as folders, paths in command,
arguments and environment are moved below a folder of the test's, and `feast` and `git` are stubs on PATH."""
import base64
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import yaml

for place in ("recorded", "scripts"):
    sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / place))
import recorded  # noqa: E402, F401  (for the tests beside this file)
from support import TOOLS  # noqa: E402  (what the scripts may use of the image)

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

FEAST = """#!{python} -ISB
import os, sys
if sys.argv[1] == "init": os.makedirs(sys.argv[-1] + "/feature_repo")
"""
GIT = """#!{python} -ISB
import os, sys
if "clone" in sys.argv: os.makedirs({repository!r})
"""


class PodStuck(Exception):
    """A volume cannot be mounted: the kubelet would not start the pod."""


def run(exe, command, args, path, text=None):
    """(status, standard output, standard error)"""
    done = subprocess.run([exe, command, *args, str(path)], input=text, stdin=None if text else subprocess.DEVNULL,
                          capture_output=True, timeout=120, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def render(exe, args, path, text=None):
    """The objects, or None where the input is refused."""
    status, out, _ = run(exe, "render", args, path, text)
    return list(yaml.load_all(out, Loader=Loader)) if status == 0 else None


def values(secret):
    """The keys of a Secret with their bytes."""
    found = {k: base64.b64decode(v or "") for k, v in (secret.get("data") or {}).items()}
    found.update({k: v.encode() for k, v in (secret.get("stringData") or {}).items() if isinstance(v, str)})
    return found


def secrets_of(documents, namespace):
    """The Secrets of an input that are in a namespace: name → {key: bytes}."""
    found = {}
    for o in documents:
        if not isinstance(o, dict):
            continue
        if str(o.get("kind")).endswith("List"):
            found.update(secrets_of(o.get("items") or [], namespace))
        elif o.get("kind") == "Secret" and o["metadata"].get("namespace", "default") == namespace:
            found[o["metadata"]["name"]] = values(o)
    return found


def write_volume(folder, files):
    """As the kubelet does: the files in a folder with a date, and links to them."""
    dated = folder / "..2026_08_01"
    dated.mkdir(parents=True)
    (folder / "..data").symlink_to(dated.name)
    for name, content in files.items():
        (dated / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        (folder / name).symlink_to("..data/" + name)


def chosen(source, files):
    """What a ConfigMap's or Secret's volume shows of its keys."""
    if files is None:
        if not source.get("optional"):
            raise PodStuck("there is no such object")
        files = {}
    if "items" not in source:
        return files
    missing = [i["key"] for i in source["items"] if i["key"] not in files]
    if missing and not source.get("optional"):
        raise PodStuck("no key " + missing[0])
    return {i["path"]: files[i["key"]] for i in source["items"] if i["key"] in files}


class Pod:
    """The pod of a Deployment, in a folder that is deleted at the end."""

    def __init__(self, deployment, objects, secrets):
        self.spec = deployment["spec"]["template"]["spec"]
        self.namespace = deployment["metadata"]["namespace"]
        self.root = pathlib.Path(tempfile.mkdtemp(prefix="feastctl-pod-"))
        self.config_maps = {o["metadata"]["name"]: o.get("data") or {} for o in objects
                            if o["kind"] == "ConfigMap" and o["metadata"].get("namespace") == self.namespace}
        self.secrets = secrets
        self.has_git = True
        self.bin = self.root / "bin"
        self.bin.mkdir()
        for tool in TOOLS:
            (self.bin / tool).symlink_to(shutil.which(tool))
        self.program("python3", f'#!/bin/sh\nexec "{sys.executable}" -B "$@"\n')
        self.program("feast", FEAST.format(python=sys.executable))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.root)

    def program(self, name, text):
        path = self.bin / name
        path.unlink(missing_ok=True)
        path.write_text(text)
        path.chmod(0o755)

    def at(self, path):
        """Where a path of the pod is here."""
        return self.root / "pod" / path.lstrip("/")

    def container(self, name):
        return next((c for c in self.spec.get("initContainers", []) + self.spec["containers"] if c["name"] == name), None)

    def lay_out(self, container):
        for mount in container.get("volumeMounts", []):
            volume = next(v for v in self.spec["volumes"] if v["name"] == mount["name"])
            folder = self.at(mount["mountPath"])
            if "subPath" in mount or folder.exists():
                continue
            if "configMap" in volume and volume["configMap"]["name"] in self.config_maps:
                write_volume(folder, chosen(volume["configMap"], self.config_maps[volume["configMap"]["name"]]))
            elif "secret" in volume and volume["name"].startswith("feastctl-"):
                write_volume(folder, chosen(volume["secret"], self.secrets.get(volume["secret"]["secretName"])))
            else:
                folder.mkdir(parents=True)

    def moved(self, text, container):
        """A word of a command or variable, with a path of the pod moved to where it is here."""
        paths = [m["mountPath"] for m in container.get("volumeMounts", [])]
        packaged = [e["value"] for e in container.get("env", []) if e["name"] == "FEAST_PACKAGED_FEATURE_REPO_PATH"]
        inside = any(text == p or text.startswith(p.rstrip("/") + "/") for p in paths + packaged)
        return str(self.at(text)) if inside else text

    def run(self, container, **more_env):
        """Runs a container to its end."""
        self.lay_out(container)
        env = {"PATH": str(self.bin), "HOME": str(self.root)}
        env.update({e["name"]: self.moved(e.get("value", ""), container) for e in container.get("env", [])})
        if "FEAST_PACKAGED_FEATURE_REPO_PATH" in env:
            pathlib.Path(env["FEAST_PACKAGED_FEATURE_REPO_PATH"]).mkdir(parents=True, exist_ok=True)
        command = [self.moved(word, container) for word in container.get("command", []) + container.get("args", [])]
        if self.has_git and not (self.bin / "git").exists() and len(command) > 6:
            self.program("git", GIT.format(python=sys.executable, repository=command[4]))
        command[0] = shutil.which(command[0], path=str(self.bin)) or shutil.which(command[0])
        cwd = self.at(container["workingDir"]) if "workingDir" in container else self.root
        return subprocess.run(command, cwd=cwd, env={**env, **more_env}, capture_output=True, text=True, timeout=120,
                              check=False)

    def configuration(self):
        """Where the pod's servers read feature_store.yaml: named in the command, or in the working directory."""
        command = self.spec["containers"][0]["command"]
        if "--feature-store-yaml" in command:
            return self.at(command[command.index("--feature-store-yaml") + 1])
        return self.at(self.spec["containers"][0]["workingDir"]) / "feature_store.yaml"


def deployments(objects):
    return [o for o in objects if o["kind"] == "Deployment"]
