#include "validate/rules.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "support/tree.hpp"

using namespace feastctl;

namespace {

using Lines = std::vector<std::string>;

/// `CODE path` for each finding in a FeatureStore with this spec.
Lines judge(std::string_view spec, ApiVersion version = ApiVersion::kV1) {
  Arena arena;
  const TreeBuilder tree(arena);
  Diagnostics out;
  validate::check_rules(*test::tree_of(tree, fmt::format("{{'spec': {}}}", spec)), version, out);
  Lines lines;
  for (const Diagnostic& d : out.all()) lines.push_back(fmt::format("{} {}", d.rule->code, d.path));
  std::ranges::sort(lines);
  return lines;
}

struct Case {
  const char* spec;
  Lines findings;
};

void check(std::initializer_list<Case> cases) {
  for (const auto& [spec, findings] : cases) {
    const auto& given = spec;  // clang 14 captures no structured binding
    CAPTURE(given);
    CHECK(judge(spec) == findings);
  }
}

Lines in_services(const std::string& services) {
  return judge("{'services': {" + services + "}}");
}

const std::string kOnlineDb = "'onlineStore': {'persistence': {'store': {}}}";
const std::string kRegistryDb = "'registry': {'local': {'persistence': {'store': {}}}}";

/// Three replicas of a store with these services.
Lines scaled(const std::string& services) {
  return judge("{'replicas': 3, 'services': {" + services + "}}");
}

}  // namespace

TEST_CASE("scaling needs a database for each enabled service") {
  const std::string online = "FS301 spec.services.onlineStore";
  CHECK(scaled(kOnlineDb + "," + kRegistryDb) == Lines{});
  CHECK(scaled(kRegistryDb) == Lines{"FS301 spec.services"});
  CHECK(scaled("'onlineStore': {}," + kRegistryDb) == Lines{online});
  CHECK(scaled("'onlineStore': {'disabled': true}," + kRegistryDb) == Lines{online});
  CHECK(scaled("'onlineStore': {'persistence': {'file': {'path': '/a'}}}," + kRegistryDb) ==
        Lines{online + ".persistence.file"});
  CHECK(scaled("'offlineStore': {}," + kOnlineDb + "," + kRegistryDb) == Lines{"FS301 spec.services.offlineStore"});
  CHECK(scaled("'offlineStore': {'persistence': {'store': {}}}," + kOnlineDb + "," + kRegistryDb) == Lines{});
  CHECK(scaled(kOnlineDb) == Lines{"FS301 spec.services"});
  CHECK(judge("{'replicas': 2}") == Lines{"FS301 spec", "FS301 spec"});
}

TEST_CASE("a registry that scales is remote, a database or on an object store") {
  const auto registry = [](const std::string& r) { return scaled(kOnlineDb + ",'registry': " + r); };
  CHECK(registry("{'remote': {'hostname': 'h'}}") == Lines{});
  CHECK(registry("{'local': {'persistence': {'file': {'path': 's3://b/r.db'}}}}") == Lines{});
  CHECK(registry("{'local': {'persistence': {'file': {'path': 'gs://b/r.db'}}}}") == Lines{});
  CHECK(registry("{'local': {'persistence': {'file': {'path': '/r.db'}}}}") ==
        Lines{"FS301 spec.services.registry.local.persistence.file"});
  CHECK(registry("{'local': {}}") == Lines{"FS301 spec.services.registry.local"});
}

TEST_CASE("what counts as scaling") {
  CHECK(judge("{'replicas': 1, 'services': {}}") == Lines{});
  CHECK(judge("{'services': {'scaling': {}}}") == Lines{});
  CHECK(judge("{'services': {'scaling': {'autoscaling': null}}}") == Lines{});
  CHECK(judge("{'services': {'scaling': {'autoscaling': {}}}}").size() == 2);
  CHECK(scaled(kOnlineDb + "," + kRegistryDb + ", 'scaling': {'autoscaling': {}}") ==
        Lines{"FS302 spec.services.scaling.autoscaling"});
  CHECK(judge("{'replicas': 5}", ApiVersion::kV1Alpha1) == Lines{});
}

TEST_CASE("the refusal of scaling names the service, what makes it scale, and what to set") {
  Arena arena;
  const TreeBuilder tree(arena);
  Diagnostics out;
  const Node* store = test::tree_of(
      tree, "{'spec': {'replicas': 3, 'services': {'onlineStore': {}, 'registry': {'remote': {'hostname': 'h'}}}}}");
  validate::check_rules(*store, ApiVersion::kV1, out);
  REQUIRE(out.all().size() == 1);
  const Diagnostic& d = out.all()[0];
  CHECK(d.message.find("the online store") != std::string::npos);
  CHECK(d.hint.find("services.onlineStore.persistence.store") != std::string::npos);
  CHECK(d.found.find("on a volume claim") == std::string::npos);
  REQUIRE(d.notes.size() == 1);
  CHECK(d.notes[0].path == "spec.replicas");
  CHECK(d.notes[0].message == "3 replicas are requested here");
}

namespace {

/// What the only finding in a store with this spec notes: `path: message` each.
Lines noted(std::string_view spec) {
  Arena arena;
  Diagnostics out;
  validate::check_rules(*test::tree_of(TreeBuilder(arena), fmt::format("{{'spec': {}}}", spec)), ApiVersion::kV1, out);
  REQUIRE(out.all().size() == 1);
  Lines lines;
  for (const Note& note : out.all()[0].notes) lines.push_back(fmt::format("{}: {}", note.path, note.message));
  return lines;
}

std::string hint(std::string_view spec) {
  Arena arena;
  Diagnostics out;
  validate::check_rules(*test::tree_of(TreeBuilder(arena), fmt::format("{{'spec': {}}}", spec)), ApiVersion::kV1, out);
  REQUIRE(out.all().size() == 1);
  return out.all()[0].hint;
}

}  // namespace

TEST_CASE("a rule between fields notes the other field") {
  CHECK(noted("{'authz': {'kubernetes': {}, 'oidc': {}}}") == Lines{"spec.authz.kubernetes: kubernetes is set here"});
  CHECK(noted("{'authz': {'kubernetes': {}, 'oidc': {}, 'noAuth': true}}") ==
        Lines{"spec.authz.kubernetes: kubernetes is set here", "spec.authz.noAuth: noAuth is set here"});
  const std::string server = "spec.services.registry.local.server.";
  CHECK(noted("{'services': {'registry': {'local': {'server': {'grpc': false, 'restAPI': false}}}}}") ==
        Lines{server + "restAPI: REST is disabled here"});
  CHECK(noted("{'services': {'registry': {'local': {'server': {'grpc': false}}}}}") == Lines{});
  CHECK(noted("{'services': {'registry': {'local': {'server': {'mcp': {'enabled': true}, 'restAPI': false}}}}}") ==
        Lines{server + "restAPI: REST is disabled here"});
  CHECK(noted("{'services': {'registry': {'local': {'server': {'mcp': {'enabled': true}}}}}}") == Lines{});
  CHECK(noted("{'mlflow': {'trackingUri': 'x', 'extraConfig': {'tracking_uri': 'b'}}}") ==
        Lines{"spec.mlflow.trackingUri: the field is set here"});
  CHECK(noted("{'mlflow': {'extraConfig': {'tracking_uri': 'b'}}}") == Lines{});
  CHECK(noted("{'services': {'scaling': {'autoscaling': {}}, 'onlineStore': {}, 'registry': {'remote': {'hostname': "
              "'h'}}}}") == Lines{"spec.services.scaling.autoscaling: autoscaling is requested here"});
}

TEST_CASE("the refusal of scaling says where the files are") {
  const auto found = [](const std::string& file) {
    Arena arena;
    Diagnostics out;
    const std::string spec = "{'spec': {'replicas': 3, 'services': {'onlineStore': {'persistence': {'file': {" + file +
                             "}}}, 'registry': {'remote': {'hostname': 'h'}}}}}";
    validate::check_rules(*test::tree_of(TreeBuilder(arena), spec), ApiVersion::kV1, out);
    REQUIRE(out.all().size() == 1);
    return out.all()[0].found;
  };
  CHECK(found("'path': '/a'").ends_with(" at /a"));
  CHECK(found("'path': 'a', 'pvc': {'create': {}, 'mountPath': '/m'}").ends_with(" at a on a volume claim"));
  CHECK(found("").find(" at ") == std::string::npos);
}

TEST_CASE("what to write instead of an absolute path on a claim") {
  const auto path = [](const std::string& text, const std::string& mount) {
    return hint("{'services': {'onlineStore': {'persistence': {'file': {'path': '" + text +
                "', 'pvc': {'create': {}, 'mountPath': '" + mount + "'}}}}}}");
  };
  CHECK(path("/m/a.db", "/m") == "write a.db");
  CHECK(path("/m/a.db", "/n") == "write m/a.db");
  CHECK(path("/m/", "/m") == "write the name of the file; the operator prepends the mount path");
}

TEST_CASE("exactly one of") {
  check({
      {"{'authz': {}}", {"FS310 spec.authz"}},
      {"{'authz': {'kubernetes': {}}}", {}},
      {"{'authz': {'kubernetes': null}}", {"FS310 spec.authz"}},
      {"{'authz': {'kubernetes': {}, 'oidc': {}}}", {"FS310 spec.authz.oidc"}},
      {"{'authz': {'noAuth': false}}", {}},
      {"{'feastProjectDir': {}}", {"FS311 spec.feastProjectDir"}},
      {"{'feastProjectDir': {'init': {}, 'git': {}}}", {"FS311 spec.feastProjectDir.git"}},
  });
  CHECK(in_services("'onlineStore': {'persistence': {}}") == Lines{"FS312 spec.services.onlineStore.persistence"});
  CHECK(in_services("'offlineStore': {'persistence': {'file': {}, 'store': {}}}") ==
        Lines{"FS312 spec.services.offlineStore.persistence.store"});
  CHECK(in_services("'offlineStore': {'persistence': {'file': {'pvc': {'mountPath': '/a'}}}}") ==
        Lines{"FS313 spec.services.offlineStore.persistence.file.pvc"});
  CHECK(in_services("'registry': {}") == Lines{"FS314 spec.services.registry"});
  CHECK(in_services("'registry': {'local': {}, 'remote': {'hostname': 'a'}}") ==
        Lines{"FS314 spec.services.registry.remote"});
  CHECK(in_services("'registry': {'remote': {}}") == Lines{"FS315 spec.services.registry.remote"});
  CHECK(in_services("'podDisruptionBudgets': {}") == Lines{"FS316 spec.services.podDisruptionBudgets"});
  CHECK(in_services("'podDisruptionBudgets': {'minAvailable': 0}") == Lines{});
}

TEST_CASE("paths of repositories and mounts") {
  const auto packaged = [](const char* path) {
    return judge(fmt::format("{{'feastProjectDir': {{'packaged': {{'featureRepoPath': '{}'}}}}}}", path)).size();
  };
  for (const char* path : {"/a", "/a/b", "/..a", "/a./b"}) CHECK(packaged(path) == 0);
  for (const char* path : {"", "a", "/", "/a/", "//a", "/a//b", "/./a", "/a/.", "/../a", "/a/.."}) {
    CAPTURE(path);
    CHECK(packaged(path) == 1);
  }
  check({
      {"{'feastProjectDir': {'git': {'featureRepoPath': '/a'}}}", {"FS320 spec.feastProjectDir.git.featureRepoPath"}},
      {"{'feastProjectDir': {'git': {'featureRepoPath': 'a/b'}}}", {}},
  });
  const auto mount = [](const char* path) {
    return in_services(fmt::format(
        "'offlineStore': {{'persistence': {{'file': {{'pvc': {{'create': {{}}, 'mountPath': '{}'}}}}}}}}", path));
  };
  CHECK(mount("/") == Lines{});
  for (const char* path : {"", "a", "/a:b"}) {
    CHECK(mount(path) == Lines{"FS322 spec.services.offlineStore.persistence.file.pvc.mountPath"});
  }
}

TEST_CASE("paths of files") {
  const std::string pvc = ", 'pvc': {'create': {}, 'mountPath': '/m'}";
  const auto online = [](const std::string& file) {
    return in_services("'onlineStore': {'persistence': {'file': {" + file + "}}}");
  };
  const auto registry = [](const std::string& file) {
    return in_services("'registry': {'local': {'persistence': {'file': {" + file + "}}}}");
  };
  const std::string o = " spec.services.onlineStore.persistence.file.";
  const std::string r = " spec.services.registry.local.persistence.file.";
  CHECK(online("'path': '/a'") == Lines{});
  CHECK(online("'path': 'a'") == Lines{"FS323" + o + "path"});
  CHECK(online("'path': 'a'" + pvc) == Lines{});
  CHECK(online("'path': '/a'" + pvc) == Lines{"FS324" + o + "path"});
  CHECK(online("'path': 's3://a'") == Lines{"FS325" + o + "path"});
  CHECK(online("'path': 'gs://a'" + pvc) == Lines{"FS325" + o + "path"});
  CHECK(registry("'path': 'a'") == Lines{"FS323" + r + "path"});
  CHECK(registry("'path': 's3://a'") == Lines{});
  CHECK(registry("'path': '/a'" + pvc) == Lines{"FS324" + r + "path"});
  CHECK(registry("'path': 's3://a'" + pvc) == Lines{"FS326" + r + "path"});
  CHECK(registry("'path': 's3://a', 's3_additional_kwargs': {}") == Lines{});
  CHECK(registry("'path': 'gs://a', 's3_additional_kwargs': {}") == Lines{"FS327" + r + "s3_additional_kwargs"});
  CHECK(registry("'s3_additional_kwargs': {}") == Lines{});
}

TEST_CASE("what servers offer") {
  const auto server = [](const std::string& s) {
    return in_services("'registry': {'local': {'server': {" + s + "}}}");
  };
  const std::string at = " spec.services.registry.local.server.";
  for (const char* fine : {"", "'restAPI': false", "'grpc': true", "'grpc': false, 'restAPI': true"}) {
    CAPTURE(fine);
    CHECK(server(fine) == Lines{});
  }
  CHECK(server("'grpc': false") == Lines{"FS330" + at + "grpc"});
  CHECK(server("'grpc': false, 'restAPI': false") == Lines{"FS330" + at + "grpc"});
  CHECK(server("'mcp': {'enabled': true}") == Lines{"FS331" + at + "mcp"});
  CHECK(server("'mcp': {'enabled': false}") == Lines{});
  CHECK(server("'mcp': {'enabled': true}, 'restAPI': true") == Lines{});
  CHECK(server("'tls': {}") == Lines{"FS332" + at + "tls"});
  CHECK(server("'tls': {'disable': false}") == Lines{"FS332" + at + "tls"});
  CHECK(server("'tls': {'disable': true}") == Lines{});
  CHECK(server("'tls': {'secretRef': {}}") == Lines{});
  CHECK(in_services("'ui': {'tls': {}}") == Lines{"FS332 spec.services.ui.tls"});
  check({
      {"{'mlflow': {'extraConfig': {'a': 'b'}}}", {}},
      {"{'mlflow': {'extraConfig': {'auto_log': 'b'}}}", {"FS340 spec.mlflow.extraConfig.auto_log"}},
  });
}

TEST_CASE("the rules hold for the applied spec, which the operator writes back") {
  Arena arena;
  const TreeBuilder tree(arena);
  const Node* store = test::tree_of(tree, "{'metadata': {'name': 's', 'namespace': 'ns'}}");
  const auto with_path = [&](const std::string& path) {
    return test::tree_of(tree, "{'services': {'registry': {'local': {'persistence': {'file': {'path': '" + path +
                                   "', 's3_additional_kwargs': {'a': 'b'}}}}}}}");
  };
  Diagnostics out;
  validate::check_rules_on_applied(*store, *with_path("s3://bucket/registry.db"), {}, out);
  CHECK(out.all().empty());
  const Node* applied = with_path("/feast-data/registry.db");
  validate::check_rules_on_applied(*store, *applied, {}, out);
  REQUIRE(out.all().size() == 1);
  CHECK(out.errors() == 1);
  CHECK(out.all()[0].rule->code == "FS327");
  CHECK(out.all()[0].path == "spec.services.registry.local.persistence.file.s3_additional_kwargs");
  CHECK(out.all()[0].object.kind == "FeatureStore");
  CHECK(out.all()[0].object.name_space == "ns");
  CHECK(out.all()[0].object.name == "s");
  CHECK(out.all()[0].object.path == "status.applied.services.registry.local.persistence.file");
  validate::check_rules_on_applied(*store, *applied, {}, out);
  CHECK(out.all().size() == 1);
}

TEST_CASE("values of the wrong kind are left to the schema check") {
  for (const std::string wrong : {"1", "'x'", "[]", "[{}]", "true", "null", "{'a': 1}"}) {
    for (std::string spec :
         {"@", "{'services': @}", "{'replicas': @}", "{'authz': @, 'mlflow': @, 'feastProjectDir': @}",
          "{'replicas': 2, 'services': {'onlineStore': {'persistence': @}, 'registry': {'local': @}}}",
          "{'services': {'scaling': @, 'onlineStore': {'persistence': {'file': @}}}}",
          "{'services': {'registry': {'local': {'server': @, 'persistence': {'file': {'path': @, 'pvc': @}}}}}}",
          "{'mlflow': {'extraConfig': @}, 'feastProjectDir': {'packaged': {'featureRepoPath': @}}}"}) {
      for (auto i = spec.find('@'); i != std::string::npos; i = spec.find('@')) spec.replace(i, 1, wrong);
      CAPTURE(spec);
      CHECK_NOTHROW(judge(spec));
    }
  }
}
