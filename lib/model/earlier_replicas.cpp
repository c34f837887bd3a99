#include "model/earlier_replicas.hpp"

#include <fmt/format.h>

#include "base/copy_on_write.hpp"

namespace feastctl::model {

EarlierReplicas::EarlierReplicas(const Field& spec)
    : today_(spec.child("replicas")),
      services_(spec.child("services")),
      scaling_(services_.child("scaling")),
      field_(scaling_.child("replicas")) {}

std::int64_t EarlierReplicas::number() const {
  const std::int64_t number = field_.integer().value_or(0);
  return number < 1 ? 0 : number;
}

bool EarlierReplicas::contradicted() const {
  return today_.present() && today_.integer() != field_.integer();
}

Diagnostic& EarlierReplicas::report_contradiction(const Rule& rule, Diagnostics& out) const {
  return out.add_at_key(rule, field_, "the number of replicas is set twice, to different values")
      .with_found(fmt::format("{} here", number()))
      .with_expected("only spec.replicas")
      .with_hint("keep the intended number in spec.replicas and remove this field")
      .with_note("the other value is set here", today_);
}

const Node* EarlierReplicas::rest_of_scaling(const TreeBuilder& tree) const {
  const Node* rest = without(*scaling_.node(), "replicas", tree);
  return rest->size == 0 ? nullptr : rest;
}

}  // namespace feastctl::model
