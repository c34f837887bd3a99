#include "emit/yaml.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "base/embedded.hpp"
#include "base/utf8.hpp"
#include "emit/pieces.hpp"

namespace feastctl::emit {

namespace {

constexpr std::size_t kStep = 2;

/// libyaml and similar parsers stop looking for the `:` of a key after 1024 characters; longer keys need `? `.
constexpr std::size_t kLongestSimpleKey = 1000;

void append_single_quoted(std::string_view text, Pieces& out) {
  out += '\'';
  for (std::size_t from = 0;;) {
    const std::size_t quote = text.find('\'', from);
    out += text.substr(from, quote - from);
    if (quote == std::string_view::npos) break;
    out += "''";
    from = quote + 1;
  }
  out += '\'';
}

/// Appends a character that must be escaped in double quotes.
void append_escape(char32_t code, Pieces& out) {
  switch (code) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\n': out += "\\n"; return;
    case '\t': out += "\\t"; return;
    case '\r': out += "\\r"; return;
    default: break;
  }
  const unsigned digits = code <= 0xFF ? 2 : code <= 0xFFFF ? 4 : 8;
  out += digits == 2 ? "\\x" : digits == 4 ? "\\u" : "\\U";
  append_hex(out.flushed(), code, digits);
}

/// Bytes that are not UTF-8 become U+FFFD, as in Go's JSON writer, because YAML cannot represent them.
void append_double_quoted(std::string_view text, Pieces& out) {
  out += '"';
  for (std::size_t i = 0; i < text.size();) {
    const Utf8Character c = utf8_at(text, i);
    const bool plain = c.code >= 0x20 && c.code < 0x7F ? c.code != '"' && c.code != '\\'
                                                       : c.valid && c.code >= 0x80 && !is_treacherous(c.code);
    if (plain) {
      out += text.substr(i, c.size);
    } else {
      append_escape(c.code, out);
    }
    i += c.size;
  }
  out += '"';
}

/// A literal block with lines indented by `indent`. The block style must be possible (see scalar_style).
void append_block(std::string_view text, std::size_t indent, Pieces& out) {
  out += '|';
  if (text.front() == ' ' || text.front() == '\n') out += static_cast<char>('0' + kStep);
  const std::size_t last = text.find_last_not_of('\n') + 1;
  if (last == text.size()) out += '-';
  if (text.size() - last > 1) out += '+';
  const std::string_view body = text.substr(0, last == text.size() ? last : text.size() - 1);
  for (std::size_t from = 0;;) {
    const std::size_t newline = body.find('\n', from);
    const std::string_view line = body.substr(from, newline - from);
    out += '\n';
    if (!line.empty()) out.spaces(indent);
    out += line;
    if (newline == std::string_view::npos) break;
    from = newline + 1;
  }
}

/// The block of a script of ours, made at build time, as most bundles contain it; empty for any other text.
std::string_view block_of_script(std::string_view text, std::size_t indent) {
  constexpr std::size_t kShort = 2000;  // writing it is as fast
  if (text.size() < kShort || indent != kBlockIndent) return {};
  for (const EmbeddedFile& file : embedded_files()) {
    if (file.text.data() == text.data() && file.text.size() == text.size()) return file.block;
  }
  return {};
}

/// A string as a value; the lines of a block are indented by `indent`.
void append_string(std::string_view text, std::size_t indent, Pieces& out) {
  if (out.add_plain(text)) return;
  if (const std::string_view block = block_of_script(text, indent); !block.empty()) {
    out.add_constant(block);
    return;
  }
  switch (scalar_style(text)) {
    case ScalarStyle::kPlain: out += text; return;
    case ScalarStyle::kSingleQuoted: append_single_quoted(text, out); return;
    case ScalarStyle::kDoubleQuoted: append_double_quoted(text, out); return;
    case ScalarStyle::kBlock: append_block(text, indent, out); return;
  }
}

/// A number; YAML 1.1 reads 1e3 as a string, but all parsers read 1.0e+3 as a number.
void append_number(std::string_view text, Pieces& out) {
  const std::size_t e = text.find_first_of("eE");
  const std::string_view mantissa = text.substr(0, e);
  out += mantissa;
  if (e == std::string_view::npos) return;
  if (mantissa.find('.') == std::string_view::npos) out += ".0";
  out += 'e';
  if (text.substr(e + 1).find_first_of("+-") != 0) out += '+';
  out += text.substr(e + 1);
}

/// Writes a map's and a list's entries; `indent` is the column of keys and dashes.
class YamlWriter {
 public:
  explicit YamlWriter(Pieces& out) : out_(&out) {}

  /// The value of a document.
  void document(const Node& node) const {
    if (node.size != 0 && node.is_map()) return map(node, 0);
    if (node.size != 0 && node.is_list()) return list(node, 0);
    scalar(node, kStep);
    *out_ += '\n';
  }

  /// A key with its value, at the current position.
  void member(const Member& m, std::size_t indent) const {
    const bool simple = key(m.key, indent);
    const Node& value = *m.value;
    if (value.size != 0 && value.is_map()) {
      *out_ += '\n';
      begin_line(indent + kStep);
      return map(value, indent + kStep);
    }
    if (value.size != 0 && value.is_list()) {
      const std::size_t column = simple ? indent : indent + kStep;
      *out_ += '\n';
      begin_line(column);
      return list(value, column);
    }
    *out_ += ' ';
    scalar(value, indent + kStep);
    *out_ += '\n';
  }

  void begin_line(std::size_t indent) const { out_->spaces(indent); }

 private:
  /// Writes `key:`, or the explicit form if the key is too long; returns whether it was the simple form.
  [[nodiscard]] bool key(std::string_view text, std::size_t indent) const {
    if (text.size() > kLongestSimpleKey / 10) return long_key(text, indent);
    write_key(text);
    *out_ += ':';
    return true;
  }

  void write_key(std::string_view text) const {
    if (out_->add_plain(text)) return;
    switch (scalar_style(text)) {
      case ScalarStyle::kPlain: *out_ += text; break;
      case ScalarStyle::kSingleQuoted: append_single_quoted(text, *out_); break;
      case ScalarStyle::kDoubleQuoted:
      case ScalarStyle::kBlock: append_double_quoted(text, *out_); break;
    }
  }

  /// A key that may be too long for the simple form because of quotes and escapes.
  [[nodiscard]] bool long_key(std::string_view text, std::size_t indent) const {
    const std::size_t begin = out_->flushed().size();
    write_key(text);
    const bool simple = out_->flushed().size() - begin <= kLongestSimpleKey;
    if (!simple) {
      out_->flushed().insert(begin, "? ");
      *out_ += '\n';
      begin_line(indent);
    }
    *out_ += ':';
    return simple;
  }

  void map(const Node& node, std::size_t indent) const {
    bool first = true;
    for (const Member& m : node.members()) {
      if (!first) begin_line(indent);
      first = false;
      member(m, indent);
    }
  }

  void list(const Node& node, std::size_t indent) const {
    bool first = true;
    for (const Node* item : node.items()) {
      if (!first) begin_line(indent);
      first = false;
      *out_ += "- ";
      if (item->size != 0 && item->is_map()) {
        map(*item, indent + kStep);
      } else if (item->size != 0 && item->is_list()) {
        list(*item, indent + kStep);
      } else {
        scalar(*item, indent + kStep);
        *out_ += '\n';
      }
    }
  }

  /// Anything that is on the line of its key: a scalar, an empty map, an empty list.
  void scalar(const Node& node, std::size_t indent) const {
    switch (node.kind) {
      case Kind::kNull: *out_ += "null"; return;
      case Kind::kBool: *out_ += node.boolean ? "true" : "false"; return;
      case Kind::kInteger: *out_ += node.text; return;
      case Kind::kFloat: append_number(node.text, *out_); return;
      case Kind::kString: append_string(node.text, indent, *out_); return;
      case Kind::kList: *out_ += "[]"; return;
      case Kind::kMap: *out_ += "{}"; return;
    }
  }

  Pieces* out_;
};

/// An object with apiVersion, kind and metadata first.
void write_object(const Node& object, Pieces& out) {
  const YamlWriter writer(out);
  if (object.size == 0 || !object.is_map()) return writer.document(object);
  constexpr std::string_view kFirst[] = {"apiVersion", "kind", "metadata"};
  for (const std::string_view key : kFirst) {
    if (const Member* m = object.find_member(key)) writer.member(*m, 0);
  }
  for (const Member& m : object.members()) {
    if (m.key != kFirst[0] && m.key != kFirst[1] && m.key != kFirst[2]) writer.member(m, 0);
  }
}

}  // namespace

void write_yaml(const Node& node, std::string& out) {
  Pieces pieces(out);
  YamlWriter(pieces).document(node);
}

void write_yaml_object(const Node& object, std::string& out) {
  Pieces pieces(out);
  write_object(object, pieces);
}

void write_yaml_stream(std::span<const Node* const> objects, std::string& out) {
  Pieces pieces(out);
  bool first = true;
  for (const Node* object : objects) {
    if (!first) pieces += "---\n";
    first = false;
    write_object(*object, pieces);
  }
}

void write_yaml_joined(std::span<const Commented> objects, std::string_view separator, JoinedText& out) {
  Pieces pieces(out.text, &out.constants);
  for (const auto& [comment, object] : objects) {
    pieces += separator;
    pieces += comment;
    write_object(*object, pieces);
  }
}

}  // namespace feastctl::emit
