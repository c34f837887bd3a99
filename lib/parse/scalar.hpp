/// @file
/// @brief Resolves YAML scalars: null, a boolean, a number, or a string.
///
/// Two parsers matter for a store: that of Kubernetes (sigs.k8s.io/yaml with go-yaml v2: YAML 1.1, `yes` is true), and
/// gopkg.in/yaml.v3, with which the operator parses values in Secrets and ConfigMaps (`yes` is a string). Both parse
/// numbers like Go's strconv: `0x1F`, `0o17`, `017`, `1_000`. Feast itself uses PyYAML (python_scalar.hpp).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace feastctl::parse {

/// The parser whose rules apply.
enum class Dialect : std::uint8_t { kKubernetes, kYamlV3, kPython };

/// A scalar as passed by the parser.
struct ScalarText {
  std::string_view value;       ///< after unquoting and folding
  std::string_view tag;         ///< in full (tag:yaml.org,2002:int), `!`, or empty
  bool plain = false;           ///< written without quotes
  bool plain_implicit = false;  ///< plain without a tag, or with the tag `!`
};

/// A resolved scalar.
struct Scalar {
  enum class Type : std::uint8_t { kNull, kBool, kInteger, kUnsigned, kFloat, kText, kTimestamp, kBinary };
  /// Why a scalar cannot be resolved.
  enum class Problem : std::uint8_t { kNone, kTag, kBase64 };

  Type type = Type::kText;
  Problem problem = Problem::kNone;
  bool boolean = false;
  std::int64_t integer = 0;  ///< kInteger
  std::uint64_t large = 0;   ///< kUnsigned: beyond the signed 64 bits
  double number = 0;         ///< kFloat
  std::string bytes{};       ///< kBinary: decoded; kTimestamp: as RFC 3339; kFloat: the digits of a large whole number
};

/// Resolves a scalar; a problem means that the parser refuses to decode it according to its tag.
Scalar resolve(Dialect dialect, const ScalarText& text);

/// The last part of a standard YAML tag (`int` in tag:yaml.org,2002:int), or the whole tag.
std::string_view short_tag(std::string_view tag);

/// The number that Go's strconv.ParseInt reads with base 0 (prefixes 0x, 0o, 0b, 0), in 64 bits.
std::optional<std::int64_t> go_integer(std::string_view text);

/// The same for strconv.ParseUint: no sign, all 64 bits.
std::optional<std::uint64_t> go_unsigned(std::string_view text);

/// A decimal number as Go's strconv.ParseFloat reads it; nothing if it is malformed or too large.
std::optional<double> go_float(std::string_view text);

/// A finite number as encoding/json writes it: 0.5, 100000, 1e+21.
std::string json_number(double value);

/// A number as strconv.FormatFloat writes it with 'g' and the fewest digits: 1e+06; `.inf`, `-.inf`, `.nan` as YAML's.
std::string yaml_number(double value);

/// The same for a single-precision number, which Kubernetes' parser uses for floats as keys.
std::string yaml_key_number(double value);

}  // namespace feastctl::parse
