#include "catalog/configuration.hpp"

#include <array>

namespace feastctl::catalog {

const Rule kConfigUnknownKey{
    .code = "FS720",
    .name = "config-unknown-key",
    .sentence = "The configuration file has a key that is no option.",
    .why = "A misspelt option would otherwise be without effect, and nobody would notice. Source: feastctl.",
    .remedy = "Use the long names of options, without the dashes; `feastctl schema --config` lists them for editors.",
    .wrong = "fail_on: warning\n",
    .right = "fail-on: warning\n"};

const Rule kConfigValue{
    .code = "FS721",
    .name = "config-value",
    .sentence = "An option in the configuration file has a value that it does not take.",
    .why = "The option means the same there as on the command line, and takes the same values. Source: feastctl.",
    .remedy = "Write one of the values that the option takes; a list where it may be given several times.",
    .wrong = "platform: openshfit\n",
    .right = "platform: openshift\n"};

const Rule kIgnoresUnknownCode{
    .code = "FS722",
    .name = "ignores-unknown-code",
    .severity = Severity::kWarning,
    .sentence = "The annotation feastctl.dev/ignore names something that is no diagnostic code.",
    .why = "It is without effect: what was meant is still reported, or a code was removed. Source: feastctl.",
    .remedy = "Correct the code; `feastctl rules` lists all of them.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample, annotations: {feastctl.dev/ignore: FS999}}
spec: {feastProject: my_project}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample, annotations: {feastctl.dev/ignore: FS601}}
spec: {feastProject: my_project}
)"};

const Rule kIgnoresError{
    .code = "FS723",
    .name = "ignores-error",
    .severity = Severity::kWarning,
    .sentence = "The annotation feastctl.dev/ignore names the code of an error.",
    .why = "Only warnings and notes can be ignored: what a cluster refuses, it refuses. Source: feastctl.",
    .remedy = "Remove the code from the annotation, and mend what it is about.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample, annotations: {feastctl.dev/ignore: FS301}}
spec: {feastProject: my_project}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: sample, annotations: {feastctl.dev/ignore: FS601}}
spec: {feastProject: my_project}
)"};

std::span<const Rule* const> configuration_rules() {
  static constexpr std::array kRules{&kConfigUnknownKey, &kConfigValue, &kIgnoresUnknownCode, &kIgnoresError};
  return kRules;
}

}  // namespace feastctl::catalog
