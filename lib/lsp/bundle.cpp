/// The command feastctl.render and the code lenses that offer it: the objects of a store as YAML.
#include <algorithm>
#include <array>

#include "lsp/diagnostics.hpp"
#include "lsp/outline.hpp"
#include "lsp/requests.hpp"
#include "lsp/store_place.hpp"
#include "report/words.hpp"

namespace feastctl::lsp {

namespace {

/// The store at a document of a source, or nullptr.
const StoreResult* store_at(const Result& result, SourceId source, int document) {
  const auto store = std::ranges::find_if(
      result.stores, [&](const StoreResult& s) { return s.source == source && s.document == document; });
  return store == result.stores.end() ? nullptr : &*store;
}

/// The errors that keep a bundle from being rendered, as comments.
std::string refusal(const Result& result) {
  std::string text = "# This bundle cannot be rendered.\n";
  for (const Diagnostic& d : result.findings.all()) {
    if (d.severity != Severity::kError) continue;
    std::string words = report::in_words(d);
    std::ranges::replace(words, '\n', ' ');
    text.append("# ").append(d.rule->code).append(": ").append(words).append("\n");
  }
  return text;
}

}  // namespace

Json code_lenses(const Context& context, const Json& params) {
  const Document* document = document_in(context, params);
  if (document == nullptr) return nullptr;
  Json lenses = Json::array();
  int number = 0;
  for (const Extent& extent : documents_in(document->text)) {
    const Outline outline(document->text, extent);
    if (outline.items().empty()) continue;  // nor does the program count a document of blanks and comments
    const int index = number++;
    if (!edition_of(outline, *document->project)) continue;
    const Extent& first = outline.items().front().name;
    lenses.push_back(
        {{"range", range_of(document->lines, first.begin, first.end)},
         {"command",
          {{"title", "Show rendered bundle"}, {"command", kRenderCommand}, {"arguments", {document->uri, index}}}}});
  }
  return lenses;
}

Json execute_command(const Context& context, const Json& params) {
  if (params.at("command") != kRenderCommand) return nullptr;
  const Json& arguments = params.at("arguments");
  const Document* document = context.workspace.find(arguments.at(0).get<std::string>());
  if (document == nullptr || document->role != Role::kManifests) return nullptr;
  const Project& project = *document->project;
  Options options = project.settings.options;
  options.task = Task::kRender;
  options.fixes = false;
  const Result result = run(project.sources, options);
  const auto index = static_cast<int>(arguments.size() > 1 ? number_of(arguments.at(1)) : 0);
  const StoreResult* store = store_at(result, Workspace::verdict_on(*document).source, index);
  if (result.findings.errors() != 0 || store == nullptr) return refusal(result);
  std::string text;
  for (const auto* objects : {&result.shared, &store->objects}) {
    for (const Rendered& object : *objects) text.append(text.empty() ? "" : "---\n").append(object.text);
  }
  return text;
}

}  // namespace feastctl::lsp
