/// @file
/// @brief Memory that is released all at once: one arena per FeatureStore.
///
/// Everything created for one store (its tree, its objects, the text of feature_store.yaml) lives while the store is
/// processed and is released together, so the library never frees single nodes.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <memory>
#include <new>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace feastctl {

/// A monotonic allocator for trivially destructible things. Not thread-safe: one arena belongs to one thread.
class Arena {
 public:
  Arena() = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  /// A new T made from `args`; T's destructor never runs.
  template <typename T, typename... Args>
  T* make(Args&&... args) {
    static_assert(std::is_trivially_destructible_v<T>);
    return new (take(sizeof(T), alignof(T))) T{std::forward<Args>(args)...};
  }

  /// Room for `count` objects of T, uninitialised.
  template <typename T>
  T* array(std::size_t count) {
    static_assert(std::is_trivially_destructible_v<T>);
    return static_cast<T*>(take(sizeof(T) * count, alignof(T)));  // NOLINT(bugprone-sizeof-expression): pointers too
  }

  /// A copy of `text` that lives as long as the arena.
  std::string_view copy(std::string_view text) {
    if (text.empty()) return {};
    char* to = array<char>(text.size());
    std::memcpy(to, text.data(), text.size());
    return {to, text.size()};
  }

  /// The pieces joined into one text that lives as long as the arena.
  std::string_view concat(std::initializer_list<std::string_view> pieces) {
    std::size_t size = 0;
    for (const auto piece : pieces) size += piece.size();
    if (size == 0) return {};
    char* to = array<char>(size);
    char* at = to;
    for (const auto piece : pieces) {
      if (piece.empty()) continue;
      std::memcpy(at, piece.data(), piece.size());
      at += piece.size();
    }
    return {to, size};
  }

  /// Discards everything; keeps the first blocks, which are enough for most stores, for the next one.
  void reset() {
    std::size_t kept = 0;
    while (kept < blocks_.size() && blocks_[kept].size == kBlock && kept < kKeptBlocks) ++kept;
    blocks_.resize(kept);
    next_ = 0;
    at_ = end_ = nullptr;
  }

 private:
  struct Block {
    std::unique_ptr<std::byte[]> bytes;
    std::size_t size;
  };
  static constexpr std::size_t kBlock = std::size_t{64} * 1024;
  static constexpr std::size_t kKeptBlocks = 16;

  void* take(std::size_t size, std::size_t alignment) {
    const std::size_t skip = (~reinterpret_cast<std::uintptr_t>(at_) + 1) & (alignment - 1);
    if (size + skip > static_cast<std::size_t>(end_ - at_)) {
      begin_block(size);
      return take(size, alignment);
    }
    std::byte* const begin = at_ + skip;
    at_ = begin + size;
    return begin;
  }

  /// Continues with a kept block, or with a new one of at least `size` bytes.
  void begin_block(std::size_t size) {
    if (next_ == blocks_.size() || blocks_[next_].size < size) {
      const std::size_t room = std::max(size, kBlock);
      Block block{std::unique_ptr<std::byte[]>(new std::byte[room]), room};
      blocks_.insert(blocks_.begin() + static_cast<std::ptrdiff_t>(next_), std::move(block));
    }
    at_ = blocks_[next_].bytes.get();
    end_ = at_ + blocks_[next_].size;
    ++next_;
  }

  std::vector<Block> blocks_;
  std::size_t next_ = 0;  ///< the block after the one in use
  std::byte* at_ = nullptr;
  std::byte* end_ = nullptr;
};

}  // namespace feastctl
