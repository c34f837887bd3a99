#include "feast/store.hpp"

#include <algorithm>
#include <string_view>

#include "base/ascii.hpp"
#include "catalog/codes.hpp"
#include "feast/advice.hpp"
#include "feast/environment.hpp"
#include "feast/expand.hpp"
#include "feast/images.hpp"
#include "feast/judge.hpp"
#include "feast/place.hpp"
#include "feast/tell.hpp"
#include "model/platform.hpp"

namespace feastctl::feast {

namespace {

/// Whether the pods do not start, or their servers do not. MLflow is left out then, with a warning in the log; the
/// batch engine is first built by `feast apply`, unless the online store is SQLite, or else by materialize. Two engines
/// never read their parameters.
bool keeps_from_starting(const ConfigError& error, const model::FeatureStore& store) {
  if (error.stage == Stage::kMlflow) return false;
  if (error.stage != Stage::kEngine) return true;
  const bool reads = store.batch_engine.type != "local" && store.batch_engine.type != "lambda";
  return store.applies_on_init() && reads && store.online.store_type != nullptr;
}

bool is_same(const ConfigError& a, const ConfigError& b) {
  return a.fault == b.fault && a.place == b.place;
}

/// What all of these releases say, each thing once.
ConfigErrors verdicts(const Node& config, const std::vector<Minor>& releases, bool known_image) {
  ConfigErrors all;
  for (const Minor release : releases) {
    ConfigErrors found = judge(config, release);
    for (ConfigError& error : advise(config, release, known_image)) found.push_back(std::move(error));
    for (ConfigError& error : found) {
      const auto same = [&](const ConfigError& other) { return is_same(error, other); };
      if (std::ranges::none_of(all, same)) all.push_back(std::move(error));
    }
  }
  return all;
}

bool is_below(std::string_view place, std::string_view part) {
  return place.starts_with(part) && (place.size() == part.size() || place[part.size()] == '.');
}

bool is_in(std::string_view place, const std::vector<std::string>& parts) {
  return std::ranges::any_of(parts, [&](const std::string& part) { return is_below(place, part); });
}

/// Whether an error is about what a value is, and not about which keys there are.
bool is_about_value(Fault fault) {
  return fault == Fault::kWrongType || fault == Fault::kOutOfRange || fault == Fault::kNotOneOf ||
         fault == Fault::kRule || fault == Fault::kRegistryPath || fault == Fault::kNoDriver;
}

/// A key of a Secret as a message may show it: a key that does not look like a name may be a value, put there by
/// mistake.
bool is_name(std::string_view key) {
  return !key.empty() && is_letter(key.front()) &&
         std::ranges::all_of(key, [](char c) { return is_alphanumeric(c) || c == '_' || c == '-' || c == '.'; });
}

/// Leaves out of an error what a slip may have made a key: in {hunter2}, the password is one.
void conceal_key(ConfigError& error) {
  if (error.own_keys != 0) {
    error.place.resize(error.own_keys);
    error.message = "a value in this map is not of the type that Feast expects";
    return;
  }
  if (error.fault != Fault::kUnknown && error.fault != Fault::kIgnored) return;
  const std::string_view key = std::string_view(error.place).substr(error.place.rfind('.') + 1);
  if (error.key_has_value && is_name(key)) return;
  error.place.resize(std::min(error.place.rfind('.'), error.place.size()));
  error.message = "unknown parameter";
  error.hint.clear();
}

/// The part of a place whose keys may all be shown. It ends before an index, which a key of digits looks like.
std::string_view nameable(std::string_view place) {
  for (std::size_t begin = 0; begin < place.size();) {
    const std::size_t end = std::min(place.find('.', begin), place.size());
    const std::string_view key = place.substr(begin, end - begin);
    if (!is_name(key)) return place.substr(0, begin == 0 ? 0 : begin - 1);
    begin = end + 1;
  }
  return place;
}

/// Leaves the names of variables out of a finding: `pa$word` may be all of a password, not a use of $word.
void conceal_names(VariableFinding& finding) {
  finding.names.clear();
  finding.place = nameable(finding.place);
  for (std::string& value : finding.values) value = nameable(value);
  std::erase_if(finding.values, [](const std::string& value) { return value.find('.') == std::string::npos; });
  finding.values.erase(std::unique(finding.values.begin(), finding.values.end()), finding.values.end());
}

/// Leaves out of an error the type that a variable names: its value may come out of a Secret.
void conceal_type(ConfigError& error, const std::vector<std::string>& read_anew) {
  if (error.fault != Fault::kUnknownType && error.fault != Fault::kUnknownClass) return;
  if (std::ranges::none_of(read_anew, [&](const std::string& place) { return is_below(place, error.place); })) return;
  error.message = "Feast does not know the type that a variable gives";
  error.hint.clear();
}

/// Tells findings of one store.
class Teller {
 public:
  Teller(const model::FeatureStore& store, const model::Companions& companions, Diagnostics& out)
      : store_(&store), companions_(&companions), out_(&out) {}

  void error(ConfigError& error, const Expansion& expansion, bool known_image) const {
    const Origin origin = origin_of(error.place, *store_);
    if (origin.unread() && error.fault != Fault::kUnknownType) return;
    if (origin.from_secret() || is_in(error.place, expansion.read_anew)) conceal_key(error);
    conceal_type(error, expansion.read_anew);
    Severity severity = rule_of(error.fault).severity;
    if (!known_image || !keeps_from_starting(error, *store_)) severity = Severity::kWarning;
    const Span at = error.where.known() ? error.where : place_of(error.place, origin, *store_, *companions_);
    tell(error, severity, at, *out_);
  }

  void variable(VariableFinding& finding) const {
    const bool breaks = finding.kind == VariableFinding::Kind::kBreaks;
    const Origin origin = origin_of(finding.place, *store_);
    // What the FeatureStore itself says has been searched for placeholders.
    const bool own_field = !origin.from_secret() && origin.place != "batch_engine";
    if (own_field && finding.kind == VariableFinding::Kind::kUnset) return;
    if (origin.from_secret()) conceal_names(finding);
    const std::string_view place = finding.values.empty() ? finding.place : finding.values.front();
    const Span at = place_of(place, origin, *store_, *companions_);
    tell(finding, breaks ? Severity::kError : Severity::kWarning, at, *out_);
  }

 private:
  const model::FeatureStore* store_;
  const model::Companions* companions_;
  Diagnostics* out_;
};

}  // namespace

void check_store(const model::FeatureStore& store, const Node& config, const model::Companions& companions,
                 const TreeBuilder& tree, Diagnostics& out) {
  // A packaged repository without init containers brings a file of its own.
  if (!store.init_containers && lookup(store.applied, {"feastProjectDir", "packaged"}) != nullptr) return;
  Expansion expansion{.root = &config};
  if (uses_variables(config)) {
    expansion = expand_variables(config, environments(store, companions, tree.arena()), tree);
  }
  std::vector<Minor> releases = own_releases(store);
  const bool known_image = !releases.empty();
  if (!known_image) releases.push_back(minor_of(store.platform->feast));

  const Teller teller(store, companions, out);
  for (VariableFinding& finding : expansion.findings) teller.variable(finding);
  for (ConfigError& error : verdicts(*expansion.root, releases, known_image)) {
    if (is_about_value(error.fault) && is_in(error.place, expansion.unknown)) continue;
    if (error.fault == Fault::kWrongType && is_in(error.place, expansion.read_anew)) error.hint = kReadAnewHint;
    teller.error(error, expansion, known_image);
  }
}

}  // namespace feastctl::feast
