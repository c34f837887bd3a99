#include "capacity/nodes.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

using namespace feastctl;
using namespace feastctl::capacity;

namespace {

Quantity amount(const std::string& text) {
  return *Quantity::parse(text);
}

PodSize pod(const std::string& cpu, const std::string& memory, std::uint64_t count) {
  return {amount(cpu), amount(memory), count};
}

/// First fit, the largest pod first, one pod after the other.
std::uint64_t one_by_one(std::vector<PodSize> pods, const NodeSize& size) {
  struct Node {
    std::int64_t cpu, memory;
    std::uint64_t pods;
  };
  const Node empty{size.cpu.milli_value(), size.memory.value(), size.pods};
  const auto share = [&](const PodSize& p) {
    return std::max(static_cast<double>(p.cpu.milli_value()) / static_cast<double>(empty.cpu),
                    static_cast<double>(p.memory.value()) / static_cast<double>(empty.memory));
  };
  std::ranges::sort(pods, {}, [](const PodSize& p) { return std::pair(p.cpu.milli_value(), p.memory.value()); });
  std::ranges::stable_sort(pods, std::ranges::greater(), share);
  std::vector<Node> nodes;
  for (const PodSize& p : pods) {
    for (std::uint64_t i = 0; i < p.count; ++i) {
      const auto fits = [&](const Node& n) {
        return n.pods > 0 && n.cpu >= p.cpu.milli_value() && n.memory >= p.memory.value();
      };
      auto node = std::ranges::find_if(nodes, fits);
      if (node == nodes.end()) node = nodes.insert(nodes.end(), empty);
      node->cpu -= p.cpu.milli_value();
      node->memory -= p.memory.value();
      --node->pods;
    }
  }
  return nodes.size();
}

}  // namespace

TEST_CASE("the size of a node is read as it is written") {
  const auto size = read_node_size("3x4cpu,16Gi,30pods");
  REQUIRE(size);
  CHECK(size->count == 3);
  CHECK(size->cpu.milli_value() == 4000);
  CHECK(size->memory.canonical() == "16Gi");
  CHECK(size->pods == 30);
  CHECK(size->words() == "3x4cpu,16Gi,30pods");
  CHECK(read_node_size("16Gi,3500mcpu")->words() == "3500mcpu,16Gi");
  for (const char* wrong :
       {"", "4cpu", "16Gi", "4cpu,4cpu", "16Gi,16Gi", "4cpu,16Gi,", "0x4cpu,16Gi", "-4cpu,16Gi", "4cpu,0",
        "4cpu,16Gi,0pods", "1e30cpu,1Gi", "4cpu,1e30", "x4cpu,1Gi", "99999999999999999999x4cpu,1Gi", "4cpu,16Gi,x"}) {
    CAPTURE(wrong);
    CHECK_FALSE(read_node_size(wrong));
  }
}

TEST_CASE("pods need as many nodes as there is no room on others") {
  const NodeSize size = *read_node_size("4cpu,16Gi");
  CHECK(nodes_for({}, size) == 0);
  CHECK(nodes_for({pod("1", "1Gi", 4)}, size) == 1);
  CHECK(nodes_for({pod("1", "1Gi", 5)}, size) == 2);
  CHECK(nodes_for({pod("100m", "9Gi", 3)}, size) == 3);
  CHECK(nodes_for({pod("3", "1Gi", 2), pod("1", "1Gi", 2)}, size) == 2);
  CHECK(nodes_for({pod("0", "0", 111)}, size) == 2);
  CHECK(nodes_for({pod("5", "1Gi", 7)}, size) == 0);  // they fit nowhere, which is said elsewhere
  CHECK(nodes_for({pod("1", "1Gi", 1'000'000'000)}, size) == 250'000'000);
  CHECK(fitting(pod("1e30", "1Gi", 1), size) == 0);
}

TEST_CASE("counting alike pods together gives the same number of nodes as placing them one by one") {
  std::mt19937 random(7);  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same cases every time
  const auto number = [&](unsigned least, unsigned most) { return least + random() % (most - least + 1); };
  for (int round = 0; round < 300; ++round) {
    NodeSize size{.cpu = amount(std::to_string(number(1, 8))), .memory = amount(std::to_string(number(1, 32)) + "Gi")};
    size.pods = number(1, 12);
    std::vector<PodSize> pods;
    for (unsigned i = 0; i < number(1, 6); ++i) {
      const PodSize made =
          pod(std::to_string(number(0, 3000)) + "m", std::to_string(number(0, 8000)) + "Mi", number(1, 30));
      if (fitting(made, size) != 0) pods.push_back(made);
    }
    CHECK(nodes_for(pods, size) == one_by_one(pods, size));
  }
}
