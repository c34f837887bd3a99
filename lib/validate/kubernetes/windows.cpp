#include "validate/kubernetes/windows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>

#include "base/ascii.hpp"
#include "base/names.hpp"
#include "catalog/codes.hpp"
#include "validate/kubernetes/checks.hpp"

namespace feastctl::validate::kubernetes {

namespace {

constexpr std::size_t kLargestCredentialSpec = std::size_t{64} * 1024;
constexpr std::size_t kLongestUser = 104;
constexpr std::size_t kLongestDomain = 255;

/// The characters of UTF-8 text.
std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

bool is_net_bios_name(std::string_view domain) {
  return !domain.empty() && domain.front() != '.' && characters(domain) <= 15 &&
         domain.find_first_of("\\/:*?\"<>|") == std::string_view::npos;
}

bool is_dns_name(std::string_view domain) {
  while (true) {
    const std::size_t dot = domain.find('.');
    const std::string_view label = domain.substr(0, dot);
    if (label.empty() || label.size() > 63 || !is_alphanumeric(label.front()) || !is_alphanumeric(label.back())) {
      return false;
    }
    if (!std::ranges::all_of(label, [](char c) { return is_alphanumeric(c) || c == '-'; })) return false;
    if (dot == std::string_view::npos) return true;
    domain.remove_prefix(dot + 1);
  }
}

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7F;
}

/// What keeps a text from being a Windows account, `DOMAIN\user` or `user`, or nothing.
std::optional<std::string> account_problem(std::string_view account) {
  if (account.empty()) return "must not be empty";
  if (std::ranges::any_of(account, is_control)) return "must not contain control characters";
  const std::size_t slash = account.find('\\');
  const std::string_view user = slash == std::string_view::npos ? account : account.substr(slash + 1);
  if (user.find('\\') != std::string_view::npos) return "must contain at most one backslash";
  if (slash != std::string_view::npos) {
    const std::string_view domain = account.substr(0, slash);
    if (domain.size() > kLongestDomain) return fmt::format("has a domain of more than {} bytes", kLongestDomain);
    if (!is_net_bios_name(domain) && !is_dns_name(domain))
      return "has a domain that is neither a NetBIOS name nor a DNS name";
  }
  if (user.empty()) return "has no user";
  if (user.size() > kLongestUser) return fmt::format("has a user name of more than {} bytes", kLongestUser);
  if (user.find_first_not_of(". ") == std::string_view::npos) return "has a user name of only dots and spaces";
  if (user.find_first_of("\"/:;|=,+*?<>@[]") != std::string_view::npos) {
    return "has a user name with one of \" / : ; | = , + * ? < > @ [ ]";
  }
  return std::nullopt;
}

void check_credential_spec(const Field& spec, ObjectReport& report) {
  if (!spec.is_string() || (!spec.text().empty() && spec.text().size() <= kLargestCredentialSpec)) return;
  report.add(catalog::kPodSecurityProfile, spec, "gmsaCredentialSpec must be between 1 byte and 64 KiB")
      .with_found(fmt::format("{} bytes", spec.text().size()));
}

}  // namespace

void check_windows_options(const Field& pod_spec, ObjectReport& report) {
  const Field context = pod_spec.child("securityContext");
  const Field options = context.child("windowsOptions");
  if (!options.is_map()) return;
  name(report, catalog::kPodSecurityProfile, options.child("gmsaCredentialSpecName"), dns1123_subdomain_problem,
       "a GMSA credential spec");
  check_credential_spec(options.child("gmsaCredentialSpec"), report);
  const Field account = options.child("runAsUserName");
  if (account.is_string()) {
    if (const auto problem = account_problem(account.text())) {
      report.add(catalog::kPodSecurityProfile, account, fmt::format("runAsUserName {}", *problem))
          .with_found(shown(account));
    }
  }
  const Field host_process = options.child("hostProcess");
  if (host_process.boolean()) {
    // The containers of a FeatureStore inherit it, and no FeatureStore can ask for the host's network.
    report
        .add(catalog::kPodSecurityProfile, pod_spec.child("hostNetwork"), host_process.cause(),
             "Windows host processes require the host network, which a FeatureStore cannot request")
        .with_found("hostProcess: true")
        .with_hint("remove hostProcess; the Feast servers are Linux containers");
  }
}

}  // namespace feastctl::validate::kubernetes
