"""templates/init_packaged.sh"""
from support import PodTest, main


class Packaged(PodTest):
    def setUp(self):
        super().setUp()
        self.packaged = self.tmp / "opt/re po"
        self.staged = self.mount / "shop/feature_repo"
        (self.packaged / "sub").mkdir(parents=True)
        (self.packaged / "sub/.hidden").write_text("h")
        (self.packaged / "feature_store.yaml").write_text("packaged")

    def run_packaged(self, text="new\n", **env):
        paths = {"FEAST_PACKAGED_FEATURE_REPO_PATH": str(self.packaged), "FEAST_STAGED_FEATURE_REPO_PATH": str(self.staged)}
        return self.run_script("init_packaged.sh", text=text, **{**paths, **env})

    def test_a_fresh_copy_every_time(self):
        for _ in range(2):
            self.assert_ok(self.run_packaged())
            self.assertEqual((self.staged / "sub/.hidden").read_text(), "h")
            self.assertEqual((self.staged / "feature_store.yaml").read_text(), "new\n")
            self.assertFalse((self.staged / "stale").exists())
            (self.staged / "stale").write_text("")
        self.assertEqual((self.packaged / "feature_store.yaml").read_text(), "packaged")

    def test_refusals(self):
        gone = str(self.tmp / "gone")
        self.assert_refused(self.run_packaged(FEAST_PACKAGED_FEATURE_REPO_PATH=gone), "no folder", gone)
        for staged in ("", "/", "relative"):
            self.assert_refused(self.run_packaged(FEAST_STAGED_FEATURE_REPO_PATH=staged), "cannot be put")
        inside = str(self.packaged / "sub/x")
        self.assert_refused(self.run_packaged(FEAST_STAGED_FEATURE_REPO_PATH=inside), "lies in")
        self.assert_refused(self.run_packaged(FEAST_STAGED_FEATURE_REPO_PATH=str(self.tmp)), "lies in")
        self.assert_refused(self.run_script("init_packaged.sh"), "FEAST_PACKAGED_FEATURE_REPO_PATH is not set")
        self.assert_refused(self.run_packaged(text=None), "TMP_FEATURE_STORE_YAML_BASE64")
        self.assertTrue((self.packaged / "sub/.hidden").exists())


if __name__ == "__main__":
    main()
