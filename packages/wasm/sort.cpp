#include "libcxx/sort.hpp"

namespace feastctl::wasm {

namespace {

constexpr std::size_t kFew = 8;  // so many are sorted by insertion

void reverse(const Sortable& what, std::size_t from, std::size_t to) {
  for (; from + 1 < to; ++from) what.swap(what.range, from, --to);
}

/// Exchanges [from, middle) and [middle, to).
void rotate(const Sortable& what, std::size_t from, std::size_t middle, std::size_t to) {
  if (from == middle || middle == to) return;
  reverse(what, from, middle);
  reverse(what, middle, to);
  reverse(what, from, to);
}

/// The first of the sorted [from, to) that is not less than the element at `pivot`; `after_equals`: that is greater.
std::size_t bound(const Sortable& what, std::size_t from, std::size_t to, std::size_t pivot, bool after_equals) {
  while (from < to) {
    const std::size_t middle = from + (to - from) / 2;
    const bool before = after_equals ? !what.less(what.range, pivot, middle) : what.less(what.range, middle, pivot);
    if (before) {
      from = middle + 1;
    } else {
      to = middle;
    }
  }
  return from;
}

/// Merges the sorted [from, middle) and [middle, to): halves the longer, finds where the other divides, and exchanges
/// what is between them.
void merge(const Sortable& what, std::size_t from, std::size_t middle, std::size_t to) {
  while (from < middle && middle < to) {
    if (!what.less(what.range, middle, middle - 1)) return;
    std::size_t left = from + (middle - from) / 2;
    std::size_t right = middle + (to - middle) / 2;
    if (middle - from == 1 && to - middle == 1) return what.swap(what.range, from, middle);
    if (middle - from > to - middle) {
      right = bound(what, middle, to, left, false);
    } else {
      left = bound(what, from, middle, right, true);
    }
    rotate(what, left, middle, right);
    const std::size_t divided = left + (right - middle);
    merge(what, from, left, divided);
    from = divided;
    middle = right;
  }
}

}  // namespace

void sort(const Sortable& what, std::size_t from, std::size_t to) {
  if (to - from > kFew) {
    const std::size_t middle = from + (to - from) / 2;
    sort(what, from, middle);
    sort(what, middle, to);
    return merge(what, from, middle, to);
  }
  for (std::size_t next = from + 1; next < to; ++next) {
    for (std::size_t i = next; i > from && what.less(what.range, i, i - 1); --i) what.swap(what.range, i - 1, i);
  }
}

}  // namespace feastctl::wasm
