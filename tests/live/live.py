"""What the tests here share: recorded live objects, and `feastctl diff` of them."""
import json
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "recorded"))
import recorded  # noqa: E402  (beside this folder)


def cases(layer):
    return list(recorded.read(recorded.HERE / (layer + recorded.SUFFIX)))


def without_managed_fields(text):
    """What `kubectl get -o yaml` prints without --show-managed-fields: the same text without those blocks."""
    kept, skipping = [], False
    for line in text.split("\n"):
        if skipping and line.startswith(("    - ", "      ")):
            continue
        skipping = line == "    managedFields:"
        if not skipping:
            kept.append(line)
    return "\n".join(kept)


class Diff:
    """Runs `feastctl diff BUNDLE --against LIVE`."""

    def __init__(self, program):
        self.program = program
        self.folder = tempfile.TemporaryDirectory()

    def __call__(self, bundle, live, *options):
        """The exit status, standard output and standard error."""
        path = pathlib.Path(self.folder.name) / "bundle.yaml"
        path.write_text(bundle)
        done = subprocess.run([self.program, "diff", str(path), "--against", "-", *options], input=live, text=True,
                              capture_output=True, timeout=60)
        return done.returncode, done.stdout, done.stderr

    def changes(self, bundle, live):
        """The status and the changes of the JSON form."""
        status, out, err = self(bundle, live, "--output=json")
        return status, json.loads(out)["changes"] if out else err


def end(problems, count):
    print("\n".join(problems))
    print("%d cases, %d problems" % (count, len(problems)))
    sys.exit(1 if problems or not count else 0)
