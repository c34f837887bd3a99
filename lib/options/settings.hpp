/// @file
/// @brief Options that take a name with a value, or labels: their forms, and what they mean to a bundle.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/additions.hpp"

namespace feastctl::options {

// What is wrong with a value, in words without its option; empty when it is fine. Sources: the forms of names are
// those of Kubernetes (base/names.hpp).

/// KEY=VALUE as a label of every object. Those that feastctl sets itself are refused.
std::string label_problem(std::string_view text);
/// KEY=VALUE as an annotation.
std::string annotation_problem(std::string_view text);
/// requests.NAME=QUANTITY or limits.NAME=QUANTITY; also `true`, which means a preset,
/// and `false`.
std::string resource_problem(std::string_view text);
/// The name of a Secret.
std::string secret_name_problem(std::string_view text);
/// from:KEY=VALUE,…; also `true` and `false`.
std::string network_policy_problem(std::string_view text);

// What values without a problem mean.

/// The name and the value of KEY=VALUE.
std::vector<model::Setting> settings_of(const std::vector<std::string>& texts);
/// Resources: the preset in place of `true`; what is named wins over it.
std::vector<model::Setting> resources_of(const std::vector<std::string>& texts,
                                         const std::vector<model::Setting>& preset);
/// What --network-policy says.
void take_network_policy(const std::vector<std::string>& texts, model::Additions& into);

/// What an init container needs: `feast apply` loads Feast and what it uses.
std::vector<model::Setting> init_preset();
/// What a container of the CronJob needs: kubectl waits for what runs in the store's pod.
std::vector<model::Setting> cron_job_preset();

}  // namespace feastctl::options
