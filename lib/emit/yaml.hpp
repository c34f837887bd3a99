/// @file
/// @brief Writes trees as YAML that every reader takes back as the same value.
///
/// Readers disagree on what a plain word is: for YAML 1.1 (PyYAML, go-yaml v2, kubectl) `no`, `0o7`, `1:30` and
/// `2026-01-01` are no strings. So a string stays plain only where all tables agree that it is one. The looks are
/// kubectl's: two spaces, lists at the indentation of their key, text of several lines as a block.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "base/node.hpp"

namespace feastctl::emit {

/// Appends `node` to `out` as one document, keys in the order of the tree, with a line end and without `---`.
void write_yaml(const Node& node, std::string& out);

/// The same for a Kubernetes object, with apiVersion, kind and metadata before the other keys.
void write_yaml_object(const Node& object, std::string& out);

/// Appends the objects as a stream of documents with `---` between them.
void write_yaml_stream(std::span<const Node* const> objects, std::string& out);

/// How a string has to be written so that it is read back as itself.
enum class ScalarStyle : unsigned char { kPlain, kSingleQuoted, kDoubleQuoted, kBlock };

/// The style for `text`. As kubectl: double quotes for what could be taken for another type, single quotes for what
/// could be taken for syntax, a block for several lines, and double quotes with escapes where nothing else can hold it.
ScalarStyle scalar_style(std::string_view text);

/// Copies `text` to `to` and says whether its style is surely plain, in one go: most strings are short words, and to
/// look at them twice was a fifth of the whole run. False says nothing about the style.
bool copy_if_plain(std::string_view text, char* to);

}  // namespace feastctl::emit
