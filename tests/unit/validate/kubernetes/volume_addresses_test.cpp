#include "validate/kubernetes/volume_addresses.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace feastctl::validate::kubernetes;

TEST_CASE("iSCSI names") {
  for (const auto* text : {"iqn.2001-04.com.example:storage.disk2", "iqn.2001-04.com:a:b", "eui.0123456789abcdef",
                           "iqn.2001-04.com-a.example:b", "naa.0123456789abcdef0123456789abcdef",
                           "iqn and then iqn.2001-04.com:a", "euiX0123456789ABCDEF"}) {
    CAPTURE(text);
    CHECK(is_iscsi_name(text));
  }
  for (const auto* text : {"", "iqn", "iqn.2001-4.com:a", "iqn.2001-04.com", "iqn.2001-04.com:", "iqn.2001-04.:a",
                           "iqn.2001-04.com:a b", "iqn.2001-04.com:a,b", "x iqn.2001-04.com:a", "eui.0123456789abcde",
                           "eui0123456789abcdef", "naa.0123456789abcdef", "nqn.2014-08.com:x"}) {
    CAPTURE(text);
    CHECK_FALSE(is_iscsi_name(text));
  }
}

TEST_CASE("lists of HOST:PORT") {
  for (const auto* text : {"host:7861", "a:1,b:2", ":80", "host:", "[::1]:80", "[]:1"}) {
    CAPTURE(text);
    CHECK(are_host_ports(text));
  }
  for (const auto* text : {"", "host", "a:1,", "::1:80", "[::1]", "[::1", "[::1]x:80", "a[b:1", "[a[]:1", "[a]]:1"}) {
    CAPTURE(text);
    CHECK_FALSE(are_host_ports(text));
  }
}

TEST_CASE("domains of Kubernetes") {
  CHECK(is_kubernetes_domain("kubernetes.io"));
  CHECK(is_kubernetes_domain("Storage.K8s.IO"));
  CHECK_FALSE(is_kubernetes_domain("my-kubernetes.io"));
  CHECK_FALSE(is_kubernetes_domain(""));
}

TEST_CASE("CSI drivers") {
  CHECK_FALSE(csi_driver_problem("ebs.CSI.aws.com"));
  CHECK_FALSE(csi_driver_problem("A.Z"));
  CHECK(csi_driver_problem("under_score"));
  CHECK(csi_driver_problem(std::string(64, 'a')));
  CHECK_FALSE(csi_driver_problem(std::string(63, 'a')));
}
