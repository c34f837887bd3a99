/// @file
/// @brief How the rows of a generated table refer to texts and to each other: by number.
///
/// An address in a constant is relocated when a position-independent program starts, which copies the page that holds
/// it, whether anybody reads the table or not. A number stays on disk until it is used, and takes less space.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace feastctl {

/// A text in `Pool::kText`, a string that the generator of the table makes (base/text_pool.hpp).
template <typename Pool>
class PooledText {
 public:
  constexpr PooledText() = default;
  constexpr PooledText(std::uint32_t at, std::uint32_t size) : at_(at), size_(size) {}

  // Implicit, so that a row reads like any other.
  operator std::string_view() const { return view(); }  // NOLINT(google-explicit-constructor)
  [[nodiscard]] std::string_view view() const { return {Pool::kText + at_, size_}; }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }

  friend bool operator==(PooledText a, PooledText b) { return a.view() == b.view(); }
  friend bool operator==(PooledText a, std::string_view b) { return a.view() == b; }

 private:
  std::uint32_t at_ = 0;
  std::uint32_t size_ = 0;
};

/// A row of `Row::kRows`, or none.
template <typename Row>
class RowOf {
 public:
  constexpr RowOf() = default;
  constexpr explicit RowOf(std::uint16_t index) : number_(static_cast<std::uint16_t>(index + 1)) {}

  operator const Row*() const {
    return number_ == 0 ? nullptr : &Row::kRows[number_ - 1];
  }  // NOLINT(google-explicit-constructor)
  const Row* operator->() const { return *this; }

 private:
  std::uint16_t number_ = 0;  ///< from 1; 0 is no row
};

/// Neighbouring rows of `Row::kRows`.
template <typename Row>
class RowsOf {
 public:
  constexpr RowsOf() = default;
  constexpr RowsOf(std::uint16_t first, std::uint16_t count) : first_(first), count_(count) {}

  operator std::span<const Row>() const { return {begin(), count_}; }  // NOLINT(google-explicit-constructor)
  [[nodiscard]] const Row* begin() const { return &Row::kRows[first_]; }
  [[nodiscard]] const Row* end() const { return begin() + count_; }
  [[nodiscard]] std::size_t size() const { return count_; }
  [[nodiscard]] bool empty() const { return count_ == 0; }
  [[nodiscard]] const Row& front() const { return *begin(); }
  const Row& operator[](std::size_t i) const { return begin()[i]; }

 private:
  std::uint16_t first_ = 0;
  std::uint16_t count_ = 0;
};

}  // namespace feastctl
