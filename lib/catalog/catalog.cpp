#include "catalog/catalog.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/spelling.hpp"
#include "catalog/autoscaling.hpp"
#include "catalog/configuration.hpp"
#include "catalog/containers.hpp"
#include "catalog/inputs.hpp"
#include "catalog/jobs.hpp"
#include "catalog/metadata.hpp"
#include "catalog/operator.hpp"
#include "catalog/reading.hpp"
#include "catalog/rules.hpp"
#include "catalog/scheduling.hpp"
#include "catalog/schema.hpp"
#include "catalog/usage.hpp"
#include "catalog/volumes.hpp"
#include "catalog/warnings.hpp"

namespace feastctl::catalog {

namespace {

std::vector<const Rule*> collect() {
  std::vector<const Rule*> rules;
  const auto take = [&rules](std::span<const Rule* const> family) {
    rules.insert(rules.end(), family.begin(), family.end());
  };
  take(input_rules());
  take(operator_rules());
  take(schema_rules());
  take(metadata_rules());
  take(container_rules());
  take(volume_rules());
  take(autoscaling_rules());
  take(scheduling_rules());
  take(job_rules());
  take(reading_rules());
  take(cross_field_rules());
  take(warning_rules());
  take(configuration_rules());
  take(usage_rules());
  std::ranges::sort(rules, {}, [](const Rule* r) { return r->code; });
  return rules;
}

}  // namespace

const std::vector<const Rule*>& all() {
  static const std::vector<const Rule*> rules = collect();
  return rules;
}

const Rule* find(std::string_view code_or_name) {
  const auto& rules = all();
  const auto it =
      std::ranges::find_if(rules, [&](const Rule* r) { return r->code == code_or_name || r->name == code_or_name; });
  return it == rules.end() ? nullptr : *it;
}

std::string hint_for(std::string_view word) {
  std::vector<std::string_view> words;
  for (const Rule* rule : all()) words.insert(words.end(), {rule->code, rule->name});
  const std::string_view near = nearest(word, words);
  return near.empty() ? "`feastctl rules` lists the codes" : fmt::format("did you mean {}?", near);
}

}  // namespace feastctl::catalog
