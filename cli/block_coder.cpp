#include "block_coder.hpp"

#include <lz4.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace feastctl::cli {

namespace {

constexpr std::size_t kMemory = std::size_t{64} * 1024;  // what LZ4 refers to at most
constexpr int kAcceleration = 16;                        // a quarter faster than 1, for a result that is a third larger

/// A block, and before it the end of the previous one: contiguous, because LZ4 is fastest that way.
using Window = std::array<char, kMemory + kBlockSize>;

char* block_of(Window& window) {
  return window.data() + kMemory;
}

}  // namespace

struct BlockPacker::State {
  LZ4_stream_t stream{};
  Window window;  // NOLINT(cppcoreguidelines-pro-type-member-init): clearing it would touch all of it
  std::array<char, LZ4_COMPRESSBOUND(kBlockSize)> packed;  // NOLINT(cppcoreguidelines-pro-type-member-init): likewise
  std::size_t filled = 0;
};

BlockPacker::BlockPacker() : state_(new State) {
  LZ4_initStream(&state_->stream, sizeof state_->stream);
}

BlockPacker::~BlockPacker() = default;

std::string_view BlockPacker::fill(std::string_view text) {
  const std::size_t taken = std::min(text.size(), kBlockSize - state_->filled);
  std::memcpy(block_of(state_->window) + state_->filled, text.data(), taken);
  state_->filled += taken;
  return text.substr(taken);
}

std::string_view BlockPacker::block() const {
  return {block_of(state_->window), state_->filled};
}

void BlockPacker::pack(std::string& out) {
  std::array<char, LZ4_COMPRESSBOUND(kBlockSize)>& packed = state_->packed;
  const int size =
      LZ4_compress_fast_continue(&state_->stream, block_of(state_->window), packed.data(), static_cast<int>(kBlockSize),
                                 static_cast<int>(packed.size()), kAcceleration);
  out.append(packed.data(), static_cast<std::size_t>(size));
  LZ4_saveDict(&state_->stream, state_->window.data(), kMemory);
  state_->filled = 0;
}

struct BlockUnpacker::State {
  Window window;  // NOLINT(cppcoreguidelines-pro-type-member-init): likewise
  bool remembers = false;
};

BlockUnpacker::BlockUnpacker() : state_(new State) {}

BlockUnpacker::~BlockUnpacker() = default;

std::string_view BlockUnpacker::unpack(std::string_view packed) {
  char* const block = block_of(state_->window);
  char* const memory = state_->window.data();
  if (state_->remembers) std::memcpy(memory, block + kBlockSize - kMemory, kMemory);
  const int size =
      LZ4_decompress_safe_usingDict(packed.data(), block, static_cast<int>(packed.size()), static_cast<int>(kBlockSize),
                                    memory, state_->remembers ? static_cast<int>(kMemory) : 0);
  state_->remembers = true;
  if (size != static_cast<int>(kBlockSize)) return {};
  return {block, kBlockSize};
}

}  // namespace feastctl::cli
