/// The verdicts for other programs, and the table of quotas for people.
#include <fmt/format.h>

#include <algorithm>

#include "admit/admit.hpp"
#include "base/json_string.hpp"
#include "base/text_table.hpp"
#include "report/json_writer.hpp"

namespace feastctl::admit {

namespace {

using report::ObjectWriter;
using report::write_list;
using report::write_texts;

template <typename Get>
std::vector<std::string> texts_of(const std::vector<Violation>& violations, const Get& get) {
  std::vector<std::string> texts;
  for (const Violation& v : violations) texts.emplace_back(get(v));
  return texts;
}

void write_violations(const std::vector<Violation>& violations, ObjectWriter& out) {
  out.boolean("allowed", violations.empty());
  write_texts(texts_of(violations, [](const Violation& v) { return v.check; }), out.begin("checks"));
  write_texts(texts_of(violations, [](const Violation& v) { return v.reason; }), out.begin("reasons"));
  write_texts(texts_of(violations, [](const Violation& v) { return v.detail; }), out.begin("details"));
  out.text("message", message_of(violations));
}

void write_security(const PodVerdict& verdict, std::size_t indent, std::string& into) {
  ObjectWriter out(into, indent);
  out.text("policy", verdict.enforced.words());
  write_violations(verdict.as_written, out);
  const std::string created = message_of(verdict.refused);
  if (created != message_of(verdict.as_written)) {
    ObjectWriter nested(out.begin("created"), indent + 2);
    write_violations(verdict.refused, nested);
    nested.end();
  }
  out.text("warning", message_of(verdict.warned));
  out.text("audit", message_of(verdict.audited));
  out.end();
}

void write_amounts(const Node* resources, std::string_view side, ObjectWriter& out) {
  const Amounts amounts = amounts_in(lookup(resources, {side}));
  if (amounts.empty()) return;
  std::string& into = out.begin(side);
  into += '{';
  for (const auto& [name, amount] : amounts) {
    if (into.back() != '{') into += ", ";
    append_json_string(name, into);
    into += ": ";
    append_json_string(amount.canonical(), into);
  }
  into += '}';
}

void write_after(const Node& spec, std::size_t indent, std::string& into) {
  ObjectWriter out(into, indent);
  for (const std::string_view list : {"initContainers", "containers"}) {
    const Node* containers = lookup(&spec, {list});
    if (containers == nullptr) continue;
    ObjectWriter nested(out.begin(list), indent + 2);
    for (const Node* container : containers->items()) {
      ObjectWriter own(nested.begin(string_at(container, "name")), indent + 4);
      write_amounts(lookup(container, {"resources"}), "limits", own);
      write_amounts(lookup(container, {"resources"}), "requests", own);
      own.end();
    }
    nested.end();
  }
  if (const Node* resources = lookup(&spec, {"resources"})) {
    ObjectWriter own(out.begin("pod"), indent + 2);
    write_amounts(resources, "limits", own);
    write_amounts(resources, "requests", own);
    own.end();
  }
  out.end();
}

void write_limits(const ObjectVerdict& verdict, std::size_t indent, std::string& into) {
  ObjectWriter out(into, indent);
  out.boolean("allowed", verdict.limits_allow());
  std::vector<std::string> messages;
  const bool invalid = verdict.pods && !verdict.pods->invalid.empty();
  if (invalid) {
    for (const Problem& p : verdict.pods->invalid) messages.push_back(fmt::format("{}: {}", p.path, p.message));
  } else {
    for (const Excess& e : verdict.claim) messages.push_back(e.message);
    if (verdict.pods && !verdict.pods->excesses.empty()) {
      for (const Excess& e : verdict.pods->excesses.front().second) messages.push_back(e.message);
    }
  }
  std::ranges::sort(messages);
  messages.erase(std::unique(messages.begin(), messages.end()), messages.end());  // as the plugin joins them
  if (!verdict.limits_allow()) out.text("reason", invalid ? "Invalid" : "Forbidden");
  write_texts(messages, out.begin("messages"));
  const Node* spec = verdict.pods ? lookup(verdict.pods->limited.pod, {"spec"}) : nullptr;
  if (spec != nullptr && verdict.limits_allow()) {
    write_after(*spec, indent + 2, out.begin("after"));
    out.text("qosClass", quality_of_service(*spec));
    out.text("annotation", verdict.pods->limited.annotation);
  }
  out.end();
}

void write_quota(const QuotaVerdict& quota, ObjectWriter out) {
  out.text("why", word_of(quota.why));
  out.text("resource", quota.resource);
  out.number("count", quota.count);
  out.number("fitting", quota.fitting);
  out.boolean("allowed", quota.message.empty());
  out.text("message", quota.message);
  out.end();
}

void write_object(const ObjectVerdict& verdict, const Sources& sources, ObjectWriter out) {
  out.text("kind", verdict.kind);
  out.text("namespace", verdict.name_space);
  out.text("name", verdict.name);
  if (verdict.source != 0) out.text("file", sources.at(verdict.source).name);
  out.number("document", static_cast<std::size_t>(std::max(verdict.document, 0)));
  out.boolean("valid", verdict.valid);
  out.boolean("allowed", verdict.created());
  if (verdict.pods && verdict.kind != "Pod") out.boolean("podsAllowed", verdict.pods_created());
  if (verdict.pods) write_security(*verdict.pods, 6, out.begin("podSecurity"));
  if (verdict.has_limits) write_limits(verdict, 6, out.begin("limitRange"));
  if (verdict.has_quota) write_list(verdict.quota, 6, out.begin("quota"), write_quota);
  out.end();
}

void write_line(const QuotaLine& line, ObjectWriter out) {
  out.text("namespace", line.name_space);
  out.text("quota", line.quota);
  out.text("resource", line.resource);
  out.text("hard", line.hard.canonical());
  out.text("used", line.used.canonical());
  out.text("needed", line.needed.canonical());
  out.end();
}

}  // namespace

std::string json_members(const Outcome& outcome, const Sources& sources) {
  std::string text;
  ObjectWriter out(text, 0);
  out.boolean("allowed", outcome.allowed());
  write_list(outcome.objects, 2, out.begin("objects"),
             [&](const ObjectVerdict& verdict, ObjectWriter item) { write_object(verdict, sources, item); });
  if (!outcome.quotas.empty()) write_quotas(outcome.quotas, out.begin("quotas"));
  ObjectWriter kinds(out.begin("notChecked"), 2);
  for (const auto& [kind, count] : outcome.not_checked) kinds.number(kind, count);
  kinds.end();
  return text.substr(1);  // without the brace that begins an object
}

void write_quotas(const std::vector<QuotaLine>& lines, std::string& out) {
  write_list(lines, 2, out, write_line);
}

std::string quota_table(const std::vector<QuotaLine>& lines) {
  if (lines.empty()) return {};
  std::vector<TableRow> rows{{"QUOTA", "RESOURCE", "HARD", "USED", "NEEDED AT MOST"}};
  for (const QuotaLine& line : lines) {
    rows.push_back({fmt::format("{}/{}", line.name_space, line.quota), line.resource, line.hard.canonical(),
                    line.used.canonical(), line.needed.canonical()});
  }
  return text_table(rows);
}

}  // namespace feastctl::admit
