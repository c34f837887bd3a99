#include <fmt/format.h>

#include <array>

#include "base/first_seen.hpp"
#include "catalog/codes.hpp"
#include "validate/kubernetes/checks.hpp"
#include "validate/kubernetes/volume_sources.hpp"

namespace feastctl::validate::kubernetes {

namespace {

constexpr std::int64_t kShortestToken = 600;
constexpr std::int64_t kLongestToken = std::int64_t{1} << 32;

/// What the projections of a volume have in common while they are judged.
struct Projection {
  const Field& volume;  ///< the projected source: where the API server reports what concerns all of it
  FirstSeen paths{};
};

/// Judges that no two files of the volume have one path. An empty path is reported as missing, not as taken.
void take_path(Projection& all, const Field& path, ObjectReport& report) {
  if (path.text().empty() || !all.paths.see(path.text(), 0)) return;
  report
      .add(catalog::kVolumePathsConflict, all.volume, path.cause(),
           fmt::format("two files of the volume have the path {}", quoted(path.text())))
      .with_found(shown(path))
      .with_expected("a unique path for each file of a projected volume");
}

void check_keys(Projection& all, const Field& source, ObjectReport& report) {
  const Field name = source.child("name");
  const Field items = source.child("items");
  required(report, catalog::kVolumeSourceIncomplete, name);
  for (std::size_t i = 0; i < items.size(); ++i) {
    const Field item = items.item(i);
    check_key_to_path(item, report);
    take_path(all, item.child("path"), report);
  }
}

void check_pod_fields(Projection& all, const Field& source, ObjectReport& report) {
  const Field items = source.child("items");
  for (std::size_t i = 0; i < items.size(); ++i) {
    const Field item = items.item(i);
    check_downward_file(item, source, report);
    take_path(all, item.child("path"), report);
  }
}

/// The path of a token is reported at the volume and never conflicts with another.
void check_token(Projection& all, const Field& source, ObjectReport& report) {
  const Field path = moved(all.volume, source, "path");
  const Field seconds = source.child("expirationSeconds");
  if (const auto value = seconds.integer(); value && (*value < kShortestToken || *value > kLongestToken)) {
    report
        .add(catalog::kVolumeProjection, seconds,
             *value < kShortestToken ? "the lifetime of the token is too short"
                                     : "the lifetime of the token is too long")
        .with_found(shown(seconds))
        .with_expected(fmt::format("{} (10 minutes) to {} seconds", kShortestToken, kLongestToken));
  }
  required(report, catalog::kVolumeSourceIncomplete, path, "write the name of the file, such as token");
  check_file_path(report, path);
}

struct Kind {
  std::string_view key;
  void (*check)(Projection& all, const Field& source, ObjectReport& report);
};

/// clusterTrustBundle and podCertificate are not here: both are behind gates that are off in 1.35, and the server drops
/// them before it judges.
constexpr std::array<Kind, 4> kKinds = {{
    {"secret", check_keys},
    {"configMap", check_keys},
    {"downwardAPI", check_pod_fields},
    {"serviceAccountToken", check_token},
}};

void check_one(Projection& all, const Field& projection, ObjectReport& report) {
  int present = 0;
  for (const Kind& kind : kKinds) {
    const Field source = projection.child(kind.key);
    if (!source.present()) continue;
    ++present;
    kind.check(all, source, report);
  }
  if (present <= 1) return;
  report.add(catalog::kVolumeProjection, projection, "an entry of sources must have exactly one source")
      .with_found(fmt::format("{} sources", present))
      .with_expected("one of secret, configMap, downwardAPI and serviceAccountToken")
      .with_hint("write one entry per source");
}

}  // namespace

void check_projected(const Field& source, ObjectReport& report) {
  Projection all{source};
  const Field sources = source.child("sources");
  check_file_mode(report, source.child("defaultMode"));
  for (std::size_t i = 0; i < sources.size(); ++i) check_one(all, sources.item(i), report);
}

}  // namespace feastctl::validate::kubernetes
