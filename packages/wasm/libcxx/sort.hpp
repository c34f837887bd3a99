/// @file
/// @brief One sort for all types, in place of libc++'s, of which each type and order has a copy of several kilobytes.
///
/// As native sorts do with few elements, it keeps the order of equal ones; it needs no memory, and O(n log² n) swaps.
#pragma once

#include <cstddef>

namespace feastctl::wasm {

/// What is sorted, by index.
struct Sortable {
  const void* range;
  bool (*less)(const void* range, std::size_t left, std::size_t right);
  void (*swap)(const void* range, std::size_t left, std::size_t right);
};

/// Sorts the elements [from, to).
void sort(const Sortable& what, std::size_t from, std::size_t to);

/// Sorts [first, last); `Ops` moves and swaps what iterators point to (libc++'s _IterOps).
template <typename Ops, typename Iterator, typename Compare>
void sort_by_index(Iterator first, Iterator last, Compare& compare) {
  struct Range {
    Iterator first;
    Compare& compare;
  };
  const Range range{first, compare};
  const Sortable what{
      &range,
      [](const void* all, std::size_t left, std::size_t right) -> bool {
        const auto& [begin, less] = *static_cast<const Range*>(all);
        return less(begin[static_cast<std::ptrdiff_t>(left)], begin[static_cast<std::ptrdiff_t>(right)]);
      },
      [](const void* all, std::size_t left, std::size_t right) {
        const Iterator begin = static_cast<const Range*>(all)->first;
        Ops::iter_swap(begin + static_cast<std::ptrdiff_t>(left), begin + static_cast<std::ptrdiff_t>(right));
      }};
  sort(what, 0, static_cast<std::size_t>(last - first));
}

}  // namespace feastctl::wasm
