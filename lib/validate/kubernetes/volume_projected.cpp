#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "catalog/volumes.hpp"
#include "validate/kubernetes/checks.hpp"
#include "validate/kubernetes/volume_sources.hpp"

namespace feastctl::validate::kubernetes {

namespace {

constexpr std::int64_t kShortestToken = 600;
constexpr std::int64_t kLongestToken = std::int64_t{1} << 32;

/// What the projections of a volume have in common while they are judged.
struct Projection {
  const Field& volume;  ///< the projected source: where the API server reports what concerns all of it
  std::vector<std::string_view> paths{};
};

/// Judges that no two files of the volume have one path. An empty path is reported as missing, not as taken.
bool take_path(Projection& all, const Field& path, ObjectReport& report) {
  if (path.text().empty()) return true;
  if (std::ranges::find(all.paths, path.text()) == all.paths.end()) {
    all.paths.push_back(path.text());
    return true;
  }
  report
      .add(catalog::kVolumePathsConflict, all.volume, path.cause(),
           fmt::format("two files of the volume are put at {}", quoted(path.text())))
      .with_found(shown(path))
      .with_expected("a path of its own for each file of a projected volume");
  return false;
}

bool check_keys(Projection& all, const Field& source, ObjectReport& report) {
  const Field name = source.child("name");
  const Field items = source.child("items");
  bool fine = required(report, catalog::kVolumeSourceIncomplete, name);
  for (std::size_t i = 0; i < items.size(); ++i) {
    const Field item = items.item(i);
    fine &= check_key_to_path(item, report);
    fine &= take_path(all, item.child("path"), report);
  }
  return fine;
}

bool check_pod_fields(Projection& all, const Field& source, ObjectReport& report) {
  const Field items = source.child("items");
  bool fine = true;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const Field item = items.item(i);
    fine &= check_downward_file(item, source, report);
    fine &= take_path(all, item.child("path"), report);
  }
  return fine;
}

/// The path of a token is reported at the volume and never conflicts with another.
bool check_token(Projection& all, const Field& source, ObjectReport& report) {
  const Field path = moved(all.volume, source, "path");
  const Field seconds = source.child("expirationSeconds");
  bool fine = true;
  if (const auto value = seconds.integer(); value && (*value < kShortestToken || *value > kLongestToken)) {
    report
        .add(catalog::kVolumeProjection, seconds,
             *value < kShortestToken ? "a token cannot be as short-lived as that" : "a token cannot live that long")
        .with_found(shown(seconds))
        .with_expected(fmt::format("{} (10 minutes) to {} seconds", kShortestToken, kLongestToken));
    fine = false;
  }
  fine &= required(report, catalog::kVolumeSourceIncomplete, path, "name the token's file, such as token");
  return check_file_path(report, path) && fine;
}

struct Kind {
  std::string_view key;
  bool (*check)(Projection& all, const Field& source, ObjectReport& report);
};

/// clusterTrustBundle and podCertificate are not here: both are behind gates that are off in 1.35, and the server drops
/// them before it judges.
constexpr std::array<Kind, 4> kKinds = {{
    {"secret", check_keys},
    {"configMap", check_keys},
    {"downwardAPI", check_pod_fields},
    {"serviceAccountToken", check_token},
}};

bool check_one(Projection& all, const Field& projection, ObjectReport& report) {
  int present = 0;
  bool fine = true;
  for (const Kind& kind : kKinds) {
    const Field source = projection.child(kind.key);
    if (!source.present()) continue;
    ++present;
    fine &= kind.check(all, source, report);
  }
  if (present <= 1) return fine;
  report.add(catalog::kVolumeProjection, projection, "an entry of sources holds one source, and this one has several")
      .with_found(fmt::format("{} sources", present))
      .with_expected("one of secret, configMap, downwardAPI or serviceAccountToken")
      .with_hint("make an entry of each");
  return false;
}

}  // namespace

bool check_projected(const Field& source, ObjectReport& report) {
  Projection all{source};
  const Field sources = source.child("sources");
  bool fine = check_file_mode(report, source.child("defaultMode"));
  for (std::size_t i = 0; i < sources.size(); ++i) fine &= check_one(all, sources.item(i), report);
  return fine;
}

}  // namespace feastctl::validate::kubernetes
