/// recorded_answers CASES: what the library says to many inputs, a line each. CASES has a JSON object a line: case,
/// args (flags that tell the platform), input, and whether the `whole` answer counts, with its objects.
/// answers.py writes them, mutation/judges.py compares the answers.
#include <fstream>
#include <functional>
#include <iostream>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>

#include "feastctl.hpp"

using namespace feastctl;

namespace {

void take(std::string_view flag, model::Platform& platform) {
  const auto value_of = [&](std::string_view name, std::string& into) {
    if (flag.starts_with(name)) into = flag.substr(name.size());
  };
  if (flag.starts_with("--feast-version=")) platform.feast = parse_feast_release(flag.substr(16)).value();
  if (flag.starts_with("--kubernetes-version="))
    platform.kubernetes = parse_kubernetes_release(flag.substr(21)).value();
  platform.openshift |= flag == "--platform=openshift";
  platform.prometheus_operator |= flag.starts_with("--api=monitoring.coreos.com/");
  value_of("--oidc-issuer=", platform.oidc_issuer);
  value_of("--cron-job-image=", platform.cron_job_image);
  value_of("--feature-server-image=", platform.feature_server_image);
}

/// Verdict and places of the errors.
std::string places(const Result& result) {
  std::set<std::string> found;
  for (const Diagnostic& d : result.findings.all()) {
    if (d.severity == Severity::kError) found.insert(d.path + " " + d.object.kind + " " + d.object.path);
  }
  std::string text = found.empty() ? "accepted" : "refused";
  for (const std::string& place : found) text += "; " + place;
  return text;
}

std::string answer(const Sources& sources, Options options, bool whole) {
  options.task = whole ? Task::kRender : Task::kValidate;
  const Result result = run(sources, options);
  std::string text = places(result);
  const auto add = [&](const Rendered& object) { text += object.text; };
  if (whole) {
    for_each_object(result, add);
    options.task = Task::kDefaults;
    for_each_object(run(sources, options), add);
  }
  return text;
}

}  // namespace

int main(int count, char** words) {
  if (count != 2) return 2;
  std::ifstream cases(words[1]);
  for (std::string line; std::getline(cases, line);) {
    const auto recorded = nlohmann::json::parse(line);
    Options options{.discovery = true, .notes = false};
    options.platform.secrets = model::SecretsMode::kInline;
    options.platform.feast = kLatestFeast;  // what the cases were recorded with that name no release
    for (const std::string& flag : recorded.at("args")) take(flag, options.platform);
    const std::string input = recorded.at("input");
    Sources sources;
    sources.add("input.yaml", input);
    std::cout << std::hash<std::string>()(answer(sources, options, recorded.at("whole"))) << std::endl;
  }
}
