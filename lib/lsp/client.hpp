/// @file
/// @brief What the client said that it understands.
#pragma once

namespace feastctl::lsp {

/// The client's capabilities that the server takes into account.
struct Client {
  bool related_information = false;
  bool watches_files = false;  ///< on request
  bool snippets = false;
  bool markdown = false;
  bool shows_documents = false;
};

}  // namespace feastctl::lsp
