#include "feast/tell.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <vector>

#include "base/spelling.hpp"
#include "base/wording.hpp"
#include "catalog/codes.hpp"

namespace feastctl::feast {

const Rule& rule_of(Fault fault) {
  switch (fault) {
    case Fault::kUnreadable: return catalog::kNotAnObject;
    case Fault::kUnknown: return catalog::kFeastUnknownParameter;
    case Fault::kMissing: return catalog::kFeastMissingParameter;
    case Fault::kWrongType: return catalog::kFeastWrongType;
    case Fault::kOutOfRange: return catalog::kFeastOutOfRange;
    case Fault::kNotOneOf: return catalog::kFeastNotOneOf;
    case Fault::kRule: return catalog::kFeastRule;
    case Fault::kUnknownType: return catalog::kFeastUnknownType;
    case Fault::kUnknownClass: return catalog::kFeastUnknownClass;
    case Fault::kIgnored:
    case Fault::kNested: return catalog::kFeastIgnoredParameter;
    case Fault::kNoDriver: return catalog::kFeastSqlDriver;
    case Fault::kRegistryPath: return catalog::kFeastRegistryPath;
    case Fault::kAbstract: return catalog::kFeastAbstractEngine;
  }
  return catalog::kFeastRule;
}

namespace {

/// When the error shows, if not at once.
std::string_view when(Stage stage) {
  switch (stage) {
    case Stage::kLoad: return "";
    case Stage::kRegistry: return " (Feast fails when it opens the registry)";
    case Stage::kStore: return " (Feast fails when it first uses the store)";
    case Stage::kAuth: return " (Feast fails when it sets up authorization)";
    case Stage::kEngine: return " (Feast fails when it builds the batch engine: in apply or materialize)";
    case Stage::kMlflow: return " (Feast logs a warning and runs without MLflow)";
  }
  return "";
}

/// What people write for a parameter that has another name.
struct Synonym {
  std::string_view role, type;
  std::string_view written, meant;  ///< `meant`: a name, or a sentence with a blank in it
};

constexpr Synonym kSynonyms[] = {
    {"online_store", "redis", "host", "write connection_string: HOST:PORT"},
    {"online_store", "redis", "port", "write connection_string: HOST:PORT"},
    {"online_store", "redis", "password", "write connection_string: HOST:PORT,password=…"},
    {"online_store", "redis", "ssl", "write connection_string: HOST:PORT,ssl=true"},
    {"online_store", "redis", "db", "write connection_string: HOST:PORT,db=0"},
    {"online_store", "redis", "url", "connection_string"},
    {"online_store", "redis", "ttl", "key_ttl_seconds"},
    {"", "postgres", "username", "user"},
    {"", "postgres", "dbname", "database"},
    {"", "postgres", "db", "database"},
    {"", "postgres", "schema", "db_schema"},
    {"", "postgres", "hostname", "host"},
    {"", "postgres", "ssl_mode", "sslmode"},
    {"", "mysql", "username", "user"},
    {"", "mysql", "dbname", "database"},
    {"", "singlestore", "username", "user"},
    {"", "clickhouse", "username", "user"},
    {"", "cassandra", "user", "username"},
    {"", "scylladb", "user", "username"},
    {"registry", "sql", "connection_string", "path"},
    {"registry", "sql", "url", "path"},
    {"offline_store", "file", "path", "remove it: the paths of files are in the data sources"},
    {"offline_store", "dask", "path", "remove it: the paths of files are in the data sources"},
    {"offline_store", "duckdb", "path", "remove it: DuckDB reads the files of the data sources"},
    {"online_store", "mongodb", "host", "write connection_string: mongodb://HOST:PORT"},
    {"online_store", "mongodb", "uri", "connection_string"},
    {"online_store", "mongodb", "database", "database_name"},
};

const Synonym* synonym_of(const Section& section, std::string_view key) {
  const auto* found = std::ranges::find_if(kSynonyms, [&](const Synonym& synonym) {
    return synonym.written == key && synonym.type == section.type &&
           (synonym.role.empty() || synonym.role == section.role);
  });
  return found == std::end(kSynonyms) ? nullptr : found;
}

/// The variables of a finding: their names, or where those may not be shown, the keys whose values name them.
std::string variables_of(const VariableFinding& finding) {
  std::vector<std::string> words;
  for (const std::string& name : finding.names) words.push_back(fmt::format("${{{}}}", name));
  if (words.empty()) {
    for (const std::string& value : finding.values) words.push_back(value.substr(value.find('.') + 1));
  }
  std::string list = list_of(std::vector<std::string_view>(words.begin(), words.end()), "and");
  if (!finding.names.empty()) return list;
  if (words.empty()) return "a variable that a value names";
  return words.size() == 1 ? fmt::format("a variable that {} names", list)
                           : fmt::format("variables that {} name", list);
}

}  // namespace

void tell(const ConfigError& error, Severity severity, Span where, Diagnostics& out) {
  Diagnostic& d = out.add(rule_of(error.fault), severity, where,
                          fmt::format("{}: {}{}", error.place, error.message, when(error.stage)));
  d.path = error.place;
  if (!error.hint.empty()) d.with_hint(error.hint);
}

void tell(const VariableFinding& finding, Severity severity, Span where, Diagnostics& out) {
  using Kind = VariableFinding::Kind;
  const auto add = [&](const Rule& rule, std::string message, std::string_view hint) {
    Diagnostic& d = out.add(rule, severity, where, fmt::format("{}: {}", finding.place, message));
    d.path = finding.place;
    d.with_hint(std::string(hint));
  };
  switch (finding.kind) {
    case Kind::kUnset:
      return add(catalog::kFeastUnsetVariable,
                 fmt::format("no env or envFrom of {} {} sets {}, so Feast takes the text as it is written",
                             finding.containers.size() == 1 ? "container" : "containers",
                             list_of(finding.containers, "and"), variables_of(finding)),
                 "set each variable in env or envFrom of every server");
    case Kind::kBuiltIn:
      return add(catalog::kFeastBuiltInVariable,
                 finding.names.empty() ? "the value names a variable that every container has, and Feast replaces it"
                                       : fmt::format("Feast replaces ${}, which every container has, within this value",
                                                     finding.names.front()),
                 "nothing escapes a dollar sign: take it from a variable of env, or use a value without it");
    case Kind::kBreaks:
      return add(catalog::kFeastVariableBreaksYaml,
                 fmt::format("with the value of {}, feature_store.yaml is no longer valid YAML",
                             finding.names.empty() ? "a variable that this one names" : variables_of(finding)),
                 kReadAnewHint);
  }
}

bool has_synonym(const Section& section, std::string_view key) {
  return synonym_of(section, key) != nullptr;
}

std::string hint_for_unknown(const Section& section, const Field& at, Minor release) {
  const std::string_view key = at.key();
  std::vector<std::string_view> names;
  const Parameter* other = nullptr;
  for (const Parameter& parameter : section.parameters) {
    if (parameter.in(release)) names.push_back(parameter.name);
    if (parameter.name == key && !parameter.in(release)) other = &parameter;
  }
  if (other != nullptr && other->since > release) return fmt::format("Feast has it since 0.{}", other->since);
  if (other != nullptr) return fmt::format("Feast had it until 0.{}", other->until);
  const auto is_known = [&](const Member& m) { return find_parameter(section.parameters, m.key, release) != nullptr; };
  if (at.is_map() && std::ranges::any_of(at.node()->members(), is_known)) {
    return fmt::format("remove the line `{}:` and the indentation below it", key);
  }
  if (const Synonym* synonym = synonym_of(section, key)) {
    if (synonym->meant.find(' ') != std::string_view::npos) return std::string(synonym->meant);
    return fmt::format("did you mean {}?", synonym->meant);
  }
  const std::string_view near = nearest(key, names);
  if (!near.empty()) return fmt::format("did you mean {}?", near);
  constexpr std::size_t kFew = 8;
  return names.size() <= kFew ? fmt::format("{} takes {}", section.type, fmt::join(names, ", "))
                              : fmt::format("`feastctl explain store {}` lists the parameters", section.type);
}

}  // namespace feastctl::feast
