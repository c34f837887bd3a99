/// @file
/// @brief Builds a tree from parse events: anchors, merge keys, types of scalars.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/node.hpp"
#include "parse/events.hpp"
#include "parse/keys.hpp"

namespace feastctl::parse {

/// How documents are composed.
struct ComposeOptions {
  Dialect dialect = Dialect::kKubernetes;
  bool duplicates_allowed = false;  ///< the last of equal keys silently wins
  bool report_rest = false;         ///< warn about text after the document
  bool root_keys_raw = false;       ///< yaml.v3 into map[string]interface{}: keys of the root are kept as written
};

/// Composes the first document of a text.
class Composer {
 public:
  /// `text` is the whole text of `events`; it is at byte `place.begin` of `place.source`.
  Composer(EventStream& events, std::string_view text, Span place, const TreeBuilder& builder, Diagnostics& out,
           ComposeOptions options = {});

  /// The root (a null node for an empty text), or nullptr if the text cannot be parsed, which is reported.
  const Node* document();

  /// Whether the last `document` stopped at a syntax error, before anything else was reported.
  [[nodiscard]] bool stopped_by_syntax() const { return stopped_by_syntax_; }

 private:
  /// The path to the value being composed, on the stack.
  struct Frame {
    const Frame* parent = nullptr;
    std::string_view key;
    std::size_t index = 0;
    bool in_list = false;
    int depth = 0;
  };
  struct Anchored {
    const Node* node = nullptr;  ///< nullptr during composition
    std::size_t values = 0;      ///< the number of values in the expansion, as go-yaml counts them
    int height = 0;
  };
  enum class Put : std::uint8_t { kWritten, kMerged, kMergedUnlessThere };
  struct Merge {
    const Node* value = nullptr;
    Span span;
    bool alias = false;
  };

  bool next(Event& event);
  void report_rest(std::size_t end);
  const Node* value(const Event& event, const Frame& frame);
  const Node* fresh(const Event& event, const Frame& frame);
  const Node* scalar(const Event& event, const Frame& frame);
  const Node* number(const Scalar& scalar, const Event& event, const Frame& frame);
  const Node* list(const Event& start, const Frame& frame);
  const Node* map(const Event& start, const Frame& frame);
  bool entry(Node* map, const Event& key, const Frame& frame, KeyIndex& keys, std::vector<Merge>& merges);
  bool merge_entry(Node* map, const Event& key, const Frame& frame, KeyIndex& keys, std::vector<Merge>& merges);
  const Node* alias(const Event& event, const Frame& frame);
  const Node* copy(const Node& node, Span where);
  bool key_text(const Event& event, const Frame& frame, std::string_view& text);
  std::string_view key_of(const Scalar& scalar, std::string_view written, bool& fine) const;
  void merge(Node* map, const Merge& merge, const Frame& frame, KeyIndex& keys);
  void put(Node* map, const Member& member, Put how, KeyIndex& keys);

  std::string_view keep(std::string_view text, const Event& event) const;
  [[nodiscard]] Span span(std::size_t begin, std::size_t end) const;
  [[nodiscard]] Span span(const Event& event) const;
  bool within_limits(const Event& event, const Frame& frame, int height);
  Diagnostic* report(const Rule& rule, Span where, const Frame& frame, std::string message);
  static std::string path(const Frame& frame);

  EventStream& events_;
  std::string_view text_;
  Span place_;
  const TreeBuilder& builder_;
  Diagnostics& out_;
  ComposeOptions options_;
  std::unordered_map<std::string, Anchored> anchors_;
  std::size_t values_ = 0;        ///< as go-yaml counts its decode operations
  std::size_t alias_values_ = 0;  ///< those created by aliases
  int height_ = 0;                ///< the height of the value composed last
  std::size_t last_end_ = 0;      ///< where the last text ended
  std::size_t reports_ = 0;
  bool stopped_ = false;
  bool refused_ = false;
  bool stopped_by_syntax_ = false;
};

}  // namespace feastctl::parse
