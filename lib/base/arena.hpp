/// @file
/// @brief Memory that is given back all at once: one arena a FeatureStore.
///
/// Everything that is made for one store (its tree, its objects, the text of feature_store.yaml) lives as long as
/// the store is worked on and dies together, so nothing in the library frees single nodes.
#pragma once

#include <cstddef>
#include <cstring>
#include <initializer_list>
#include <memory>
#include <memory_resource>
#include <new>
#include <string_view>
#include <type_traits>
#include <utility>

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
    return new (memory_.allocate(sizeof(T), alignof(T))) T{std::forward<Args>(args)...};
  }

  /// Room for `count` objects of T, uninitialised.
  template <typename T>
  T* array(std::size_t count) {
    static_assert(std::is_trivially_destructible_v<T>);
    return static_cast<T*>(memory_.allocate(sizeof(T) * count, alignof(T)));
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

  /// Forgets everything; the first block is kept for the next store.
  void reset() { memory_.release(); }

 private:
  static constexpr std::size_t kFirstBlock = 32 * 1024;
  std::unique_ptr<std::byte[]> first_{new std::byte[kFirstBlock]};
  std::pmr::monotonic_buffer_resource memory_{first_.get(), kFirstBlock};
};

}  // namespace feastctl
