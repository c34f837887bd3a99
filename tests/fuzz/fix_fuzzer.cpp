/// Any text through `feastctl validate --fix`: it is not worse afterwards, its comments are all there, and there is
/// nothing left to fix.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "agreements.hpp"
#include "fix_run.hpp"

using namespace feastctl;

namespace {

/// The lines that begin with a `#`, without blanks around them, sorted: a fix may move them together with a field.
std::vector<std::string_view> comment_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    const std::size_t begin = line.find_first_not_of(' ');
    if (begin != std::string_view::npos && line[begin] == '#') lines.push_back(line.substr(begin));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  std::ranges::sort(lines);
  return lines;
}

Result checked(std::string_view text, const Options& options) {
  Sources sources;
  sources.add("store.yaml", text);
  return run(sources, options);
}

void check_edits(const Result& result, std::string_view text) {
  for (const Diagnostic& d : result.findings.all()) {
    for (const Fix& fix : d.fixes) {
      fuzz::require(!fix.edits.empty() && fix.changes.empty() && !fix.title.empty(), "a fix has edits", d.message);
      std::size_t done = 0;
      for (const Edit& edit : fix.edits) {
        const bool inside = edit.where.source == 1 && done <= edit.where.begin && edit.where.begin <= edit.where.end &&
                            edit.where.end <= text.size();
        fuzz::require(inside, "edits are in order and within their source", fix.title);
        done = edit.where.end;
      }
    }
  }
}

void check(std::string_view text) {
  const Options options{.task = Task::kValidate, .allow_empty = true, .fixes = true, .notes = false};
  const Result before = checked(text, options);
  check_edits(before, text);
  Sources sources;
  const SourceId id = sources.add("store.yaml", text);
  for (const bool unsafe : {false, true}) {
    const FixRun fixed = fix_run(sources, options, {.unsafe = unsafe});
    const std::string after(fixed.text(sources, id));
    fuzz::require(fixed.count != 0 || after == text, "without a fix, nothing changes", after);
    const Result result = checked(after, options);
    check_edits(result, after);
    fuzz::require(result.findings.errors() <= before.findings.errors(), "a fixed text is not worse", after);
    if (unsafe) continue;
    fuzz::require(comment_lines(after) == comment_lines(text), "safe fixes keep the comments", after);
    Sources again;
    again.add("store.yaml", after);
    fuzz::require(fix_run(again, options, {}).count == 0, "nothing is left to fix", after);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  check({reinterpret_cast<const char*>(data), size});
  return 0;
}
