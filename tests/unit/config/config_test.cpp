#include "config/config.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "options/options.hpp"

namespace feastctl::config {

namespace {

/// `key=a,b` of each setting, then the code and message of each finding.
std::string read_text(std::string_view text) {
  Sources sources;
  const SourceId id = sources.add(".feastctl.yaml", text);
  Diagnostics out;
  std::string told;
  for (const Setting& s : read(sources, id, out)) {
    told += std::string(s.key) + "=";
    for (const std::string& v : s.values) told += (&v == s.values.data() ? "" : ",") + v;
    told += "\n";
  }
  for (const Diagnostic& d : out.all()) told += std::string(d.rule->code) + " " + d.path + "\n";
  return told;
}

}  // namespace

TEST_CASE("options in a file") {
  struct {
    std::string_view text, told;
  } const cases[] = {
      {"", ""},
      {"# nothing\n", ""},
      {"platform: openshift\njobs: 3\nquiet: true\n", "platform=openshift\njobs=3\nquiet=true\n"},
      {"api: [a/v1, b/v2]\nignore: FS602\n", "api=a/v1,b/v2\nignore=FS602\n"},
      {"external-autoscaler: true\n", "external-autoscaler=true\n"},
      {"external-autoscaler: [a, b]\n", "external-autoscaler=a,b\n"},
      {"ignore: []\nnamespace: null\n", "ignore=\n"},
      {"platfrm: x\nplatform: x\n", "FS720 platfrm\nFS721 platform\n"},
      {"api: 3\nquiet: \"yes\"\njobs: -1\nignore: [1]\nnamespace: {a: b}\n",
       "FS721 api\nFS721 quiet\nFS721 jobs\nFS721 ignore\nFS721 namespace\n"},
      {"quiet: false\nexternal-autoscaler: false\njobs: many\n",
       "quiet=false\nexternal-autoscaler=false\nFS721 jobs\n"},
      {"external-autoscaler: 3\n", "FS721 external-autoscaler\n"},
      {"xyzzy: 1\n", "FS720 xyzzy\n"},
      {"quiet: true\n---\nquiet: false\n", "quiet=true\nFS721 \n"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.text);
    CHECK(read_text(c.text) == c.told);
  }
}

TEST_CASE("the schema is JSON and has every key") {
  const auto schema = nlohmann::json::parse(json_schema());
  CHECK(schema.at("additionalProperties") == false);
  const auto keys = options::at(options::kConfigFile);
  CHECK(schema.at("properties").size() == keys.size());
  for (const options::Option* key : keys) CHECK(schema.at("properties").contains(std::string(key->name)));
}

}  // namespace feastctl::config
