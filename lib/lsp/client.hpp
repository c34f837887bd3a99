/// @file
/// @brief What the client said that it understands.
#pragma once

namespace feastctl::lsp {

/// The client's capabilities that the server takes into account.
struct Client {
  bool related_information = false;
  bool watches_files = false;  ///< on request
  bool snippets = false;
};

}  // namespace feastctl::lsp
