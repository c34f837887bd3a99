/// @file
/// @brief For the generators of tables: writes rows that refer to texts and other rows by number
/// (base/compact_table.hpp).
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace feastctl {

/// All texts of a table in one, equal ones once.
class TextPool {
 public:
  /// The place of `text` as the arguments of a PooledText; a comment shows what is there if it is short: `{120, 4} /*
  /// name */`.
  std::string place(const std::string& text) {
    constexpr std::size_t kShort = 60;
    const bool shown = !text.empty() && text.size() <= kShort && text.find("*/") == std::string::npos;
    return arguments(find(text).first, text.size()) + (shown ? " /* " + text + " */" : "");
  }

  /// Where `text` begins, and its size.
  std::pair<std::size_t, std::size_t> find(const std::string& text) {
    const auto [known, added] = places_.emplace(text, text_.size());
    if (added) text_ += text;
    return {known->second, text.size()};
  }

  [[nodiscard]] const std::string& text() const { return text_; }

  static std::string arguments(std::size_t first, std::size_t count) {
    return "{" + std::to_string(first) + ", " + std::to_string(count) + "}";
  }

 private:
  std::map<std::string, std::size_t> places_;
  std::string text_;
};

/// The rows of a table whose row is the struct `row`.
class TableRows {
 public:
  explicit TableRows(std::string row) : row_(std::move(row)) {}

  /// Adds a row; its index.
  std::size_t add(const std::string& row) {
    rows_.push_back(row);
    return rows_.size() - 1;
  }

  /// Adds neighbouring rows; their place as the arguments of a RowsOf.
  std::string add(const std::vector<std::string>& rows) {
    const std::size_t first = rows_.size();
    rows_.insert(rows_.end(), rows.begin(), rows.end());
    return TextPool::arguments(first, rows.size());
  }

  /// The definition of `row`::kRows.
  [[nodiscard]] std::string definition() const {
    std::string text = "constinit const " + row_ + " " + row_ + "::kRows[] = {\n";
    for (std::size_t i = 0; i < rows_.size(); ++i) text += "    /* " + std::to_string(i) + " */ " + rows_[i] + ",\n";
    return text + "};\n\n";
  }

 private:
  std::string row_;
  std::vector<std::string> rows_;
};

}  // namespace feastctl
