"""A cluster without nodes: etcd, the real kube-apiserver and kube-controller-manager of one Go program, and pods that are
ready as soon as they exist."""
import contextlib
import hashlib
import json
import os
import pathlib
import re
import shutil
import socket
import ssl
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request

VERSION = "v1.35.4"
STAGING = "v0.35.4"
HERE = pathlib.Path(__file__).resolve().parent
CONTROLLERS = "garbage-collector-controller,deployment-controller,replicaset-controller,serviceaccount-controller"
SWITCH = "FEASTCTL_REAL_APISERVER"


def go(*words, folder):
    done = subprocess.run(["go", *words], cwd=folder, capture_output=True, text=True, timeout=4000, env={**os.environ, "GOFLAGS": ""})
    if done.returncode:
        raise RuntimeError(" ".join(words) + ": " + (done.stderr or done.stdout)[-500:])
    return done.stdout


def module_file(theirs):
    """A module that uses theirs. Its own replacements count only for itself, so that parts of the same release stand in for
    the folders; all versions are named, so that Go need not look for them."""
    staging = re.findall(r"^\t(k8s\.io/\S+) => \./staging", theirs, re.M)
    versions = dict(re.findall(r"^\t(\S+) (v\S+)(?: // indirect)?$", theirs, re.M))
    versions.update({name: STAGING for name in staging})
    versions["k8s.io/kubernetes"] = VERSION
    versions["go.etcd.io/etcd/server/v3"] = versions["go.etcd.io/etcd/client/v3"]
    return "module cluster\n\n%s\n\n%s\n\nrequire (\n%s)\n\nreplace (\n%s)\n" % (
        re.search(r"^go \S+$", theirs, re.M).group(0), re.search(r"^godebug .*$", theirs, re.M).group(0),
        "".join("\t%s %s\n" % pair for pair in sorted(versions.items())),
        "".join("\t%s => %s %s\n" % (name, name, STAGING) for name in staging))


def built(tools):
    """The program, or why there is none. It is built once."""
    source = HERE / "main.go"
    program = tools / ("cluster-%s-%s" % (VERSION, hashlib.sha256(source.read_bytes()).hexdigest()[:8]))
    if program.exists():
        return program, None
    if os.environ.get(SWITCH) != "ON":
        return None, "kube-apiserver is built only with %s=ON, because it takes many minutes" % SWITCH
    if not shutil.which("go"):
        return None, "Go is not here, so there is no kube-apiserver to try"
    folder = tools / "cluster"
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(source, folder)
    try:
        theirs = json.loads(go("mod", "download", "-json", "k8s.io/kubernetes@" + VERSION, folder=folder))["GoMod"]
        (folder / "go.mod").write_text(module_file(pathlib.Path(theirs).read_text()))
        go("build", "-mod=mod", "-trimpath", "-ldflags=-s -w", "-o", "built", ".", folder=folder)
    except (RuntimeError, subprocess.TimeoutExpired) as error:
        return None, "kube-apiserver could not be built: %s" % error
    (folder / "built").rename(program)
    return program, None


def free_ports(count):
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


class Cluster:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        client, peer, self.port, controllers = free_ports(4)
        self.config = folder / "kubeconfig"
        self.processes, self.stopping = [], threading.Event()
        self.failures = []
        etcd = "http://127.0.0.1:%d" % client
        self.start("etcd", "--data-dir", folder / "etcd", "--listen-client-urls", etcd, "--advertise-client-urls", etcd,
                   "--listen-peer-urls", "http://127.0.0.1:%d" % peer, "--unsafe-no-fsync", "--log-level", "error")
        subprocess.run(["openssl", "genrsa", "-out", folder / "key", "2048"], check=True, capture_output=True)
        (folder / "tokens").write_text("secret,admin,admin,system:masters\n")
        self.start("kube-apiserver", "--etcd-servers", etcd, "--bind-address", "127.0.0.1", "--secure-port", str(self.port),
                   "--cert-dir", folder / "certificates", "--token-auth-file", folder / "tokens", "--authorization-mode", "RBAC",
                   "--service-account-issuer", "https://kubernetes.default.svc", "--service-account-key-file", folder / "key",
                   "--service-account-signing-key-file", folder / "key", "--service-cluster-ip-range", "10.96.0.0/16")
        self.config.write_text(json.dumps({
            "apiVersion": "v1", "kind": "Config", "current-context": "c",
            "clusters": [{"name": "c", "cluster": {"server": "https://127.0.0.1:%d" % self.port, "insecure-skip-tls-verify": True}}],
            "users": [{"name": "c", "user": {"token": "secret"}}], "contexts": [{"name": "c", "context": {"cluster": "c", "user": "c"}}]}))
        self.wait("the API server", lambda: self.ask("/readyz", raw=True) == "ok", 120)
        self.start("kube-controller-manager", "--kubeconfig", self.config, "--controllers", CONTROLLERS, "--leader-elect=false",
                   "--bind-address", "127.0.0.1", "--secure-port", str(controllers), "--cert-dir", folder / "certificates-2",
                   "--service-account-private-key-file", folder / "key")
        self.kubelet = threading.Thread(target=self.make_pods_ready)
        self.kubelet.start()

    def start(self, part, *words):
        with open(self.folder / (part + ".log"), "w") as log:
            self.processes.append(subprocess.Popen([self.program, part, *map(str, words)], stdin=subprocess.DEVNULL, stdout=log, stderr=log))

    def stop(self):
        self.stopping.set()
        self.kubelet.join() if hasattr(self, "kubelet") else None
        for process in reversed(self.processes):
            process.kill()
            process.wait()

    def ask(self, path, method="GET", body=None, raw=False):
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        kind = "application/merge-patch+json" if method == "PATCH" else "application/json"
        request = urllib.request.Request("https://127.0.0.1:%d%s" % (self.port, path), method=method, data=body and json.dumps(body).encode(),
                                         headers={"Authorization": "Bearer secret", "Content-Type": kind})
        try:
            with urllib.request.urlopen(request, context=context, timeout=30) as answer:
                text = answer.read().decode()
                return text if raw else json.loads(text)
        except urllib.error.HTTPError as error:
            return None if raw else {"error": error.code, "text": error.read().decode()}
        except OSError:
            return None

    def wait(self, what, condition, seconds=60):
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end or any(p.poll() is not None for p in self.processes):
                logs = "\n".join("%s: %s" % (p.name, p.read_text()[-1500:]) for p in self.folder.glob("*.log"))
                raise RuntimeError("%s does not come:\n%s" % (what, logs))
            time.sleep(0.2)

    def make_pods_ready(self):
        """What a scheduler and a kubelet would do, for pods that run at once."""
        while not self.stopping.wait(0.3):
            for pod in (self.ask("/api/v1/pods") or {}).get("items", []):
                if pod.get("status", {}).get("phase") == "Running":
                    continue
                ready = [{"type": kind, "status": "True"} for kind in ("Initialized", "ContainersReady", "Ready", "PodScheduled")]
                self.ask("/api/v1/namespaces/%s/pods/%s/status" % (pod["metadata"]["namespace"], pod["metadata"]["name"]), "PATCH",
                         {"status": {"phase": "Running", "conditions": ready}})

    def kubectl(self, *words, text=None):
        done = subprocess.run(["kubectl", *words], input=text, capture_output=True, text=True, timeout=120, env=self.environment())
        if done.returncode:
            raise RuntimeError("kubectl %s: %s" % (" ".join(words), done.stderr))
        return done.stdout

    def environment(self, *folders):
        return {"PATH": ":".join([*map(str, folders), os.environ["PATH"]]), "HOME": str(self.folder), "KUBECONFIG": str(self.config)}


@contextlib.contextmanager
def cluster(program, folder):
    made = Cluster.__new__(Cluster)
    try:
        made.__init__(program, folder)
        yield made
    finally:
        made.stop()


if __name__ == "__main__":
    print(module_file(sys.stdin.read()))
