#!/usr/bin/env python3
"""No symbolic link of a checkout makes feastctl read or write outside of it: links_test.py FEASTCTL

Each case plants links in a folder, as whoever writes the files of a repository can, beside a folder "outside" that holds a token
and files that must stay as they are. Once each kind of link is tried at rest, and once with somebody who exchanges a folder for a
link, over and over, while feastctl writes.
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading
import unittest

EXE = os.path.abspath(sys.argv[1])
STORE = """apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: %s}
spec: {feastProject: rides}
"""
OLD = STORE.replace("v1", "v1alpha1") % "outside"
TOKEN = "the token hunter2 is secret"


class Links(unittest.TestCase):
    def setUp(self):
        self.tmp = pathlib.Path(tempfile.mkdtemp(prefix="feastctl-links-")).resolve()
        self.addCleanup(shutil.rmtree, self.tmp, ignore_errors=True)
        self.outside, self.repo = self.tmp / "outside", self.tmp / "repo"
        self.stores = self.repo / "stores"
        for folder in (self.outside / "folder", self.stores):
            folder.mkdir(parents=True)
        (self.outside / "token.yaml").write_text(TOKEN + "\n")
        (self.outside / "store.yaml").write_text(STORE % "outside")
        (self.stores / "a.yaml").write_text(STORE % "a")

    def git(self):
        (self.repo / ".git").mkdir()

    def run_feastctl(self, *args, cwd=None, status=None, stdin=None, env=None):
        done = subprocess.run([EXE, *args], cwd=cwd or self.repo, capture_output=True, text=True, timeout=60, check=False, input=stdin,
                              stdin=None if stdin is not None else subprocess.DEVNULL, env={**os.environ, **(env or {})})
        self.assertNotIn("hunter2", done.stdout + done.stderr)
        if status is not None:
            self.assertEqual(done.returncode, status, (args, done.stderr))
        return done

    def outside_is_as_it_was(self):
        self.assertEqual((self.outside / "token.yaml").read_text(), TOKEN + "\n")
        self.assertEqual((self.outside / "store.yaml").read_text(), STORE % "outside")
        self.assertEqual(sorted(p.name for p in self.outside.iterdir()), ["folder", "store.yaml", "token.yaml"])
        self.assertEqual(list((self.outside / "folder").iterdir()), [])

    # --- what is read

    def test_links_out_of_a_folder_are_not_read(self):
        for target in (self.outside / "token.yaml", pathlib.Path("../../outside/store.yaml"), self.repo / "other.yaml"):
            (self.repo / "other.yaml").write_text(STORE % "other")
            (self.stores / "link.yaml").symlink_to(target)
            for command in (["validate"], ["render"], ["convert"], ["defaults"], ["images"], ["rbac"], ["diff", "--against=stores/a.yaml"]):
                done = self.run_feastctl(*command, "stores", status=3)
                self.assertIn("stores/link.yaml: leads out of the input folder", done.stderr)
                self.assertIn("--follow-links", done.stderr)
            report = json.loads(self.run_feastctl("validate", "--output=json", "stores", status=3).stdout)
            self.assertIn("FS707", [d["code"] for d in report["diagnostics"]])
            (self.stores / "link.yaml").unlink()

    def test_links_within_the_given_folders_are_read(self):
        (self.repo / "other").mkdir()
        (self.repo / "other/b.yaml").write_text(STORE % "b")
        (self.stores / "b.yaml").symlink_to("../other/b.yaml")
        self.run_feastctl("validate", "stores", status=3)
        done = self.run_feastctl("validate", "stores", "other", status=1)
        self.assertIn("FS141", done.stderr)  # it was read twice
        self.assertEqual(self.run_feastctl("render", "--output=name", "--follow-links", "stores", status=0).stdout.count("deployment"), 2)

    def test_a_mounted_config_map_is_read(self):
        mounted = self.repo / "mounted"
        (mounted / "..2026_08_01").mkdir(parents=True)
        (mounted / "..2026_08_01/store.yaml").write_text(STORE % "mounted")
        (mounted / "..data").symlink_to("..2026_08_01")
        (mounted / "store.yaml").symlink_to("..data/store.yaml")
        for path in ("mounted", "mounted/store.yaml", str(mounted), str(mounted / "store.yaml")):
            self.assertIn("feast-mounted", self.run_feastctl("render", "--output=name", path, status=0).stdout)

    def test_a_path_in_a_repository_stays_in_it(self):
        (self.repo / "link.yaml").symlink_to(self.outside / "store.yaml")
        (self.repo / "folder").symlink_to(self.outside)
        (self.repo / "inside.yaml").symlink_to("stores/a.yaml")
        self.run_feastctl("validate", "link.yaml", status=0)  # whoever names a link of his own answers for it
        self.git()
        for path in ("link.yaml", str(self.repo / "link.yaml"), "folder", "folder/store.yaml", "stores/../folder/store.yaml"):
            self.assertIn("leads out of its repository", self.run_feastctl("validate", path, status=3).stderr)
            self.run_feastctl("diff", "stores", "--against=" + path, status=3)
        self.run_feastctl("validate", "link.yaml", cwd=self.repo, status=3)
        self.run_feastctl("validate", "../link.yaml", cwd=self.stores, status=3)
        self.run_feastctl("validate", "inside.yaml", status=0)
        self.run_feastctl("validate", "--follow-links", "link.yaml", status=0)

    def test_configuration_and_ignore_files_are_not_followed(self):
        self.git()
        (self.outside / "config.yaml").write_text("hunter2: x\n")
        (self.repo / ".feastctl.yaml").symlink_to(self.outside / "config.yaml")
        self.assertIn(".feastctl.yaml: leads out", self.run_feastctl("validate", "stores", status=3).stderr)
        (self.repo / ".feastctl.yaml").unlink()
        (self.stores / ".feastctlignore").symlink_to(self.outside / "token.yaml")
        self.assertIn(".feastctlignore: leads out", self.run_feastctl("validate", "stores", status=3).stderr)
        (self.stores / ".feastctlignore").unlink()
        (self.repo / ".feastctl.yaml").write_text("follow-links: true\n")
        self.assertIn("FS724", self.run_feastctl("validate", "stores", status=2).stderr)

    def test_a_package_reads_nothing_outside_of_itself(self):
        (self.repo / "link.yaml").symlink_to(self.outside / "token.yaml")
        (self.repo / "folder").symlink_to(self.outside)
        for spec in ({"paths": ["link.yaml"]}, {"paths": ["folder"]}, {"paths": ["folder/token.yaml"], "followLinks": True}):
            call = {"apiVersion": "config.kubernetes.io/v1", "kind": "ResourceList", "items": [],
                    "functionConfig": {"apiVersion": "feastctl.dev/v1", "kind": "FeastRender", "metadata": {"name": "r"}, "spec": {"mode": "generate", **spec}}}
            done = self.run_feastctl("fn", stdin=json.dumps(call), status=1)
            self.assertIn("leads out of the input folder", done.stderr)

    def test_an_application_reads_nothing_outside_of_its_checkout(self):
        for options in (str(self.outside), "../outside/token.yaml", "--config=%s" % (self.outside / "token.yaml"), "--follow-links ../outside"):
            done = self.run_feastctl("argocd", "generate", env={"ARGOCD_ENV_FEASTCTL_OPTIONS": options}, status=3)
            self.assertIn("leads out of the input folder", done.stderr)
        self.assertIn("feast-a", self.run_feastctl("argocd", "generate", cwd=self.stores, status=0).stdout)

    # --- what is written

    def test_output_dir_through_a_link(self):
        (self.repo / "out").symlink_to(self.outside / "folder")
        (self.repo / "up").symlink_to(self.outside)
        for folder in ("out", "up/folder", "up/new", "./out/", "out/new", "stores/../out"):
            for more in ([], ["--check"], ["--prune"]):
                done = self.run_feastctl("render", "stores", "--output-dir=" + folder, *more, status=2)
                self.assertIn("a symbolic link that leads out of its folder", done.stderr)
                self.outside_is_as_it_was()
        self.run_feastctl("argocd", "plugin", "--output-dir=out", status=3)
        self.outside_is_as_it_was()
        self.git()
        self.run_feastctl("render", "stores", "--output-dir=%s" % (self.repo / "up/new"), status=2)
        self.outside_is_as_it_was()

    def test_output_dir_through_a_link_that_stays_or_may_leave(self):
        (self.repo / "real").mkdir()
        (self.repo / "link").symlink_to("real")
        (self.repo / "up").symlink_to(self.outside / "folder")
        self.run_feastctl("render", "stores", "--output-dir=link/a", status=0)
        self.assertTrue((self.repo / "real/a/kustomization.yaml").is_file())
        (self.repo / "whole").symlink_to("real/a")
        self.run_feastctl("render", "stores", "--output-dir=whole", "--check", status=0)
        self.run_feastctl("render", "stores", "--output-dir=up/deep/er", "--follow-links", status=0)
        self.assertTrue((self.outside / "folder/deep/er/kustomization.yaml").is_file())
        # from the root of the file system, whoever names the path answers for what is outside of a repository
        self.run_feastctl("render", "stores", "--output-dir=%s" % (self.repo / "up/abs"), status=0)
        self.assertTrue((self.outside / "folder/abs/kustomization.yaml").is_file())

    def test_links_in_an_output_dir_stay_and_lead_nowhere(self):
        self.run_feastctl("render", "stores", "--output-dir=out", status=0)
        file = self.repo / "out/deployment_default_feast-a.yaml"
        self.assertTrue(file.is_file())
        file.unlink()
        file.symlink_to(self.outside / "token.yaml")
        done = self.run_feastctl("render", "stores", "--output-dir=out", status=1)
        self.assertIn("FS701", done.stderr)
        self.outside_is_as_it_was()

    def test_output_file_through_a_link(self):
        (self.repo / "report.json").symlink_to(self.outside / "token.yaml")
        (self.repo / "gone.json").symlink_to(self.outside / "gone.json")
        (self.repo / "up").symlink_to(self.outside)
        for name in ("report.json", "gone.json", "up/report.json", "up/folder/report.json", "up/token.yaml"):
            self.run_feastctl("validate", "stores", "--output=json", "--output-file=" + name, status=3)
            self.run_feastctl("init", "--output-file=" + name, status=3)
            self.outside_is_as_it_was()
        (self.repo / "inside.json").symlink_to("stores/report.json")
        (self.stores / "report.json").write_text("old")
        self.run_feastctl("validate", "stores/a.yaml", "--output=json", "--output-file=inside.json", status=0)
        self.assertTrue(json.loads((self.stores / "report.json").read_text())["valid"])
        self.run_feastctl("validate", "stores/a.yaml", "--follow-links", "--output=json", "--output-file=up/folder/r.json", status=0)
        self.assertTrue((self.outside / "folder/r.json").is_file())
        self.assertEqual(self.run_feastctl("validate", "stores/a.yaml", "--output=json", "--output-file=/dev/stdout", status=0).stdout[0], "{")

    def test_convert_write_through_a_link(self):
        (self.outside / "store.yaml").write_text(OLD)
        (self.repo / "link.yaml").symlink_to(self.outside / "store.yaml")
        (self.repo / "up").symlink_to(self.outside)
        (self.stores / "link.yaml").symlink_to(self.outside / "store.yaml")
        for path in ("link.yaml", "up/store.yaml", "stores", "stores/link.yaml"):
            self.run_feastctl("convert", "--write", path, status=3)
            self.assertEqual((self.outside / "store.yaml").read_text(), OLD)
        self.run_feastctl("convert", "--write", "--follow-links", "link.yaml", status=0)
        self.assertNotEqual((self.outside / "store.yaml").read_text(), OLD)
        self.assertTrue((self.repo / "link.yaml").is_symlink())

    # --- while somebody exchanges a folder for a link

    def race(self, *args, target):
        """Runs feastctl while `target`, a folder, becomes a link to outside and back, over and over."""
        aside, link, stop = self.tmp / "aside", self.tmp / "link", threading.Event()
        link.symlink_to(self.outside / "folder")

        def exchange():
            while not stop.is_set():
                try:
                    os.rename(target, aside)
                    os.rename(link, target)
                    os.rename(target, link)
                    os.rename(aside, target)
                except OSError:
                    return
        attacker = threading.Thread(target=exchange)
        attacker.start()
        try:
            for _ in range(40):
                done = self.run_feastctl(*args)
                self.assertIn(done.returncode, (0, 1, 2, 3), done.stderr)
        finally:
            stop.set()
            attacker.join()
        self.outside_is_as_it_was()

    def test_output_dir_in_a_race(self):
        (self.repo / "ci/deep").mkdir(parents=True)
        self.race("render", "stores", "--output-dir=ci/deep/out", "--prune", target=self.repo / "ci/deep")

    def test_output_file_in_a_race(self):
        (self.repo / "ci").mkdir()
        self.race("validate", "stores/a.yaml", "--output=json", "--output-file=ci/report.json", target=self.repo / "ci")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
