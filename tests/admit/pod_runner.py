"""Runs a container of a rendered pod as a restricted namespace would have it run: the pod's user, no capabilities, no new privileges, a
read-only root, and the pod's volumes at their paths. Needs root, to make a root folder of its own in a mount namespace."""
import base64
import json
import os
import pathlib
import shlex
import shutil
import subprocess
import sys

USER = 1001  # of the feature server's image
TOOLS = ["unshare", "setpriv", "chroot", "mount", "bash"]
# What of the host's root is seen in the container's, where it is there.
SYSTEM = ["bin", "sbin", "usr", "lib", "lib32", "lib64", "libx32", "etc", "dev", "proc"]


def lacking():
    """Why no container can run here, or nothing."""
    if os.geteuid() != 0:
        return "not root"
    for tool in TOOLS:
        if shutil.which(tool) is None:
            return tool + " is not here"
    if subprocess.run(["unshare", "-m", "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True).returncode != 0:
        return "no right to mount"
    return None


def pod_of(stream, kind="Deployment"):
    """The first object of the kind in what `render -o json` prints, as (metadata, spec) of its pod, and all objects."""
    objects = json.loads(stream)["items"]
    template = next(o for o in objects if o["kind"] == kind)["spec"]["template"]
    return template["spec"], objects


class Pod:
    """A pod's volumes as folders below `folder`. `objects` hold the ConfigMaps and Secrets that it mounts."""

    def __init__(self, spec, objects, folder, owner=None):
        self.spec, self.folder = spec, pathlib.Path(folder)
        self.paths = {}
        data = {(o["kind"], o["metadata"]["name"]): o for o in objects if o["kind"] in ("ConfigMap", "Secret")}
        for volume in spec.get("volumes", []):
            path = self.folder / "volumes" / volume["name"]
            path.mkdir(parents=True)
            if "configMap" in volume or "secret" in volume:
                kind, name = ("ConfigMap", volume["configMap"]["name"]) if "configMap" in volume else ("Secret", volume["secret"]["secretName"])
                self._write(path, data.get((kind, name)), volume.get("secret", volume.get("configMap", {})).get("items"))
            elif "persistentVolumeClaim" in volume:
                self._claim(path, spec.get("securityContext", {}).get("fsGroup"))
            else:
                path.chmod(0o777)  # as the kubelet makes an emptyDir
            self.paths[volume["name"]] = path

    def _write(self, path, source, items):
        if source is None:
            return
        texts = {key: value.encode() for key, value in {**source.get("stringData", {}), **(source.get("data", {}) if source["kind"] == "ConfigMap" else {})}.items()}
        if source["kind"] == "Secret":
            texts.update({key: base64.b64decode(value) for key, value in source.get("data", {}).items()})
        for item in items or [{"key": key, "path": key} for key in texts]:
            if item["key"] in texts:
                (path / item["path"]).write_bytes(texts[item["key"]])

    @staticmethod
    def _claim(path, group):
        """A file system that is new: root's, or with fsGroup also the group's."""
        if group is not None:
            os.chown(path, 0, group)
            path.chmod(0o2775)
        else:
            path.chmod(0o755)

    def container(self, name):
        return next(c for c in self.spec.get("initContainers", []) + self.spec["containers"] if c["name"] == name)

    def run(self, name, path_entries=(), see=(), extra="", timeout=120, environment=()):
        """Runs the container's own command, or `extra` (a text for bash) in its place. `see` are further folders of the host that it sees."""
        container = self.container(name)
        root = self.folder / "root"
        root.mkdir(exist_ok=True)
        script = ["set -e", "mount -t tmpfs -o mode=755 none %s" % root]
        quote = lambda *parts: " ".join(shlex.quote(str(p)) for p in parts)
        for entry in SYSTEM:
            host = pathlib.Path("/") / entry
            if host.is_symlink():
                script.append(quote("ln", "-s", os.readlink(host), root / entry))
            elif host.is_dir():
                script += [quote("mkdir", "-p", root / entry), quote("mount", "--rbind", host, root / entry)]
        script.append(quote("mkdir", "-p", root / "tmp"))
        seen = [(self.paths[m["name"]], m["mountPath"]) for m in container.get("volumeMounts", [])]
        for source, target in seen + [(path, str(path)) for path in see]:  # some may be below others
            script += [quote("mkdir", "-p", str(root) + target), quote("mount", "--bind", source, str(root) + target)]
        for mount in container.get("volumeMounts", []):
            if mount.get("readOnly"):
                script.append(quote("mount", "-o", "remount,bind,ro", str(root) + mount["mountPath"]))
        security = container.get("securityContext", {})
        if security.get("readOnlyRootFilesystem"):
            script.append(quote("mount", "-o", "remount,ro", root))
        env = {"PATH": ":".join([*path_entries, "/usr/local/bin", "/usr/bin", "/bin"]), "HOME": "/", "PYTHONDONTWRITEBYTECODE": "1"}
        env.update({e["name"]: e["value"] for e in container.get("env", []) if "value" in e})
        env.update(environment)
        user = self.spec.get("securityContext", {}).get("runAsUser", USER)
        limits = ["setpriv", "--reuid", user, "--regid", user]
        group = self.spec.get("securityContext", {}).get("fsGroup")
        limits += ["--groups", group] if group is not None else ["--clear-groups"]
        if security.get("allowPrivilegeEscalation") is False:
            limits += ["--no-new-privs"]
        if "ALL" in security.get("capabilities", {}).get("drop", []):
            limits += ["--inh-caps", "-all", "--ambient-caps", "-all", "--bounding-set", "-all"]
        command = ["bash", "-c", extra] if extra else [*container.get("command", []), *container.get("args", [])]
        inner = "cd %s && exec %s" % (shlex.quote(container.get("workingDir", "/")), quote(*command))
        script.append("exec " + quote("chroot", root, *limits, "env", "-i", *("%s=%s" % e for e in env.items()), "bash", "-c", inner))
        return subprocess.run(["unshare", "-m", "--propagation", "private", "bash", "-c", "\n".join(script)], capture_output=True, text=True, timeout=timeout)


def skip(reason):
    print("%s: skipped" % reason, file=sys.stderr)
    sys.exit(77)
