#include <doctest/doctest.h>

#include <string>

#include "report/report.hpp"
#include "unit/report/findings.hpp"

using namespace feastctl;
using namespace feastctl::test;

TEST_CASE("the JSON report, with everything and with next to nothing") {
  Sources sources;
  sources.add("store.yaml", "name: \"\u00e9\"\n");
  Diagnostic full = finding(kBadName, span_of(sources, "\"\u00e9\""), "wrong", "metadata.name");
  full.with_found("f").with_expected("e").with_hint("h");
  full.object = {.kind = "ClusterRole", .name_space = {}, .name = "n", .path = "metadata.name"};
  full.store_namespace = "ns";
  full.store_name = "x";
  full.document = 0;
  full.notes = {{"see", span_of(sources, "name"), "metadata"}};
  const Diagnostic findings[] = {full, finding(kHurts, {}, "bare\x1b")};
  CHECK(report::json(findings, sources, {.stores = 1, .errors = 1, .warnings = 1}) == R"({
  "formatVersion": "1.0",
  "feastVersion": "0.66.0",
  "kubernetesVersion": "1.35",
  "valid": false,
  "summary": {
    "stores": 1,
    "errors": 1,
    "warnings": 1,
    "skipped": 0
  },
  "diagnostics": [
    {
      "code": "FS601",
      "severity": "warning",
      "message": "bare\u001B"
    },
    {
      "code": "FS501",
      "severity": "error",
      "message": "wrong",
      "hint": "h",
      "found": "f",
      "expected": "e",
      "file": "store.yaml",
      "line": 1,
      "column": 7,
      "endLine": 1,
      "endColumn": 10,
      "document": 0,
      "store": {
        "namespace": "ns",
        "name": "x"
      },
      "path": "metadata.name",
      "object": {
        "kind": "ClusterRole",
        "name": "n",
        "path": "metadata.name"
      },
      "notes": [
        {
          "message": "see",
          "file": "store.yaml",
          "line": 1,
          "column": 1,
          "path": "metadata"
        }
      ]
    }
  ]
}
)");
}

TEST_CASE("no findings are an empty list") {
  const std::string out = report::json({}, Sources(), {.stores = 1});
  CHECK(out.find("\"valid\": true") != std::string::npos);
  CHECK(out.find("\"diagnostics\": []\n}\n") != std::string::npos);
}
