#include "fixes.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "fix/document.hpp"
#include "fix/offer.hpp"

namespace feastctl {

namespace {

constexpr std::size_t kLongestDocument = 256UL * 1024;  // with many stores, each would be read again as a whole

/// How many changed stores may be tried: nobody reads more, and in a long document, each takes its time.
std::size_t most_runs(std::size_t document) {
  constexpr std::size_t kFewest = 8, kMost = 64, kBytes = 2UL * 1024 * 1024;
  return std::clamp(kBytes / std::max<std::size_t>(document, 1), kFewest, kMost);
}

/// A finding, regardless of its place, which a fix may change.
using Said = std::pair<const Rule*, std::string_view>;

std::vector<Said> said_by(const Diagnostics& findings) {
  std::vector<Said> said;
  for (const Diagnostic& d : findings.all()) {
    if (d.severity != Severity::kNote) said.emplace_back(d.rule, d.message);
  }
  std::ranges::sort(said);
  return said;
}

/// The store as it is in another tree of its document.
model::StoreDocument store_in(const Node& root, const model::StoreDocument& store) {
  model::StoreDocument now = store;
  now.root = &root;
  now.v1alpha1 = string_at(&root, "apiVersion").ends_with("alpha1");
  const Node* metadata = lookup(&root, {"metadata"});
  now.name = string_at(metadata, "name");
  if (const auto name_space = string_at(metadata, "namespace"); !name_space.empty()) now.name_space = name_space;
  return now;
}

/// Whether removing the entry of a finding corrects it without taking much else away: something deep in the store, or a
/// single value.
bool is_small(const fix::Document& document, const fix::Entry& entry) {
  constexpr int kDeep = 4;
  int depth = 1;
  for (auto above = document.holder_of(*entry.container); above; above = document.holder_of(*above->container)) ++depth;
  const Node& value = entry.value();
  const bool container = (value.is_map() || value.is_list()) && value.size != 0;
  return depth >= (container ? kDeep : 2) && (entry.member() == nullptr || entry.member()->key != "name");
}

/// Offers the fixes of one store.
class Offers {
 public:
  Offers(const fix::Document& document, const model::StoreDocument& store, const RunStore& run, const TreeBuilder& tree,
         Diagnostics& findings)
      : document_(document),
        store_(store),
        run_(run),
        tree_(tree),
        findings_(findings),
        before_(said_by(findings)),
        most_runs_(most_runs(document.part().end - document.part().begin)) {}

  void run() {
    share_within_topics();
    for (Diagnostic& d : findings_.all()) {
      std::erase_if(d.fixes, [&](Fix& fix) { return !offer(d, fix); });
    }
    for (Diagnostic& d : findings_.all()) {
      if (d.fixes.empty() && d.severity == Severity::kError) offer_other(d);
    }
  }

 private:
  /// Within a topic, the fix for the lowest limit corrects all.
  void share_within_topics() {
    std::map<std::string_view, const Diagnostic*> lowest;
    for (const Diagnostic& d : findings_.all()) {
      if (d.limit == 0 || d.topic.empty() || d.fixes.empty()) continue;
      const Diagnostic*& known = lowest[d.topic];
      if (known == nullptr || d.limit < known->limit) known = &d;
    }
    for (Diagnostic& d : findings_.all()) {
      const auto known = d.fixes.empty() ? lowest.end() : lowest.find(d.topic);
      if (known != lowest.end() && known->second != &d) d.fixes = known->second->fixes;
    }
  }

  /// Offers the fix of another finding at the same place, or to remove what the finding is about.
  void offer_other(Diagnostic& d) {
    for (const Diagnostic& other : findings_.all()) {
      if (&other == &d || other.where != d.where || other.fixes.empty()) continue;
      Fix fix = other.fixes.front();
      if (try_edited(d, fix)) d.fixes.push_back(std::move(fix));
      return;
    }
    const auto entry = document_.entry_at(d.where);
    if (!entry || offer_to_remove_repetition(d, *entry) || !is_small(document_, *entry)) return;
    Fix fix{.title = entry->member() == nullptr ? "Remove this item" : "Remove this field",
            .changes = {{.of = Change::Of::kRemove, .at = d.where}}};
    if (offer(d, fix)) d.fixes.push_back(std::move(fix));
  }

  /// The same for a list item around `entry` that another item of the list repeats: nothing is lost without it.
  bool offer_to_remove_repetition(Diagnostic& d, fix::Entry entry) {
    for (std::optional<fix::Entry> at = entry; at; at = document_.holder_of(*at->container)) {
      const Node& item = at->value();
      const auto same = [&](const Node* other) { return other != &item && equal(*other, item); };
      if (std::ranges::none_of(at->container->items(), same)) continue;
      Fix fix{.title = "Remove the duplicate item",
              .safe = true,
              .changes = {{.of = Change::Of::kRemove, .at = item.span}}};
      if (!offer(d, fix)) return false;
      d.fixes.push_back(std::move(fix));
      return true;
    }
    return false;
  }

  /// Whether the fix of the finding is offered; it has edits then.
  bool offer(const Diagnostic& finding, Fix& fix) {
    constexpr std::size_t kEditsPerRun = 2;  // edits are cheaper to try than runs, but the text is read again
    if (runs_ == most_runs_ || edits_ == kEditsPerRun * most_runs_) return false;
    std::vector<std::string> claims = claims_of(fix);
    if (std::ranges::any_of(claims, [&](const std::string& claim) { return claimed_.contains(claim); })) return false;
    ++edits_;
    const Node* root = fix::make_edits(document_, fix, tree_);
    if (root == nullptr || fix.edits.front().where.source != finding.where.source) return false;
    if (!try_out(finding, *root, fix)) return false;
    roots_.emplace(key_of(fix), root);
    if (fix.safe) claimed_.insert(std::make_move_iterator(claims.begin()), std::make_move_iterator(claims.end()));
    return true;
  }

  /// The same for a fix that has been offered for another finding.
  bool try_edited(const Diagnostic& finding, Fix& fix) {
    const auto root = roots_.find(key_of(fix));
    return runs_ < most_runs_ && root != roots_.end() && try_out(finding, *root->second, fix);
  }

  /// Runs the changed store. A fix stays safe only if there is no new finding.
  bool try_out(const Diagnostic& finding, const Node& root, Fix& fix) {
    ++runs_;
    Diagnostics again;
    run_(store_in(root, store_), again);
    if (!helps(finding, again)) return false;
    fix.safe = fix.safe && std::ranges::includes(before_, said_by(again));
    return true;
  }

  static std::pair<std::uint32_t, std::string> key_of(const Fix& fix) {
    return {fix.edits.front().where.begin, fix.edits.front().text};
  }

  /// The entries that the fix writes, so that two safe fixes together do not write one twice.
  [[nodiscard]] std::vector<std::string> claims_of(const Fix& fix) const {
    std::vector<std::string> claims;
    for (const Change& change : fix.changes) {
      Span map = change.of == Change::Of::kMove ? change.to : change.at;
      std::string name = change.of == Change::Of::kRename ? "." + change.value : "";
      if (change.of == Change::Of::kRename) {
        const auto entry = document_.entry_at(change.at);
        if (entry) map = entry->container->span;
      }
      for (const std::string& key : change.way) name += "." + key;
      if (!name.empty()) claims.push_back(std::to_string(map.begin) + name);
    }
    return claims;
  }

  [[nodiscard]] bool helps(const Diagnostic& finding, const Diagnostics& again) const {
    const auto errors = [](const std::vector<Said>& said) {
      return std::ranges::count(said, Severity::kError, [](const Said& s) { return s.first->severity; });
    };
    const auto after = said_by(again);
    const Said said{finding.rule, finding.message};
    const bool gone = std::ranges::count(after, said) < std::ranges::count(before_, said);
    const auto error = finding.severity == Severity::kError ? 1 : 0;
    return gone && errors(after) + error <= errors(before_);
  }

  const fix::Document& document_;
  const model::StoreDocument& store_;
  const RunStore& run_;
  const TreeBuilder& tree_;
  Diagnostics& findings_;
  std::vector<Said> before_;
  std::set<std::string> claimed_;
  std::map<std::pair<std::uint32_t, std::string>, const Node*> roots_;  ///< the changed store by the first edit
  std::size_t most_runs_;
  std::size_t runs_ = 0;
  std::size_t edits_ = 0;
};

}  // namespace

void offer_fixes(const Sources& sources, const parse::Inputs& inputs, const model::StoreDocument& store,
                 const RunStore& run, const TreeBuilder& tree, Diagnostics& findings) {
  const auto fixable = [](const Diagnostic& d) { return d.severity == Severity::kError || !d.fixes.empty(); };
  if (std::ranges::none_of(findings.all(), fixable)) return;
  const parse::Part* part = parse::part_at(inputs.parts, store.root->span);
  if (part == nullptr || part->end - part->begin > kLongestDocument) return drop_fixes(findings);
  Diagnostics said;
  const auto read = parse::read_part(sources, *part, tree, said);
  // Stores in a list are not fixed: such documents are generated.
  if (!read || read->root == nullptr || read->root->span != store.root->span) return drop_fixes(findings);
  const fix::Document document(sources.at(part->source).text, *part, *read->root, said.errors());
  Offers(document, store, run, tree, findings).run();
}

void drop_fixes(Diagnostics& findings) {
  for (Diagnostic& d : findings.all()) d.fixes.clear();
}

}  // namespace feastctl
