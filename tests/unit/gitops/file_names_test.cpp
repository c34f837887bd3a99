#include "gitops/file_names.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace feastctl::gitops;
using feastctl::ObjectName;

TEST_CASE("an object's file is named after its kind, namespace and name") {
  struct Row {
    ObjectName object;
    std::string_view file;
  };
  for (const auto& [object, file] : std::initializer_list<Row>{
           {{"apps/v1", "Deployment", "feast", "feast-sample"}, "deployment_feast_feast-sample.yaml"},
           {{"v1", "Service", "feast", "a.b"}, "service_feast_a.b.yaml"},
           {{"rbac.authorization.k8s.io/v1", "ClusterRole", "", "r"}, "clusterrole_r.yaml"},
           {{"serving.knative.dev/v1", "Service", "feast", "s"}, "service.serving.knative.dev_feast_s.yaml"},
           {{"rbac.authorization.k8s.io/v1", "Role", "feast", "system:A"}, "role_feast_system=3a=41.yaml"},
           {{"example.com/v1", "Widget", "a", "../../etc/passwd"}, "widget.example.com_a_..=2f..=2fetc=2fpasswd.yaml"},
           {{"v1", "Service", "", "../x"}, "service_..=2fx.yaml"},
           {{"v1", ".hidden", "", ""}, "=2ehidden_.yaml"},
       }) {
    CHECK(file_name(object, "yaml") == file);
  }
}

TEST_CASE("two objects never share a file, whatever their names") {
  const std::string longest(253, 'x');
  const std::string other = std::string(252, 'x') + "y";
  std::set<std::string> files;
  std::size_t count = 0;
  for (const std::string_view name_space : {"", "a", "a_b", "a-b", "A"}) {
    for (const std::string_view name :
         {"", "a", "A", "b_c", "b", "=41", "a/b", "a=2fb", "\xff", ".", longest.c_str(), other.c_str()}) {
      for (const std::string_view version : {"v1", "v1/v1", "example.com/v1", "b_a/v1"}) {
        files.insert(file_name({version, "Kind", name_space, name}, "yaml"));
        ++count;
      }
    }
  }
  CHECK(files.size() == count);
  for (const std::string& file : files) {
    CHECK(file.size() <= 200);
    CHECK(file.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-=_") == std::string::npos);
    CHECK(file.front() != '.');
  }
}

TEST_CASE("a record names plain files of its own folder only") {
  const std::string sum(64, 'a');
  std::string text = "# a comment\n";
  for (const std::string_view name : {"service_a_b.yaml", "../x", "/etc/passwd", "a/b", ".hidden", "", "Dockerfile"}) {
    text += sum + "  " + std::string(name) + "\r\n";
  }
  text += sum + " *binary.yaml\n" + "short  x.yaml\n" + sum + "  last.yaml";
  std::vector<std::string> names;
  for (const RecordEntry& entry : read_record(text)) names.emplace_back(entry.name);
  CHECK(names == std::vector<std::string>{"service_a_b.yaml", "Dockerfile", "last.yaml"});
}

TEST_CASE("a record is read back as it was written") {
  const std::string ones(64, '1'), twos(64, '2');
  const std::vector<RecordEntry> entries{{"a.yaml", ones}, {"b.yaml", twos}};
  const std::string text = record_text(entries);
  const auto again = read_record(text);
  REQUIRE(again.size() == 2);
  CHECK(again[1].name == "b.yaml");
  CHECK(again[1].sha256 == std::string(64, '2'));
}

TEST_CASE("a kustomization lists the files in their order") {
  const std::vector<std::string_view> files{"b.yaml", "a.yaml"};
  CHECK(kustomization(files).ends_with("kind: Kustomization\nresources:\n- b.yaml\n- a.yaml\n"));
  CHECK(kustomization({}).ends_with("resources: []\n"));
  CHECK(files_of_kustomization(kustomization(files)) == files);
  CHECK(files_of_kustomization(kustomization({})).empty());
}
