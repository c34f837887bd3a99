// libc++'s header, with another sort: sort.hpp says why.
#ifndef FEASTCTL_STABLE_SORT_H
#define FEASTCTL_STABLE_SORT_H
#define __stable_sort_impl __merge_sort_impl
#include_next <__algorithm/stable_sort.h>
#undef __stable_sort_impl

#include <__algorithm/sort.h>

_LIBCPP_BEGIN_NAMESPACE_STD

template <class Policy, class Iterator, class Compare>
constexpr void __stable_sort_impl(Iterator first, Iterator last, Compare& compare) {
  std::__sort_impl<Policy>(first, last, compare);
}

template <class Iterator, class Compare>
  requires true
constexpr void stable_sort(Iterator first, Iterator last, Compare compare) {
  std::__sort_impl<_ClassicAlgPolicy>(first, last, compare);
}
template <class Iterator>
  requires true
constexpr void stable_sort(Iterator first, Iterator last) {
  std::stable_sort(first, last, __less<>());
}

_LIBCPP_END_NAMESPACE_STD
#endif
