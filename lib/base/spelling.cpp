#include "base/spelling.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "base/ascii.hpp"

namespace feastctl {

namespace {

constexpr std::size_t kLongest = 63;  // longer words are not field names, and not worth the quadratic time
constexpr unsigned kEdit = 4;         // the price of a character added, dropped, changed or swapped with the next
constexpr unsigned kCase = 1;         // … of one in another case
constexpr std::size_t kMostEdits = 3;

unsigned change(char a, char b) {
  if (a == b) return 0;
  return to_lower(a) == to_lower(b) ? kCase : kEdit;
}

using Row = std::array<unsigned, kLongest + 1>;

/// The edit distance of two words of at most kLongest characters (optimal string alignment).
unsigned distance(std::string_view a, std::string_view b) {
  Row before_last{};
  Row last{};
  Row row{};
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = static_cast<unsigned>(j) * kEdit;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    before_last = last;
    last = row;
    row[0] = static_cast<unsigned>(i) * kEdit;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j] + kEdit, row[j - 1] + kEdit, last[j - 1] + change(a[i - 1], b[j - 1])});
      if (i > 1 && j > 1 && to_lower(a[i - 1]) == to_lower(b[j - 2]) && to_lower(a[i - 2]) == to_lower(b[j - 1])) {
        row[j] = std::min(row[j], before_last[j - 2] + kEdit);
      }
    }
  }
  return row[b.size()];
}

/// The characters of a word, whatever their case; several share a bit.
std::uint64_t characters_of(std::string_view word) {
  std::uint64_t set = 0;
  for (const char c : word) set |= std::uint64_t{1} << (static_cast<unsigned char>(to_lower(c)) % 64U);
  return set;
}

/// Whether one of the words has more characters that the other lacks than so many edits can bring in.
bool differ_by_more(std::uint64_t a, std::uint64_t b, std::size_t edits) {
  return static_cast<std::size_t>(std::max(std::popcount(a & ~b), std::popcount(b & ~a))) > edits;
}

/// A word to compare others with.
class Word {
 public:
  explicit Word(std::string_view text) : text_(text), characters_(characters_of(text)) {}

  /// The distance of a candidate, or nothing if it is not near.
  [[nodiscard]] std::optional<unsigned> distance_to(std::string_view candidate) const {
    const std::size_t edits = std::clamp<std::size_t>(text_.size() / 3, 1, kMostEdits);
    if (candidate.empty() || candidate.size() > text_.size() + edits || text_.size() > candidate.size() + edits) {
      return std::nullopt;
    }
    if (candidate.size() > kLongest || differ_by_more(characters_, characters_of(candidate), edits)) {
      return std::nullopt;
    }
    const unsigned d = distance(text_, candidate);
    // A word that has nothing in common with the text is not a suggestion, however short both are.
    if (d >= std::min(text_.size(), candidate.size()) * kEdit) return std::nullopt;
    // A difference in case besides the edits is still close.
    return d <= edits * kEdit + kCase ? std::optional(d) : std::nullopt;
  }

 private:
  std::string_view text_;
  std::uint64_t characters_;
};

}  // namespace

std::string_view nearest(std::string_view text, std::span<const std::string_view> candidates) {
  if (text.empty() || text.size() > kLongest) return {};
  const Word word(text);
  std::string_view best;
  std::optional<unsigned> best_distance;
  for (const auto candidate : candidates) {
    const auto d = word.distance_to(candidate);
    if (!d || (best_distance && *d >= *best_distance)) continue;
    best = candidate;
    best_distance = d;
  }
  return best;
}

bool plainly_means(std::string_view text, std::string_view guess, std::span<const std::string_view> candidates) {
  if (text.empty() || text.size() > kLongest) return false;
  const Word word(text);
  const auto best = word.distance_to(guess);
  if (!best) return false;
  return std::ranges::all_of(candidates, [&](std::string_view candidate) {
    const auto d = candidate == guess ? std::nullopt : word.distance_to(candidate);
    return !d || (*best <= kEdit + kCase && *d >= *best + 2 * kEdit);
  });
}

}  // namespace feastctl
