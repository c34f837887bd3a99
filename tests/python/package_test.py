"""The package as its users call it; run by the Python that it is installed in."""
import importlib.metadata
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

import feastctl

STORE = """apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample}
spec:
  feastProject: my_project
  services:
    onlineStore:
      persistence: {store: {type: postgres, secretRef: {name: data}}}
"""
SECRET = """apiVersion: v1
kind: Secret
metadata: {name: data}
stringData:
  postgres: %s
"""
BAD = STORE.replace("my_project", "'a b'")


def kinds(result):
    return {o.kind for o in result.objects}


def codes(findings, severity):
    return [f.code for f in findings if f.severity == severity]


class Package(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.store = self.folder / "store.yaml"
        self.store.write_text(STORE)

    def test_program_is_the_installed_one(self):
        self.assertEqual(feastctl.program(), os.path.join(sys.prefix, "bin", "feastctl"))
        version = importlib.metadata.version("feastctl")
        for words in ([feastctl.program()], [sys.executable, "-m", "feastctl"]):
            said = subprocess.run([*words, "--version"], capture_output=True, text=True, check=True).stdout
            self.assertEqual(said.strip(), version)

    def test_render_gives_what_the_program_prints(self):
        names = subprocess.run([feastctl.program(), "render", "-o", "name", self.store], capture_output=True, text=True)
        result = feastctl.render(self.store)
        self.assertEqual([o.name for o in result.objects], [n.split("/")[1] for n in names.stdout.split()])
        deployment, = (o for o in result.objects if o.kind == "Deployment")
        self.assertEqual((deployment.api_version, deployment.name, deployment.namespace),
                         ("apps/v1", "feast-sample", "default"))
        self.assertEqual(deployment.manifest["spec"]["replicas"], 1)
        self.assertEqual((result.valid, result.stores, result.errors), (True, 1, ()))

    def test_paths_texts_and_folders_are_the_same(self):
        from_path = feastctl.render(self.store).objects
        self.assertEqual(from_path, feastctl.render(STORE).objects)
        self.assertEqual(from_path, feastctl.render(self.folder).objects)

    def test_render_of_a_wrong_store_raises_all_findings(self):
        with self.assertRaises(feastctl.Error) as raised:
            feastctl.render(BAD)
        self.assertEqual(codes(raised.exception.findings, "error"), ["FS205"])
        self.assertIn("<text>:5:17: error[FS205]", str(raised.exception))

    def test_validate_answers_and_does_not_raise(self):
        self.store.write_text(BAD)
        result = feastctl.validate(self.store)
        self.assertFalse(result.valid)
        finding, = result.errors
        self.assertEqual((finding.file, finding.line, finding.column, finding.end_line, finding.end_column),
                         (str(self.store), 5, 17, 5, 22))
        self.assertEqual(finding.path, "spec.feastProject")
        self.assertEqual((finding.store.kind, finding.store.namespace, finding.store.name),
                         ("FeatureStore", "default", "sample"))

    def test_companions(self):
        self.assertIn("FS430", codes(feastctl.validate(STORE).findings, "note"))
        good = feastctl.validate(STORE, companions=[SECRET % "'{host: a, database: d, user: u, password: p}'"])
        self.assertTrue(good.valid)
        self.assertNotIn("FS430", codes(good.findings, "note"))
        secret = self.folder / "secret.yaml"
        secret.write_text(SECRET % "'- x'")
        self.assertEqual(codes(feastctl.validate(STORE, companions=[secret]).findings, "error"), ["FS405"])

    def test_lines_of_a_companion_are_its_own(self):
        result = feastctl.validate(STORE.rstrip("\n"), companions=[SECRET % "x", BAD.replace("sample", "other")])
        finding, = (f for f in result.errors if f.code == "FS205")
        self.assertEqual((finding.file, finding.line, finding.end_line), ("<text 3>", 5, 5))
        twice = feastctl.validate(STORE, companions=[STORE])
        finding, = twice.errors
        self.assertEqual((finding.file, finding.line), ("<text 2>", 3))
        self.assertEqual((finding.notes[0].file, finding.notes[0].line), ("<text>", 3))

    def test_fixes_are_edits_of_the_text_that_the_finding_is_in(self):
        other = BAD.replace("sample", "other").replace("feastProject: 'a b'", "feastProjct: ab")
        finding, = feastctl.validate(STORE, companions=[other]).errors
        fix = finding.fixes[0]
        self.assertEqual((finding.file, fix.title, fix.safe), ("<text 2>", "Rename to feastProject", True))
        edit, = fix.edits
        lines = other.split("\n")
        self.assertEqual((edit.line, edit.end_line, edit.text), (5, 5, "feastProject"))
        self.assertEqual(lines[4][edit.column - 1:edit.end_column - 1], "feastProjct")

    def test_options_reach_the_program(self):
        ui = STORE.replace("services:", "services:\n    ui: {}")
        self.assertNotIn("Route", kinds(feastctl.render(ui)))
        self.assertIn("Route", kinds(feastctl.render(ui, platform="openshift")))
        self.assertIn("Route", kinds(feastctl.render(ui, api=["apps/v1", "route.openshift.io/v1"])))
        self.assertEqual({o.namespace for o in feastctl.render(STORE, namespace="mine").objects} - {None}, {"mine"})
        self.assertIn("Namespace", kinds(feastctl.render(STORE, namespace="mine", create_namespace=True, discovery=False)))
        for scaled in (True, ["sample"]):
            deployment, = (o for o in feastctl.render(STORE, external_autoscaler=scaled).objects if o.kind == "Deployment")
            self.assertNotIn("replicas", deployment.manifest["spec"])

    def test_names_that_are_odd_or_missing(self):
        job = "apiVersion: batch/v1\nkind: Job\nmetadata: {generateName: a-}\n"
        passed = feastctl.render(STORE, companions=[job], pass_through=True).objects[-1]
        self.assertEqual((passed.kind, passed.name, passed.namespace), ("Job", "", None))
        self.addCleanup(os.chdir, os.getcwd())
        os.chdir(self.folder)
        self.store.rename("-q.yaml")
        self.assertEqual(feastctl.validate(pathlib.Path("-q.yaml")).stores, 1)
        self.assertEqual(feastctl.validate("metadata: {}\n" + STORE.split("\n", 3)[0] + "\nkind: FeatureStore\n").stores, 1)

    def test_every_option_is_one_of_the_program_and_none_is_missing(self):
        elsewhere = {"help", "all", "output", "color", "quiet", "diagnostics", "output-dir", "check", "prune", "output-file", "summary",
                     "fix", "unsafe-fixes", "diff", "cache-dir", "no-cache"}
        for command, options in (("render", feastctl.RenderOptions), ("validate", feastctl.ValidateOptions)):
            text = subprocess.run([feastctl.program(), command, "--help"], capture_output=True, text=True, check=True).stdout
            listed = set(re.findall(r"^ +(?:-\w,\s*)?--([a-z-]+)", text, re.M)) - elsewhere
            keywords = {name.replace("_", "-") for name in options.__annotations__}
            self.assertEqual(listed - keywords, set())
            # what is not listed makes no difference to this command, and is taken all the same
            for name in keywords - listed:
                done = subprocess.run([feastctl.program(), command, "--" + name, "none"], capture_output=True, text=True)
                self.assertNotIn("unknown option", done.stderr, name)

    def test_what_gives_no_answer_raises(self):
        with self.assertRaisesRegex(feastctl.Error, "No such file"):
            feastctl.validate(self.folder / "nowhere.yaml")
        with self.assertRaisesRegex(feastctl.Error, "--platform"):
            feastctl.render(self.store, platform="mars")
        with self.assertRaisesRegex(TypeError, "no such option: flavour"):
            feastctl.render(self.store, flavour="x")
        with self.assertRaisesRegex(TypeError, "pathlib"):
            feastctl.render("store.yaml")


unittest.main()
