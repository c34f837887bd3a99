#include "defaults/earlier_spelling.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "support/tree.hpp"

using namespace feastctl;

namespace {

struct Moved {
  Arena arena;
  Diagnostics out;
  const Node* before = nullptr;
  const Node* after = nullptr;

  explicit Moved(std::string_view spec, std::string_view version = "v1") {
    const TreeBuilder tree(arena);
    before = test::tree_of(tree, fmt::format("{{'apiVersion': 'feast.dev/{}', 'spec': {}}}", version, spec));
    after = defaults::move_earlier_spelling(*before, FeastRelease(), tree, out);
  }

  [[nodiscard]] std::string codes() const {
    std::string all;
    for (const Diagnostic& d : out.all()) all += fmt::format("{} {};", d.rule->code, d.path);
    return all;
  }
  [[nodiscard]] bool became(std::string_view spec) const {
    Arena other;
    const TreeBuilder tree(other);
    return equal(*after->find("spec"), *test::tree_of(tree, std::string(spec)));
  }
};

}  // namespace

TEST_CASE("the first release's replicas move to spec.replicas") {
  const std::string warning = "FS600 spec.services.scaling.replicas;";
  const Moved alone("{'services': {'scaling': {'replicas': 3}, 'ui': {}}}");
  CHECK(alone.became("{'services': {'ui': {}}, 'replicas': 3}"));
  CHECK(alone.codes() == warning);
  CHECK(alone.before->find("spec")->find("replicas") == nullptr);
  CHECK(lookup(alone.after, {"spec", "replicas"}) == lookup(alone.before, {"spec", "services", "scaling", "replicas"}));

  const Moved both("{'services': {'scaling': {'replicas': 3, 'autoscaling': {'maxReplicas': 4}}}}");
  CHECK(both.became("{'services': {'scaling': {'autoscaling': {'maxReplicas': 4}}}, 'replicas': 3}"));

  const Moved same("{'replicas': 3, 'services': {'scaling': {'replicas': 3}}}");
  CHECK(same.became("{'replicas': 3, 'services': {}}"));
  CHECK(same.codes() == warning);

  const Moved null("{'replicas': null, 'services': {'scaling': {'replicas': 2}}}");
  CHECK(null.became("{'replicas': 2, 'services': {}}"));
}

TEST_CASE("two different numbers of replicas are refused") {
  const Moved moved("{'replicas': 1, 'services': {'scaling': {'replicas': 3}}}");
  CHECK(moved.codes() == "FS303 spec.services.scaling.replicas;");
  CHECK(moved.out.errors() == 1);
  CHECK(moved.out.all()[0].notes.at(0).path == "spec.replicas");
}

TEST_CASE("what is no earlier spelling stays as it is") {
  for (const char* spec :
       {"{}", "{'replicas': 2}", "{'services': {'scaling': {'replicas': 0}}}", "1", "{'services': 1}",
        "{'services': {'scaling': {'replicas': '3'}}}", "{'services': {'scaling': []}}"}) {
    CAPTURE(spec);
    const Moved moved(spec);
    CHECK(moved.after == moved.before);
    CHECK(moved.out.all().empty());
  }
  const Moved old("{'services': {'scaling': {'replicas': 3}}}", "v1alpha1");
  CHECK(old.after == old.before);
}
