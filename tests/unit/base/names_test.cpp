#include "base/names.hpp"

#include <doctest/doctest.h>

using namespace feastctl;

namespace {

using Check = NameProblem (*)(std::string_view);

struct Case {
  const char* what;
  Check check;
  std::initializer_list<std::string> fine;
  std::initializer_list<std::string> wrong;
};

std::string a(std::size_t count) {
  return std::string(count, 'a');
}

}  // namespace

TEST_CASE("the forms of names") {
  const Case cases[] = {
      {"label", dns1123_label_problem, {"a", "0", "a-b", a(63)}, {"", "A", "-a", "a-", "a.b", "a_b", a(64), "é"}},
      {"subdomain", dns1123_subdomain_problem, {"a.b", "1.2", a(253)}, {"", ".", "a..b", "a.-b", "a.", a(254)}},
      {"start of a name", name_start_problem, {"a.b", "a-", "A-", a(253) + "-"}, {"", "-", "-a-", "A", a(254) + "-"}},
      {"service", dns1035_label_problem, {"a", "a-1"}, {"1a", "", "a-", "a.b", a(64)}},
      {"label value", label_value_problem, {"", "A_b.c-1", a(63)}, {"-a", "a-", "a/b", "a b", a(64)}},
      {"key",
       qualified_name_problem,
       {"a", "b.c/A_1", a(253) + "/" + a(63)},
       {"", "/a", "a/", "a/b/c", "A.b/c", "-a", a(254) + "/a", a(64)}},
      {"config map key", config_map_key_problem, {"a", ".a", "a..b", "A_1"}, {"", ".", "..", "..a", "a b", "a/b"}},
      {"env", env_var_name_problem, {"A", "1A", "a b", "..", "{}"}, {"", "A=B", "\t", "é", "\x7f"}},
      {"path segment", path_segment_problem, {"", "A:b", "...", "é"}, {".", "..", "a/b", "a%b"}},
  };
  for (const auto& [what, check, fine, wrong] : cases) {
    const auto& given = what;  // clang 14 captures no structured binding
    CAPTURE(given);
    for (const auto& name : fine) {
      CAPTURE(name);
      CHECK_FALSE(check(name));
    }
    for (const auto& name : wrong) {
      CAPTURE(name);
      CHECK(check(name));
    }
  }
}

TEST_CASE("a length is told with what it is") {
  CHECK(dns1123_label_problem(a(70)) == "must be at most 63 characters long, but has 70");
  CHECK(qualified_name_problem("example.com/" + a(64)) ==
        "must have a name of at most 63 characters, but has one of 64");
  CHECK(dns1123_label_problem("a.b") == "must not contain dots");
}
