/// @file
/// @brief What client and server tell each other in the beginning.
#pragma once

#include <string>
#include <vector>

#include "lsp/client.hpp"
#include "lsp/json.hpp"
#include "lsp/text.hpp"

namespace feastctl::lsp {

/// The client's capabilities.
Client client_of(const Json& params);
/// The first encoding in the client's list that the server knows, except that UTF-8, which needs no counting, is
/// preferred.
Encoding encoding_for(const Json& params);
/// The paths of the workspace folders.
std::vector<std::string> folders_of(const Json& params);

/// The server's capabilities.
Json capabilities(Encoding encoding);
/// The parameters of the request to be told of changed files.
Json watched_files();

}  // namespace feastctl::lsp
