/// @file
/// @brief What a scalar of YAML text means: null, a boolean, a number, text.
///
/// Two readers decide about a store: Kubernetes' (sigs.k8s.io/yaml over go-yaml v2: YAML 1.1, `yes` is true), and
/// gopkg.in/yaml.v3, by which the operator reads the values of Secrets and ConfigMaps (`yes` is text). Both see numbers
/// as Go's strconv does: `0x1F`, `0o17`, `017`, `1_000`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace feastctl::parse {

/// Whose rules a text is read by.
enum class Dialect : std::uint8_t { kKubernetes, kYamlV3 };

/// A scalar as the parser hands it over.
struct ScalarText {
  std::string_view value;       ///< after unquoting and folding
  std::string_view tag;         ///< in full (tag:yaml.org,2002:int), `!`, or empty
  bool plain = false;           ///< written without quotes
  bool plain_implicit = false;  ///< plain without a tag, or with the tag `!`
};

/// A resolved scalar.
struct Scalar {
  enum class Type : std::uint8_t { kNull, kBool, kInteger, kUnsigned, kFloat, kText, kTimestamp, kBinary };
  /// Why a scalar cannot be read.
  enum class Problem : std::uint8_t { kNone, kTag, kBase64 };

  Type type = Type::kText;
  Problem problem = Problem::kNone;
  bool boolean = false;
  std::int64_t integer = 0;  ///< kInteger
  std::uint64_t large = 0;   ///< kUnsigned: beyond the signed 64 bits
  double number = 0;         ///< kFloat
  std::string bytes{};       ///< kBinary: decoded; kTimestamp: as RFC 3339
};

/// Resolves a scalar; a problem is the reader's refusal to decode it by its tag.
Scalar resolve(Dialect dialect, const ScalarText& text);

/// The last part of a tag of YAML's own (`int` of tag:yaml.org,2002:int), or the whole tag.
std::string_view short_tag(std::string_view tag);

/// The number that Go's strconv.ParseInt reads with base 0 (prefixes 0x, 0o, 0b, 0), in 64 bits.
std::optional<std::int64_t> go_integer(std::string_view text);

/// The same for strconv.ParseUint: no sign, all 64 bits.
std::optional<std::uint64_t> go_unsigned(std::string_view text);

/// A decimal number as Go's strconv.ParseFloat reads it: nothing when it is malformed or too large.
std::optional<double> go_float(std::string_view text);

/// A finite number as encoding/json writes it: 0.5, 100000, 1e+21.
std::string json_number(double value);

/// A number as strconv.FormatFloat writes it with 'g' and the fewest digits: 1e+06; `.inf`, `-.inf`, `.nan` as YAML's.
std::string yaml_number(double value);

/// The same for a single-precision number, by which Kubernetes' reader spells a float that is a key.
std::string yaml_key_number(double value);

}  // namespace feastctl::parse
