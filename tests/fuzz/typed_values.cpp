#include "typed_values.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <string_view>

namespace feastctl::fuzz {

namespace {

using Words = std::span<const std::string_view>;

constexpr std::string_view kNames[] = {"sample", "other", "db", "certs", "settings", "mlflow", "a", "feast-sample"};
constexpr std::string_view kNamespaces[] = {"feast", "default", "team-a"};
constexpr std::string_view kPaths[] = {
    "/data/online.db", "online.db", "s3://bucket/registry.db", "gs://b/r.db", "/data", "/", "sub/path", "../up",
    "/data/../x",      "/tls/"};
constexpr std::string_view kUrls[] = {"https://issuer.example", "http://x:8080/a?b=c", "https://u:p@git.example/x.git",
                                      "registry.feast.svc:443", "feast.example"};
constexpr std::string_view kImages[] = {"quay.io/feast/server:1", "img", "localhost:5000/a@sha256:00", "a b"};
constexpr std::string_view kStoreTypes[] = {"postgres", "redis", "sql", "snowflake.online", "duckdb", "file", "sqlite",
                                            "remote",   "dask",  "s3",  "milvus",           "hybrid", "spark"};
constexpr std::string_view kSchedules[] = {"@daily",    "*/5 * * * *", "0 0 1 1 *",
                                           "@every 5m", "60 * * * *",  "TZ=UTC * * * * *"};
constexpr std::string_view kKeys[] = {"postgres", "sql", "tls.crt", "tls.key", "ca.crt", "config", "a.b/c", "KEY_1"};
constexpr std::string_view kQuantities[] = {"500m",  "1Gi",    "0",  "-1",  "1e3",
                                            "1.5Gi", "0.0001", "9E", "1Zi", "10000000000000000000"};
constexpr std::string_view kDurations[] = {"1h", "30s", "P1D", "5", "-1s"};
constexpr std::string_view kPercents[] = {"25%", "0%", "101%", "50 %", "%"};
/// What is a text to one reader and something else to another, or breaks out of somewhere.
constexpr std::string_view kOdd[] = {"",         "yes",    "null",         "0123",  "1e3",    "a: b",    "- a",
                                     "\xc3\xa9", "a\nb\n", "${HOME}",      "$(A)",  "'\"\\`", "<a>&]]>", "::error::x",
                                     "\x1b[31m", " x ",    "\xe2\x80\xa8", "--- x", "%0A",    "\xff",    "~",
                                     "=",        "#",      "{{.}}"};
constexpr std::string_view kLong = "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggggg";

struct Vocabulary {
  std::string_view part;  ///< of the field's name
  Words words;
};
/// The first row counts whose part is in the field's name.
constexpr Vocabulary kVocabularies[] = {{"namespace", kNamespaces},
                                        {"Namespace", kNamespaces},
                                        {"mage", kImages},
                                        {"ath", kPaths},
                                        {"Dir", kPaths},
                                        {"rl", kUrls},
                                        {"ost", kUrls},
                                        {"ndpoint", kUrls},
                                        {"schedule", kSchedules},
                                        {"type", kStoreTypes},
                                        {"ame", kNames},
                                        {"key", kKeys},
                                        {"Key", kKeys},
                                        {"ref", kNames},
                                        {"nterval", kDurations},
                                        {"imeout", kDurations},
                                        {"vailable", kPercents},
                                        {"olicy", kKeys},
                                        {"feastProject", kNames}};

constexpr std::int64_t kIntegers[] = {0,
                                      1,
                                      2,
                                      3,
                                      5,
                                      80,
                                      443,
                                      6566,
                                      1000,
                                      65535,
                                      65536,
                                      -1,
                                      2147483647,
                                      2147483648,
                                      std::numeric_limits<std::int64_t>::max(),
                                      std::numeric_limits<std::int64_t>::min()};

const Node* object(const schema::Type& type, Random& random, const TreeBuilder& tree, int depth) {
  Node* map = tree.map();
  const std::size_t more = depth > 6 ? 0 : random.below(4);
  for (const schema::Property& property : type.properties) {
    if (property.required && !random.once_in(40)) {
      tree.add(map, property.name, typed_value(*property.type, property.name, random, tree, depth + 1));
    }
  }
  for (std::size_t i = 0; i < more && !type.properties.empty(); ++i) {
    const schema::Property& property = random.one_of(type.properties);
    tree.set(map, property.name, typed_value(*property.type, property.name, random, tree, depth + 1));
  }
  return map;
}

const Node* list(const schema::Type& type, std::string_view field, Random& random, const TreeBuilder& tree, int depth) {
  Node* items = tree.list();
  for (std::size_t n = depth > 8 ? 0 : random.below(3) + (random.once_in(8) ? 0 : 1); n > 0; --n) {
    tree.push(items, typed_value(*type.entry, field, random, tree, depth + 1));
  }
  return items;
}

const Node* map_of(const schema::Type& type, Random& random, const TreeBuilder& tree, int depth) {
  Node* map = tree.map();
  for (std::size_t n = depth > 8 ? 0 : random.below(3); n > 0; --n) {
    const std::string_view key = random.once_in(10) ? random.one_of(kOdd) : random.one_of(kKeys);
    tree.set(map, key, typed_value(*type.entry, key, random, tree, depth + 1));
  }
  return map;
}

}  // namespace

std::string_view word_for(std::string_view field, Random& random) {
  if (random.once_in(25)) return random.one_of(kOdd);
  if (random.once_in(60)) return kLong;
  const auto* row = std::ranges::find_if(
      kVocabularies, [&](const Vocabulary& v) { return field.find(v.part) != std::string_view::npos; });
  if (row != std::end(kVocabularies) && !random.once_in(8)) return random.one_of(row->words);
  return random.one_of(random.one_of(kVocabularies).words);
}

const Node* odd_value(Random& random, const TreeBuilder& tree) {
  switch (random.below(8)) {
    case 0: return tree.null();
    case 1: return tree.boolean(random.once_in(2));
    case 2: return tree.integer(random.one_of(kIntegers));
    case 3: return tree.number(0.5, "0.5");
    case 4: return tree.list();
    case 5: return tree.map();
    case 6: return tree.map({{"name", word_for("name", random)}, {"key", word_for("key", random)}});
    default: return tree.string(word_for("", random));
  }
}

const Node* typed_value(const schema::Type& type, std::string_view field, Random& random, const TreeBuilder& tree,
                        int depth) {
  if (depth > 12 || random.once_in(60)) return odd_value(random, tree);
  switch (type.shape) {
    case schema::Shape::kObject: return object(type, random, tree, depth);
    case schema::Shape::kMap: return map_of(type, random, tree, depth);
    case schema::Shape::kList: return list(type, field, random, tree, depth);
    case schema::Shape::kInteger: return tree.integer(random.one_of(kIntegers));
    case schema::Shape::kBoolean: return tree.boolean(random.once_in(2));
    case schema::Shape::kIntOrString:
      return random.once_in(2) ? tree.integer(random.one_of(kIntegers)) : tree.string(random.one_of(kPercents));
    case schema::Shape::kQuantity:
      return random.once_in(3) ? tree.integer(random.one_of(kIntegers)) : tree.string(random.one_of(kQuantities));
    case schema::Shape::kAnything: return odd_value(random, tree);
    case schema::Shape::kString: break;
  }
  if (!type.choices.empty() && !random.once_in(30)) return tree.string(random.one_of(type.choices).text);
  return tree.string(word_for(field, random));
}

}  // namespace feastctl::fuzz
