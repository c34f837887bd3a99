"""templates/init_git.sh"""
import os
import random
import shutil
import subprocess

from support import PodTest, main

CLONE = """
if "clone" in args: os.makedirs(args[-1] + "/feature_repo")
"""
URL = "https://git.example/team/repo.git"


def pairs(settings):
    """Keys and values by turns; in these tests a key ends at the last equals sign."""
    return [part for setting in settings for part in setting.rsplit("=", 1)]


class Git(PodTest):
    def run_git(self, url=URL, ref="", *settings, path="feature_repo", **more):
        return self.run_script("init_git.sh", f"{self.mount}/shop/{path}", f"{self.mount}/shop", url, ref, *pairs(settings),
                               **more)

    def seen(self, text, **env):
        """What git gets for `text` as its URL."""
        self.log.unlink(missing_ok=True)
        shutil.rmtree(self.mount / "shop", ignore_errors=True)
        self.assert_ok(self.run_git(text, **env))
        return self.calls()[0]["args"][-2]

    def test_clones_beside_the_mount(self):
        self.stub("git", CLONE)
        self.assert_ok(self.run_git(text="a: b\n"))
        self.assertEqual([call["args"] for call in self.calls()], [["clone", URL, f"{self.mount}/shop"]])
        self.assertEqual((self.mount / "shop/feature_repo/feature_store.yaml").read_text(), "a: b\n")
        self.assertEqual([path.name for path in self.mount.iterdir()], ["shop"])

    def test_settings_ref_and_a_folder_in_the_repository(self):
        self.stub("git", 'if "clone" in args: os.makedirs(args[-1] + "/stores/eu")')
        self.assert_ok(self.run_git(URL, "v1.2", "core.x=a b", "http.sslVerify='false'", path="stores/eu"))
        clone, checkout = self.calls()
        self.assertEqual(clone["args"], ["-c", "core.x=a b", "-c", "http.sslVerify=false", "clone", URL, f"{self.mount}/shop"])
        self.assertEqual(checkout["args"][:2], ["checkout", "v1.2"])
        self.assertEqual(checkout["cwd"], f"{self.mount}/shop")

    def test_tokens_come_from_the_environment(self):
        self.stub("git", CLONE)
        setting = 'url."https://api:${TOKEN}@github.com/".insteadOf=https://github.com/'
        self.assert_ok(self.run_git(URL, "$REF", setting, TOKEN="s3cr;t $(x) *", REF="main"))
        clone, checkout = self.calls()
        self.assertEqual(clone["args"][1], "url.https://api:s3cr;t $(x) *@github.com/.insteadOf=https://github.com/")
        self.assertEqual(checkout["args"][1], "main")

    def test_nothing_else_of_a_shell(self):
        self.stub("git", CLONE)
        for text in ["$(touch x)", "`touch x`", "a;b", "a && b", "a|b", "a > b", "*", "?[a]", "~", "{a,b}", "a  b", "#a",
                     "${X:-y}", "${X}${", "$1", "$?", "$", "a$", "${1}", "${}", "$$", "!x", "a\nb\n", "x=$((1+1))"]:
            with self.subTest(text=text):
                self.assertEqual(self.seen(text, X="$X"), text.replace("${X}", "$X"))
        self.assertFalse((self.mount / "x").exists())

    def test_words_are_taken_as_a_shell_takes_them(self):
        self.stub("git", CLONE)
        env = {"X": "x'1\"", "Y_2": "", "LONG": "v" * 50}
        pieces = ["a", "b/", ":", "'", '"', "\\", "$X", "${X}", "$Y_2", "${Y_2}z", "${LONG}", "\u00e9", "=", "@", "-", "X"]
        rng = random.Random(7)
        tried = 0
        while tried < 40:
            text = "w" + "".join(rng.choice(pieces) for _ in range(rng.randint(1, 9)))
            if "$'" in text or '$"' in text:
                continue
            shell = subprocess.run(["bash", "-c", f"set -f; IFS=; printf %s {text}"], env={**os.environ, **env},
                                   capture_output=True, text=True, check=False)
            if shell.returncode != 0 or shell.stderr:
                continue
            tried += 1
            with self.subTest(text=text):
                self.assertEqual(self.seen(text, **env), shell.stdout)

    def test_an_unset_variable_is_empty_but_not_in_silence(self):
        self.stub("git", CLONE)
        run = self.run_git("https://${NONE}@h/r", "$NOTHING", NONSENSE="1")
        self.assert_ok(run)
        self.assertEqual([call["args"] for call in self.calls()], [["clone", "https://@h/r", f"{self.mount}/shop"]])
        self.assertIn("feastProjectDir.git.url speaks of NONE, which is not set", run.stderr)

    def test_our_own_variables_are_not_the_environment(self):
        self.stub("git", CLONE)
        self.assertEqual(self.seen("a$_project$_mark-$repository", repository="mine"), "a-mine")

    def test_a_project_that_is_there_is_not_cloned_again(self):
        self.stub("git", CLONE)
        (self.mount / "shop/feature_repo").mkdir(parents=True)
        self.assert_ok(self.run_git(URL, "v1"))
        self.assertEqual(self.calls(), [])

    def test_refusals(self):
        self.assert_refused(self.run_git(), "no git", "initImage")
        self.stub("git", CLONE)
        self.assert_refused(self.run_git("--upload-pack=x"), "git.url", "dash")
        self.assert_refused(self.run_git(URL, "$REF", REF="-f"), "git.ref", "dash")
        self.assert_refused(self.run_git("it's"), "git.url", "not closed")
        self.assert_refused(self.run_git(URL, "", 'a="b'), "git.configs", "not closed")
        self.assertEqual(self.calls(), [])
        self.assert_refused(self.run_git(path="other"), "no folder", "featureRepoPath")
        self.stub("git", "sys.exit(128)")
        self.assert_refused(self.run_git(), "git clone failed", "128")
        self.assert_refused(self.run_script("init_git.sh", "shop", "x", URL), "wants")

    def test_a_missing_ref_stops_this_start_and_the_next(self):
        self.stub("git", CLONE + 'if "checkout" in args: sys.exit("no such ref")')
        for _ in range(2):
            self.assert_refused(self.run_git(URL, "nope"), "no ref nope")
        self.assertEqual(len(self.calls()), 4)
        self.stub("git", CLONE)
        self.assert_ok(self.run_git(URL, "fixed"))


class RealGit(PodTest):
    """The same with the real git, where there is one."""

    def setUp(self):
        super().setUp()
        if not shutil.which("git"):
            self.skipTest("git is not here")
        (self.bin / "git").symlink_to(shutil.which("git"))
        self.origin = self.tmp / "origin"
        git = ["git", "-c", "user.name=a", "-c", "user.email=a@b", "-c", "init.defaultBranch=main", "-C", str(self.origin)]
        (self.origin / "feature_repo").mkdir(parents=True)
        for content, tag in (("one", "v1"), ("two", "v2")):
            (self.origin / "feature_repo/f").write_text(content)
            for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", tag], ["tag", tag]):
                subprocess.run(git + command, check=True, capture_output=True)
        subprocess.run(git + ["branch", "old", "v1"], check=True, capture_output=True)

    def run_git(self, ref, *settings, url="$BASE/origin", **env):
        shutil.rmtree(self.mount / "shop", ignore_errors=True)
        return self.run_script("init_git.sh", f"{self.mount}/shop/feature_repo", f"{self.mount}/shop", url, ref,
                               *pairs(settings), BASE=str(self.tmp), **env)

    def test_tag_branch_and_default(self):
        for ref, content in (("v1", "one"), ("", "two"), ("old", "one"), ("$R", "one")):
            with self.subTest(ref=ref):
                self.assert_ok(self.run_git(ref, R="v1"))
                self.assertEqual((self.mount / "shop/feature_repo/f").read_text(), content)

    def test_instead_of_with_a_token(self):
        setting = 'url."${BASE}/".insteadOf=https://github.example/'
        self.assert_ok(self.run_git("v1", setting, url="https://github.example/origin"))

    def test_missing_refs_and_repositories(self):
        self.assert_refused(self.run_git("nope"), "no ref nope")
        self.assert_refused(self.run_git("feature_repo"), "no ref feature_repo")
        self.assert_refused(self.run_git("", url="$BASE/nowhere"), "git clone failed")


if __name__ == "__main__":
    main()
