/// FeatureStores that are made from others by the schema: most fields are right, so the fuzzer gets to all stages.
/// Beside the agreements of every input: the tables of the schema and another JSON Schema validator agree.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "agreements.hpp"
#include "base/arena.hpp"
#include "parse/reader.hpp"
#include "store_mutator.hpp"
#include "support/second_judge.hpp"

using namespace feastctl;

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);

namespace {

/// Bytes as well as fields: once in so many times.
constexpr unsigned kBytesOnceIn = 16;

void check_with_second_judge(std::string_view text) {
  static const test::SecondJudge v1({ApiVersion::kV1, FeastRelease()});
  static const test::SecondJudge v1alpha1({ApiVersion::kV1Alpha1, FeastRelease()});
  Arena arena;
  const TreeBuilder tree(arena);
  Sources sources;
  Diagnostics out;
  std::vector<parse::Document> documents;
  parse::read(sources, sources.add("input", text), tree, out, documents);
  for (const parse::Document& document : documents) {
    const std::string_view version = string_at(document.root, "apiVersion");
    if (string_at(document.root, "kind") != "FeatureStore" || !version.starts_with("feast.dev/v1")) continue;
    const auto& judge = version == "feast.dev/v1" ? v1 : v1alpha1;
    const auto difference = judge.disagreement(*document.root);
    fuzz::require(!difference, "the schema's two judges agree", difference.value_or(""));
  }
}

std::size_t give(const std::string& text, std::uint8_t* data, std::size_t max_size) {
  const std::size_t size = std::min(text.size(), max_size);
  std::memcpy(data, text.data(), size);
  return size;
}

std::string_view view(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

}  // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size,
                                               unsigned seed) {
  if (seed % kBytesOnceIn == 0) return LLVMFuzzerMutate(data, size, max_size);
  return give(fuzz::mutated(view(data, size), seed), data, max_size);
}

extern "C" std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t* data1, std::size_t size1,
                                                 const std::uint8_t* data2, std::size_t size2, std::uint8_t* out,
                                                 std::size_t max_size, unsigned seed) {
  return give(fuzz::crossed(view(data1, size1), view(data2, size2), seed), out, max_size);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = view(data, size);
  fuzz::check_text(text);
  check_with_second_judge(text);
  return 0;
}
