/// Paths of files, mounts and repositories.
#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "validate/places.hpp"
#include "validate/rules.hpp"

namespace feastctl::validate {

namespace {

constexpr std::string_view kFiles[] = {kOnlineFile, kRegistryFile};

/// Why an absolute path is not canonical, or nothing.
std::string_view packaged_path_problem(std::string_view path) {
  if (!path.starts_with('/')) return "is not absolute";
  if (path == "/") return "is the root directory";
  if (path.find("//") != std::string_view::npos) return "has an empty element (//)";
  if (path.ends_with('/')) return "ends with /";
  if (path.find("/./") != std::string_view::npos || path.ends_with("/.")) return "contains the element .";
  if (path.find("/../") != std::string_view::npos || path.ends_with("/..")) return "contains the element ..";
  return {};
}

/// The last part of a path, for suggestions.
std::string_view last_part(std::string_view path) {
  const auto slash = path.find_last_of('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

}  // namespace

void check_git_path(const Field& spec, const Rule& rule, Diagnostics& out) {
  at_map(spec, "feastProjectDir.git", [&](const Field& git) {
    const Field path = git.child("featureRepoPath");
    if (!path.text().starts_with('/')) return;
    const auto relative = path.text().substr(std::min(path.text().find_first_not_of('/'), path.text().size()));
    out.add(rule, path, "the path of the feature repository must be relative to the clone")
        .with_found(std::string(path.text()))
        .with_expected("a path relative to the root of the git repository")
        .with_hint(relative.empty() ? "remove the field to use the root of the repository"
                                    : fmt::format("write {}", relative));
  });
}

void check_packaged_path(const Field& spec, const Rule& rule, Diagnostics& out) {
  at_map(spec, "feastProjectDir.packaged", [&](const Field& packaged) {
    const Field path = packaged.child("featureRepoPath");
    if (!path.is_string()) return;
    const auto problem = packaged_path_problem(path.text());
    if (problem.empty()) return;
    out.add(rule, path, fmt::format("the path of the packaged feature repository {}", problem))
        .with_found(std::string(path.text()))
        .with_expected("an absolute path in the image, such as /opt/features, without //, /./, /../ or a trailing /");
  });
}

void check_mount_path(const Field& spec, const Rule& rule, Diagnostics& out) {
  at_maps(spec, kClaims, [&](const Field& claim) {
    const Field path = claim.child("mountPath");
    if (!path.is_string()) return;
    const bool absolute = path.text().starts_with('/');
    if (absolute && path.text().find(':') == std::string_view::npos) return;
    out.add(rule, path, absolute ? "the mount path contains a colon" : "the mount path is not absolute")
        .with_found(std::string(path.text()))
        .with_expected("an absolute path without `:`, such as /data");
  });
}

void check_file_path_relative(const Field& spec, const Rule& rule, Diagnostics& out) {
  for (const auto place : kFiles) {
    const bool registry = place == kRegistryFile;
    at_map(spec, place, [&](const Field& file) {
      const Field path = file.child("path");
      const Field claim = file.child("pvc");
      if (!path.is_string() || claim.present() || path.text().starts_with('/')) return;
      if (on_bucket(path.text())) return;  // fine for the registry; the online store has a rule of its own
      out.add(rule, path, "the path of the file is relative, but there is no volume claim to resolve it against")
          .with_found(std::string(path.text()))
          .with_expected(registry ? "an absolute path, s3://… or gs://…" : "an absolute path")
          .with_hint(fmt::format("write /feast-data/{}, or add a pvc with its mountPath", last_part(path.text())));
    });
  }
}

void check_file_path_absolute(const Field& spec, const Rule& rule, Diagnostics& out) {
  at_maps(spec, kFiles, [&](const Field& file) {
    const Field path = file.child("path");
    const Field claim = file.child("pvc");
    if (!path.text().starts_with('/') || !claim.present()) return;
    const Field mount = claim.child("mountPath");
    std::string_view below = path.text();
    if (!mount.text().empty() && below.starts_with(mount.text())) below.remove_prefix(mount.text().size());
    below.remove_prefix(std::min(below.find_first_not_of('/'), below.size()));
    out.add(rule, path, "the path of a file on a volume claim must be relative")
        .with_found(std::string(path.text()))
        .with_expected("a path relative to the mount path")
        .with_hint(below.empty() ? "write the name of the file; the operator prepends the mount path"
                                 : fmt::format("write {}", below))
        .with_note("the volume claim is set here", claim);
  });
}

void check_online_bucket(const Field& spec, const Rule& rule, Diagnostics& out) {
  at_map(spec, kOnlineFile, [&](const Field& file) {
    const Field path = file.child("path");
    if (!on_bucket(path.text())) return;
    out.add(rule, path, "the file of the online store cannot be on object storage")
        .with_found(std::string(path.text()))
        .with_expected("an absolute path, or a relative one with a pvc")
        .with_hint("for an online store outside the pod, set persistence.store to a database, such as redis");
  });
}

void check_registry_bucket_on_claim(const Field& spec, const Rule& rule, Diagnostics& out) {
  at_map(spec, kRegistryFile, [&](const Field& file) {
    const Field path = file.child("path");
    const Field claim = file.child("pvc");
    if (!on_bucket(path.text()) || !claim.present()) return;
    out.add(rule, path, "a registry on object storage cannot have a volume claim")
        .with_found(std::string(path.text()))
        .with_hint("remove the pvc, or write a path relative to its mount path")
        .with_note("the volume claim is set here", claim);
  });
}

void check_s3_settings(const Field& spec, const Rule& rule, Diagnostics& out) {
  at_map(spec, kRegistryFile, [&](const Field& file) {
    const Field path = file.child("path");
    const Field settings = file.child("s3_additional_kwargs");
    if (!settings.present() || !path.is_string() || path.text().starts_with("s3://")) return;
    out.add_at_key(rule, settings, "s3_additional_kwargs requires a registry on S3")
        .with_found(std::string(path.text()))
        .with_expected("a path that begins with s3://")
        .with_hint("remove s3_additional_kwargs, or move the registry to s3://")
        .with_note(source_of(path.node()) == path.node() ? "the path of the registry"
                                                         : "without a path, the operator uses a local file",
                   path);
  });
}

}  // namespace feastctl::validate
