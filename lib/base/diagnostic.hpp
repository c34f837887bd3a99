/// @file
/// @brief A problem that was found, and the sink that all stages report to.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/field.hpp"
#include "base/rule.hpp"
#include "base/span.hpp"
#include "base/versions.hpp"

namespace feastctl {

/// A second place that a finding speaks of: the other side of a one-of, the field that makes scaling apply.
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

/// Names an error by its rule and place, which stay the same wherever findings are moved to.
struct Cause {
  const Rule* rule = nullptr;  ///< null for the first error that begins within `where`: that of a whole document, say
  Span where{};

  /// Whether it names an error at all.
  [[nodiscard]] bool known() const { return where.known(); }
};

/// A finding, in words and with its place. Stages give what they know; `report` prints it.
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
  /// The error without which this finding would not exist; unknown for one that stands on its own.
  Cause follows{};
  /// What this finding has in common with others that the same change mends; they are told to people once. Empty for a
  /// finding of its own.
  std::string topic{};
  /// The most characters that the user's text may have; 0 where length is not the problem. Of one topic, the least
  /// counts.
  std::size_t limit = 0;

  /// Makes it a finding of another rule, with that rule's severity.
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
  Diagnostic& with_cause(const Cause& cause) {
    follows = cause;
    return *this;
  }
};

/// Collects findings. A stage asks `errors()` only to know whether it may go on. Not thread-safe: one a store.
class Diagnostics {
 public:
  /// Reports a problem at a value of the FeatureStore; the reference is good until the next report.
  Diagnostic& add(const Rule& rule, const Field& at, std::string message);
  /// Reports a problem at the key itself: an unknown field, a key that must not be there.
  Diagnostic& add_at_key(const Rule& rule, const Field& at, std::string message);
  /// Reports a problem at a bare place (before there is a tree, or with no place at all).
  Diagnostic& add(const Rule& rule, Span where, std::string message);

  /// Takes over a finding that was made elsewhere.
  void add(Diagnostic&& finding);

  [[nodiscard]] const std::vector<Diagnostic>& all() const { return all_; }
  [[nodiscard]] std::vector<Diagnostic>& all() { return all_; }
  /// How many findings are errors.
  [[nodiscard]] std::size_t errors() const { return errors_; }

  /// Findings from here on are about this document and store (until the next call).
  void set_store(int document, std::string name_space, std::string name);
  /// Where `target` is in the document `store`, which must not change until the next set_store.
  [[nodiscard]] Whereabouts place_of(const Node& store, const Node* target);
  /// Forgets the findings that are notes.
  void drop_notes();
  /// Takes over the findings of another sink.
  void merge(Diagnostics&& other);

 private:
  Diagnostic& push(const Rule& rule, Span where, std::string path, std::string message);

  std::vector<Diagnostic> all_;
  std::size_t errors_ = 0;
  int document_ = -1;
  std::string store_namespace_, store_name_;
  std::optional<NodeFinder> finder_;
};

/// The sink as the checks of generated objects see it: it knows which object is looked at and where the user's text is.
class ObjectReport {
 public:
  /// `store` is the FeatureStore document as it was read; `object` a whole generated object, and `kubernetes` the minor
  /// of the server that judges it.
  ObjectReport(Diagnostics& out, const Node& store, const Node& object, KubernetesRelease kubernetes = {});

  /// Reports a problem at a field of the object. It is at the line of the FeatureStore that caused the field, or
  /// its nearest parent; an absent (required) field is fine.
  Diagnostic& add(const Rule& rule, const Field& at, std::string message);
  /// The same, blaming another value than the one at `at` (a name that is derived from metadata.name, say).
  Diagnostic& add(const Rule& rule, const Field& at, const Node* cause, std::string message);

  /// Where a node of the FeatureStore is in it.
  [[nodiscard]] Whereabouts place_of(const Node* source) { return out_->place_of(*store_, source); }
  [[nodiscard]] const Node& object() const { return *object_; }
  /// How many errors there are by now: asked before and after a check, it tells whether the check found any.
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
