"""An editor in a terminal of its own, with the set-up that docs/editors.md shows: keys in, screens out."""

import pathlib
import re
import shutil
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs/editors.md"
WIDTH, HEIGHT = 100, 24


def missing(editor):
    """The first program that is not installed, or None."""
    return next((name for name in (editor, "tmux") if shutil.which(name) is None), None)


def configuration(language):
    """The set-up that docs/editors.md shows, by the language of its block."""
    return re.search(r"```%s[^\n]*\n(.*?)```" % language, PAGE.read_text(), re.S).group(1)


class Screen:
    """`folder` is where the editor starts, `command(home)` its command line; `feastctl` is found as the set-up expects
    it."""

    def __init__(self, feastctl, folder, command):
        # The editor may still write its state when the session ends.
        self.temporary = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        home = pathlib.Path(self.temporary.name).resolve()
        (home / "bin").mkdir()
        (home / "bin/feastctl").symlink_to(feastctl)
        self.socket = home / "tmux"
        self.tmux("-f", "/dev/null", "new-session", "-d", "-x", str(WIDTH), "-y", str(HEIGHT), "-c", str(folder),
                  "env", f"PATH={home}/bin:/usr/local/bin:/usr/bin:/bin", f"HOME={home}", f"XDG_CONFIG_HOME={home}", f"XDG_DATA_HOME={home}",
                  f"XDG_STATE_HOME={home}", "LC_ALL=C.UTF-8", *command(home))

    def tmux(self, *words):
        return subprocess.run(["tmux", "-S", self.socket, *words], check=True, capture_output=True, text=True).stdout

    def keys(self, *keys):
        self.tmux("send-keys", *keys)

    def text(self):
        """The screen, without the empty lines at its end."""
        lines = [line.rstrip() for line in self.tmux("capture-pane", "-p").split("\n")]
        return "\n".join(line for line in lines if line != "~").rstrip()

    def wait_for(self, *words, without=()):
        """The screen once it shows all the words (and none of the others) and stands still."""
        last = None
        for _ in range(900):
            now = self.text()
            if now == last and all(word in now for word in words) and not any(word in now for word in without):
                return now
            last = now
            time.sleep(0.1)
        raise AssertionError(f"{words} did not appear in:\n{last}")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        subprocess.run(["tmux", "-S", self.socket, "kill-server"], capture_output=True)
        self.temporary.cleanup()


def neovim(file):
    def command(home):
        (home / "init.lua").write_text("vim.o.swapfile, vim.o.laststatus = false, 0\n" + configuration("lua"))
        return "nvim", "-u", str(home / "init.lua"), file
    return command


def emacs(file):
    """As people start it, but without what it writes and compiles on the side."""
    def command(home):
        quiet = ("(setq make-backup-files nil create-lockfiles nil native-comp-deferred-compilation nil"
                 " native-comp-async-report-warnings-errors nil)\n")
        (home / "init.el").write_text(quiet + "(package-initialize)\n" + configuration("elisp"))
        return "emacs", "-nw", "-q", "--no-site-file", "-l", str(home / "init.el"), file
    return command
