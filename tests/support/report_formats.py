"""The report formats that the program has, by its own word: what a test of all formats goes through."""
import re
import subprocess


def report_formats(program):
    """Their names, in the order of the table (lib/report/formats.cpp); the first is the one for people."""
    text = subprocess.run([program, "validate", "--help"], capture_output=True, text=True, check=True).stdout
    about = re.search(r"--output=FORMAT (.*(?:\n {30}.*)*)", text).group(1)
    return re.search(r"\[([^;\]]*)", " ".join(about.split())).group(1).split(", ")
