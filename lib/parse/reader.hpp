/// @file
/// @brief Reads documents from bytes, as kubectl and the API server would, with the place of everything.
///
/// A file is first split (a cheap scan), and each part is then parsed separately, into its own arena if needed: parts
/// are independent, so they can be parsed in any order and in parallel. Sources: k8s.io/apimachinery util/yaml
/// (decoder.go), sigs.k8s.io/yaml, go.yaml.in/yaml v2, sigs.k8s.io/json.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/node.hpp"
#include "base/source.hpp"

namespace feastctl::parse {

/// A part of a source that contains one document.
struct Part {
  SourceId source = 0;
  std::uint32_t begin = 0;  ///< bytes in the source
  std::uint32_t end = 0;
  int index = 0;      ///< its number in the source, from 0; parts with only blanks and comments are not counted
  bool json = false;  ///< JSON, not YAML
};

/// A parsed document. Its root is a map.
struct Document {
  const Node* root = nullptr;
  SourceId source = 0;
  int index = 0;
  Span span;
  bool json = false;
};

/// Limits on the input; see the rule over-limit.
struct Limits {
  std::size_t file_bytes = std::size_t{256} << 20;
  std::size_t documents = 1'000'000;
  std::size_t document_bytes = std::size_t{16} << 20;
  std::size_t values = 1'000'000;
  int depth = 200;
};
inline constexpr Limits kLimits;

/// Splits a source into documents as kubectl does: at lines that begin with `---`, or into consecutive JSON objects.
/// Reports invalid separators, and returns the parts around them anyway.
void split(const Sources& sources, SourceId source, Diagnostics& out, std::vector<Part>& parts);

// Completes the type: for WebAssembly, clang gives a function whose address is taken before that another signature.
static_assert(sizeof(std::optional<Document>) > sizeof(Document));

/// Parses one part. Returns nothing if it cannot be parsed (which is reported) or contains only null. Duplicate keys
/// are reported, and the last value is used. The tree shares the source's bytes; other strings are in the builder's
/// arena.
std::optional<Document> read_part(const Sources& sources, const Part& part, const TreeBuilder& builder,
                                  Diagnostics& out);

/// The type of a reader function, so that another one can replace it for comparison.
using PartReader = std::optional<Document> (*)(const Sources&, const Part&, const TreeBuilder&, Diagnostics&);

/// Splits and parses a whole source. Returns false if there was an error; documents that could be parsed are delivered
/// anyway.
bool read(const Sources& sources, SourceId source, const TreeBuilder& builder, Diagnostics& out,
          std::vector<Document>& documents, PartReader reader = &read_part);

/// How the operator parses a text inside a Secret or ConfigMap.
enum class Embedded : std::uint8_t {
  kMap,            ///< gopkg.in/yaml.v3 into map[string]interface{}: store parameters, the batch engine's configuration
  kValue,          ///< gopkg.in/yaml.v3 into interface{}: each value of a Secret without secretKeyName
  kKubernetesMap,  ///< sigs.k8s.io/yaml into map[string]interface{}: the batch engine's roles
};

/// Why an embedded text cannot be parsed, and the line and column in it (from 1).
struct EmbeddedError {
  std::string message;
  LineColumn at;
};

/// The outcome of read_embedded: a root (a map for the two maps, null for an empty text), or an error.
struct EmbeddedResult {
  const Node* root = nullptr;
  EmbeddedError error{};
  [[nodiscard]] bool ok() const { return root != nullptr; }
};

/// Parses a text inside another document. `text` must live as long as the builder's arena. The nodes have no place
/// (their `span` is unknown) and no origin; the `text` of a float is the spelling that the operator would write.
EmbeddedResult read_embedded(std::string_view text, const TreeBuilder& builder, Embedded as);

/// Reads a source as Python's yaml.safe_load does (PyYAML), with the place of everything: so Feast reads
/// feature_store.yaml. Null for an empty text; nullptr when it cannot be read, which is reported.
const Node* read_python(const Sources& sources, SourceId source, const TreeBuilder& builder, Diagnostics& out);

}  // namespace feastctl::parse
