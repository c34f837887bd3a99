/// @file
/// @brief The only code that uses libyaml: reads a text as a sequence of events, with byte offsets.
///
/// Most texts need no events: see usual_style.hpp.
///
/// Kubernetes uses go-yaml, a port of an older libyaml. Where the current libyaml differs, the stream follows go-yaml
/// (see `mend` and the checks in the .cpp), so that both accept the same texts and read them alike:
/// - go-yaml accepts `{a:}` and `[a:, b]` (a colon before a flow indicator is text); libyaml refuses them;
/// - go-yaml ends a plain scalar in a flow collection at `?`, which is then an error; libyaml treats it as text;
/// - go-yaml allows `,` `[` `]` in a tag and requires a blank after it; libyaml ends the tag there;
/// - in double quotes, go-yaml accepts `\'` but not `\/`; libyaml does the reverse;
/// - go-yaml refuses `%YAML 1.2`, and version numbers of more than two digits;
/// - go-yaml treats a byte-order mark inside the text as text; libyaml skips it at the beginning of a line.
/// kubectl passes a manifest to go-yaml line by line, without the CR of a CR LF. That matters if two CR precede an LF
/// (Source: k8s.io/apimachinery util/yaml, LineReader).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "parse/characters.hpp"
#include "parse/scalar.hpp"

namespace feastctl::parse {

/// A parse event. Its strings are valid until the next event.
struct Event {
  enum class Type : std::uint8_t {
    kStreamEnd,
    kDocumentStart,
    kDocumentEnd,
    kAlias,
    kScalar,
    kListStart,
    kListEnd,
    kMapStart,
    kMapEnd
  };
  Type type = Type::kStreamEnd;
  bool flow = false;          ///< a collection in brackets or braces
  ScalarText scalar{};        ///< kScalar
  std::string_view anchor{};  ///< its name: kAlias, or the anchor set here
  std::size_t begin = 0;      ///< bytes from the start of the text, with tag and anchor
  std::size_t end = 0;
};

/// Why a text cannot be parsed.
struct SyntaxProblem {
  std::string_view problem{};  ///< in libyaml's words, a literal
  std::string_view context{};  ///< what was being read, in libyaml's words; may be empty
  std::size_t at = 0;          ///< bytes from the start of the text
  std::size_t context_at = 0;  ///< where the context began; only with a context
  bool encoding = false;       ///< it is about bytes, not about YAML
  int value = -1;              ///< the invalid character or byte, if `encoding`
};

/// Reads the first YAML document of a text event by event.
class EventStream {
 public:
  struct Options {
    bool by_lines = true;       ///< as kubectl reads a manifest: strips one CR from the end of each line
    bool three_tokens = false;  ///< yaml.v3 looks at three tokens after a document, go-yaml v2 at one
  };

  /// `text` must outlive the stream.
  EventStream(std::string_view text, Options options);
  EventStream(const EventStream&) = delete;
  EventStream& operator=(const EventStream&) = delete;
  ~EventStream();

  /// Fetches the next event; returns false if parsing fails, see `problem`.
  bool next(Event& event);
  /// Why the text cannot be parsed, after `next` returned false.
  [[nodiscard]] SyntaxProblem problem() const;

  [[nodiscard]] Encoding encoding() const { return characters_.encoding(); }

  /// After a problem: whether go-yaml would have continued. If so, the stream restarts from the beginning, and the
  /// second pass gets past that place.
  bool mend();

 private:
  struct Parser;
  /// A place where libyaml sees a substitute character.
  struct Mask {
    enum class As : std::uint8_t { kColon, kNothing, kTagLetter, kByteOrderMark };
    std::size_t at;
    As as;
  };

  void drop_carriage_returns();
  [[nodiscard]] std::size_t written_at(std::size_t at) const;
  bool step(Event& event);
  bool refuse(std::string_view problem, std::string_view context, std::size_t at, std::size_t context_at);
  bool check(const Event& event);
  bool check_tag(const Event& event);
  bool check_behind(const Event& end);
  bool three_tokens_behind();
  void fail();
  bool add_mask();
  void add(Mask mask);
  bool choose_stand_ins();
  void restart();
  std::string_view unmask(std::string_view value);

  std::string_view text_;
  std::string bare_;                  ///< the text without the carriage returns that `by_lines` drops, if there are any
  std::vector<std::size_t> dropped_;  ///< the offsets in it at which one was dropped
  Options options_;
  CharacterIndex characters_;
  std::unique_ptr<Parser> parser_;
  SyntaxProblem problem_;
  std::size_t flow_depth_ = 0;
  std::size_t depth_ = 0;  ///< of open collections
  std::size_t end_ = 0;    ///< where the last collection ended
  bool ended_ = false;     ///< the document has ended, whatever libyaml makes of the rest
  std::vector<Mask> masks_;
  std::string masked_;       ///< the masked text; unused without masks
  std::string stand_in_[3];  ///< for a colon, for nothing, for a byte-order mark
  std::string unmasked_;     ///< the last scalar's value without masks
};

}  // namespace feastctl::parse
