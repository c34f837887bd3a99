"""Single slips in a YAML text, as people make them: the inputs of cascades_test.py."""
import re

KEY = re.compile(r"^(\s*(?:- )?)([A-Za-z_][\w.-]*)(:(?:\s|$))")


def with_key(line, change):
    """The line with its key changed, or None when it has no key or the change leaves it as it was."""
    match = KEY.match(line)
    if not match:
        return None
    key = change(match[2])
    return None if key == match[2] else match[1] + key + line[match.end(2):]


def swaps(line):
    """The line with two neighbouring letters of its key swapped, at the beginning, in the middle and at the end."""
    match = KEY.match(line)
    if not match:
        return
    key = match[2]
    for at in sorted({0, max(len(key) // 2 - 1, 0), len(key) - 2}):
        if 0 <= at < len(key) - 1 and key[at] != key[at + 1]:
            yield match[1] + key[:at] + key[at + 1] + key[at] + key[at + 2:] + line[match.end(2):]


def of_line(line):
    """Each kind of slip with the lines that replace this one."""
    indent = len(line) - len(line.lstrip(" "))
    for text in swaps(line):
        yield "swapped", [text]
    lower = with_key(line, str.lower)
    if lower:
        yield "lower case", [lower]
    yield "deleted", []
    if indent >= 2:
        yield "indentation -2", [line[2:]]
    yield "indentation +1", [" " + line]
    yield "tab", ["\t" + line.lstrip(" ")]
    if re.match(KEY, line) and ": " in line:
        yield "no space", [line.replace(": ", ":", 1)]
    yield "doubled", [line, line]
    number = re.sub(r"(:\s+)(\d+)(\s*(?:#.*)?)$", r'\1"\2"\3', line)
    if number != line:
        yield "quoted integer", [number]


def of_text(text):
    """(kind, index of the line, the lines that replace it) for every line that says something."""
    for index, line in enumerate(text.split("\n")):
        if not line.strip() or line.lstrip().startswith("#") or line.startswith("---"):
            continue
        for kind, replacement in of_line(line):
            yield kind, index, replacement


def with_slips(text, *slips):
    """The text with slips of of_text, each in a line of its own."""
    lines = text.split("\n")
    for _, index, replacement in sorted(slips, key=lambda slip: -slip[1]):
        lines[index:index + 1] = replacement
    return "\n".join(lines)
