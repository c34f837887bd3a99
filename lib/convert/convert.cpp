#include "convert/convert.hpp"

#include <vector>

#include "base/arena.hpp"
#include "convert/reprint.hpp"
#include "convert/rewrite.hpp"
#include "emit/json.hpp"
#include "emit/yaml.hpp"
#include "parse/reader.hpp"

namespace feastctl::convert {

namespace {

constexpr Rule kCommentsLost = codeless("converted-without-comments", Severity::kWarning);

/// Whether `text` is one document that means `wanted`.
bool means(std::string_view text, const Node& wanted, const TreeBuilder& tree) {
  Sources sources;
  const SourceId id = sources.add("", text);
  Diagnostics out;
  std::vector<parse::Document> documents;
  return parse::read(sources, id, tree, out, documents) && documents.size() == 1 && documents[0].root != nullptr &&
         equal(*documents[0].root, wanted);
}

/// The new text of a part that has changed.
std::string text_of(const parse::Part& part, std::string_view text, const Rewritten& rewritten, const Node& was,
                    const TreeBuilder& tree, Diagnostics& out) {
  const std::string_view old = text.substr(part.begin, part.end - part.begin);
  std::string fresh;
  if (part.json) {
    if (old.find('\n') == std::string_view::npos) {
      emit::write_json(*rewritten.root, fresh);
    } else {
      emit::write_json_indented(*rewritten.root, fresh);
    }
    return fresh;
  }
  const auto kept = reprint(*rewritten.root, was, rewritten.retired, text, part.begin, part.end);
  if (kept && means(*kept, *rewritten.root, tree)) return *kept;
  out.add(kCommentsLost, was.span, "this document was rewritten; its comments and formatting could not be preserved")
      .with_hint("compare it with the original");
  if (old.starts_with("---")) fresh = "---\n";
  emit::write_yaml(*rewritten.root, fresh);
  return fresh;
}

}  // namespace

std::optional<Converted> convert(const Sources& sources, SourceId source, Diagnostics& out) {
  const std::string_view text = sources.at(source).text;
  std::vector<parse::Part> parts;
  parse::split(sources, source, out, parts);
  Converted result;
  std::size_t done = 0;
  for (const parse::Part& part : parts) {
    Arena arena;
    const TreeBuilder tree(arena);
    const auto document = parse::read_part(sources, part, tree, out);
    if (!document || document->root == nullptr) continue;
    out.set_store(document->index, {}, {});
    const Rewritten rewritten = rewrite(*document->root, tree, out);
    if (rewritten.root == document->root) continue;
    result.changed = true;
    result.text += text.substr(done, part.begin - done);
    result.text += text_of(part, text, rewritten, *document->root, tree, out);
    done = part.end;
  }
  if (out.errors() != 0) return std::nullopt;
  result.text += text.substr(done);
  return result;
}

}  // namespace feastctl::convert
