/// @file
/// @brief Helpers for JSON formats: objects with one member per line, and lists of them.
#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_string.hpp"

namespace feastctl::report {

/// Writes the members of an object, one per line, and omits absent ones.
class ObjectWriter {
 public:
  ObjectWriter(std::string& out, std::size_t indent) : out_(&out), indent_(indent) { out += '{'; }

  void text(std::string_view key, std::string_view value) {
    if (value.empty()) return;
    append_json_string(value, begin(key));
  }
  void number(std::string_view key, std::size_t value) { fmt::format_to(std::back_inserter(begin(key)), "{}", value); }
  void boolean(std::string_view key, bool value) { begin(key) += value ? "true" : "false"; }

  /// Begins a member whose value the caller writes to the returned text.
  std::string& begin(std::string_view key) {
    *out_ += first_ ? "\n" : ",\n";
    first_ = false;
    out_->append(indent_ + 2, ' ');
    append_json_string(key, *out_);
    *out_ += ": ";
    return *out_;
  }

  void end() {
    if (!first_) {
      *out_ += '\n';
      out_->append(indent_, ' ');
    }
    *out_ += '}';
  }

 private:
  std::string* out_;
  std::size_t indent_;
  bool first_ = true;
};

/// Writes a list of strings, on one line, as the value of the begun member.
inline void write_texts(const std::vector<std::string>& texts, std::string& out) {
  out += '[';
  for (const std::string& text : texts) {
    if (out.back() != '[') out += ", ";
    append_json_string(text, out);
  }
  out += ']';
}

/// Writes a list of objects, each with `write`, as the value of the begun member.
template <typename Items, typename Write>
void write_list(const Items& items, std::size_t indent, std::string& out, Write write) {
  out += '[';
  bool first = true;
  for (const auto& item : items) {
    out += first ? "\n" : ",\n";
    first = false;
    out.append(indent + 2, ' ');
    write(item, ObjectWriter(out, indent + 2));
  }
  if (!first) {
    out += '\n';
    out.append(indent, ' ');
  }
  out += ']';
}

}  // namespace feastctl::report
