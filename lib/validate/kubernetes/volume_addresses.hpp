/// @file
/// @brief The formats of names and addresses of storage systems.
#pragma once

#include <string_view>

#include "base/names.hpp"

namespace feastctl::validate::kubernetes {

/// Whether it is an iSCSI qualified name (`iqn.2001-04.com.example:disk`) or an `eui.` or `naa.` name, as the API
/// server has them.
bool is_iscsi_name(std::string_view text);

/// Whether it is HOST:PORT, or several of them joined by commas. Source: Go's net.SplitHostPort.
bool are_host_ports(std::string_view text);

/// Whether it is kubernetes.io, k8s.io or below one of them, in letters of any case.
bool is_kubernetes_domain(std::string_view text);

/// Why `text` is not the name of a CSI driver, or nothing: a DNS name of at most 63 characters, in letters of any case.
NameProblem csi_driver_problem(std::string_view text);

}  // namespace feastctl::validate::kubernetes
