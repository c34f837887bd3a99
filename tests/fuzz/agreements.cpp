#include "agreements.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "base/arena.hpp"
#include "base/utf8.hpp"
#include "bundles.hpp"
#include "reports.hpp"

namespace feastctl::fuzz {

namespace {

/// Two jobs share the work of this many stores.
constexpr std::size_t kEnoughForTwo = 8;

/// A finding with all its parts in one text.
std::string whole(const Diagnostic& d) {
  std::string text(d.rule->code);
  for (const std::string& part : {d.message, d.path, d.found, d.expected, d.hint, d.object.kind, d.object.name_space,
                                  d.object.name, d.object.path, d.store_namespace, d.store_name}) {
    text += '|';
    text += part;
  }
  text +=
      '@' + std::to_string(d.where.source) + ':' + std::to_string(d.where.begin) + '-' + std::to_string(d.where.end);
  for (const Note& note : d.notes) text += "; " + note.message + "@" + std::to_string(note.where.begin);
  return text;
}

/// Only a run that makes output can say of it that something is left out.
bool about_output(const Diagnostic& d) {
  return d.rule->code == "FS142" || d.rule->code == "FS706";
}

std::vector<std::string> verdict(const Result& result) {
  std::vector<std::string> findings;
  for (const Diagnostic& d : result.findings.all()) {
    if (!about_output(d)) findings.push_back(whole(d));
  }
  std::ranges::sort(findings);
  return findings;
}

std::string texts(const Result& result) {
  std::string all;
  for_each_object(result, [&](const Rendered& object) { all += object.text + "---\n"; });
  return all;
}

void require_same_verdict(const Result& result, const Result& rendered, std::string_view what) {
  const auto a = verdict(rendered);
  const auto b = verdict(result);
  if (a == b) return;
  const auto [in_a, in_b] = std::ranges::mismatch(a, b);
  require(false, what,
          "render: " + (in_a == a.end() ? "(none)" : *in_a) + "\nother: " + (in_b == b.end() ? "(none)" : *in_b));
}

}  // namespace

void require(bool holds, std::string_view what, std::string_view detail) {
  if (holds) return;
  std::fprintf(stderr, "\nNOT SO: %.*s\n%.*s\n", static_cast<int>(what.size()), what.data(),
               static_cast<int>(detail.size()), detail.data());
  std::abort();
}

Options options_for(std::string_view input) {
  Options options;
  if (!input.starts_with("#!")) return options;
  const std::string_view line = input.substr(0, std::min(input.find('\n'), std::size_t{16}));
  const auto asked = [&](char letter) { return line.find(letter) != std::string_view::npos; };
  options.platform.openshift = asked('o');
  options.platform.prometheus_operator = asked('p');
  options.platform.all_externally_scaled = asked('e');
  if (asked('c')) options.platform.oidc_issuer = "https://issuer.example";
  if (asked('i')) options.platform.secrets = model::SecretsMode::kInline;
  options.discovery = asked('d');
  options.pass_through = asked('t');
  options.create_namespace = asked('n');
  if (asked('x')) options.shared = SharedObjects::kExclude;
  if (asked('a')) options.gitops = gitops::Tool::kArgoCd;
  if (asked('f')) options.gitops = gitops::Tool::kFlux;
  return options;
}

void check_findings(const Result& result, const Sources& sources) {
  const auto inside = [&](const Span& span) {
    return !span.known() ||
           (span.source <= sources.size() && span.begin <= span.end && span.end <= sources.at(span.source).text.size());
  };
  for (const Diagnostic& d : result.findings.all()) {
    require(inside(d.where), "a finding points into its source", whole(d));
    require(!d.message.empty(), "a finding has a message", whole(d));
    for (const Note& note : d.notes) require(inside(note.where), "a note points into its source", note.message);
  }
  check_reports(result, sources);
}

void check_runs(const Sources& sources, const Options& options) {
  Options wanted = options;
  const Result rendered = run(sources, wanted);
  check_findings(rendered, sources);

  wanted.task = Task::kValidate;
  require_same_verdict(run(sources, wanted), rendered, "validate and render agree");
  wanted.task = Task::kDefaults;
  wanted.origins = true;
  const Result defaults = run(sources, wanted);
  require_same_verdict(defaults, rendered, "defaults and render agree");
  wanted = options;
  wanted.jobs = 2;
  if (rendered.stores.size() >= kEnoughForTwo) {
    const Result shared_out = run(sources, wanted);
    require_same_verdict(shared_out, rendered, "two jobs find what one finds");
    require(texts(shared_out) == texts(rendered), "two jobs write the bytes of one");
  }
  if (rendered.findings.errors() != 0) return;
  wanted.jobs = 1;
  wanted.format = Format::kJson;
  check_bundle(rendered, run(sources, wanted));
  check_defaults(defaults);
}

void check_text(std::string_view text) {
  Sources sources;
  sources.add("input.yaml", text);
  check_runs(sources, options_for(text));
}

bool is_clean_text(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Character c = utf8_at(text, at);
    if (!c.valid || (c.code < 0x20 && c.code != '\n' && c.code != '\t') || c.code == 0x7F) return false;
    at += c.size;
  }
  return true;
}

}  // namespace feastctl::fuzz
