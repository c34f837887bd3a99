"""Who looks at a mutant: each judge is a name and a function that takes the mutant's number and tells whether it passes."""
import os
import pathlib
import resource
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "conformance"))
import answers

SECONDS, BYTES = 20, 4 << 30  # of computing time and memory a process: some mutants never finish
DIFFERENCES = 3  # cases with another answer that are shown to judge.py before a mutant counts as unseen


def with_mutant(number):
    return dict(os.environ, FEASTCTL_MUTANT=str(number), PYTHONDONTWRITEBYTECODE="1")


def limit():
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))


def command(*words, cwd=None):
    """A judge that runs a command, whose status is its verdict."""
    def passes(number):
        return subprocess.run(words, cwd=cwd, env=with_mutant(number), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL, preexec_fn=limit).returncode == 0
    return passes


def printed(script, folder, *more):
    """A judge that compares what the program prints. Such scripts keep their environment small: the mutant is in the program then."""
    def passes(number):
        with tempfile.TemporaryDirectory() as place:
            program = pathlib.Path(place) / "feastctl"
            program.write_text("#!/bin/sh\nFEASTCTL_MUTANT=%d exec %s \"$@\"\n" % (number, folder / "build/feastctl"))
            program.chmod(0o755)
            return command(folder / "source/tests" / script, program, *more, cwd=folder / "source")(number)
    return passes


class Recorded:
    """The recorded cases, at the price of one process.

    recorded_answers runs them all and prints a line a case: verdict, places, objects. Without a mutant these are what the cases want
    (the conformance tests say so), so only cases with another line can fail; judge.py has the last word on them.
    """
    def __init__(self, folder):
        self.program, self.exe = folder / "build/tests/conformance/recorded_answers", folder / "build/feastctl"
        self.judge, self.cases = folder / "source/tests/conformance/judge.py", list(answers.answerable())
        self.pack = folder / "recorded.jsonl"
        answers.pack(self.cases, self.pack)
        self.expected = None

    def answers(self, number):
        with subprocess.Popen([self.program, self.pack], env=with_mutant(number), stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, preexec_fn=limit) as run:
            yield from run.stdout
            run.kill()

    def fails(self, where, case, number):
        return not command("python3", self.judge, self.exe, where, "--only", case["case"])(number)

    def passes(self, number):
        if number == -1:
            self.expected = list(self.answers(number))
            return len(self.expected) == len(self.cases) and not self.fails(*self.cases[0], number)
        found, answers = 0, self.answers(number)
        for (where, case), want in zip(self.cases, self.expected):
            if next(answers, "died") == want:
                continue
            if self.fails(where, case, number):
                return False
            found += 1
            if found == DIFFERENCES:
                break
        return True


def all_of(folder):
    tree, source = folder / "build", folder / "source"
    unit = [tree / "tests/unit_tests", "--abort-after=1"]
    near, slow = "*unit/validate/*,*unit/defaults/*,*unit/resolve/*", "*wrong example has the code*,a validator of other people*"
    yield "unit", command(*unit, "--source-file=" + near, "--test-case-exclude=" + slow, cwd=source)  # most are seen at once
    yield "recorded cases", Recorded(folder).passes
    yield "unit", command(*unit, "--test-case=" + slow, cwd=source)
    yield "unit", command(*unit, "--source-file-exclude=" + near, "--test-case-exclude=" + slow, cwd=source)
    yield "goldens", printed("golden/run_goldens.py", folder)
    transcripts = sorted(path.stem for path in (source / "tests/cli").glob("*.transcript") if path.stem != "limits")  # which take time
    yield "transcripts", printed("cli/run_transcripts.py", folder, *transcripts)
