"""Puts every mutant of a C++ file into the file at once: each is a condition that a number in the environment turns over.

A compiler runs once for all mutants then, and a run with FEASTCTL_MUTANT=7 is a run of mutant 7. The mutants are:
  negate    a condition, and each operand of its && and ||, is turned over
  boundary  < becomes <=, > becomes >=, and the other way round
  drop      a call whose result nobody uses does not happen
Text is all that is looked at, so the sources must be formatted (a binary operator stands between blanks).
"""
import re

HEADER = """#pragma once
#include <cstdlib>
namespace mutation {
inline const int kChosen = [] {
  const char* text = std::getenv("FEASTCTL_MUTANT");
  return text == nullptr ? -1 : std::atoi(text);
}();
constexpr bool on(int number) {
  if (__builtin_is_constant_evaluated()) return false;
  return kChosen == number;
}
template <typename A, typename B> constexpr bool less(int n, const A& a, const B& b) { return on(n) ? a <= b : a < b; }
template <typename A, typename B> constexpr bool greater(int n, const A& a, const B& b) { return on(n) ? a >= b : a > b; }
template <typename A, typename B> constexpr bool at_most(int n, const A& a, const B& b) { return on(n) ? a < b : a <= b; }
template <typename A, typename B> constexpr bool at_least(int n, const A& a, const B& b) { return on(n) ? a > b : a >= b; }
}
"""
ORDER = {" < ": "less", " > ": "greater", " <= ": "at_most", " >= ": "at_least"}
NO_CALLS = {"return", "if", "for", "while", "switch", "case", "sizeof", "throw", "static_assert", "defined", "assert"}
DECLARATION = re.compile(r"\s*(const\s+)?[\w:]+(<[^=]*>)?\s*[*&]*\s*\w*\s+[*&]*(\w+|\[[^\]]*\])\s*=[^=]|\s*const auto")


def masked(text):
    """The text with comments, strings and characters made blank, as long as before."""
    pattern = re.compile(r'//[^\n]*|/\*.*?\*/|R"\((?:.*?)\)"|"(?:\\.|[^"\\\n])*"|(?<![0-9a-fA-F])\'(?:\\.|[^\'\\\n])+\'', re.S)
    return pattern.sub(lambda m: re.sub(r"[^\n]", "_" if m[0][0] in "\"'R" else " ", m[0]), text)


def closing(mask, at):
    """Where the bracket that opens at `at` closes."""
    depth = 0
    for i in range(at, len(mask)):
        depth += (mask[i] in "([{") - (mask[i] in ")]}")
        if depth == 0:
            return i
    raise ValueError("no closing bracket")


def top_level(mask, begin, end, words):
    """Where, outside all brackets, one of the words stands."""
    depth, i = 0, begin
    while i < end:
        depth += (mask[i] in "([{") - (mask[i] in ")]}")
        if depth == 0:
            for word in words:
                if mask.startswith(word, i):
                    yield i, word
                    i += len(word) - 1
                    break
        i += 1


class File:
    def __init__(self, name, text, first_number):
        self.name, self.text = name, text
        self.mask = masked(text).replace("\n", " ")  # an operator may end its line
        self.next = first_number
        self.mutants = []  # (number, file, line, what, code)
        self.edits = []  # (where, before what begins there, rank, how much is replaced, by what, number)

    def note(self, begin, end, what):
        number = self.next
        self.next += 1
        code = re.sub(r"\s+", " ", self.text[begin:end])
        self.mutants.append((number, self.name, self.text.count("\n", 0, begin) + 1, what, code[:140]))
        return number

    def wrap(self, number, begin, end, head, tail):
        """What encloses others has the smaller number: its head comes first and its tail last."""
        self.edits += [(begin, 1, number, 0, head, number), (end, 0, -number, 0, tail, number)]

    def trimmed(self, begin, end):
        while begin < end and self.text[begin].isspace():
            begin += 1
        while end > begin and self.text[end - 1].isspace():
            end -= 1
        return begin, end

    def condition(self, begin, end):
        """A condition: the whole is turned over, then each operand of && and ||."""
        begin, end = self.trimmed(begin, end)
        if begin == end or self.text[begin:end] in ("true", "false"):
            return
        question = next(top_level(self.mask, begin, end, [" ? "]), None)
        if question:
            return
        splits = list(top_level(self.mask, begin, end, [" && ", " || "]))
        number = self.note(begin, end, "negate")
        self.wrap(number, begin, end, "(mutation::on(%d) != static_cast<bool>(" % number, "))")
        if splits:
            at = begin
            for where, word in [*splits, (end, "")]:
                b, e = self.trimmed(at, where)
                number = self.note(b, e, "negate")
                self.wrap(number, b, e, "(mutation::on(%d) != static_cast<bool>(" % number, "))")
                self.order(b, e)
                at = where + len(word)
        else:
            self.order(begin, end)

    def order(self, begin, end):
        found = list(top_level(self.mask, begin, end, list(ORDER)))
        if len(found) != 1 or " <=> " in self.mask[begin:end]:
            return
        where, word = found[0]
        number = self.note(begin, end, "boundary")
        self.wrap(number, begin, end, "mutation::%s(%d, (" % (ORDER[word], number), "))")
        self.edits.append((where, 2, number, len(word), "), (", number))

    def collect(self):
        for m in re.finditer(r"\bif \(", self.mask):
            begin, end = m.end(), closing(self.mask, m.end() - 1)
            for where, word in top_level(self.mask, begin, end, [";"]):
                begin = where + 1
            if not DECLARATION.match(self.mask[begin:end]):
                self.condition(begin, end)
        for m in re.finditer(r"\breturn (?=[^;])", self.mask):
            end = next(top_level(self.mask, m.end(), len(self.mask), [";"]))[0]
            if self.mask[m.end()] == "!" or any(True for _ in top_level(
                    self.mask, m.end(), end, [" && ", " || ", " == ", " != ", *ORDER])):
                self.condition(m.end(), end)
        for m in re.finditer(r"(?<=[;{})\w])\s+(?=([A-Za-z_][\w:]*)((\s*(\.|->)\s*\w+)*)\()", self.mask):
            begin = m.end()
            word, before = m.group(1), self.mask[:m.start()].rstrip()
            if word in NO_CALLS or not re.search(r"([;{})]|\belse)$", before) or re.search(r"\b(for|switch) \([^()]*$", before):
                continue
            end = next(top_level(self.mask, begin, len(self.mask), [";"]), (None,))[0]
            inner = self.mask[begin:end] if end else ""
            if not end or inner.count("(") != inner.count(")") or " = " in re.sub(r"\(.*\)", "", inner, flags=re.S) \
                    or not inner.rstrip().endswith(")") or re.search(r"\)\s*(const|:)\s", inner.split("{")[0]):
                continue
            if any(True for _ in top_level(self.mask, begin, end, [","])):
                continue
            number = self.note(begin, end, "drop")
            self.wrap(number, begin, end, "(mutation::on(%d) ? void() : void(" % number, "))")
        return self

    def mutated(self, leave_out):
        """The text with all mutants but those left out (which the compiler does not take)."""
        out, at = [], 0
        for where, _, _, size, text, number in sorted(self.edits):
            if number in leave_out:
                continue
            out += [self.text[at:where], text]
            at = where + size
        return '#include "mutation.hpp"\n' + "".join(out) + self.text[at:]
