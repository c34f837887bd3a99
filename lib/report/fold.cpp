#include "report/fold.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>

namespace feastctl::report {

namespace {

auto place_of(const Diagnostic* d) {
  return std::make_pair(d->where.source, d->where.begin);
}

/// The number of findings that follow from one.
struct FollowCount {
  std::size_t errors = 0, all = 0;
};

std::string how_many(const FollowCount& count) {
  const bool one = count.all == 1;
  return fmt::format("{} further {}{} follow{} from this; --all shows {}", count.all,
                     count.errors == count.all ? "error" : "finding", one ? "" : "s", one ? "s" : "",
                     one ? "it" : "them");
}

/// A key that is equal for findings to be shown once; empty for a finding that is always shown.
std::string sameness(const Diagnostic& d) {
  if (!d.topic.empty()) return fmt::format("{}\n{}", d.topic, d.limit != 0 ? std::string_view() : d.rule->code);
  if (d.store_name.empty() || d.path.empty()) return {};
  return fmt::format("{}\n{}\n{}\n{}\n{}", d.rule->code, d.path, d.message, d.found, d.hint);
}

}  // namespace

Causes::Causes(std::span<const Diagnostic> findings) {
  for (const Diagnostic& d : findings) {
    if (d.severity == Severity::kError && !d.follows.known() && d.where.known()) errors_.push_back(&d);
  }
  std::ranges::stable_sort(errors_, {}, place_of);
}

const Diagnostic* Causes::of(const Diagnostic& finding) const {
  const Cause& cause = finding.follows;
  if (!cause.known()) return nullptr;
  auto it = std::ranges::lower_bound(errors_, std::make_pair(cause.where.source, cause.where.begin), {}, place_of);
  for (; it != errors_.end() && (*it)->where.source == cause.where.source; ++it) {
    const Diagnostic* error = *it;
    if (cause.rule == nullptr) return error->where.begin < cause.where.end ? error : nullptr;
    if (error->where.begin != cause.where.begin) return nullptr;
    if (error->rule == cause.rule) return error;
  }
  return nullptr;
}

std::vector<Diagnostic> folded(std::vector<Diagnostic> findings) {
  const auto follows = [](const Diagnostic& d) { return d.follows.known(); };
  if (std::ranges::none_of(findings, follows)) return findings;
  std::unordered_map<const Diagnostic*, FollowCount> counts;
  std::vector<bool> folds(findings.size());
  const Causes causes(findings);
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const Diagnostic* cause = causes.of(findings[i]);
    if (cause == nullptr) continue;
    folds[i] = true;
    FollowCount& count = counts[cause];
    ++count.all;
    if (findings[i].severity == Severity::kError) ++count.errors;
  }
  std::vector<Diagnostic> kept;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    if (folds[i]) continue;
    const auto count = counts.find(&findings[i]);
    if (count != counts.end()) findings[i].notes.push_back({how_many(count->second), {}, {}});
    kept.push_back(std::move(findings[i]));
  }
  return kept;
}

std::vector<Told> told_once(std::span<const Diagnostic* const> findings) {
  std::vector<Told> told;
  std::unordered_map<std::string, std::size_t> first;
  for (const Diagnostic* d : findings) {
    const std::string key = sameness(*d);
    const auto [it, fresh] = key.empty() ? std::make_pair(first.end(), true) : first.try_emplace(key, told.size());
    if (fresh) {
      told.push_back({d});
      continue;
    }
    Told& group = told[it->second];
    group.others.push_back(d);
    if (d->limit != 0 && d->limit < group.finding->limit) std::swap(group.finding, group.others.back());
  }
  return told;
}

}  // namespace feastctl::report
