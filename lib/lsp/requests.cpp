#include "lsp/requests.hpp"

#include <algorithm>
#include <array>

namespace feastctl::lsp {

namespace {

struct Row {
  std::string_view method;
  Json (*answer)(const Context& context, const Json& params);
};

constexpr std::array kRequests{
    Row{"textDocument/codeAction", code_actions},         Row{"textDocument/codeLens", code_lenses},
    Row{"textDocument/completion", completion},           Row{"textDocument/definition", definition},
    Row{"textDocument/documentSymbol", document_symbols}, Row{"textDocument/hover", hover},
    Row{"workspace/executeCommand", execute_command},
};

}  // namespace

Document* document_in(const Context& context, const Json& params) {
  return context.workspace.find(params.at("textDocument").at("uri").get<std::string>());
}

std::size_t number_of(const Json& value) {
  return value.get_ref<const Json::number_unsigned_t&>();
}

Position position_of(const Json& value) {
  return {number_of(value.at("line")), number_of(value.at("character"))};
}

std::size_t offset_in(const Document& document, const Json& params) {
  return document.lines.offset(position_of(params.at("position")));
}

std::optional<Json> answer_to(std::string_view method, const Context& context, const Json& params) {
  const auto* row = std::ranges::find(kRequests, method, &Row::method);
  if (row == kRequests.end()) return std::nullopt;
  context.workspace.judge();
  return row->answer(context, params);
}

}  // namespace feastctl::lsp
