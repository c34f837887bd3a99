#include "base/key_material.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "base/ascii.hpp"

namespace feastctl {

namespace {

constexpr std::size_t kNotFound = std::string_view::npos;

/// How the lines around a key begin, and markers of formats without such lines.
constexpr std::array<std::string_view, 4> kArmour{"-----BEGIN", "-----END", "PRIVATE KEY", "PuTTY-User-Key-File"};

/// How the tokens of well-known issuers begin; each goes on for at least kTokenRest characters.
constexpr std::array<std::string_view, 20> kTokens{
    "AKIA",  "ASIA",  "ghp_",     "gho_", "ghu_", "ghs_",  "ghr_",      "github_pat_", "glpat-",          "xoxb-",
    "xoxp-", "xapp-", "sk_live_", "sk-",  "AIza", "ya29.", "dckr_pat_", "npm_",        "AGE-SECRET-KEY-", "hvs."};
constexpr std::size_t kTokenRest = 12;

/// The fewest characters of any key: a short prefix with its rest.
constexpr std::size_t kShortestKey = [] {
  std::size_t shortest = kTokens.front().size();
  for (const std::string_view prefix : kTokens) shortest = std::min(shortest, prefix.size());
  return shortest + kTokenRest;
}();

/// From this length on, a run is considered random if it switches between upper case, lower case and digits at two of
/// five characters or more: base64 switches at two of three, camel case at one of three.
constexpr std::size_t kLeastRun = 20;

static_assert(kShortestKey <= kLeastRun);

bool in_run(char c) {
  return is_alphanumeric(c) || c == '+' || c == '_' || c == '-' || c == '=';
}

int kind_of(char c) {
  return c >= '0' && c <= '9' ? 0 : c >= 'a' && c <= 'z' ? 1 : c >= 'A' && c <= 'Z' ? 2 : 3;
}

bool is_random(std::string_view run) {
  if (run.size() < kLeastRun) return false;
  std::array<bool, 4> seen{};
  std::size_t changes = 0;
  for (std::size_t i = 0; i < run.size(); ++i) {
    seen[kind_of(run[i])] = true;
    if (i > 0 && kind_of(run[i]) != kind_of(run[i - 1])) ++changes;
  }
  return seen[0] && seen[1] && seen[2] && changes * 5 >= (run.size() - 1) * 2;
}

bool is_token(std::string_view run) {
  return std::ranges::any_of(kTokens, [&](std::string_view prefix) {
    return run.size() >= prefix.size() + kTokenRest && run.starts_with(prefix);
  });
}

/// The next run of such characters from `at` on; tokens may have dots in their prefix, as JSON Web Tokens between
/// parts. Shorter ones than any key are passed over: as in a search for a word, a character that ends a run rules out
/// all runs over it.
struct Run {
  std::size_t begin = 0, end = 0;
};

Run next_run(std::string_view text, std::size_t at) {
  const auto goes_on = [&](std::size_t i) { return in_run(text[i]) || text[i] == '.'; };
  while (text.size() - at >= kShortestKey) {
    std::size_t last = at + kShortestKey;
    while (last > at && goes_on(last - 1)) --last;
    if (last != at) {
      at = last;
      continue;
    }
    std::size_t end = at + kShortestKey;
    while (end < text.size() && goes_on(end)) ++end;
    while (at < end && text[at] == '.') ++at;
    if (at < end) return {at, end};
  }
  return {text.size(), text.size()};
}

bool is_key(std::string_view run) {
  if (is_token(run)) return true;
  for (std::size_t at = 0; at < run.size();) {  // part by part, because names with dots have many
    const std::size_t dot = std::min(run.find('.', at), run.size());
    if (is_random(run.substr(at, dot - at))) return true;
    at = dot + 1;
  }
  return false;
}

/// The password of `scheme://user:password@host` from `at` on, empty without one.
Run next_password(std::string_view text, std::size_t at) {
  for (at = text.find("://", at); at != kNotFound; at = text.find("://", at + 3)) {
    const std::size_t begin = at + 3;
    const std::size_t end = std::min(text.find_first_of("/?# \t\r\n\"'`", begin), text.size());
    const std::string_view authority = text.substr(begin, end - begin);
    const std::size_t host = authority.rfind('@');
    if (host == kNotFound) continue;
    const std::size_t colon = authority.substr(0, host).find(':');
    if (colon != kNotFound && colon + 1 < host) return {begin + colon + 1, begin + host};
  }
  return {text.size(), text.size()};
}

bool has_armour(std::string_view text) {
  return std::ranges::any_of(kArmour, [&](std::string_view words) { return text.find(words) != kNotFound; });
}

}  // namespace

bool holds_key_material(std::string_view text) {
  if (has_armour(text) || next_password(text, 0).begin < text.size()) return true;
  for (Run run = next_run(text, 0); run.begin < text.size(); run = next_run(text, run.end)) {
    if (is_key(text.substr(run.begin, run.end - run.begin))) return true;
  }
  return false;
}

bool names_credential(std::string_view line) {
  constexpr std::array<std::string_view, 10> kEnds{
      "password",   "passphrase",        "passwd",     "client_secret",      "token", "api_key",
      "access_key", "connection_string", "secret_key", "private_key_content"};
  for (std::size_t colon = line.find(':'); colon != kNotFound; colon = line.find(':', colon + 1)) {
    std::string_view key = line.substr(0, colon);
    while (key.ends_with('"') || key.ends_with('\'') || key.ends_with(' ')) key.remove_suffix(1);
    if (std::ranges::any_of(kEnds, [&](std::string_view end) { return key.ends_with(end); })) return true;
  }
  return false;
}

void conceal_key_material(std::string& text) {
  if (!holds_key_material(text)) return;
  if (has_armour(text)) {
    text = kConcealed;
    return;
  }
  for (Run run = next_password(text, 0); run.begin < text.size();
       run = next_password(text, run.begin + kConcealed.size())) {
    text.replace(run.begin, run.end - run.begin, kConcealed);
  }
  for (Run run = next_run(text, 0); run.begin < text.size(); run = next_run(text, run.end)) {
    if (!is_key(std::string_view(text).substr(run.begin, run.end - run.begin))) continue;
    text.replace(run.begin, run.end - run.begin, kConcealed);
    run.end = run.begin + kConcealed.size();
  }
}

}  // namespace feastctl
