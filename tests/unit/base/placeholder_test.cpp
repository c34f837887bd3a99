#include "base/placeholder.hpp"

#include <doctest/doctest.h>

using namespace feastctl;

TEST_CASE("placeholders of shells, templates and people are found") {
  CHECK(find_placeholder("feast-${NAMESPACE}-x") == "${NAMESPACE}");
  CHECK(find_placeholder("${TAG:-latest}") == "${TAG:-latest}");
  CHECK(find_placeholder("s3://$BUCKET/registry.db") == "$BUCKET");
  CHECK(find_placeholder("a-__ENV__") == "__ENV__");
  CHECK(find_placeholder("<your-workspace>") == "<your-workspace>");
  CHECK(find_placeholder("<AWS account id>.dkr.ecr") == "<AWS account id>");
  CHECK(find_placeholder("x:{{ .Values.tag }}") == "{{ .Values.tag }}");
  CHECK(find_placeholder("CHANGE_ME") == "CHANGE_ME");
  CHECK(find_placeholder("https://REPLACEME/x") == "REPLACEME");
}

TEST_CASE("what only looks a little like a placeholder is none") {
  for (const char* text :
       {"", "plain", "$(POD_NAME)", "cost: 5$", "$5", "${}", "${open", "{{}}", "{{ open", "<>", "<a href=x>",
        "a < b and c > d", "x/__init__.py", "____", "CHANGELOG", "REPLACEMENT_X", "{a: b}", "a__B", "$lower"}) {
    CAPTURE(text);
    CHECK(find_placeholder(text).empty());
  }
}

TEST_CASE("a placeholder's variable") {
  CHECK(variable_of("${NAME}") == "NAME");
  CHECK(variable_of("${NAME:-x}") == "NAME");
  CHECK(variable_of("$NAME") == "NAME");
  CHECK(variable_of("<name>").empty());
  CHECK(variable_of("").empty());
}

TEST_CASE("templates are known by their actions") {
  CHECK(is_template("name: {{ .Release.Name }}"));
  CHECK(is_template("{{- if .Values.x }}\na: b\n{{- end }}"));
  CHECK(is_template("a: {{include \"x\" .}}"));
  CHECK(is_template("{% for x in y %}"));
  CHECK(!is_template("a: {{ key }}"));
  CHECK(!is_template("a: {b: {c: d}}"));
  CHECK(!is_template("{{"));
  CHECK(!is_template("{"));
}
