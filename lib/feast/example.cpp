#include "feast/example.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "feast/describe.hpp"
#include "feast/section.hpp"

namespace feastctl::feast {

namespace {

/// A sample value for a parameter, of any type or of this one.
struct Sample {
  std::string_view type, parameter, value;
};

constexpr Sample kSamples[] = {
    {"hybrid", "online_stores", "[{type: redis, conf: {connection_string: \"redis.example.com:6379\"}}]"},
    {"hybrid", "offline_stores", "[{type: dask, conf: {type: dask}}]"},
    {"trino", "auth", "{type: basic, config: {username: feast, password: change-it}}"},
    {"trino", "connector", "{type: bigquery}"},
    {"redshift", "cluster_id", "feast"},
    {"redshift", "user", "feast"},
    {"redis", "connection_string", "redis.example.com:6379"},
    {"mongodb", "connection_string", "mongodb://mongodb.example.com:27017"},
    {"sql", "path", "postgresql+psycopg://feast@postgres.example.com:5432/feast"},
    {"oracle", "service_name", "FEAST"},
    {"", "host", "database.example.com"},
    {"", "connection_string", "database.example.com"},
    {"", "user", "feast"},
    {"", "username", "feast"},
    {"", "password", "change-it"},
    {"", "database", "feast"},
    {"", "catalog", "feast"},
    {"", "region", "eu-west-1"},
    {"", "bucket_name", "feast"},
    {"", "project_id", "my-project"},
    {"", "instance", "feast"},
    {"", "data_source", "AwsDataCatalog"},
    {"", "workgroup", "primary"},
    {"", "s3_staging_location", "s3://feast/staging"},
    {"", "iam_role", "arn:aws:iam::123456789012:role/feast"},
};

const Sample* sample_of(std::string_view type, std::string_view parameter) {
  const auto fits = [&](const Sample& sample) {
    return sample.parameter == parameter && (sample.type.empty() || sample.type == type);
  };
  const auto* found = std::ranges::find_if(kSamples, fits);
  return found == std::end(kSamples) ? nullptr : found;
}

/// A value of the type for a parameter that has no sample of its own.
std::string_view value_of(const Type& type) {
  using enum Type::Form;
  switch (type.form) {
    case kInteger:
    case kFloat: return "1";
    case kBool: return "false";
    case kMap:
    case kObject: return "{}";
    case kList: return "[]";
    case kWords: return type.words.front().text;
    default: return "feast";
  }
}

/// Whether the example has to set the parameter. Some classes want one of several.
bool is_set(const Section& section, const Parameter& parameter) {
  constexpr std::array<Sample, 4> kMore{Sample{"redshift", "cluster_id", ""}, Sample{"redshift", "user", ""},
                                        Sample{"sql", "path", ""}, Sample{"oracle", "service_name", ""}};
  const auto more = [&](const Sample& sample) {
    return sample.type == section.type && sample.parameter == parameter.name;
  };
  return parameter.required || std::ranges::any_of(kMore, more) ||
         (section.type == "redis" && parameter.name == "connection_string");
}

}  // namespace

std::string example_of(const Section& section, Minor release) {
  std::string set, comments;
  for (const Parameter& parameter : section.parameters) {
    if (!parameter.in(release) || parameter.name == "type" || parameter.name == "registry_type") continue;
    if (is_set(section, parameter)) {
      const Sample* sample = sample_of(section.type, parameter.name);
      const std::string_view value = sample != nullptr ? sample->value : value_of(*parameter.type);
      set += fmt::format("{}: {}\n", parameter.name, value);
    } else if (parameter.default_value != "null" && parameter.fields.empty()) {
      comments += fmt::format("# {}: {}\n", parameter.name, parameter.default_value);
    }
  }
  return set + comments;
}

std::vector<std::string_view> secret_types() {
  std::vector<std::string_view> types;
  for (const Section& section : sections()) {
    const bool stored =
        section.role == kOnlineStore.name || section.role == kOfflineStore.name ||
        (section.role == kRegistry.name && (section.type == "sql" || section.type == "snowflake.registry"));
    // Files are no databases, and these are other stores of Feast.
    constexpr std::array<std::string_view, 4> kOthers{"sqlite", "file", "dask", "remote"};
    if (!stored || !section.in(kDefaultMinor) || std::ranges::find(kOthers, section.type) != kOthers.end()) continue;
    if (std::ranges::find(types, section.type) == types.end()) types.push_back(section.type);
  }
  return types;
}

std::string secret_text(std::string_view type, std::string_view name, std::string_view name_space) {
  std::string text;
  for (const Role* role : {&kOnlineStore, &kOfflineStore, &kRegistry}) {
    const Section* section = find_section(role->name, type, kDefaultMinor);
    if (section == nullptr) continue;
    text = fmt::format(
        "# The parameters of {} {}; the comments show defaults.\napiVersion: v1\nkind: Secret\nmetadata:\n  name: {}\n",
        role->what, type, name.empty() ? "feast-data-stores" : name);
    if (!name_space.empty()) text += fmt::format("  namespace: {}\n", name_space);
    text += fmt::format("stringData:\n  {}: |\n", type);
    const std::string example = example_of(*section, kDefaultMinor);
    for (std::string_view rest = example; !rest.empty();) {
      const std::size_t end = rest.find('\n') + 1;
      text += fmt::format("    {}", rest.substr(0, end));
      rest.remove_prefix(end);
    }
    break;
  }
  return text;
}

}  // namespace feastctl::feast
