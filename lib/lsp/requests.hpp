/// @file
/// @brief The requests about documents, each in a file of its own.
#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "lsp/client.hpp"
#include "lsp/json.hpp"
#include "lsp/workspace.hpp"

namespace feastctl::lsp {

/// The command that renders a store: its arguments are the URI of a document and the number of the store's document in
/// it, and its result is the text.
inline constexpr const char* kRenderCommand = "feastctl.render";

/// What a request is answered from. Findings are those of the present texts.
struct Context {
  Workspace& workspace;
  const Client& client;
};

/// The open document that a request is about, or nullptr.
Document* document_in(const Context& context, const Json& params);
/// A number that cannot be negative. `get` would also convert a fraction, or one that does not fit.
std::size_t number_of(const Json& value);
/// A position of the protocol.
Position position_of(const Json& value);
/// The byte that a request is about.
std::size_t offset_in(const Document& document, const Json& params);

/// The result of a request; nothing for an unknown method. Throws Json::exception for wrong parameters.
std::optional<Json> answer_to(std::string_view method, const Context& context, const Json& params);

// The requests:
Json code_actions(const Context& context, const Json& params);
Json code_lenses(const Context& context, const Json& params);
Json completion(const Context& context, const Json& params);
Json definition(const Context& context, const Json& params);
Json document_symbols(const Context& context, const Json& params);
Json execute_command(const Context& context, const Json& params);
Json hover(const Context& context, const Json& params);

}  // namespace feastctl::lsp
