#include "lsp/capabilities.hpp"

#include <algorithm>
#include <utility>

#include "lsp/requests.hpp"
#include "lsp/uri.hpp"

namespace feastctl::lsp {

namespace {

constexpr std::pair<Encoding, const char*> kEncodings[] = {
    {Encoding::kUtf8, "utf-8"}, {Encoding::kUtf16, "utf-16"}, {Encoding::kUtf32, "utf-32"}};

}  // namespace

Client client_of(const Json& params) {
  return {.related_information = is_true(params, "/capabilities/textDocument/publishDiagnostics/relatedInformation"),
          .watches_files = is_true(params, "/capabilities/workspace/didChangeWatchedFiles/dynamicRegistration"),
          .snippets = is_true(params, "/capabilities/textDocument/completion/completionItem/snippetSupport")};
}

Encoding encoding_for(const Json& params) {
  const Json offered = at_path(params, "/capabilities/general/positionEncodings");
  for (const auto& [encoding, name] : kEncodings) {
    if (offered.is_array() && std::ranges::find(offered, name) != offered.end()) return encoding;
  }
  return Encoding::kUtf16;
}

std::vector<std::string> folders_of(const Json& params) {
  std::vector<std::string> folders;
  const Json listed = at_path(params, "/workspaceFolders");
  if (listed.is_array()) {
    for (const Json& folder : listed) folders.push_back(path_of(folder.at("uri").get<std::string>()));
  } else if (params.is_object()) {
    folders.push_back(path_of(text_at(params, "rootUri")));
    if (folders.back().empty()) folders.back() = text_at(params, "rootPath");
  }
  return folders;
}

Json capabilities(Encoding encoding) {
  const auto* name = std::ranges::find(kEncodings, encoding, &std::pair<Encoding, const char*>::first);
  return {{"positionEncoding", name->second},
          {"codeActionProvider", {{"codeActionKinds", {"quickfix", "source.fixAll"}}}},
          {"codeLensProvider", {{"resolveProvider", false}}},
          {"completionProvider", {{"triggerCharacters", {":", " ", "-"}}}},
          {"definitionProvider", true},
          {"documentSymbolProvider", true},
          {"executeCommandProvider", {{"commands", {kRenderCommand}}}},
          {"hoverProvider", true},
          {"textDocumentSync", {{"openClose", true}, {"change", 2}, {"save", true}}},
          {"workspace", {{"workspaceFolders", {{"supported", true}, {"changeNotifications", true}}}}}};
}

Json watched_files() {
  Json watchers = Json::array();
  for (const char* pattern : {"**/*.{yaml,yml,json}", "**/.feastctl.yaml", "**/.feastctlignore"}) {
    watchers.push_back({{"globPattern", pattern}});
  }
  return {{"registrations",
           {{{"id", "files"},
             {"method", "workspace/didChangeWatchedFiles"},
             {"registerOptions", {{"watchers", std::move(watchers)}}}}}}};
}

}  // namespace feastctl::lsp
