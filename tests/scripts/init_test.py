"""templates/init.sh"""
from support import PodTest, main

MAKE = 'os.makedirs(args[-1] + "/feature_repo")'


class Init(PodTest):
    def run_init(self, size="full", template="", **more):
        return self.run_script("init.sh", str(self.mount / "shop/feature_repo"), "shop", size, template, **more)

    def written(self):
        return (self.mount / "shop/feature_repo/feature_store.yaml").read_text()

    def test_makes_the_project_where_the_pod_works(self):
        self.stub("feast", MAKE)
        self.assert_ok(self.run_init(text="project: shop\nx: '${VAR} $(date)'\n"))
        self.assertEqual(self.calls(), [{"program": "feast", "args": ["init", "shop"], "cwd": str(self.mount)}])
        self.assertEqual(self.written(), "project: shop\nx: '${VAR} $(date)'\n")
        self.assertEqual([path.name for path in self.mount.iterdir()], ["shop"])

    def test_template_and_minimal(self):
        self.stub("feast", MAKE)
        self.assert_ok(self.run_init("minimal", "spark"))
        self.assertEqual(self.calls()[0]["args"], ["init", "-m", "-t", "spark", "shop"])

    def test_a_project_that_is_there_stays_and_gets_the_new_configuration(self):
        self.stub("feast", MAKE)
        repository = self.mount / "shop/feature_repo"
        repository.mkdir(parents=True)
        (repository / "features.py").write_text("mine")
        (repository / "feature_store.yaml").write_text("old")
        self.assert_ok(self.run_init(text="new"))
        self.assertEqual(self.calls(), [])
        self.assertEqual((repository / "features.py").read_text(), "mine")
        self.assertEqual(self.written(), "new")

    def test_a_link_of_an_earlier_way_is_replaced_not_followed(self):
        repository = self.mount / "shop/feature_repo"
        repository.mkdir(parents=True)
        (repository / "feature_store.yaml").symlink_to("/nowhere/feature_store.yaml")
        self.assert_ok(self.run_init(text="new"))
        self.assertEqual(self.written(), "new")

    def test_a_start_that_was_killed_half_way_begins_anew(self):
        self.stub("feast", 'os.makedirs("shop/feature_repo"); os.kill(os.getppid(), 9)')
        self.assertEqual(self.run_init().returncode, -9)
        self.stub("feast", MAKE)
        self.assert_ok(self.run_init())
        self.assertEqual(len(self.calls()), 2)

    def test_what_was_there_before_us_is_never_deleted(self):
        (self.mount / "shop").mkdir()
        (self.mount / "shop/precious").write_text("data")
        self.stub("feast", "sys.exit(1)")
        for _ in range(2):
            self.assert_refused(self.run_init(), "feast init")
        self.assertEqual((self.mount / "shop/precious").read_text(), "data")

    def test_refusals(self):
        self.assert_refused(self.run_init(), "no feast")
        self.stub("feast", "sys.exit(3)")
        self.assert_refused(self.run_init(), "feast init", "status 3")
        self.stub("feast")
        self.assert_refused(self.run_init(), "no folder", "shop/feature_repo")
        self.assert_refused(self.run_script("init.sh", "shop"), "wants")

    def test_bad_base64_stops_and_leaves_the_old_file(self):
        repository = self.mount / "shop/feature_repo"
        repository.mkdir(parents=True)
        (repository / "feature_store.yaml").write_text("old")
        self.assert_refused(self.run_init(text=None, TMP_FEATURE_STORE_YAML_BASE64="!no!"), "could not be decoded")
        self.assert_refused(self.run_init(text=None), "TMP_FEATURE_STORE_YAML_BASE64 is not set")
        self.assertEqual([path.name for path in repository.iterdir()], ["feature_store.yaml"])
        self.assertEqual(self.written(), "old")


if __name__ == "__main__":
    main()
