#include "catalog/catalog.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

#include "feastctl.hpp"

using namespace feastctl;

namespace {

/// The options that a rule's `args` stand for; an unknown flag fails the test.
Options options_of(std::string_view args) {
  Options options{.task = Task::kRender, .discovery = true};
  while (!args.empty()) {
    const auto end = std::min(args.find(' '), args.size());
    const auto flag = args.substr(0, end);
    args.remove_prefix(std::min(end + 1, args.size()));
    if (flag.starts_with("--feast-version=")) {
      options.platform.feast = parse_feast_release(flag.substr(flag.find('=') + 1)).value();
    } else if (flag.starts_with("--kubernetes-version=")) {
      options.platform.kubernetes = parse_kubernetes_release(flag.substr(flag.find('=') + 1)).value();
    } else if (flag == "--platform=openshift") {
      options.platform.openshift = true;
    } else if (flag == "--secrets=inline") {
      options.platform.secrets = model::SecretsMode::kInline;
    } else if (flag == "--external-autoscaler") {
      options.platform.all_externally_scaled = true;
    } else if (flag == "--external-autoscaler=sample") {
      options.platform.externally_scaled = {"sample"};
    } else if (flag == "--api=monitoring.coreos.com/v1") {
      options.platform.prometheus_operator = true;
    } else {
      FAIL("unknown flag in a rule's args: ", std::string(flag));
    }
  }
  return options;
}

struct Found {
  std::set<std::string_view> codes;
  std::size_t errors = 0;
};

Found judge(std::string_view text, std::string_view args) {
  Sources sources;
  sources.add("example.yaml", text);
  const Result result = run(sources, options_of(args));
  Found found{.codes = {}, .errors = result.findings.errors()};
  for (const Diagnostic& d : result.findings.all()) found.codes.insert(d.rule->code);
  return found;
}

/// The best fix of a finding with this code.
FixKind best_fix(const Rule& rule) {
  Sources sources;
  sources.add("example.yaml", rule.wrong);
  Options options = options_of(rule.args);
  options.fixes = true;
  FixKind best = FixKind::kNone;
  const Result result = run(sources, options);
  for (const Diagnostic& d : result.findings.all()) {
    if (d.rule->code != rule.code) continue;
    for (const Fix& fix : d.fixes) best = std::max(best, fix.safe ? FixKind::kSafe : FixKind::kUnsafe);
  }
  return best;
}

/// Most codes about the tool itself have no example input; those of FS72x are configuration files.
bool about_input(const Rule& rule) {
  return !rule.code.starts_with("FS7") || (rule.code.starts_with("FS70") && !rule.wrong.empty());
}

}  // namespace

TEST_CASE("every code's wrong example has the code, and its right one has no error and not the code") {
  for (const Rule& rule : catalog::all()) {
    if (!about_input(rule)) continue;
    CAPTURE(rule.code);
    const Found wrong = judge(rule.wrong, rule.args);
    CHECK(wrong.codes.contains(rule.code));
    const Found right = judge(rule.right, rule.args);
    CHECK_FALSE(right.codes.contains(rule.code));
    CHECK(right.errors == 0);
  }
}

TEST_CASE("an example of a warning or note is accepted") {
  for (const Rule& rule : catalog::all()) {
    if (!about_input(rule) || rule.severity == Severity::kError) continue;
    CAPTURE(rule.code);
    CHECK(judge(rule.wrong, rule.args).errors == 0);
  }
}

TEST_CASE("a page says whether its wrong example can be fixed") {
  for (const Rule& rule : catalog::all()) {
    if (!about_input(rule)) continue;
    CAPTURE(rule.code);
    CHECK(best_fix(rule) == rule.fix);
  }
}

TEST_CASE("codes and names are well-formed and used once, and every row is whole") {
  std::set<std::string_view> seen;
  for (const Rule& rule : catalog::all()) {
    CAPTURE(rule.code);
    CHECK(rule.code.size() == 5);
    CHECK(rule.code.starts_with("FS"));
    CHECK(std::all_of(rule.code.begin() + 2, rule.code.end(), [](char c) { return c >= '0' && c <= '9'; }));
    CHECK(rule.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos);
    CHECK(seen.insert(rule.code).second);
    CHECK(seen.insert(rule.name).second);
    for (const auto text : {rule.sentence, rule.why, rule.remedy}) {
      CHECK(text.size() > 10);
      CHECK(text.ends_with('.'));
    }
    if (about_input(rule)) CHECK(rule.wrong != rule.right);
  }
}

TEST_CASE("a rule is found by its code and by its name") {
  REQUIRE(catalog::find("FS401") != nullptr);
  CHECK(catalog::find("no-server") == catalog::find("FS401"));
  CHECK(catalog::find("FS000") == nullptr);
}
