#include "feast/advice.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/spelling.hpp"
#include "base/wording.hpp"
#include "feast/coerce.hpp"
#include "feast/section.hpp"
#include "feast/tell.hpp"

namespace feastctl::feast {

namespace {

/// The section that judges what is at `at`, which names its type at `key`; nullptr where nothing does.
const Section* section_at(const Role& role, const Field& at, Minor release) {
  const Field type = at.child(role.type_key);
  return type.is_string() ? find_section(role.name, type.text(), release) : nullptr;
}

bool resembles_parameter(const Section& section, std::string_view key, Minor release) {
  std::vector<std::string_view> names;
  for (const Parameter& parameter : section.parameters) {
    if (parameter.in(release)) names.push_back(parameter.name);
  }
  return !nearest(key, names).empty();
}

/// A key that Feast ignores is reported only if it resembles one that Feast knows: others may be meant for another
/// program.
void advise_ignored(const Section* section, const Field& at, Stage stage, Minor release, ConfigErrors& out) {
  if (section == nullptr || !section->unknown_allowed || !at.is_map()) return;
  Report report(out, stage, section, release);
  for (const Member& member : at.node()->members()) {
    if (find_parameter(section->parameters, member.key, release) != nullptr) continue;
    const Field field = at.child(member);
    if (member.key == section->role && field.is_map()) {
      report.add(Fault::kNested, field,
                 fmt::format("{} within {}: Feast ignores what is below it", member.key, member.key));
      report.hint(hint_for_unknown(*section, field, release));
    } else if (resembles_parameter(*section, member.key, release) || has_synonym(*section, member.key)) {
      report.add_ignored(field, hint_for_unknown(*section, field, release));
    }
  }
}

/// What comes before `://`, or nothing.
std::string_view scheme_of(std::string_view url) {
  const std::size_t end = url.find("://");
  return end == std::string_view::npos ? std::string_view() : url.substr(0, end);
}

/// A scheme of SQLAlchemy that does not work, and what does. Without a driver the default image lacks nothing but it.
struct SqlScheme {
  std::string_view scheme, driver, instead;
};

constexpr SqlScheme kSqlSchemes[] = {
    {"postgres", "", "postgresql+psycopg"},
    {"postgresql+psycopg2", "psycopg2", "postgresql+psycopg"},
    {"postgresql+asyncpg", "asyncpg", "postgresql+psycopg"},
    {"mysql", "mysqlclient", "mysql+pymysql"},
    {"mysql+mysqldb", "mysqlclient", "mysql+pymysql"},
    {"mysql+mysqlconnector", "mysql-connector-python", "mysql+pymysql"},
    {"mariadb", "mysqlclient", "mariadb+pymysql"},
    {"mssql", "pyodbc", ""},
    {"mssql+pyodbc", "pyodbc", ""},
    {"mssql+pymssql", "pymssql", ""},
    {"oracle", "oracledb", ""},
    {"oracle+oracledb", "oracledb", ""},
    {"snowflake", "snowflake-sqlalchemy", ""},
    {"cockroachdb", "sqlalchemy-cockroachdb", ""},
};

void advise_sql_url(const Field& path, bool known_image, Report& report) {
  const std::string_view url = path.text();
  const std::string_view scheme = scheme_of(url);
  if (scheme.empty() && url.find(':') == std::string_view::npos) {
    if (url.find('$') != std::string_view::npos) return;  // a variable that may be all of it
    report.add(Fault::kRegistryPath, path, "the path of a sql registry must be a database URL");
    return report.hint("write postgresql+psycopg://USER@HOST:5432/DATABASE");
  }
  const auto* row = std::ranges::find(kSqlSchemes, scheme, &SqlScheme::scheme);
  if (row == std::end(kSqlSchemes)) return;
  if (row->driver.empty()) {
    report.add(Fault::kNoDriver, path, fmt::format("SQLAlchemy has no dialect {}", row->scheme));
  } else if (known_image) {
    report.add(Fault::kNoDriver, path,
               fmt::format("{}:// needs the Python package {}, which Feast's image lacks", row->scheme, row->driver));
  } else {
    return;
  }
  report.hint(row->instead.empty() ? fmt::format("build an image with {}", row->driver)
                                   : fmt::format("write {}://…", row->instead));
}

void advise_registry_path(const Section& section, const Field& at, Minor release, bool known_image, ConfigErrors& out) {
  Report report(out, Stage::kRegistry, &section, release);
  const Field path = at.child("path");
  const std::string_view text = path.text();
  if (section.type == "sql") {
    if (path.present() && !(path.is_string() && is_text(*path.node()))) return;  // refused
    if (!text.empty()) return advise_sql_url(path, known_image, report);
    report.add(Fault::kRegistryPath, path, "a sql registry needs path, the URL of its database");
    return report.hint("write path: postgresql+psycopg://USER@HOST:5432/DATABASE");
  }
  if (section.type != "file") return;
  constexpr std::array<std::string_view, 5> kSchemes{"", "file", "s3", "gs", "hdfs"};
  const std::string_view scheme = scheme_of(text);
  if (std::ranges::find(kSchemes, scheme) != kSchemes.end() || scheme.find('$') != std::string_view::npos) return;
  report.add(Fault::kRegistryPath, path, "a file registry cannot be at a URL with this scheme");
  report.hint("use a path, s3://, gs:// or hdfs://; a database needs registry_type: sql");
}

void advise_registry(const Field& root, Minor release, bool known_image, ConfigErrors& out) {
  const Field at = root.child(kRegistry.name);
  const Section* section = section_at(kRegistry, at, release);
  advise_ignored(section, at, Stage::kRegistry, release, out);
  if (section != nullptr) advise_registry_path(*section, at, release, known_image, out);
}

void advise_engine(const Field& root, Minor release, ConfigErrors& out) {
  const Field at = root.child(kBatchEngine.name);
  const Section* section = section_at(kBatchEngine, at, release);
  advise_ignored(section, at, Stage::kEngine, release, out);
  const bool bare = at.text() == "k8s";
  if (!bare && (section == nullptr || section->type != "k8s")) return;
  Report report(out, Stage::kEngine, section, release);
  report.add(Fault::kAbstract, bare ? at : at.child("type"),
             fmt::format("Feast 0.{} cannot build the k8s engine", release));
  report.hint("use another engine, such as local, spark.engine or ray.engine");
}

}  // namespace

ConfigErrors advise(const Node& root, Minor release, bool known_image) {
  ConfigErrors out;
  const Field file(&root);
  if (!root.is_map()) return out;
  advise_ignored(find_section("feature_store", "feature_store", release), file, Stage::kLoad, release, out);
  for (const Role* role : {&kOnlineStore, &kOfflineStore}) {
    const Field at = file.child(role->name);
    advise_ignored(section_at(*role, at, release), at, Stage::kLoad, release, out);
  }
  advise_registry(file, release, known_image, out);
  advise_engine(file, release, out);
  return out;
}

}  // namespace feastctl::feast
