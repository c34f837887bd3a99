/// feastctl lsp: a language server on standard input and output.
#include <poll.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <array>
#include <cerrno>
#include <csignal>
#include <memory>

#include "commands.hpp"
#include "declare.hpp"
#include "exit_code.hpp"
#include "io.hpp"
#include "lsp/framing.hpp"
#include "lsp/server.hpp"
#include "lsp_host.hpp"
#include "version.hpp"

namespace feastctl::cli {

namespace {

constexpr std::size_t kChunk = std::size_t{64} * 1024;
/// The most bytes to read before messages are handled. Those that wait are read first, because a later one may cancel
/// an earlier one, or change a document once more.
constexpr std::size_t kMostAtOnce = std::size_t{4} << 20U;

struct LspOptions {
  std::string config, feast_version, kubernetes_version;
  bool stdio = false;
};

/// Whether standard input can be read without waiting.
bool input_waits() {
  pollfd input{STDIN_FILENO, POLLIN, 0};
  return ::poll(&input, 1, 0) == 1;
}

/// Appends what can be read, after waiting for something. Returns false at the end of the input.
bool read_chunk(lsp::Framing& framing, std::size_t& size) {
  std::array<char, kChunk> chunk;  // NOLINT(cppcoreguidelines-pro-type-member-init): read() fills it
  ssize_t n = 0;
  do n = ::read(STDIN_FILENO, chunk.data(), chunk.size());
  while (n < 0 && errno == EINTR);
  if (n <= 0) return false;
  framing.add({chunk.data(), static_cast<std::size_t>(n)});
  size += static_cast<std::size_t>(n);
  return true;
}

bool send(const std::vector<std::string>& messages) {
  std::string text;
  for (const std::string& message : messages) text += lsp::framed(message);
  return write_all(STDOUT_FILENO, text);
}

/// Passes complete messages to the server. Returns false if nothing more can be understood.
bool take_frames(lsp::Framing& framing, lsp::Server& server) {
  using Of = lsp::Frame::Of;
  for (lsp::Frame frame = framing.next(); frame.of != Of::kNothing; frame = framing.next()) {
    if (frame.of == Of::kBody) {
      if (!send(server.take(frame.text))) return false;
    } else if (!send({lsp::Server::garbage(frame.text)}) || frame.of == Of::kEnd) {
      return false;
    }
  }
  return true;
}

int serve(std::vector<std::string> words) {
  std::signal(SIGPIPE, SIG_IGN);  // NOLINT(cert-err33-c): a client that is gone is the end of the input
  LspHost host(std::move(words));
  lsp::Server server(host, kVersion);
  lsp::Framing framing;
  for (bool open = true; open && !server.ended();) {
    std::size_t size = 0;
    do {
      open = read_chunk(framing, size) && take_frames(framing, server);
    } while (open && size < kMostAtOnce && input_waits());
    if (!send(server.work())) break;
  }
  return server.exit_status();
}

}  // namespace

void add_lsp(CLI::App& program, int& status) {
  auto* command = add_command(program, options::Command::kLsp);
  auto options = std::make_shared<LspOptions>();
  Declarer declare(*command, options::Command::kLsp);
  declare("config", options->config);
  declare("feast-version", options->feast_version);
  declare("kubernetes-version", options->kubernetes_version);
  declare("stdio", options->stdio);
  command->callback([command, options, &status] {
    std::vector<std::string> words;
    const auto pass_on = [&](const std::string& name, const std::string& value) {
      if (is_given(*command, name)) words.push_back(name + "=" + value);
    };
    pass_on("--config", options->config);
    pass_on("--feast-version", options->feast_version);
    pass_on("--kubernetes-version", options->kubernetes_version);
    status = serve(std::move(words));
  });
}

}  // namespace feastctl::cli
