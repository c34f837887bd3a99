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

/// What a request is answered from. Findings are those of the present texts.
struct Context {
  Workspace& workspace;
  const Client& client;
  std::function<void(const char* method, Json&& params)> ask;  ///< sends a request to the client
};

/// The result of a request; nothing for an unknown method.
std::optional<Json> answer_to(std::string_view method, const Context& context, const Json& params);

}  // namespace feastctl::lsp
