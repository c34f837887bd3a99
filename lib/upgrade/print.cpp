/// The format for terminals.
#include <fmt/format.h>

#include "report/words.hpp"
#include "upgrade/words.hpp"

namespace feastctl::upgrade {

namespace {

constexpr std::string_view kRed = "\x1b[31m", kYellow = "\x1b[33m", kGreen = "\x1b[32m", kBold = "\x1b[1m";

std::string_view color_of(Kind kind) {
  return kind == Kind::kRefused ? kRed : kind == Kind::kAccepted || kind == Kind::kQuiet ? kGreen : kYellow;
}

/// Whether it is a finding of the catalog, which `feastctl explain` explains.
bool has_page(const Consequence& c) {
  return c.kind != Kind::kMeaning && c.kind != Kind::kSpelling;
}

void append(const Group& group, const Report& report, bool color, std::string& out) {
  const Consequence& c = *group.first;
  std::string words = report::in_words(c.finding);
  if (has_page(c)) words.insert(std::min(words.find('\n'), words.size()), fmt::format(" [{}]", c.finding.rule->code));
  std::string_view rest = words;
  const auto next = [&] {
    const auto end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return line;
  };
  diff::append_line(fmt::format("! {}: {}", label(c.kind, report), next()), color ? color_of(c.kind) : "", out);
  while (!rest.empty()) {
    std::string_view line = next();
    constexpr std::string_view kHint = "hint: ";
    const bool remedy = !has_page(c) && line.starts_with(kHint);
    if (remedy) line.remove_prefix(kHint.size());
    diff::append_line(fmt::format("      {}{}", remedy ? "do: " : "", line), "", out);
  }
  diff::append_line(fmt::format("    = {}", subjects(group)), "", out);
}

void append(const Alike& alike, std::string& out) {
  out += alike.first.text;
  if (alike.others == 0) return;
  std::string names = fmt::format("{}", fmt::join(alike.named, ", "));
  if (alike.others > alike.named.size()) names += fmt::format(" and {} more", alike.others - alike.named.size());
  diff::append_line(fmt::format("    = the same {}: {}", also_in(alike.others), names), "", out);
}

}  // namespace

bool refused(const Report& report) {
  return report.totals.refused != 0 ||
         std::ranges::any_of(report.consequences, [](const Consequence& c) { return c.kind == Kind::kRefused; });
}

std::string text(const Report& report, const Sources& sources, bool color) {
  std::string out;
  for (const Group& group : grouped(report, sources)) append(group, report, color, out);
  for (const Alike& alike : report.objects) append(alike, out);
  diff::append_line(fmt::format("{} to {}: {}", words(report.from), words(report.to), totals_line(report)),
                    color ? kBold : "", out);
  return out;
}

}  // namespace feastctl::upgrade
