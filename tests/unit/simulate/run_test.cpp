#include "simulate/run.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>

#include "simulate/scenario.hpp"

using namespace feastctl;
using namespace feastctl::simulate;

namespace {

std::optional<Scenario> read(const std::string& text, std::string& message) {
  Sources sources;
  Diagnostics out;
  auto scenario = read_scenario(sources, sources.add("scenario.json", text), out);
  message = out.all().empty() ? "" : out.all().front().message;
  return scenario;
}

/// One container with a constant CPU load in millicores, its request 100m, and an autoscaler at 50 %.
std::string constant(int load, const std::string& more = "") {
  return R"({"hpa":{"minReplicas":1,"maxReplicas":10,"metrics":[{"type":"Resource","resource":{"name":"cpu","target":
    {"type":"Utilization","averageUtilization":50}}}]},"initialReplicas":2,"containers":[{"name":"online",
    "request":{"cpu":100},"load":{"cpu":[[0,)" +
         std::to_string(load) + R"(]]}}],"ready":5,"duration":3600)" + more + "}";
}

std::vector<Step> run_text(const std::string& text) {
  std::string message;
  const auto scenario = read(text, message);
  CAPTURE(message);
  REQUIRE(scenario);
  return run(*scenario);
}

}  // namespace

TEST_CASE("with a constant load the autoscaler settles at what its formula asks for") {
  for (const int load : {0, 1, 40, 99, 100, 101, 250, 499, 5000}) {
    CAPTURE(load);
    const auto steps = run_text(constant(load));
    REQUIRE(steps.size() == 240);
    std::set<std::int32_t> late;
    for (std::size_t i = steps.size() / 2; i < steps.size(); ++i) late.insert(steps[i].sync.desired);
    CHECK(late.size() == 1);
    const int replicas = *late.begin();
    const double ratio = static_cast<double>(load / replicas) / 50;
    CHECK((replicas == 1 || ratio >= 0.9));
    CHECK((replicas == 10 || ratio <= 1.1));
  }
}

TEST_CASE("before the first scrape no metric can be computed, and nothing is scaled") {
  const auto steps = run_text(constant(5000, R"(,"scrapeOffset":40)"));
  CHECK(steps[0].sync.scaling_active == Condition{false, "FailedGetResourceMetric"});
  CHECK(steps[0].sync.desired == 2);
  CHECK_FALSE(steps[0].sync.proposals.at(0).replicas);
  CHECK(steps[2].sync.scaling_active == Condition{true, "ValidMetricFound"});
}

TEST_CASE("a container without a request leaves utilization unknown") {
  std::string text = constant(5000);
  text.replace(text.find(R"("request":{"cpu":100},)"), 22, "");
  for (const Step& step : run_text(text)) {
    CHECK(step.sync.scaling_active == Condition{false, "FailedGetResourceMetric"});
    CHECK(step.sync.desired == 2);
  }
}

TEST_CASE("no replicas stay no replicas while the minimum is more") {
  std::string text = constant(5000);
  text.replace(text.find(R"("initialReplicas":2)"), 19, R"("initialReplicas":0)");
  const auto steps = run_text(text);
  CHECK(steps.back().sync.desired == 0);
  CHECK(steps.back().sync.scaling_active == Condition{false, "ScalingDisabled"});
  CHECK(steps.back().served.unserved == 15 * 5000);
  CHECK(steps.back().served.without_pod == 15);
}

TEST_CASE("load above the limits is not served") {
  std::string text = constant(5000);
  text.replace(text.find(R"("load")"), 0, R"("limit":{"cpu":200},"idle":{"cpu":10},)");
  const Step last = run_text(text).back();
  CHECK(last.sync.desired == 10);
  CHECK(last.served.load == 15 * 5000);
  CHECK(last.served.unserved == 15 * (5000 - 10 * 190));
}

TEST_CASE("what is wrong with a scenario is said with its field") {
  std::string message;
  const auto says = [&](std::string text, const std::string& what, const std::string& with) {
    text.replace(text.find(what), what.size(), with);
    CHECK_FALSE(read(text, message));
    return message;
  };
  CHECK(says(constant(1), "maxReplicas", "maxReplica") == "hpa.maxReplicas is required");
  CHECK(says(constant(1), "duration", "durations") == "unknown field durations");
  CHECK(says(constant(1), "3600", "1000000000000000000") == "duration has an invalid value");
  CHECK(says(constant(1), "[[0,1]]", "[[0,1],[-5,1]]") ==
        "containers[0].load.cpu[1] is earlier than the point before it");
  CHECK(says(constant(1), "[[0,1]]", "[[0,-1]]") == "containers[0].load.cpu[0][1] has an invalid value");
  CHECK(says(constant(1), "[[0,1]]", "[[0,1e300]]") == "containers[0].load.cpu[0][1] has an invalid value");
  CHECK(says(constant(1), "\"averageUtilization\":50", "\"value\":50") ==
        "hpa.metrics[0].resource.target has no target that this type of metric can use");
  CHECK_FALSE(read("[]", message));
  CHECK_FALSE(read("", message));
  CHECK(message == "a scenario must be a single JSON object");
}

TEST_CASE("the largest scenario that is read takes neither long nor overflows") {
  const auto steps = run_text(R"({"hpa":{"maxReplicas":2147483647,"metrics":[{"type":"Resource","resource":
    {"name":"memory","target":{"type":"AverageValue","averageValue":"1m"}}}]},"initialReplicas":1,"containers":[{"name":
    "a","idle":{"memory":9007199254740992},"load":{"memory":[[0,9007199254740992]]}}],"schedule":14400,"init":14400,
    "ready":14400,"duration":2678400})");
  CHECK(steps.size() == 178560);
}
