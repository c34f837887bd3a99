#include "options/settings.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/names.hpp"
#include "base/quantity.hpp"

namespace feastctl::options {

namespace {

constexpr std::string_view kFrom = "from:";

model::Setting setting_of(std::string_view text) {
  const std::size_t equals = std::min(text.find('='), text.size());
  return {std::string(text.substr(0, equals)), std::string(text.substr(std::min(equals + 1, text.size())))};
}

/// Calls `take` with each of the texts between commas; false as soon as `take` says so.
template <typename Take>
bool each_label(std::string_view labels, const Take& take) {
  while (true) {
    const std::size_t end = std::min(labels.find(','), labels.size());
    if (!take(labels.substr(0, end))) return false;
    if (end == labels.size()) return true;
    labels.remove_prefix(end + 1);
  }
}

std::string pair_problem(std::string_view text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos) return fmt::format("{} has no value: write KEY=VALUE", text);
  const auto problem = qualified_name_problem(text.substr(0, equals));
  return problem ? fmt::format("the key of {} is invalid: it {}", text, *problem) : "";
}

std::string selecting_label_problem(std::string_view text) {
  if (auto problem = pair_problem(text); !problem.empty()) return problem;
  const auto problem = label_value_problem(text.substr(text.find('=') + 1));
  return problem ? fmt::format("the value of {} is invalid: it {}", text, *problem) : "";
}

}  // namespace

std::string label_problem(std::string_view text) {
  if (text.starts_with("feast.dev/") || text.starts_with("app.kubernetes.io/managed-by=")) {
    return fmt::format("the bundle sets {} itself", text.substr(0, text.find('=')));
  }
  return selecting_label_problem(text);
}

std::string annotation_problem(std::string_view text) {
  return pair_problem(text);
}

std::string resource_problem(std::string_view text) {
  if (text == "true" || text == "false") return {};
  const model::Setting setting = setting_of(text);
  const std::size_t dot = setting.key.find('.');
  const std::string_view side = std::string_view(setting.key).substr(0, dot);
  if (dot == std::string::npos || (side != "requests" && side != "limits")) {
    return fmt::format("{} is not a resource: write requests.cpu=100m", text);
  }
  if (const auto problem = qualified_name_problem(std::string_view(setting.key).substr(dot + 1))) {
    return fmt::format("the resource in {} is invalid: it {}", text, *problem);
  }
  const auto amount = Quantity::parse(setting.value);
  return amount && amount->sign() >= 0 ? ""
                                       : fmt::format("the quantity in {} is invalid: write requests.cpu=100m", text);
}

std::string secret_name_problem(std::string_view text) {
  const auto problem = dns1123_subdomain_problem(text);
  return problem ? fmt::format("{} is not a valid Secret name: it {}", text, *problem) : "";
}

std::string network_policy_problem(std::string_view text) {
  if (text == "true" || text == "false") return {};
  if (!text.starts_with(kFrom)) return fmt::format("{} is not from:KEY=VALUE", text);
  std::string problem;
  each_label(text.substr(kFrom.size()), [&](std::string_view label) {
    problem = selecting_label_problem(label);
    return problem.empty();
  });
  return problem;
}

std::vector<model::Setting> settings_of(const std::vector<std::string>& texts) {
  std::vector<model::Setting> settings;
  for (const std::string& text : texts) settings.push_back(setting_of(text));
  return settings;
}

std::vector<model::Setting> resources_of(const std::vector<std::string>& texts,
                                         const std::vector<model::Setting>& preset) {
  std::vector<model::Setting> settings;
  for (const std::string& text : texts) {
    if (text == "true") settings.insert(settings.begin(), preset.begin(), preset.end());
    if (text.find('=') != std::string::npos) settings.push_back(setting_of(text));
  }
  return settings;
}

void take_network_policy(const std::vector<std::string>& texts, model::Additions& into) {
  for (const std::string_view text : texts) {
    if (text == "false") continue;
    into.network_policy = true;
    if (!text.starts_with(kFrom)) continue;
    auto& labels = into.client_namespaces.emplace_back();
    each_label(text.substr(kFrom.size()), [&](std::string_view label) {
      labels.push_back(setting_of(label));
      return true;
    });
  }
}

std::vector<model::Setting> init_preset() {
  return {{"requests.cpu", "100m"}, {"requests.memory", "512Mi"}, {"limits.cpu", "1"}, {"limits.memory", "1Gi"}};
}

std::vector<model::Setting> cron_job_preset() {
  return {{"requests.cpu", "50m"}, {"requests.memory", "64Mi"}, {"limits.cpu", "500m"}, {"limits.memory", "256Mi"}};
}

}  // namespace feastctl::options
