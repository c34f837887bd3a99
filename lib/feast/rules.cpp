#include "feast/rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "base/ascii.hpp"
#include "base/wording.hpp"
#include "feast/coerce.hpp"

namespace feastctl::feast {

namespace {

/// Whether Python takes the value for true: not null, empty, zero or false.
bool truthy(const Field& field) {
  if (!field.present()) return false;
  const Node& node = *field.node();
  switch (node.kind) {
    case Kind::kString: return !node.text.empty();
    case Kind::kBool: return node.boolean;
    case Kind::kInteger: return node.integer != 0;
    case Kind::kFloat: return node.number != 0;
    default: return field.size() != 0;
  }
}

/// BigQueryOfflineStoreConfig. Without a valid project_id its validator stumbles over the value that is not there.
void billing_project_needs_project(const Field& at, const Field& value, Report& report) {
  if (!truthy(value)) return;
  const Field project = at.child("project_id");
  if (project.present() && !is_text(*project.node())) {
    report.only(Fault::kRule, at, "project_id must be text, as billing_project_id depends on it");
  } else if (!truthy(project)) {
    report.add(Fault::kRule, value, "billing_project_id needs project_id");
  }
}

/// MilvusOnlineStoreConfig.
void varchar_length(const Field& /*at*/, const Field& value, Report& report) {
  if (!value.present()) return;
  const double length = whole_number(*value.node(), false).value;
  if (length < 1 || length > 65535) {
    report.add(Fault::kRule, value, "varchar_max_length must be between 1 and 65535");
  }
}

/// SnowflakeComputeEngineConfig.
void python_version(const Field& /*at*/, const Field& value, Report& report) {
  std::string_view rest = value.text();
  int numbers = 0;
  while (!rest.empty() && is_digit(rest.front())) {
    ++numbers;
    rest.remove_prefix(std::min(rest.find_first_not_of("0123456789"), rest.size()));
    if (rest.empty()) break;
    if (rest.front() != '.' || rest.size() == 1) break;
    rest.remove_prefix(1);
  }
  if (!rest.empty() || numbers < 2 || numbers > 3) {
    report.add(Fault::kRule, value, "python_udf_runtime_version must be a version of Python such as 3.10 or 3.11.2");
  }
}

/// RepoConfig: is_valid_name, and a rule for SQLite that looks for the online store before it is there, so that it
/// holds for every store.
void project_name(const Field& /*at*/, const Field& value, Report& report) {
  const std::string_view name = value.text();
  const bool start = name.starts_with('_') || name.starts_with('-');
  // Python's \w takes letters of any alphabet; they are all beyond ASCII.
  const bool other = std::ranges::any_of(
      name, [](char c) { return static_cast<unsigned char>(c) < 0x80 && !is_alphanumeric(c) && c != '_' && c != '-'; });
  if (start || other) {
    report.add(Fault::kRule, value,
               "the project's name may contain letters, digits and underscores, and must not begin with an underscore");
  } else if (name.find('-') != std::string_view::npos) {
    report.add(Fault::kRule, value, "the project's name must not contain a hyphen");
    report.hint("replace each hyphen with an underscore");
  }
}

/// RedshiftOfflineStoreConfig.
void cluster_or_workgroup(const Field& at, Report& report) {
  const bool cluster = truthy(at.child("cluster_id"));
  const bool workgroup = truthy(at.child("workgroup"));
  if (!(cluster && truthy(at.child("user"))) && !workgroup) {
    report.add(Fault::kRule, at, "either cluster_id and user, or workgroup, must be set");
  } else if (cluster && workgroup) {
    report.add(Fault::kRule, at, "cluster_id and workgroup must not both be set");
  }
}

/// OracleOfflineStoreConfig.
void one_way_to_the_database(const Field& at, Report& report) {
  constexpr std::array<std::string_view, 3> kWays{"service_name", "sid", "dsn"};
  if (std::ranges::count_if(kWays, [&](auto way) { return at.child(way).present(); }) > 1) {
    report.add(Fault::kRule, at, "at most one of service_name, sid and dsn may be set");
  }
}

/// AuthConfig of Trino.
void trino_auth_config(const Field& at, Report& report) {
  if (at.child("type").text() != "oauth2" && !at.child("config").present()) {
    report.add(Fault::kRule, at, "config must not be null unless the type is oauth2");
  }
}

/// SparkApplicationComputeEngineConfig; it ends with the first that is wrong.
void environment_entries(const Field& at, Report& report) {
  const Field env = at.child("env");
  for (std::size_t i = 0; i < env.size(); ++i) {
    const Field entry = env.item(i);
    if (!entry.child("name").written()) {
      return report.add(Fault::kRule, at, fmt::format("env[{}] has no name", i));
    }
    if (!entry.child("value").written() && !entry.child("valueFrom").written()) {
      return report.add(Fault::kRule, at, fmt::format("env[{}] must have value or valueFrom", i));
    }
  }
}

/// OidcClientAuthConfig: a token, a variable that holds one, or all that is needed to get one, and one of these only.
void client_credentials(const Field& at, Report& report) {
  std::vector<std::string_view> names{"client_secret", "auth_discovery_url", "client_id"};
  if (truthy(at.child("username")) || truthy(at.child("password"))) {
    names.insert(names.end(), {"username", "password"});
  }
  const auto set = std::ranges::count_if(names, [&](auto name) { return truthy(at.child(name)); });
  const bool all = set == static_cast<std::ptrdiff_t>(names.size());
  if (set != 0 && !all) {
    return report.add(Fault::kRule, at, fmt::format("{} must be set together, or not at all", list_of(names, "and")));
  }
  const int ways = int{truthy(at.child("token"))} + int{truthy(at.child("token_env_var"))} + int{all};
  if (ways > 1) report.add(Fault::kRule, at, "only one of token, token_env_var and client credentials may be set");
}

struct OwnRule {
  std::string_view role, type, parameter;
  void (*check)(const Field& at, const Field& value, Report& report);
};

constexpr OwnRule kOwnRules[] = {
    {"feature_store", "feature_store", "project", project_name},
    {"offline_store", "bigquery", "billing_project_id", billing_project_needs_project},
    {"online_store", "milvus", "varchar_max_length", varchar_length},
    {"batch_engine", "snowflake.engine", "python_udf_runtime_version", python_version},
};

/// `key` is the last key of the place: the role's for a section itself.
struct ObjectRule {
  std::string_view role, type, key;
  void (*check)(const Field& at, Report& report);
};

constexpr ObjectRule kObjectRules[] = {
    {"offline_store", "redshift", "offline_store", cluster_or_workgroup},
    {"offline_store", "oracle", "offline_store", one_way_to_the_database},
    {"offline_store", "trino", "auth", trino_auth_config},
    {"batch_engine", "trino.engine", "auth", trino_auth_config},
    {"batch_engine", "trino", "auth", trino_auth_config},
    {"batch_engine", "spark_application", "batch_engine", environment_entries},
    {"auth", "oidc_client", "auth", client_credentials},
};

bool of_section(const Section* section, std::string_view role, std::string_view type) {
  return section != nullptr && section->role == role && section->type == type;
}

}  // namespace

void check_own_rule(const Parameter& parameter, const Field& at, const Field& value, Report& report) {
  for (const OwnRule& rule : kOwnRules) {
    if (rule.parameter == parameter.name && of_section(report.section(), rule.role, rule.type)) {
      rule.check(at, value, report);
    }
  }
}

void check_object_rules(const Field& at, Report& report) {
  for (const ObjectRule& rule : kObjectRules) {
    if (rule.key == at.key() && of_section(report.section(), rule.role, rule.type)) rule.check(at, report);
  }
}

}  // namespace feastctl::feast
