#include "base/versions.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "base/features.hpp"

using namespace feastctl;

namespace {

std::string feast(std::string_view text) {
  const auto release = parse_feast_release(text);
  return release ? std::string(release->full()) : "none";
}

std::string kubernetes(std::string_view text) {
  const auto release = parse_kubernetes_release(text);
  return release ? std::string(release->name()) : "none";
}

}  // namespace

TEST_CASE("releases of Feast by name, short or in full") {
  CHECK(feast("0.66") == "0.66.0");
  CHECK(feast("0.66.0") == "0.66.0");
  CHECK(feast("0.60") == "0.60.0");
  CHECK(feast("master") == "master");
  for (const auto* text : {"", "0.6", "0.66.1", "0.99", "v0.66", "0.58", "0.66.0.0", " 0.66", "Master"}) {
    CAPTURE(text);
    CHECK(feast(text) == "none");
  }
  CHECK(FeastRelease("0.64") < FeastRelease("0.65"));
  CHECK(FeastRelease("0.66") < kLatestFeast);
  CHECK(FeastRelease().name() == "0.66");
  CHECK(kLatestFeast.image() == "0.66.0");
}

TEST_CASE("minors of Kubernetes, also as servers tell their version") {
  CHECK(kubernetes("1.35") == "1.35");
  CHECK(kubernetes("1.35.2") == "1.35");
  CHECK(kubernetes("v1.29.15") == "1.29");
  CHECK(kubernetes("v1.33.5+k3s1") == "1.33");
  CHECK(kubernetes("v1.32.9-eks-113cf36") == "1.32");
  for (const auto* text : {"", "v", "1", "1.28", "1.37", "1.3", "1.35.", "1.35.x", "1.350", "135", ".1.35", "1..35"}) {
    CAPTURE(text);
    CHECK(kubernetes(text) == "none");
  }
  CHECK(KubernetesRelease().name() == "1.35");
}

TEST_CASE("a feature is there from its first release to its last") {
  const Feature middle{.since = FeastRelease("0.61"), .until = FeastRelease("0.63")};
  CHECK_FALSE(has(FeastRelease("0.60"), middle));
  CHECK(has(FeastRelease("0.61"), middle));
  CHECK(has(FeastRelease("0.63"), middle));
  CHECK_FALSE(has(FeastRelease("0.64"), middle));
  CHECK(has(kLatestFeast, since(FeastRelease("0.66"))));
  CHECK(has(kOldestFeast, until(FeastRelease("0.61"))));
  CHECK_FALSE(has(KubernetesRelease("1.34"), kubernetes_feature::kImageVolume));
  CHECK(has(KubernetesRelease("1.35"), kubernetes_feature::kImageVolume));
}
