#include "emit/json.hpp"

#include <fmt/format.h>

#include <cmath>
#include <iterator>

#include "base/ascii.hpp"
#include "base/json_string.hpp"

namespace feastctl::emit {

namespace {

/// Consumes digits at the front and returns whether there were any.
bool take_digits(std::string_view& text) {
  const std::size_t before = text.size();
  while (!text.empty() && is_digit(text.front())) text.remove_prefix(1);
  return text.size() != before;
}

bool take(std::string_view& text, std::string_view any_of) {
  if (text.empty() || any_of.find(text.front()) == std::string_view::npos) return false;
  text.remove_prefix(1);
  return true;
}

/// The grammar of RFC 8259, section 6.
bool is_json_number(std::string_view text) {
  take(text, "-");
  if (!take(text, "0") && !take_digits(text)) return false;
  if (take(text, ".") && !take_digits(text)) return false;
  if (take(text, "eE")) {
    take(text, "+-");
    if (!take_digits(text)) return false;
  }
  return text.empty();
}

/// JSON has no infinities or NaN; numbers in YAML-specific notation are rewritten.
void append_number(const Node& node, std::string& out) {
  if (is_json_number(node.text)) {
    out += node.text;
  } else if (node.kind == Kind::kInteger) {
    fmt::format_to(std::back_inserter(out), "{}", node.integer);
  } else if (std::isfinite(node.number)) {
    fmt::format_to(std::back_inserter(out), "{}", node.number);
  } else {
    out += "null";
  }
}

/// Writes values; with `step` 0 all on one line.
class JsonWriter {
 public:
  JsonWriter(std::string& out, std::size_t step) : out_(&out), step_(step) {}

  void value(const Node& node, std::size_t indent) const {
    switch (node.kind) {
      case Kind::kNull: *out_ += "null"; return;
      case Kind::kBool: *out_ += node.boolean ? "true" : "false"; return;
      case Kind::kInteger:
      case Kind::kFloat: append_number(node, *out_); return;
      case Kind::kString: append_json_string(node.text, *out_); return;
      case Kind::kList: list(node, indent); return;
      case Kind::kMap: map(node, indent); return;
    }
  }

 private:
  void map(const Node& node, std::size_t indent) const {
    *out_ += '{';
    bool first = true;
    for (const Member& m : node.members()) {
      begin_entry(first, indent + step_);
      append_json_string(m.key, *out_);
      *out_ += step_ == 0 ? ":" : ": ";
      value(*m.value, indent + step_);
    }
    if (!first) end_entries(indent);
    *out_ += '}';
  }

  void list(const Node& node, std::size_t indent) const {
    *out_ += '[';
    bool first = true;
    for (const Node* item : node.items()) {
      begin_entry(first, indent + step_);
      value(*item, indent + step_);
    }
    if (!first) end_entries(indent);
    *out_ += ']';
  }

  void begin_entry(bool& first, std::size_t indent) const {
    if (!first) *out_ += ',';
    first = false;
    end_entries(indent);
  }

  void end_entries(std::size_t indent) const {
    if (step_ == 0) return;
    *out_ += '\n';
    out_->append(indent, ' ');
  }

  std::string* out_;
  std::size_t step_;
};

}  // namespace

void write_json(const Node& node, std::string& out) {
  JsonWriter(out, 0).value(node, 0);
}

void write_json_indented(const Node& node, std::string& out, std::size_t step, std::size_t indent) {
  JsonWriter(out, step).value(node, indent);
}

void write_json_list(std::span<const Node* const> objects, std::string& out) {
  constexpr std::size_t kStep = 4;  // kubectl's
  out += "{\n    \"apiVersion\": \"v1\",\n    \"kind\": \"List\",\n    \"metadata\": {},\n    \"items\": [";
  bool first = true;
  for (const Node* object : objects) {
    out += first ? "\n" : ",\n";
    first = false;
    out.append(2 * kStep, ' ');
    write_json_indented(*object, out, kStep, 2 * kStep);
  }
  out += first ? "]\n}\n" : "\n    ]\n}\n";
}

}  // namespace feastctl::emit
