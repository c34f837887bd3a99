/// Sums and multiples of quantities, exact at any size that Kubernetes takes.
#include <algorithm>
#include <utility>

#include "base/quantity.hpp"

namespace feastctl {

namespace {

/// A sum is exact unless its parts differ more than this in magnitude; then the smaller one does not count in
/// Kubernetes either.
constexpr std::int64_t kMostDigits = 400;

void pad_to(std::string& digits, std::size_t size) {
  if (digits.size() < size) digits.insert(0, size - digits.size(), '0');
}

std::string sum_of(std::string a, std::string b) {
  const std::size_t size = std::max(a.size(), b.size()) + 1;
  pad_to(a, size);
  pad_to(b, size);
  int carry = 0;
  for (std::size_t i = size; i-- > 0;) {
    carry += (a[i] - '0') + (b[i] - '0');
    a[i] = static_cast<char>('0' + carry % 10);
    carry /= 10;
  }
  return a;
}

/// `a` minus `b`, which is not greater.
std::string difference_of(std::string a, std::string b) {
  pad_to(b, a.size());
  int borrow = 0;
  for (std::size_t i = a.size(); i-- > 0;) {
    int digit = (a[i] - '0') - (b[i] - '0') - borrow;
    borrow = digit < 0 ? 1 : 0;
    if (digit < 0) digit += 10;
    a[i] = static_cast<char>('0' + digit);
  }
  return a;
}

}  // namespace

std::string Quantity::digits_down_to(std::int64_t exponent) const {
  return digits_ + std::string(digits_.empty() ? 0 : static_cast<std::size_t>(exponent_ - exponent), '0');
}

Quantity& Quantity::operator+=(const Quantity& other) {
  if (digits_.empty()) return *this = other;
  written_.clear();
  if (other.digits_.empty()) return *this;
  if (exponent_ - other.exponent_ > kMostDigits || other.exponent_ - exponent_ > kMostDigits) {
    return exponent_ > other.exponent_ ? *this : *this = other;
  }
  const std::int64_t exponent = std::min(exponent_, other.exponent_);
  std::string own = digits_down_to(exponent);
  std::string others = other.digits_down_to(exponent);
  if (negative_ == other.negative_) {
    digits_ = sum_of(std::move(own), std::move(others));
  } else {
    pad_to(own, others.size());
    pad_to(others, own.size());
    const bool greater = own >= others;
    if (!greater) negative_ = other.negative_;
    digits_ =
        greater ? difference_of(std::move(own), std::move(others)) : difference_of(std::move(others), std::move(own));
  }
  exponent_ = exponent;
  scale_ = std::min(scale_, other.scale_);
  small_ = small_ && other.small_ && digits_.size() <= 18;
  trim();
  return *this;
}

Quantity Quantity::times(std::uint64_t count) const {
  Quantity product;
  product.format_ = format_;
  Quantity power = *this;
  power.written_.clear();
  for (; count != 0; count /= 2) {
    if (count % 2 != 0) product += power;
    power += Quantity(power);
  }
  return product;
}

}  // namespace feastctl
