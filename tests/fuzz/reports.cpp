#include "reports.hpp"

#include <algorithm>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "agreements.hpp"
#include "report/formats.hpp"

namespace feastctl::fuzz {

namespace {

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::ranges::find(names, name) != names.end();
}

/// The tags of `text` in order, without their brackets; false where one is not closed, or a text has a bare `&`.
bool tags_of(std::string_view text, std::vector<std::string_view>& tags) {
  while (!text.empty()) {
    if (text.front() == '&') {
      const auto end = text.substr(0, 12).find(';');
      if (end == std::string_view::npos || end < 2) return false;
      text.remove_prefix(end);
    } else if (text.front() == '<') {
      const auto end = text.find('>');
      if (end == std::string_view::npos || text.substr(1, end - 1).find('<') != std::string_view::npos) return false;
      tags.push_back(text.substr(1, end - 1));
      text.remove_prefix(end);
    }
    text.remove_prefix(1);
  }
  return true;
}

/// Whether the attributes of a tag are `name="value"` with an even number of quotes.
bool attributes_fine(std::string_view tag) {
  bool quoted = false;
  for (std::size_t i = 0; i < tag.size(); ++i) {
    if (tag[i] == '"') {
      if (!quoted && (i == 0 || tag[i - 1] != '=')) return false;
      quoted = !quoted;
    }
  }
  return !quoted;
}

}  // namespace

bool is_xml(std::string_view text) {
  std::vector<std::string_view> tags;
  if (!tags_of(text, tags)) return false;
  std::vector<std::string_view> open;
  for (std::string_view tag : tags) {
    if (tag.starts_with('?')) continue;
    if (tag.starts_with('/')) {
      if (open.empty() || open.back() != tag.substr(1)) return false;
      open.pop_back();
      continue;
    }
    if (!attributes_fine(tag)) return false;
    if (!tag.ends_with('/')) open.push_back(tag.substr(0, tag.find_first_of(" \n")));
  }
  return open.empty() && !tags.empty();
}

void check_reports(const Result& result, const Sources& sources) {
  const auto& findings = result.findings.all();
  std::vector<report::Subject> subjects;
  for (const StoreResult& store : result.stores) {
    subjects.push_back({store.source, store.document, store.name_space, store.name});
  }
  for (const report::Format& format : report::formats()) {
    const std::string text = format.write({.findings = findings,
                                           .sources = sources,
                                           .subjects = subjects,
                                           .skipped = result.skipped,
                                           .version = "1.0.0",
                                           .summary = true});
    require(is_clean_text(text), "a report harms no terminal", text);
    if (is_one_of(format.name, {"json", "sarif", "gitlab"})) {
      require(nlohmann::json::accept(text), "the report is JSON", text);
    }
    if (format.name == "junit") require(is_xml(text), "the report is XML", text);
  }
}

}  // namespace feastctl::fuzz
