/// The forms of the reports.
#include <fmt/format.h>

#include <algorithm>

#include "adopt/adopt.hpp"
#include "base/ascii.hpp"
#include "base/json_string.hpp"
#include "report/visible.hpp"

namespace feastctl::adopt {

namespace {

constexpr std::string_view kNothingLeft = "nothing is left to do";

std::string_view word(Way way) {
  switch (way) {
    case Way::kOrphan: return "orphan";
    case Way::kStopped: return "operator-stopped";
    case Way::kBack: return "back";
  }
  return {};
}

/// Texts of a cluster may hold what steers a terminal.
std::string visible(std::string_view text) {
  std::string out;
  report::append_visible(text, out);
  return out;
}

std::string strings(const std::vector<std::string>& texts) {
  std::vector<std::string> items;
  for (const std::string& one : texts) items.push_back(json_string(one));
  return fmt::format("[{}]", fmt::join(items, ", "));
}

std::string title_of(const Report& report) {
  return fmt::format("FeatureStore {}/{}", report.name_space, report.name);
}

/// With a capital letter at its beginning.
std::string sentence(std::string_view text) {
  return text.empty() ? std::string() : fmt::format("{}{}", to_upper(text.front()), text.substr(1));
}

/// Each line of the text behind `indent`, except within a document of the shell, which would no longer end.
std::string indented(std::string_view text, std::string_view indent) {
  return text.find('\n') == std::string_view::npos ? fmt::format("{}{}", indent, text) : std::string(text);
}

}  // namespace

std::string text(const std::vector<Report>& reports) {
  std::string out;
  for (const Report& report : reports) {
    out += title_of(report) + "\n";
    for (const Fact& fact : report.facts) out += fmt::format("  {:<15} {}\n", fact.name, visible(fact.text));
    std::size_t number = 0;
    for (const Step& step : report.steps) {
      out += fmt::format("{}. {}: {}\n", ++number, step.title, step.why);
      for (const std::string& command : step.commands) out += indented(command, "   ") + "\n";
      if (step.check != "true") out += fmt::format("   must succeed before the next step: {}\n", step.check);
    }
    if (!report.blocked.empty()) out += fmt::format("  stop: {}\n", visible(report.blocked));
    if (report.blocked.empty() && report.steps.empty()) out += fmt::format("  {}\n", kNothingLeft);
    for (const std::string& note : report.notes) out += fmt::format("  note: {}\n", note);
  }
  return out;
}

std::string markdown(const std::vector<Report>& reports) {
  std::string out;
  for (const Report& report : reports) {
    out += fmt::format("## {}\n\n", title_of(report));
    for (const Fact& fact : report.facts) out += fmt::format("- {}: {}\n", fact.name, visible(fact.text));
    std::size_t number = 0;
    for (const Step& step : report.steps) {
      out += fmt::format("\n### {}. {}\n\n{}.\n\n```sh\n", ++number, step.title, sentence(step.why));
      for (const std::string& command : step.commands) out += command + "\n";
      out += fmt::format(
          "{}```\n", step.check == "true" ? "" : fmt::format("# must succeed before the next step\n{}\n", step.check));
    }
    if (!report.blocked.empty()) out += fmt::format("\n**Stop:** {}\n", visible(report.blocked));
    if (report.blocked.empty() && report.steps.empty()) out += fmt::format("\n{}\n", kNothingLeft);
    for (const std::string& note : report.notes) out += fmt::format("\n> {}\n", note);
    out += "\n";
  }
  return out;
}

std::string json(const std::vector<Report>& reports) {
  std::vector<std::string> stores;
  for (const Report& report : reports) {
    std::vector<std::string> facts, steps;
    for (const Fact& fact : report.facts) {
      facts.push_back(fmt::format(R"({{"name": {}, "text": {}}})", json_string(fact.name), json_string(fact.text)));
    }
    for (const Step& step : report.steps) {
      steps.push_back(fmt::format("\n      {{\"title\": {}, \"why\": {}, \"commands\": {}, \"check\": {}}}",
                                  json_string(step.title), json_string(step.why), strings(step.commands),
                                  json_string(step.check)));
    }
    stores.push_back(fmt::format(
        "\n    {{\"namespace\": {}, \"name\": {}, \"way\": \"{}\", \"facts\": [{}],\n     \"steps\": [{}],\n     "
        "\"blocked\": {}, \"notes\": {}}}",
        json_string(report.name_space), json_string(report.name), word(report.way), fmt::join(facts, ", "),
        fmt::join(steps, ","), report.blocked.empty() ? "null" : json_string(report.blocked), strings(report.notes)));
  }
  return fmt::format("{{\"formatVersion\": \"1.0\", \"stores\": [{}]}}\n", fmt::join(stores, ","));
}

std::string script(const std::vector<Report>& reports) {
  std::string out =
      "#!/bin/sh\n# Written by feastctl adopt. Each step ends with the check that must hold before the next one.\nset "
      "-eu\n";
  for (const Report& report : reports) {
    std::size_t number = 0;
    for (const Step& step : report.steps) {
      out += fmt::format("\n# {}, step {}: {}\n# {}\n", title_of(report), ++number, step.title, sentence(step.why));
      for (const std::string& command : step.commands) out += command + "\n";
      if (step.check == "true") continue;
      out += fmt::format("if ! ( {} ); then\n  echo '{}: step {} failed its check' >&2\n  exit 1\nfi\n", step.check,
                         title_of(report), number);
    }
    if (report.blocked.empty()) continue;
    std::string why = visible(report.blocked);
    std::ranges::replace(why, '\'', ' ');
    out += fmt::format("\necho '{}: {}' >&2\nexit 1\n", title_of(report), why);
  }
  return out;
}

}  // namespace feastctl::adopt
