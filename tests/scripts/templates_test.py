"""What every script under templates/ has to keep to."""
import re
import shutil
import subprocess
import unittest

from support import TEMPLATES, main


class Templates(unittest.TestCase):
    def test_nothing_that_kubernetes_or_flux_rewrites(self):
        texts = sorted(path for path in TEMPLATES.iterdir() if path.is_file())
        self.assertGreaterEqual(len(texts), 4)
        for path in texts:
            for number, line in enumerate(path.read_text().splitlines(), 1):
                self.assertIsNone(re.search(r"\$[($]|\$\{", line), f"{path.name}:{number}: {line}")

    def test_scripts_stop_at_the_first_failure(self):
        for path in TEMPLATES.glob("*.sh"):
            self.assertIn("\nset -euo pipefail\n", path.read_text(), path.name)

    def test_the_shared_part_is_the_same_everywhere(self):
        parts = {re.search(r"\nwrite_config\(\) \{\n.*?\n\}\n", path.read_text(), re.S).group()
                 for path in TEMPLATES.glob("init*.sh")}
        self.assertEqual(len(parts), 1)

    @unittest.skipUnless(shutil.which("shellcheck"), "shellcheck is not here")
    def test_shellcheck_is_content(self):
        run = subprocess.run(["shellcheck", *map(str, TEMPLATES.glob("*.sh"))], capture_output=True, text=True, check=False)
        self.assertEqual(run.stdout + run.stderr, "")


if __name__ == "__main__":
    main()
