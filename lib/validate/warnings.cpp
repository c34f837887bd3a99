#include "validate/warnings.hpp"

#include <fmt/format.h>

#include <functional>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/quantity.hpp"
#include "base/spelling.hpp"
#include "base/wording.hpp"
#include "catalog/codes.hpp"
#include "validate/kubernetes/checks.hpp"
#include "validate/placeholders.hpp"
#include "validate/places.hpp"

namespace feastctl::validate {

namespace {

void warn_job(const Field& job, ObjectReport& report) {
  const Field mode = job.child("completionMode");
  const Field completions = job.child("completions");
  const Field parallelism = job.child("parallelism");
  if (mode.text() != "Indexed" || completions.integer().value_or(0) <= 100'000) return;
  if (parallelism.integer().value_or(0) <= 10'000) return;
  report
      .add(catalog::kIndexedJobTooBig, completions,
           "Kubernetes may lose track of this many indexes if many of them fail")
      .with_found(fmt::format("{} completions, {} at once", *completions.integer(), *parallelism.integer()))
      .with_expected("at most 100,000 completions, or at most 10,000 pods at once");
}

/// Kubernetes accepts any name here but uses only storage, for which the operator fills in a default.
void warn_claim_resource(const Field& amount, const Field& storage, ObjectReport& report) {
  static constexpr std::string_view kStorage[] = {"storage"};
  const std::string_view name = amount.key();
  if (name == kStorage[0] || name.find('/') != std::string_view::npos) return;
  const bool slip = !nearest(name, kStorage).empty();
  const bool written = source_of(storage.node()) != nullptr;
  if (!slip && written) return;
  auto& d = report.add(catalog::kClaimResource, amount, fmt::format("a volume claim has no resource {}", quoted(name)))
                .with_found(std::string(name))
                .with_expected("storage")
                .with_hint(slip ? "did you mean storage?" : "write the size of the volume as storage");
  if (!written && storage.present()) d.message += fmt::format(", so the default of {} counts", storage.text());
}

void warn_claim(const Field& claim, ObjectReport& report) {
  for (const std::string_view bound : {"requests", "limits"}) {
    const Field resources = claim.child("resources");
    const Field amounts = resources.child(bound);
    const Field storage = amounts.child("storage");
    warn_fraction(storage, report);
    if (!amounts.is_map()) continue;
    for (const Member& m : amounts.node()->members()) warn_claim_resource(amounts.child(m), storage, report);
  }
}

/// The identity of a finding.
struct FindingHash {
  std::size_t operator()(const Diagnostic* d) const {
    const std::hash<std::string_view> text;
    return (text(d->message) * 31 + text(d->path)) * 31 + d->where.begin;
  }
};
struct FindingEqual {
  bool operator()(const Diagnostic* a, const Diagnostic* b) const {
    return a->rule == b->rule && a->where == b->where && a->path == b->path && a->message == b->message;
  }
};

/// Drops findings from `first` on that repeat an earlier one, because feast-apply has the servers' environment.
void drop_repeated(std::vector<Diagnostic>& all, std::size_t first) {
  std::unordered_set<const Diagnostic*, FindingHash, FindingEqual> kept;
  auto end = all.begin() + static_cast<std::ptrdiff_t>(first);
  for (auto it = end; it != all.end(); ++it) {
    if (it != end) *end = std::move(*it);
    if (kept.insert(&*end).second) ++end;
  }
  all.erase(end, all.end());
}

}  // namespace

void warn_fraction(const Field& amount, ObjectReport& report) {
  if (!amount.present() || amount.is_map() || amount.is_list()) return;
  const std::string_view text = amount.node()->text;
  const auto quantity = Quantity::parse(text);
  if (!quantity || quantity->whole()) return;
  auto& d = report
                .add(catalog::kFractionalBytes, amount,
                     fmt::format("the amount of {} is not a whole number of bytes", amount.key()))
                .with_found(std::string(text));
  if (text.ends_with('m')) {
    const auto number = text.substr(0, text.size() - 1);
    d.with_hint(fmt::format("m means thousandths; did you mean {0}Mi or {0}M?", number));
  }
}

void warn_object(const Node& object, ObjectReport& report) {
  const std::string_view kind = string_at(&object, "kind");
  const Field root(&object);
  const auto template_of = [&report](const Field& owner) {
    const Field pod = owner.child("template");
    warn_pod(pod, report);
  };
  if (kind == "Deployment") {
    at_map(root, "spec", template_of);
  } else if (kind == "CronJob") {
    at_map(root, "spec.jobTemplate.spec", [&](const Field& job) {
      warn_job(job, report);
      template_of(job);
    });
  } else if (kind == "PersistentVolumeClaim") {
    at_map(root, "spec", [&](const Field& claim) { warn_claim(claim, report); });
  }
}

void warn(const Judged& judged, Diagnostics& out) {
  const std::size_t first = out.all().size();
  warn_store(judged.store, judged.applied, out);
  const Field root(&judged.store);
  warn_placeholders(root, out);
  warn_old_images(judged.applied, out);
  for (const Node* object : judged.objects) {
    ObjectReport report(out, judged.store, *object);
    warn_object(*object, report);
  }
  warn_bundle(judged, out);
  drop_repeated(out.all(), first);
}

}  // namespace feastctl::validate
