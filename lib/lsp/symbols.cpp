/// textDocument/documentSymbol: the objects of a document and their fields.
#include <cstdint>
#include <vector>

#include "lsp/diagnostics.hpp"
#include "lsp/outline.hpp"
#include "lsp/requests.hpp"

namespace feastctl::lsp {

namespace {

/// The values of SymbolKind in the protocol.
enum Symbol : int { kField = 8, kArray = 18, kObject = 19 };

/// Symbols deeper than this would only repeat what the text shows.
constexpr int kDeepestSymbol = 12;

/// The symbols of all items below one. Values are left out, because they may be secret.
class Symbols {
 public:
  Symbols(const Outline& outline, const Lines& lines)
      : outline_(outline), lines_(lines), below_(outline.items().size() + 1) {
    for (std::size_t i = 0; i < outline.items().size(); ++i) {
      below(outline.items()[i].parent).push_back(static_cast<int>(i));
    }
  }

  Json of(int parent, int depth) {
    Json list = Json::array();
    for (const int number : below(parent)) {
      const Item& item = outline_.at(number);
      if (!item.colon) continue;
      if (item.is_list_item() && below(number).empty()) continue;
      Json children = depth < kDeepestSymbol ? of(number, depth + 1) : Json::array();
      const bool list_above = !children.empty() && outline_.at(below(number).front()).is_list_item();
      const Extent name = item.name.empty() ? Extent{item.name.begin, item.name.begin + 1} : item.name;
      list.push_back({{"name", name_of_item(number)},
                      {"kind", children.empty() ? kField
                               : list_above     ? kArray
                                                : kObject},
                      {"range", range_of(lines_, item.name.begin, std::max(item.end, name.end))},
                      {"selectionRange", range_of(lines_, name.begin, name.end)},
                      {"children", std::move(children)}});
    }
    return list;
  }

 private:
  /// A list's item is named by its own name, if it has one.
  [[nodiscard]] std::string name_of_item(int number) const {
    const Item& item = outline_.at(number);
    if (!item.is_list_item()) return item.key.empty() ? "?" : std::string(item.key);
    const int name = outline_.child(number, "name");
    const std::string_view own = name < 0 ? std::string_view() : outline_.scalar_of(outline_.at(name));
    return own.empty() ? std::to_string(item.index) : std::string(own);
  }

  /// The items in an item; in none, for -1.
  std::vector<int>& below(int number) { return below_[static_cast<std::size_t>(1 + std::int64_t{number})]; }

  const Outline& outline_;
  const Lines& lines_;
  std::vector<std::vector<int>> below_;  ///< the items in each item, whose number is one more
};

}  // namespace

Json document_symbols(const Context& context, const Json& params) {
  const Document* document = document_in(context, params);
  if (document == nullptr) return nullptr;
  Json list = Json::array();
  for (const Extent& extent : documents_in(document->text)) {
    const Outline outline(document->text, extent);
    Symbols symbols(outline, document->lines);
    const std::string_view kind = outline.scalar({"kind"}), name = outline.scalar({"metadata", "name"});
    if (kind.empty()) {
      for (Json& symbol : symbols.of(-1, 0)) list.push_back(std::move(symbol));
      continue;
    }
    const Item& first = outline.at(0);
    std::size_t end = 0;
    for (const Item& item : outline.items()) end = std::max(end, item.end);
    list.push_back({{"name", name.empty() ? "?" : name},
                    {"detail", kind},
                    {"kind", kObject},
                    {"range", range_of(document->lines, first.name.begin, end)},
                    {"selectionRange", range_of(document->lines, first.name.begin, first.name.end)},
                    {"children", symbols.of(-1, 0)}});
  }
  return list;
}

}  // namespace feastctl::lsp
