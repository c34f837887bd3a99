"""The pages for people: README.md and docs/*.md, whose blocks are run by the tests."""
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
TEXT = "\n".join(page.read_text() for page in PAGES)


def name_of(page):
    return str(page.relative_to(ROOT))


def blocks(language, text=TEXT):
    """The code blocks in a language, without the indentation of a list that they are in."""
    for indent, block in re.findall(r"^( *)```%s[^\n]*\n(.*?)^ *```$" % language, text, re.M | re.S):
        yield re.sub(r"(?m)^" + indent, "", block)
