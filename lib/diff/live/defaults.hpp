/// @file
/// @brief What an API server and its controllers make of a field that a manifest leaves out: one row per field.
///
/// To add a default: a row in defaults.cpp, or in defaults_pod.cpp for what pods are made of. A kind without rows is
/// compared as it is written.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string_view>

namespace feastctl::diff {

/// What a row says of its field.
enum class Default : std::uint8_t {
  kIs,       ///< the value is a map of the type `value`
  kItems,    ///< … a list with items of the type `value`, known by the fields in `by`
  kEach,     ///< … a map whose values are of the type `value`
  kValue,    ///< absent means `value`, in YAML
  kChosen,   ///< absent lets the cluster choose: any value is right
  kLike,     ///< absent means the value of the field `value` beside it
  kFollows,  ///< belongs to the field `value` beside it, and changes with it
  kUnset,    ///< absent means absent: neither the server nor a controller fills it in
  kPulled,   ///< an imagePullPolicy, which depends on the tag
  kStated,   ///< false, zero, an empty text or an empty map is a statement of its own here
};

struct DefaultRow {
  std::string_view type;  ///< the Go type of the Kubernetes API, or a kind with its group
  std::string_view field;
  Default rule;
  std::string_view value{};
  std::string_view by{};  ///< kItems: the key of an item, `a|b` for a and else b, `a+b` for both together
};

/// The rows of one type, in the order of the table.
std::span<const DefaultRow> defaults_of(std::string_view type);

/// What the table says of one field of one type.
class Field {
 public:
  Field(std::string_view type, std::string_view name);
  /// A place that has no row of its own.
  explicit Field(std::string_view type) : type_(type) {}

  [[nodiscard]] const DefaultRow* row(Default rule) const { return rows_[static_cast<std::size_t>(rule)]; }
  [[nodiscard]] bool has(Default rule) const { return row(rule) != nullptr; }
  /// Whether the table says anything of the field.
  [[nodiscard]] bool is_known() const {
    return std::ranges::any_of(rows_, [](const DefaultRow* row) { return row != nullptr; });
  }
  /// The type of the value, or of the items of a list; empty where nothing is known.
  [[nodiscard]] std::string_view type() const { return type_; }
  /// How the items of a list are known, or empty.
  [[nodiscard]] std::string_view by() const { return has(Default::kItems) ? row(Default::kItems)->by : ""; }

 private:
  static constexpr std::size_t kRules = static_cast<std::size_t>(Default::kStated) + 1;
  const DefaultRow* rows_[kRules] = {};
  std::string_view type_;
};

/// A part of a kind that is known, of which the table has no rows.
inline constexpr std::string_view kPlainType = "Plain";
/// The metadata of an object or of a template.
inline constexpr std::string_view kMetadataType = "Metadata";
/// Whether a scalar, by its type, is compared as a quantity.
inline constexpr std::string_view kQuantityType = "Quantity";
/// … by the bytes that it stands for.
inline constexpr std::string_view kBase64Type = "Base64";
/// A map whose keys are the user's own.
inline constexpr std::string_view kTextsType = "Texts";
/// Labels or annotations: those that the manifest does not name belong to others.
inline constexpr std::string_view kLabelsType = "Labels";
/// The data of a ConfigMap.
inline constexpr std::string_view kDataType = "Data";

/// Whether the keys of a map of this type are the user's own, so that no server adds some.
bool is_users(std::string_view type);
/// … or nothing is known of it; an empty text is a value like others.
bool is_free(std::string_view type);

/// The rows of each file.
std::span<const DefaultRow> object_defaults();
std::span<const DefaultRow> pod_defaults();

}  // namespace feastctl::diff
