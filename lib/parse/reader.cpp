#include "parse/reader.hpp"

#include <fmt/format.h>

#include <string>

#include "base/placeholder.hpp"
#include "catalog/codes.hpp"
#include "parse/composer.hpp"
#include "parse/events.hpp"
#include "parse/json.hpp"
#include "parse/usual_style.hpp"

namespace feastctl::parse {

namespace {

constexpr std::string_view kTemplateHint =
    "this is a template: pipe the output of `helm template` into feastctl, or exclude the file in .feastctlignore";

std::string_view kind_in_words(Kind kind) {
  switch (kind) {
    case Kind::kList: return "a list";
    case Kind::kString: return "a string";
    case Kind::kBool: return "a boolean";
    default: return "a number";
  }
}

const Node* read_yaml(std::string_view text, Span place, const TreeBuilder& builder, Diagnostics& out,
                      const EventStream::Options& stream, const ComposeOptions& options) {
  if (const Node* usual = read_usual(text, place, options.dialect, builder)) return usual;
  EventStream events(text, stream);
  // If libyaml fails where go-yaml does not, the text is parsed a second time.
  Diagnostics first;
  Composer composer(events, text, place, builder, first, options);
  const Node* root = composer.document();
  if (!composer.stopped_by_syntax() || !events.mend()) {
    out.merge(std::move(first));
    return root;
  }
  return Composer(events, text, place, builder, out, options).document();
}

}  // namespace

std::optional<Document> read_part(const Sources& sources, const Part& part, const TreeBuilder& builder,
                                  Diagnostics& out) {
  const std::string_view text = sources.at(part.source).text.substr(part.begin, part.end - part.begin);
  const Span place{part.source, part.begin, part.end};
  Diagnostics found;
  const Node* root = nullptr;
  if (text.size() > kLimits.document_bytes) {
    found.add(catalog::kOverLimit, {part.source, part.begin, part.begin},
              fmt::format("the document is larger than {} MiB", kLimits.document_bytes >> 20));
  } else {
    root = part.json ? read_json(text, place, builder, found)
                     : read_yaml(text, place, builder, found, {}, {.report_rest = true});
  }
  if (root != nullptr && !root->is_map() && !root->is_null()) {
    found
        .add(catalog::kNotAnObject, root->span,
             fmt::format("the document is {}, not an object", kind_in_words(root->kind)))
        .with_expected("a map with apiVersion and kind");
  }
  const bool unrendered = found.errors() != 0 && is_template(text);
  for (Diagnostic& d : found.all()) {
    d.document = part.index;
    if (!unrendered) continue;
    d.hint = kTemplateHint;
    if (&d != &found.all().front()) d.follows = {found.all().front().rule, found.all().front().where};
  }
  out.merge(std::move(found));
  if (root == nullptr || !root->is_map()) return std::nullopt;
  return Document{root, part.source, part.index, root->span, part.json};
}

bool read(const Sources& sources, SourceId source, const TreeBuilder& builder, Diagnostics& out,
          std::vector<Document>& documents, PartReader reader) {
  const std::size_t before = out.errors();
  std::vector<Part> parts;
  split(sources, source, out, parts);
  for (const Part& part : parts) {
    if (auto document = reader(sources, part, builder, out)) documents.push_back(*document);
  }
  return out.errors() == before;
}

EmbeddedResult read_embedded(std::string_view text, const TreeBuilder& builder, Embedded as) {
  const auto failed = [&](std::string message, std::size_t at) {
    return EmbeddedResult{nullptr, {std::move(message), line_column(text, at)}};
  };
  if (text.size() > kLimits.document_bytes) return failed("the text is too large", 0);
  Diagnostics found;
  const bool kubernetes = as == Embedded::kKubernetesMap;
  const ComposeOptions options{.dialect = kubernetes ? Dialect::kKubernetes : Dialect::kYamlV3,
                               .duplicates_allowed = kubernetes,
                               .root_keys_raw = as == Embedded::kMap};
  const Node* root = read_yaml(text, {}, builder, found, {.by_lines = false, .three_tokens = !kubernetes}, options);
  if (found.errors() != 0) return failed(std::move(found.all().front().message), found.all().front().where.begin);
  if (root == nullptr) return failed("the text is invalid", 0);
  if (as != Embedded::kValue && !root->is_map() && !root->is_null()) {
    return failed(fmt::format("the text is {}, not a map", kind_in_words(root->kind)), root->span.begin);
  }
  return {root, {}};
}

const Node* read_python(const Sources& sources, SourceId source, const TreeBuilder& builder, Diagnostics& out) {
  const std::string_view text = sources.at(source).text;
  const Span place{source, 0, static_cast<std::uint32_t>(text.size())};
  if (text.size() > kLimits.document_bytes) {
    out.add(catalog::kOverLimit, {source, 0, 0},
            fmt::format("the document is larger than {} MiB", kLimits.document_bytes >> 20));
    return nullptr;
  }
  EventStream events(text, {.by_lines = false});
  return Composer(events, text, place, builder, out,
                  {.dialect = Dialect::kPython, .duplicates_allowed = true, .report_rest = true})
      .document();
}

}  // namespace feastctl::parse
