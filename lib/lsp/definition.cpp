/// textDocument/definition: from a reference to the object that it names.
#include <algorithm>

#include "lsp/cursor.hpp"
#include "lsp/diagnostics.hpp"
#include "lsp/objects.hpp"
#include "lsp/requests.hpp"
#include "lsp/store_place.hpp"
#include "lsp/uri.hpp"

namespace feastctl::lsp {

namespace {

Json location_of(const NamedObject& object, const Context& context, const Project& project) {
  const Source& source = project.sources.at(object.source);
  const Document* open = context.workspace.document_named(project, source.name);
  const Lines lines(source.text, context.workspace.encoding());
  return {{"uri", open != nullptr ? open->uri : uri_of(source.name)},
          {"range", range_of(lines, object.place.begin, object.place.end)}};
}

}  // namespace

Json definition(const Context& context, const Json& params) {
  const Document* document = document_in(context, params);
  if (document == nullptr) return nullptr;
  const std::size_t offset = offset_in(*document, params);
  const Outline outline(document->text, document_at(document->text, offset));
  const auto reference = reference_at(outline, item_at(outline, offset), *document->project);
  if (!reference) return nullptr;
  const auto objects = objects_of_kind(*document->project, reference->kind);
  const auto of_name = [&](const NamedObject& object) { return object.name == reference->name; };
  auto object = std::ranges::find_if(
      objects, [&](const NamedObject& o) { return of_name(o) && o.name_space == reference->name_space; });
  if (object == objects.end()) object = std::ranges::find_if(objects, of_name);
  return object == objects.end() ? Json() : location_of(*object, context, *document->project);
}

}  // namespace feastctl::lsp
