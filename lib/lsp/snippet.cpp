#include "lsp/snippet.hpp"

#include <vector>

#include "schema/lookup.hpp"

namespace feastctl::lsp {

namespace {

/// Writes fields in block style, with places to fill in.
class SnippetWriter {
 public:
  explicit SnippetWriter(FeastRelease feast) : feast_(feast) {}

  /// `column` is that of the key, from the blanks at the beginning of the line, which editors add to each line.
  void write(const schema::Property& property, std::size_t column) {
    using schema::Shape;
    text_.append(property.name).append(":");
    switch (property.type->shape) {
      case Shape::kObject: return write_below(*property.type, column + 2);
      case Shape::kList:
        new_line(column);
        text_ += "- ";
        if (property.type->entry->shape == Shape::kObject && write_required(*property.type->entry, column + 2)) return;
        return write_stop();
      case Shape::kMap: new_line(column + 2); return write_stop();
      default: text_ += ' '; return write_value(property);
    }
  }

  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  void write_below(const schema::Type& type, std::size_t column) {
    new_line(column);
    if (!write_required(type, column)) write_stop();
  }

  /// Returns false if nothing is required.
  bool write_required(const schema::Type& type, std::size_t column) {
    bool first = true;
    for (const schema::Property& child : schema::children(type)) {
      if (!child.required_in(feast_) || !child.releases.holds(feast_)) continue;
      if (!first) new_line(column);
      write(child, column);
      first = false;
    }
    const schema::Property* name = schema::find(type, "name", feast_);  // references name an object
    if (first && name != nullptr) write(*name, column);
    return !first || name != nullptr;
  }

  void write_value(const schema::Property& property) {
    const auto choices = schema::choices_in(*property.type, feast_);
    if (choices.size() < 2) return write_stop();
    text_ += "${" + std::to_string(++stops_) + "|";
    for (std::size_t i = 0; i < choices.size(); ++i) text_.append(i == 0 ? "" : ",").append(choices[i]);
    text_ += "|}";
  }

  void write_stop() { text_ += "${" + std::to_string(++stops_) + "}"; }
  void new_line(std::size_t column) { text_.append("\n").append(column, ' '); }

  FeastRelease feast_;
  std::string text_;
  int stops_ = 0;
};

bool has_simple_value(schema::Shape shape) {
  return shape != schema::Shape::kObject && shape != schema::Shape::kList && shape != schema::Shape::kMap;
}

}  // namespace

std::string snippet_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '$' || c == '}' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

std::string field_text(const schema::Property& property, FeastRelease feast, const Cursor& cursor, bool snippet) {
  const std::string name(property.name);
  // A value that has choices is completed in a second step.
  if (has_simple_value(property.type->shape) || cursor.in_brackets) return name + ": ";
  if (!snippet) return name + ":";
  SnippetWriter writer(feast);
  writer.write(property, cursor.column - cursor.margin);
  return writer.take();
}

}  // namespace feastctl::lsp
