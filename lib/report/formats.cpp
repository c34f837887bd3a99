#include "report/formats.hpp"

namespace feastctl::report {

namespace {

std::string as_github(const Report& r) {
  return github(r.findings, r.sources) + (r.summary ? summary_line(r.counted(Repeats::kOnce)) + "\n" : "");
}

// A new format: its row here, and its function, declared above the table, in a file of its own.
constexpr Format kFormats[] = {
    kTextFormat,
    kJsonFormat,
    {"sarif", "SARIF, for code scanning.", [](const Report& r) { return sarif(r.findings, r.sources, r.version); },
     true, true},
    {"junit", "JUnit XML, for tools that show tests.",
     [](const Report& r) { return junit(r.findings, r.sources, r.subjects); }},
    {"tap", "Test Anything Protocol, one line per store.",
     [](const Report& r) { return tap(r.findings, r.sources, r.subjects); }},
    {"github", "Workflow commands, which GitHub Actions shows as annotations.", as_github, true, true},
    {"gitlab", "The Code Quality report of GitLab.", [](const Report& r) { return gitlab(r.findings, r.sources); },
     true, true},
};

}  // namespace

std::span<const Format> formats() {
  return kFormats;
}

}  // namespace feastctl::report
