/// @file
/// @brief The language server: messages of the Language Server Protocol 3.17 in, messages out.
///
/// Source: the specification of the protocol at microsoft.github.io/language-server-protocol. To add a request: a row
/// in server.cpp's table of requests, a function in a file of its own, and its capability in capabilities.cpp.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lsp/client.hpp"
#include "lsp/json.hpp"
#include "lsp/workspace.hpp"

namespace feastctl::lsp {

/// Answers messages. It keeps no clock and does no input or output: the caller passes bodies of messages to `take`, and
/// sends what `take` and `work` return.
class Server {
 public:
  Server(Host& host, std::string_view version) : workspace_(host), version_(version) {}

  /// Accepts the body of a message. Requests wait for `work`, so that a later cancellation can still stop them.
  std::vector<std::string> take(std::string_view body);
  /// Handles everything that waits, then publishes the findings in documents that changed.
  std::vector<std::string> work();
  /// The answer to input that is no message.
  static std::string garbage(std::string_view problem);

  /// Whether the client has said goodbye; nothing more is handled.
  [[nodiscard]] bool ended() const { return exit_status_.has_value(); }
  /// The exit status: 1 if a session began and did not end in order, and 0 otherwise.
  [[nodiscard]] int exit_status() const { return exit_status_.value_or(state_ == State::kRunning ? 1 : 0); }

 private:
  enum class State : std::uint8_t { kNew, kRunning, kShutDown };

  void handle(const Json& message);
  void handle_request(const std::string& method, const Json& id, const Json& params);
  void handle_notification(const std::string& method, const Json& params);
  [[nodiscard]] Json initialize(const Json& params);
  void initialized();
  void did_change(const Json& params);
  void did_change_folders(const Json& params);
  void cancel(const Json& id);
  void publish();
  void send(Json&& message);
  void notify(const char* method, Json&& params);
  void answer(const Json& id, Json&& result);
  std::string new_id();  ///< of a request to the client

  Workspace workspace_;
  std::string version_;
  Client client_;
  State state_ = State::kNew;
  std::optional<int> exit_status_;
  std::deque<Json> waiting_;
  std::vector<std::string> out_;
  int next_id_ = 1;
};

}  // namespace feastctl::lsp
