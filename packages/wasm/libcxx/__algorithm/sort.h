// libc++'s header, with another sort: sort.hpp says why. What the compiler sorts is still sorted by libc++.
#ifndef FEASTCTL_SORT_H
#define FEASTCTL_SORT_H
#define __sort_impl __introsort_impl
#include_next <__algorithm/sort.h>
#undef __sort_impl

#include "../sort.hpp"

_LIBCPP_BEGIN_NAMESPACE_STD

template <class Policy, class Iterator, class Compare>
constexpr void __sort_impl(Iterator first, Iterator last, Compare& compare) {
  if (__libcpp_is_constant_evaluated()) {
    std::__introsort_impl<Policy>(first, last, compare);
  } else {
    feastctl::wasm::sort_by_index<_IterOps<Policy>>(std::__unwrap_iter(first), std::__unwrap_iter(last), compare);
  }
}

// The constraints make these the better choice.
template <class Iterator, class Compare>
  requires true
constexpr void sort(Iterator first, Iterator last, Compare compare) {
  std::__sort_impl<_ClassicAlgPolicy>(first, last, compare);
}
template <class Iterator>
  requires true
constexpr void sort(Iterator first, Iterator last) {
  std::sort(first, last, __less<>());
}

_LIBCPP_END_NAMESPACE_STD
#endif
