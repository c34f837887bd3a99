#include "capacity/nodes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "base/go_text.hpp"

namespace feastctl::capacity {

namespace {

constexpr std::int64_t kMostNodes = 1'000'000'000;
constexpr std::uint64_t kUsualPods = 110;

/// Nodes with the same room left. CPU is in thousandths, memory in bytes.
struct Room {
  std::int64_t cpu = 0, memory = 0;
  std::uint64_t pods = 0;
  std::uint64_t nodes = 0;
};

/// Pods of one size, in the units of Room.
struct Load {
  std::int64_t cpu = 0, memory = 0;
  std::uint64_t count = 0;
};

std::uint64_t times(std::int64_t room, std::int64_t needed) {
  if (needed <= 0) return std::numeric_limits<std::uint64_t>::max();
  return room < needed ? 0 : static_cast<std::uint64_t>(room / needed);
}

std::uint64_t fitting_in(const Room& room, const Load& load) {
  return std::min({times(room.cpu, load.cpu), times(room.memory, load.memory), room.pods});
}

Room less(const Room& room, const Load& load, std::uint64_t pods, std::uint64_t nodes) {
  const auto number = static_cast<std::int64_t>(pods);
  return {room.cpu - number * load.cpu, room.memory - number * load.memory, room.pods - pods, nodes};
}

Room empty_node(const NodeSize& size) {
  return {size.cpu.milli_value(), size.memory.value(), size.pods, 0};
}

Load load_of(const PodSize& pod) {
  return {std::max<std::int64_t>(pod.cpu.milli_value(), 0), std::max<std::int64_t>(pod.memory.value(), 0), pod.count};
}

/// Puts pods of one size on the nodes that there are, then on new ones.
void put(Load load, const Room& empty, std::vector<Room>& rooms) {
  std::vector<Room> next;
  const auto use = [&](const Room& room, std::uint64_t each, std::uint64_t available) {
    const std::uint64_t full = std::min(available, load.count / each);
    if (full != 0) next.push_back(less(room, load, each, full));
    load.count -= full * each;
    std::uint64_t used = full;
    if (used < available && load.count != 0) {
      next.push_back(less(room, load, load.count, 1));
      load.count = 0;
      ++used;
    }
    return used;
  };
  for (const Room& room : rooms) {
    const std::uint64_t each = load.count == 0 ? 0 : fitting_in(room, load);
    const std::uint64_t used = each == 0 ? 0 : use(room, each, room.nodes);
    if (used == room.nodes) continue;
    next.push_back(room);
    next.back().nodes -= used;
  }
  const std::uint64_t each = fitting_in(empty, load);
  if (load.count != 0 && each != 0) use(empty, each, std::numeric_limits<std::uint64_t>::max());
  rooms = std::move(next);
}

/// Joins pods of the same size, so that thousands of stores that are alike are one load.
void join(std::vector<Load>& loads) {
  const auto key = [](const Load& l) { return std::pair(l.cpu, l.memory); };
  std::ranges::sort(loads, {}, key);
  std::vector<Load> joined;
  for (const Load& load : loads) {
    if (!joined.empty() && key(joined.back()) == key(load)) {
      joined.back().count += load.count;
    } else {
      joined.push_back(load);
    }
  }
  loads = std::move(joined);
}

/// Removes a leading `NUMBERx`, if present. False if the number is invalid.
bool take_count(std::string_view& text, NodeSize& size) {
  const std::size_t x = text.find('x');
  if (x == std::string_view::npos || x > text.find(',')) return true;
  const auto count = parse_go_integer(text.substr(0, x));
  if (!count || *count < 1 || *count > kMostNodes) return false;
  size.count = static_cast<std::uint64_t>(*count);
  text.remove_prefix(x + 1);
  return true;
}

bool take_piece(std::string_view piece, NodeSize& size) {
  if (piece.ends_with("pods")) {
    const auto pods = parse_go_integer(piece.substr(0, piece.size() - 4));
    if (!pods || *pods < 1 || *pods > kMostNodes) return false;
    size.pods = static_cast<std::uint64_t>(*pods);
    return true;
  }
  const bool is_cpu = piece.ends_with("cpu");
  const auto amount = Quantity::parse(is_cpu ? piece.substr(0, piece.size() - 3) : piece);
  Quantity& into = is_cpu ? size.cpu : size.memory;
  const Quantity most = *Quantity::parse(is_cpu ? "1M" : "1Pi");
  if (!amount || amount->sign() <= 0 || amount->compare(most) > 0 || into.sign() != 0) return false;
  into = *amount;
  return true;
}

}  // namespace

std::string NodeSize::words() const {
  std::string text = count == 0 ? "" : fmt::format("{}x", count);
  text += fmt::format("{}cpu,{}", cpu.canonical(), memory.canonical());
  return pods == kUsualPods ? text : fmt::format("{},{}pods", text, pods);
}

std::optional<NodeSize> read_node_size(std::string_view text) {
  NodeSize size;
  if (!take_count(text, size)) return std::nullopt;
  while (true) {
    const std::size_t comma = std::min(text.find(','), text.size());
    if (!take_piece(text.substr(0, comma), size)) return std::nullopt;
    if (comma == text.size()) break;
    text.remove_prefix(comma + 1);
  }
  if (size.cpu.sign() == 0 || size.memory.sign() == 0) return std::nullopt;
  return size;
}

std::uint64_t nodes_for(const std::vector<PodSize>& pods, const NodeSize& size) {
  const Room empty = empty_node(size);
  std::vector<Load> loads;
  for (const PodSize& pod : pods) {
    if (pod.count != 0 && fitting(pod, size) != 0) loads.push_back(load_of(pod));
  }
  join(loads);
  const auto share = [&](const Load& l) {
    return std::max(static_cast<double>(l.cpu) / static_cast<double>(empty.cpu),
                    static_cast<double>(l.memory) / static_cast<double>(empty.memory));
  };
  std::ranges::stable_sort(loads, std::ranges::greater(), share);
  std::vector<Room> rooms;
  for (const Load& load : loads) put(load, empty, rooms);
  std::uint64_t nodes = 0;
  for (const Room& room : rooms) nodes += room.nodes;
  return nodes;
}

std::uint64_t fitting(const PodSize& pod, const NodeSize& size) {
  if (pod.cpu.compare(size.cpu) > 0 || pod.memory.compare(size.memory) > 0) return 0;
  return fitting_in(empty_node(size), load_of(pod));
}

}  // namespace feastctl::capacity
