/// @file
/// @brief From bytes to documents: what kubectl and the API server would see in a file, with the place of everything.
///
/// A file is first split (a cheap scan), and each part is then read by itself, into an arena of its own if need be:
/// parts know nothing of each other, so they can be read in any order and at the same time.
/// Sources: k8s.io/apimachinery util/yaml (decoder.go), sigs.k8s.io/yaml, go.yaml.in/yaml v2, sigs.k8s.io/json.
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

/// A stretch of a source that holds one document.
struct Part {
  SourceId source = 0;
  std::uint32_t begin = 0;  ///< bytes in the source
  std::uint32_t end = 0;
  int index = 0;      ///< its number in the source, from 0; parts of blanks and comments alone are not counted
  bool json = false;  ///< JSON, not YAML
};

/// A document that was read. Its root is a map.
struct Document {
  const Node* root = nullptr;
  SourceId source = 0;
  int index = 0;
  Span span;
  bool json = false;
};

/// How far texts are read; see the rule over-limit.
struct Limits {
  std::size_t file_bytes = std::size_t{256} << 20;
  std::size_t documents = 1'000'000;
  std::size_t document_bytes = std::size_t{16} << 20;
  std::size_t values = 1'000'000;
  int depth = 200;
};
inline constexpr Limits kLimits;

/// Splits a source into its documents as kubectl does: at lines that begin with `---`, or JSON objects one after the
/// other. What is wrong with the separators is reported; the parts beside them are given all the same.
void split(const Sources& sources, SourceId source, Diagnostics& out, std::vector<Part>& parts);

/// Reads one part. Nothing for one that cannot be read (which is reported) or that holds nothing but null. A map that
/// has a key twice is reported, and the document is given with the last value.
/// The tree shares the source's bytes; other texts are in the builder's arena.
std::optional<Document> read_part(const Sources& sources, const Part& part, const TreeBuilder& builder,
                                  Diagnostics& out);

/// The shape of a reader, so that another one can stand in its place for a comparison.
using PartReader = std::optional<Document> (*)(const Sources&, const Part&, const TreeBuilder&, Diagnostics&);

/// Splits and reads a whole source. False when there was an error; the documents that could be read are given anyhow.
bool read(const Sources& sources, SourceId source, const TreeBuilder& builder, Diagnostics& out,
          std::vector<Document>& documents, PartReader reader = &read_part);

/// How a text inside a Secret or ConfigMap is read by the operator.
enum class Embedded : std::uint8_t {
  kMap,            ///< gopkg.in/yaml.v3 into map[string]interface{}: store parameters, the batch engine's configuration
  kValue,          ///< gopkg.in/yaml.v3 into interface{}: each value of a Secret without secretKeyName
  kKubernetesMap,  ///< sigs.k8s.io/yaml into map[string]interface{}: the batch engine's roles
};

/// Why an embedded text cannot be read, in a sentence, and where in that text (both from 1).
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

/// Reads a text that is inside another document. `text` must live as long as the builder's arena. The nodes have no
/// place (their `span` is unknown) and no origin; a float keeps in `text` the spelling that the operator would write.
EmbeddedResult read_embedded(std::string_view text, const TreeBuilder& builder, Embedded as);

}  // namespace feastctl::parse
