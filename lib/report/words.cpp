#include "report/words.hpp"

#include <string_view>

#include "report/visible.hpp"

namespace feastctl::report {

namespace {

void add_line(std::string_view label, std::string_view text, std::string& out) {
  if (text.empty()) return;
  out += '\n';
  out += label;
  append_visible(text, out);
}

}  // namespace

std::string in_words(const Diagnostic& finding) {
  std::string out;
  append_visible(finding.message, out);
  if (!finding.object.kind.empty()) {
    add_line("object: ", finding.object.kind, out);
    out += ' ';
    append_visible(finding.object.name, out);
    if (!finding.object.path.empty()) {
      out += ", ";
      append_visible(finding.object.path, out);
    }
  }
  add_line("found: ", finding.found, out);
  add_line("expected: ", finding.expected, out);
  add_line("hint: ", finding.hint, out);
  for (const Note& note : finding.notes) {
    if (!note.where.known() && note.path.empty()) add_line("note: ", note.message, out);
  }
  return out;
}

std::vector<const Fix*> offered_fixes(const Diagnostic& finding) {
  std::vector<const Fix*> offered;
  for (const Fix& fix : finding.fixes) {
    if (!fix.edits.empty()) offered.push_back(&fix);
  }
  return offered;
}

std::string in_words_with_fix(const Diagnostic& finding) {
  std::string out = in_words(finding);
  const auto fixes = offered_fixes(finding);
  if (!fixes.empty()) add_line("fix: ", fixes.front()->title, out);
  return out;
}

}  // namespace feastctl::report
