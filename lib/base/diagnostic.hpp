/// @file
/// @brief A finding, and the sink that all stages report to.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/field.hpp"
#include "base/fix.hpp"
#include "base/rule.hpp"
#include "base/span.hpp"
#include "base/versions.hpp"

namespace feastctl {

/// A second place that a finding refers to: the other side of a one-of, or the field that enables scaling.
struct Note {
  std::string message;
  Span where;
  std::string path;
};

/// The generated object and its field that a finding is about.
struct ObjectRef {
  std::string kind;
  std::string name_space;  ///< empty for cluster-scoped objects
  std::string name;
  std::string path;
};

/// Identifies an error by its rule and place, which do not change when findings are moved.
struct Cause {
  const Rule* rule = nullptr;  ///< null for the first error within `where`, such as a whole document
  Span where{};

  /// Whether it refers to an error at all.
  [[nodiscard]] bool known() const { return where.known(); }
};

/// A finding, with its message and place. Stages fill in what they know; `report` prints it.
struct Diagnostic {
  const Rule* rule = nullptr;
  Severity severity = Severity::kError;  ///< the rule's, unless an option changed it (--strict)
  std::string message;
  Span where;
  std::string path;  ///< in the FeatureStore
  std::string found{}, expected{}, hint{};
  ObjectRef object{};  ///< kind is empty unless the problem is in a generated object
  std::string store_namespace{}, store_name{};
  int document = -1;  ///< which document of its source, from 0; -1 when none
  std::vector<Note> notes{};
  /// The error that causes this finding; unknown for an independent finding.
  Cause follows{};
  /// Equal for findings that the same change fixes, which are reported to users once. Empty for an independent finding.
  std::string topic{};
  /// The maximum length of the user's text, in characters; 0 if the length is not the problem. Within a topic, the
  /// lowest applies.
  std::size_t limit = 0;
  /// Ways to correct it, the most likely first. After a run, each has edits; without Options::fixes there are none.
  std::vector<Fix> fixes{};

  /// Turns it into a finding of another rule, with that rule's severity.
  void set_rule(const Rule& other) {
    rule = &other;
    severity = other.severity;
  }
  Diagnostic& with_found(std::string text) {
    found = std::move(text);
    return *this;
  }
  Diagnostic& with_expected(std::string text) {
    expected = std::move(text);
    return *this;
  }
  Diagnostic& with_hint(std::string text) {
    hint = std::move(text);
    return *this;
  }
  Diagnostic& with_note(std::string text, const Field& at) {
    notes.push_back({std::move(text), at.key_span(), at.path()});
    return *this;
  }
  Diagnostic& with_topic(std::string text) {
    topic = std::move(text);
    return *this;
  }
  /// Proposes a fix; one without changes is ignored.
  Diagnostic& with_fix(bool safe, std::string title, std::vector<Change> changes) {
    if (!changes.empty()) fixes.push_back({.title = std::move(title), .safe = safe, .changes = std::move(changes)});
    return *this;
  }
  Diagnostic& with_cause(const Cause& cause) {
    follows = cause;
    return *this;
  }
};

/// Collects findings. A stage calls `errors()` only to decide whether it can continue. Not thread-safe: use one per
/// store.
class Diagnostics {
 public:
  /// Reports a problem at a value of the FeatureStore; the reference is valid until the next report.
  Diagnostic& add(const Rule& rule, const Field& at, std::string message);
  /// Reports a problem at the key itself: an unknown field, or a key that is not allowed.
  Diagnostic& add_at_key(const Rule& rule, const Field& at, std::string message);
  /// Reports a problem at a span (before there is a tree, or without any place).
  Diagnostic& add(const Rule& rule, Span where, std::string message);
  /// The same with another severity than the rule's.
  Diagnostic& add(const Rule& rule, Severity severity, Span where, std::string message);

  /// Adds a finding created elsewhere.
  void add(Diagnostic&& finding);

  [[nodiscard]] const std::vector<Diagnostic>& all() const { return all_; }
  [[nodiscard]] std::vector<Diagnostic>& all() { return all_; }
  /// The number of errors.
  [[nodiscard]] std::size_t errors() const { return errors_; }

  /// Sets the document and store of the findings that follow, until the next call.
  void set_store(int document, std::string name_space, std::string name);
  /// Where `target` is in the document `store`, which must not change until the next set_store.
  [[nodiscard]] Whereabouts place_of(const Node& store, const Node* target);
  /// Sets the least severe findings that are wanted, by default notes.
  void set_least(Severity least) { least_ = least; }
  /// Whether findings of this severity are wanted. Checks that find nothing else can be left out.
  [[nodiscard]] bool wants(Severity severity) const { return severity <= least_; }
  /// Discards the findings that are not wanted.
  void drop_unwanted();
  /// Adds the findings of another sink.
  void merge(Diagnostics&& other);

 private:
  Diagnostic& push(const Rule& rule, Severity severity, Span where, std::string path, std::string message);

  std::vector<Diagnostic> all_;
  std::size_t errors_ = 0;
  Severity least_ = Severity::kNote;
  int document_ = -1;
  std::string store_namespace_, store_name_;
  std::optional<NodeFinder> finder_;
};

/// The sink for checks of generated objects: it knows which object is checked and where the user's text is.
class ObjectReport {
 public:
  /// `store` is the FeatureStore document as read; `object` is a whole generated object, and `kubernetes` the minor of
  /// the server that validates it.
  ObjectReport(Diagnostics& out, const Node& store, const Node& object, KubernetesRelease kubernetes = {});

  /// Reports a problem at a field of the object. It is at the line of the FeatureStore that caused the field, or
  /// its nearest parent; an absent (required) field is fine.
  Diagnostic& add(const Rule& rule, const Field& at, std::string message);
  /// The same, but blames a different value than the one at `at` (such as metadata.name for a name derived from it).
  Diagnostic& add(const Rule& rule, const Field& at, const Node* cause, std::string message);

  /// Where a node of the FeatureStore is in it.
  [[nodiscard]] Whereabouts place_of(const Node* source) { return out_->place_of(*store_, source); }
  [[nodiscard]] const Node& object() const { return *object_; }
  /// The number of errors so far; comparing it before and after a check shows whether the check found any.
  [[nodiscard]] std::size_t errors() const { return out_->errors(); }
  [[nodiscard]] const Node& store() const { return *store_; }
  [[nodiscard]] KubernetesRelease kubernetes() const { return kubernetes_; }

 private:
  Diagnostics* out_;
  const Node* store_;
  const Node* object_;
  KubernetesRelease kubernetes_;
};

}  // namespace feastctl
