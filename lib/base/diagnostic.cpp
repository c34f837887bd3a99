#include "base/diagnostic.hpp"

#include <utility>

namespace feastctl {

std::string_view severity_name(Severity severity) {
  switch (severity) {
    case Severity::kError: return "error";
    case Severity::kWarning: return "warning";
    case Severity::kNote: return "note";
  }
  return "";
}

Diagnostic& Diagnostics::push(const Rule& rule, Severity severity, Span where, std::string path, std::string message) {
  if (severity == Severity::kError) ++errors_;
  Diagnostic& d = all_.emplace_back();
  d.rule = &rule;
  d.severity = severity;
  d.message = std::move(message);
  d.where = where;
  d.path = std::move(path);
  d.store_namespace = store_namespace_;
  d.store_name = store_name_;
  d.document = document_;
  return d;
}

Diagnostic& Diagnostics::add(const Rule& rule, const Field& at, std::string message) {
  return push(rule, rule.severity, at.span(), at.path(), std::move(message));
}

Diagnostic& Diagnostics::add_at_key(const Rule& rule, const Field& at, std::string message) {
  return push(rule, rule.severity, at.key_span(), at.path(), std::move(message));
}

Diagnostic& Diagnostics::add(const Rule& rule, Span where, std::string message) {
  return push(rule, rule.severity, where, {}, std::move(message));
}

Diagnostic& Diagnostics::add(const Rule& rule, Severity severity, Span where, std::string message) {
  return push(rule, severity, where, {}, std::move(message));
}

void Diagnostics::add(Diagnostic&& finding) {
  if (finding.severity == Severity::kError) ++errors_;
  all_.push_back(std::move(finding));
}

void Diagnostics::set_store(int document, std::string name_space, std::string name) {
  document_ = document;
  finder_.reset();
  store_namespace_ = std::move(name_space);
  store_name_ = std::move(name);
}

Whereabouts Diagnostics::place_of(const Node& store, const Node* target) {
  if (!finder_ || &finder_->root() != &store) finder_.emplace(store);
  return finder_->find(target).value_or(Whereabouts());
}

void Diagnostics::drop_unwanted() {
  std::erase_if(all_, [&](const Diagnostic& d) { return !wants(d.severity); });
}

void Diagnostics::merge(Diagnostics&& other) {
  errors_ += other.errors_;
  all_.insert(all_.end(), std::make_move_iterator(other.all_.begin()), std::make_move_iterator(other.all_.end()));
  other.all_.clear();
  other.errors_ = 0;
}

ObjectReport::ObjectReport(Diagnostics& out, const Node& store, const Node& object, KubernetesRelease kubernetes)
    : out_(&out), store_(&store), object_(&object), kubernetes_(kubernetes) {}

Diagnostic& ObjectReport::add(const Rule& rule, const Field& at, std::string message) {
  return add(rule, at, at.cause(), std::move(message));
}

Diagnostic& ObjectReport::add(const Rule& rule, const Field& at, const Node* cause, std::string message) {
  const Node* source = source_of(cause);
  if (source == nullptr) source = store_;
  const Whereabouts where = place_of(source);
  const bool by_key = (source->is_map() || source->is_list()) && where.key_span.known();
  Diagnostic& d = out_->add(rule, by_key ? where.key_span : source->span, std::move(message));
  d.path = where.path;
  const Node* metadata = object_->find("metadata");
  d.object = {std::string(string_at(object_, "kind")), std::string(string_at(metadata, "namespace")),
              std::string(string_at(metadata, "name")), at.path()};
  // The API server writes map keys in brackets, which matters only for empty keys.
  if (d.object.path.ends_with('.')) d.object.path.replace(d.object.path.size() - 1, 1, "[]");
  return d;
}

}  // namespace feastctl
