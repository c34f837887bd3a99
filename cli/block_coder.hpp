/// @file
/// @brief Compresses and decompresses a text block by block, with LZ4.
///
/// Each block is compressed against the end of the block before it. The bundles of a fleet resemble each other, and one
/// is smaller than what LZ4 remembers (64 KiB), so most of a bundle becomes references to the one before.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace feastctl::cli {

/// The size of a block before compression.
inline constexpr std::size_t kBlockSize = std::size_t{256} * 1024;

/// Collects text until a block is full; a full block can be compressed.
class BlockPacker {
 public:
  BlockPacker();
  BlockPacker(const BlockPacker&) = delete;
  BlockPacker& operator=(const BlockPacker&) = delete;
  ~BlockPacker();

  /// Takes as much of `text` as fits into the block, and returns the rest.
  std::string_view fill(std::string_view text);
  /// The text of the block so far.
  [[nodiscard]] std::string_view block() const;
  [[nodiscard]] bool full() const { return block().size() == kBlockSize; }
  /// Compresses the full block, appends the result to `out`, and begins the next block.
  void pack(std::string& out);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Decompresses blocks in the order in which they were compressed.
class BlockUnpacker {
 public:
  BlockUnpacker();
  BlockUnpacker(const BlockUnpacker&) = delete;
  BlockUnpacker& operator=(const BlockUnpacker&) = delete;
  ~BlockUnpacker();

  /// The text of the next block, valid until the next call; empty if `packed` is damaged.
  std::string_view unpack(std::string_view packed);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace feastctl::cli
