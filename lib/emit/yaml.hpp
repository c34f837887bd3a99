/// @file
/// @brief Writes trees as YAML that every parser reads back as the same value.
///
/// Parsers disagree on the type of plain words: in YAML 1.1 (PyYAML, go-yaml v2, kubectl), `no`, `0o7`, `1:30` and
/// `2026-01-01` are not strings. A string therefore stays plain only if all parsers agree that it is one. The style is
/// kubectl's: two spaces, lists at the indentation of their key, multi-line text as a block.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "base/joined_text.hpp"
#include "base/node.hpp"

namespace feastctl::emit {

/// Appends `node` to `out` as one document, keys in the order of the tree, with a line end and without `---`.
void write_yaml(const Node& node, std::string& out);

/// The same for a Kubernetes object, with apiVersion, kind and metadata before the other keys.
void write_yaml_object(const Node& object, std::string& out);

/// Appends the objects as a stream of documents with `---` between them.
void write_yaml_stream(std::span<const Node* const> objects, std::string& out);

/// An object with the comment lines above it, which may be empty.
struct Commented {
  std::string_view comment;
  const Node* object;
};

/// Appends the objects to `out`, each as write_yaml_object does, with `separator` and its comment before it. Scripts of
/// ours are not copied.
void write_yaml_joined(std::span<const Commented> objects, std::string_view separator, JoinedText& out);

/// The style in which a string reads back as itself.
enum class ScalarStyle : unsigned char { kPlain, kSingleQuoted, kDoubleQuoted, kBlock };

/// The style for `text`, as in kubectl: double quotes for text that could be read as another type, single quotes for
/// text that could be read as syntax, a block for several lines, and double quotes with escapes if nothing else works.
ScalarStyle scalar_style(std::string_view text);

/// Copies `text` to `to` and returns whether its style is certainly plain, in one pass: most strings are short words,
/// and scanning them twice took a fifth of the whole run. False does not determine the style.
bool copy_if_plain(std::string_view text, char* to);

}  // namespace feastctl::emit
