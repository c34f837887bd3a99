#include "lsp/server.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "lsp/capabilities.hpp"
#include "lsp/diagnostics.hpp"
#include "lsp/requests.hpp"
#include "lsp/uri.hpp"

namespace feastctl::lsp {

namespace {

/// Error codes of JSON-RPC and of the protocol.
enum Error : int {
  kParseError = -32700,
  kInvalidRequest = -32600,
  kMethodNotFound = -32601,
  kInvalidParams = -32602,
  kServerNotInitialized = -32002,
  kRequestCancelled = -32800,
};

constexpr std::size_t kMostNested = 128;  ///< of values in a message; those of the protocol are far below

/// Whether arrays and objects are nested too deeply to be a message.
bool is_too_deep(std::string_view body) {
  std::size_t depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < body.size(); ++i) {
    const char c = body[i];
    if (quoted && c == '\\') ++i;
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if ((c == '[' || c == '{') && ++depth > kMostNested) return true;
    if ((c == ']' || c == '}') && depth > 0) --depth;
  }
  return false;
}

/// The text of a message. Texts that are not UTF-8, such as those of files, are repaired.
std::string written(const Json& message) {
  return message.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json error_message(const Json& id, Error code, std::string_view message) {
  return {{"jsonrpc", "2.0"}, {"id", id}, {"error", {{"code", code}, {"message", message}}}};
}

/// The text after one change of a document.
std::string changed_text(const Document& document, const Json& change) {
  std::string now = change.at("text").get<std::string>();
  if (!change.contains("range")) return now;
  std::size_t begin = document.lines.offset(position_of(change.at("range").at("start")));
  std::size_t end = document.lines.offset(position_of(change.at("range").at("end")));
  if (begin > end) std::swap(begin, end);
  std::string text = document.text;
  text.replace(begin, end - begin, now);
  return text;
}

}  // namespace

std::string Server::garbage(std::string_view problem) {
  return written(error_message(nullptr, kParseError, problem));
}

void Server::send(Json&& message) {
  message["jsonrpc"] = "2.0";
  out_.push_back(written(message));
}

void Server::notify(const char* method, Json&& params) {
  send({{"method", method}, {"params", std::move(params)}});
}

void Server::answer(const Json& id, Json&& result) {
  send({{"id", id}, {"result", std::move(result)}});
}

std::vector<std::string> Server::take(std::string_view body) {
  if (is_too_deep(body)) {
    send(error_message(nullptr, kParseError, "the message is nested too deeply"));
    return std::exchange(out_, {});
  }
  Json message = Json::parse(body, nullptr, false);
  if (message.is_discarded()) {
    send(error_message(nullptr, kParseError, "the message is not JSON"));
  } else if (!message.is_object()) {
    send(error_message(nullptr, kInvalidRequest, "the message is not an object"));
  } else if (text_at(message, "method") == "$/cancelRequest") {
    cancel(at_path(message, "/params/id"));
  } else {
    waiting_.push_back(std::move(message));
  }
  return std::exchange(out_, {});
}

/// Answers a request that still waits; one that was answered before is left alone.
void Server::cancel(const Json& id) {
  const auto it = std::ranges::find_if(waiting_, [&](const Json& message) {
    const auto its_id = message.find("id");
    return its_id != message.end() && message.contains("method") && *its_id == id;
  });
  if (it == waiting_.end()) return;
  waiting_.erase(it);
  send(error_message(id, kRequestCancelled, "cancelled"));
}

std::vector<std::string> Server::work() {
  while (!waiting_.empty() && !ended()) {
    const Json message = std::move(waiting_.front());
    waiting_.pop_front();
    handle(message);
  }
  if (state_ == State::kRunning && !ended()) publish();
  return std::exchange(out_, {});
}

void Server::handle(const Json& message) {
  const auto method = message.find("method");
  const auto id = message.find("id");
  if (method == message.end() && id != message.end()) return;  // the answer to a request of the server
  const Json params = message.value("params", Json::object());
  if (method == message.end() || !method->is_string()) {
    return send(error_message(id == message.end() ? Json() : *id, kInvalidRequest, "the message has no method"));
  }
  try {
    if (id == message.end()) return handle_notification(method->get<std::string>(), params);
    handle_request(method->get<std::string>(), *id, params);
  } catch (const Json::exception&) {
    if (id != message.end()) send(error_message(*id, kInvalidParams, "a parameter is missing or has the wrong type"));
  }
}

void Server::handle_request(const std::string& method, const Json& id, const Json& params) {
  if (state_ == State::kShutDown) {
    return send(error_message(id, kInvalidRequest, "the server has been shut down"));
  }
  if (method == "initialize") {
    if (state_ == State::kRunning) return send(error_message(id, kInvalidRequest, "already initialized"));
    return answer(id, initialize(params));
  }
  if (state_ == State::kNew) return send(error_message(id, kServerNotInitialized, "not initialized"));
  if (method == "shutdown") {
    state_ = State::kShutDown;
    return answer(id, nullptr);
  }
  const Context context{workspace_, client_};
  if (auto result = answer_to(method, context, params)) return answer(id, std::move(*result));
  send(error_message(id, kMethodNotFound, "unknown method"));
}

Json Server::initialize(const Json& params) {
  client_ = client_of(params);
  workspace_.set_encoding(encoding_for(params));
  for (const std::string& folder : folders_of(params)) workspace_.add_folder(folder);
  state_ = State::kRunning;
  return {{"capabilities", capabilities(workspace_.encoding())},
          {"serverInfo", {{"name", "feastctl"}, {"version", version_}}}};
}

/// Asks for news of files on disk.
void Server::initialized() {
  if (!client_.watches_files) return;
  send({{"id", new_id()}, {"method", "client/registerCapability"}, {"params", watched_files()}});
}

std::string Server::new_id() {
  return "feastctl-" + std::to_string(next_id_++);
}

void Server::handle_notification(const std::string& method, const Json& params) {
  if (method == "exit") {
    exit_status_ = state_ == State::kShutDown ? 0 : 1;
    return;
  }
  if (state_ != State::kRunning) return;
  if (method == "initialized") return initialized();
  if (method == "textDocument/didOpen") {
    const Json& document = params.at("textDocument");
    workspace_.open(document.at("uri").get<std::string>(), document.at("text").get<std::string>(),
                    document.value("version", std::int64_t{0}));
  } else if (method == "textDocument/didChange") {
    did_change(params);
  } else if (method == "textDocument/didClose") {
    const std::string uri = params.at("textDocument").at("uri").get<std::string>();
    if (workspace_.find(uri) == nullptr) return;
    workspace_.close(uri);
    notify("textDocument/publishDiagnostics", {{"uri", uri}, {"diagnostics", Json::array()}});
  } else if (method == "workspace/didChangeWatchedFiles" || method == "textDocument/didSave") {
    if (method.starts_with("workspace/") || !client_.watches_files) workspace_.reload();
  } else if (method == "workspace/didChangeWorkspaceFolders") {
    did_change_folders(params);
  }
}

void Server::did_change(const Json& params) {
  const Json& identifier = params.at("textDocument");
  Document* document = workspace_.find(identifier.at("uri").get<std::string>());
  if (document == nullptr) return;
  document->version = identifier.value("version", document->version);
  for (const Json& change : params.at("contentChanges")) {
    workspace_.set_text(*document, changed_text(*document, change));
  }
}

void Server::did_change_folders(const Json& params) {
  for (const Json& folder : params.at("event").at("removed")) {
    workspace_.remove_folder(path_of(folder.at("uri").get<std::string>()));
  }
  for (const Json& folder : params.at("event").at("added")) {
    workspace_.add_folder(path_of(folder.at("uri").get<std::string>()));
  }
}

/// Sends the findings in each document that changed, and in others if they are not what the client has.
void Server::publish() {
  workspace_.judge();
  for (const auto& [uri, document] : workspace_.documents()) {
    std::string now = written(diagnostics_of(workspace_, *document, client_.related_information));
    if (!document->changed && now == document->published) continue;
    // There can be many findings, so they are not written twice.
    out_.push_back(fmt::format(
        R"({{"jsonrpc":"2.0","method":"textDocument/publishDiagnostics","params":{{"uri":{},"version":{},"diagnostics":{}}}}})",
        written(uri), document->version, now));
    document->changed = false;
    document->published = std::move(now);
  }
}

}  // namespace feastctl::lsp
