#include "admit/policy.hpp"

#include <fmt/format.h>

#include <array>

#include "base/ascii.hpp"
#include "base/go_text.hpp"

namespace feastctl::admit {

namespace {

constexpr std::array<std::string_view, 3> kLevels{"privileged", "baseline", "restricted"};
constexpr std::string_view kLevelExpected = "must be one of privileged, baseline, restricted";
constexpr std::string_view kVersionExpected = R"(must be "latest" or "v1.x")";

/// A version as labels write it. `known` is false for an invalid one, which then counts as the latest.
struct ParsedVersion {
  bool known = true;
  std::optional<std::int64_t> minor{};
};

ParsedVersion parse_version(std::string_view text) {
  constexpr std::string_view kMajor = "v1.";
  if (text == "latest") return {};
  if (!text.starts_with(kMajor)) return {.known = false};
  text.remove_prefix(kMajor.size());
  const bool leading_zero = text.size() > 1 && text.front() == '0';
  if (text.empty() || !is_digit(text.front()) || leading_zero) return {.known = false};
  const auto minor = parse_go_integer(text);
  if (!minor) return {.known = false};
  return {.minor = minor};
}

/// Reads the labels of one mode after the other.
class Labels {
 public:
  Labels(const Node* labels, std::vector<LabelProblem>& problems) : labels_(labels), problems_(&problems) {}

  /// The value of a label, if it is there.
  [[nodiscard]] const Node* value(std::string_view label) const {
    const Node* found = lookup(labels_, {label});
    return found != nullptr && found->is_string() ? found : nullptr;
  }

  void read_level(std::string_view label, Level when_wrong, Level& into, bool* valid = nullptr) {
    const Node* written = value(label);
    if (written == nullptr) return;
    const auto level = parse_level(written->text);
    into = level.value_or(when_wrong);
    if (valid != nullptr) *valid = level.has_value();
    if (!level) problems_->push_back({label, written->text, kLevelExpected, written});
  }

  void read_version(std::string_view label, std::optional<std::int64_t>& into) {
    const Node* written = value(label);
    if (written == nullptr) return;
    const ParsedVersion version = parse_version(written->text);
    into = version.minor;
    if (!version.known) problems_->push_back({label, written->text, kVersionExpected, written});
  }

 private:
  const Node* labels_;
  std::vector<LabelProblem>* problems_;
};

}  // namespace

std::string_view level_name(Level level) {
  return kLevels.at(static_cast<std::size_t>(level));
}

std::string LevelVersion::words() const {
  return minor ? fmt::format("{}:v1.{}", level_name(level), *minor) : fmt::format("{}:latest", level_name(level));
}

std::optional<Level> parse_level(std::string_view text) {
  for (std::size_t i = 0; i < kLevels.size(); ++i) {
    if (kLevels.at(i) == text) return static_cast<Level>(i);
  }
  return std::nullopt;
}

std::optional<LevelVersion> parse_level_version(std::string_view text) {
  const std::size_t colon = text.find(':');
  const auto level = parse_level(text.substr(0, colon));
  if (!level) return std::nullopt;
  if (colon == std::string_view::npos) return LevelVersion{.level = *level};
  const ParsedVersion version = parse_version(text.substr(colon + 1));
  if (!version.known) return std::nullopt;
  return LevelVersion{.level = *level, .minor = version.minor};
}

Policy policy_of(const Node* labels, const Policy& otherwise, std::vector<LabelProblem>& problems) {
  constexpr std::string_view kEnforce = "pod-security.kubernetes.io/enforce";
  constexpr std::string_view kEnforceVersion = "pod-security.kubernetes.io/enforce-version";
  constexpr std::string_view kAudit = "pod-security.kubernetes.io/audit";
  constexpr std::string_view kAuditVersion = "pod-security.kubernetes.io/audit-version";
  constexpr std::string_view kWarn = "pod-security.kubernetes.io/warn";
  constexpr std::string_view kWarnVersion = "pod-security.kubernetes.io/warn-version";

  Policy policy = otherwise;
  Labels read(labels, problems);
  bool enforces = false;
  read.read_level(kEnforce, Level::kRestricted, policy.enforce.level, &enforces);
  read.read_version(kEnforceVersion, policy.enforce.minor);
  read.read_level(kAudit, Level::kPrivileged, policy.audit.level);
  read.read_version(kAuditVersion, policy.audit.minor);
  read.read_level(kWarn, Level::kPrivileged, policy.warn.level);
  read.read_version(kWarnVersion, policy.warn.minor);
  // What is enforced is also warned of, unless the labels say what to warn of.
  if (read.value(kWarn) == nullptr && enforces && policy.enforce.level > policy.warn.level) {
    policy.warn.level = policy.enforce.level;
    if (read.value(kWarnVersion) == nullptr) policy.warn.minor = policy.enforce.minor;
  }
  return policy;
}

}  // namespace feastctl::admit
