/// The format for pull requests.
#include <fmt/format.h>

#include "upgrade/words.hpp"

namespace feastctl::upgrade {

namespace {

void append(const Group& group, const Report& report, std::string& out) {
  const Diagnostic& d = group.first->finding;
  const bool has_page = d.rule->code.starts_with("FS");
  out += fmt::format("- **{}**: {}{}\n", label(group.first->kind, report), diff::in_code(d.message),
                     has_page ? fmt::format(" ({})", d.rule->code) : "");
  if (!d.object.kind.empty()) {
    out +=
        fmt::format("  - In {}\n", diff::in_code(fmt::format("{} {} {}", d.object.kind, d.object.name, d.object.path)));
  }
  if (!d.hint.empty()) out += fmt::format("  - What to do: {}\n", diff::in_code(d.hint));
  out += fmt::format("  - {}\n", diff::in_code(subjects(group)));
}

/// What is refused and what needs care, by object.
void append_dangers(const Report& report, std::string& out) {
  for (const Alike& alike : report.objects) {
    if (alike.first.danger.empty()) continue;
    out += fmt::format("\n{}{}\n\n{}", diff::in_code(alike.first.title),
                       alike.others == 0 ? "" : ", and the same " + also_in(alike.others), alike.first.danger);
  }
}

std::string restarting(const Report& report) {
  std::string out;
  for (const Alike& alike : report.objects) {
    if (alike.first.restart.empty()) continue;
    out += fmt::format("- {} ({}){}\n", diff::in_code(alike.first.title), alike.first.restart,
                       alike.others == 0 ? "" : ", and the same " + also_in(alike.others));
  }
  return out;
}

std::string details(const Alike& alike) {
  const ObjectNote& first = alike.first;
  if (alike.others == 0) return diff::markdown_details(first.change, first.title, first.text);
  const std::string also = "the same " + also_in(alike.others);
  std::string below = also + ":\n\n";
  for (const std::string& title : alike.named) below += fmt::format("- {}\n", diff::in_code(title));
  if (alike.others > alike.named.size()) below += fmt::format("- and {} more\n", alike.others - alike.named.size());
  return diff::markdown_details(first.change, first.title, first.text, ", " + also, below + "\n");
}

}  // namespace

std::string markdown(const Report& report, const Sources& sources) {
  std::string out =
      fmt::format("### From {} to {}\n\n{}.\n\n", words(report.from), words(report.to), totals_line(report));
  std::string first;
  for (const Group& group : grouped(report, sources)) append(group, report, first);
  append_dangers(report, first);
  if (!first.empty()) out += "#### Needs attention\n\n" + first + "\n";
  const std::string restarts = restarting(report);
  if (!restarts.empty()) out += "#### Pods that restart\n\n" + restarts + "\n";
  for (const Alike& alike : report.objects) out += details(alike);
  return out;
}

}  // namespace feastctl::upgrade
