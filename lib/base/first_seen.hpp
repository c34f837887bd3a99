/// @file
/// @brief Finds duplicates, in lists of any length.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <unordered_map>

#include "base/key.hpp"

namespace feastctl {

/// Remembers texts, each with a number. Small sets are compared one by one, without set-up; large sets are hashed, so
/// that the time is linear in the length of a list. The texts must outlive this.
class FirstSeen {
 public:
  /// The number with which the text was first passed; nothing if this is the first time, which is then remembered.
  std::optional<std::size_t> see(std::string_view text, std::size_t number) {
    if (const auto first = find(text)) return first;
    if (count_ < few_.size()) {
      few_[count_++] = {text, number};
    } else {
      if (many_.empty()) {
        for (const Entry& entry : few_) many_.emplace(entry.text, entry.number);
      }
      many_.emplace(text, number);
    }
    return std::nullopt;
  }

  [[nodiscard]] bool empty() const { return count_ == 0; }

  /// The number with which the text was first passed, if it was.
  [[nodiscard]] std::optional<std::size_t> find(std::string_view text) const {
    if (!many_.empty()) {
      const auto found = many_.find(text);
      return found == many_.end() ? std::nullopt : std::optional(found->second);
    }
    for (std::size_t i = 0; i < count_; ++i) {
      if (same_key(few_[i].text, text)) return few_[i].number;
    }
    return std::nullopt;
  }

 private:
  struct Entry {
    std::string_view text;
    std::size_t number = 0;
  };

  std::array<Entry, 16> few_{};
  std::size_t count_ = 0;
  std::unordered_map<std::string_view, std::size_t> many_;
};

}  // namespace feastctl
