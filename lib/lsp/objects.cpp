#include "lsp/objects.hpp"

#include <array>
#include <utility>

#include "lsp/store_place.hpp"

namespace feastctl::lsp {

std::vector<NamedObject> objects_of_kind(const Project& project, std::string_view kind) {
  constexpr std::array<std::string_view, 2> kName{"metadata", "name"};
  std::vector<NamedObject> objects;
  for (SourceId id = 1; id <= project.sources.size(); ++id) {
    const std::string_view text = project.sources.at(id).text;
    if (text.find(kind) == std::string_view::npos) continue;
    for (const Extent& extent : documents_in(text)) {
      if (text.substr(extent.begin, extent.end - extent.begin).find(kind) == std::string_view::npos) continue;
      Outline outline(text, extent);
      const int name = outline.find(kName);
      if (outline.scalar({"kind"}) != kind || name < 0) continue;
      const std::string_view named = outline.scalar_of(outline.at(name));
      const Extent place = outline.at(name).value;
      objects.push_back({kind, named, namespace_of(outline, project), id, place, std::move(outline)});
    }
  }
  return objects;
}

}  // namespace feastctl::lsp
