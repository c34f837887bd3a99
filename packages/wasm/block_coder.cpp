/// cli/block_coder without LZ4: a module keeps its output in memory, and blocks as they are.
#include "block_coder.hpp"

#include <algorithm>

namespace feastctl::cli {

struct BlockPacker::State {
  std::string block;
};

BlockPacker::BlockPacker() : state_(new State) {}

BlockPacker::~BlockPacker() = default;

std::string_view BlockPacker::fill(std::string_view text) {
  const std::size_t taken = std::min(text.size(), kBlockSize - state_->block.size());
  state_->block += text.substr(0, taken);
  return text.substr(taken);
}

std::string_view BlockPacker::block() const {
  return state_->block;
}

void BlockPacker::pack(std::string& out) {
  out += state_->block;
  state_->block.clear();
}

struct BlockUnpacker::State {
  std::string block;
};

BlockUnpacker::BlockUnpacker() : state_(new State) {}

BlockUnpacker::~BlockUnpacker() = default;

std::string_view BlockUnpacker::unpack(std::string_view packed) {
  return state_->block = packed;
}

}  // namespace feastctl::cli
