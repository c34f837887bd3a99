/// A language server that gets any bytes, then any text, edits and requests: each request has one answer, and the
/// findings are those of a server that opens the final text.
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "agreements.hpp"
#include "lsp/framing.hpp"
#include "lsp/server.hpp"
#include "random.hpp"

using namespace feastctl;
using lsp::Json;

namespace {

constexpr std::string_view kUri = "file:///w/store.yaml";

/// A folder without files.
class EmptyHost final : public lsp::Host {
 public:
  std::string project_of(const std::string& path, const std::string& within) override {
    return within.empty() ? path : within;
  }
  std::vector<lsp::File> read(const std::string&) override { return {}; }
  lsp::Settings settings(const std::string&) override {
    lsp::Settings settings;
    settings.shown = [](Diagnostics&& findings) { return findings.all(); };
    return settings;
  }
  bool exists(const std::string&) override { return false; }
};

/// A client that remembers what it was told.
class Client {
 public:
  Client() { request("initialize", {{"rootUri", "file:///w"}, {"capabilities", Json::object()}}); }

  void notify(const char* method, Json params) { say({{"method", method}, {"params", std::move(params)}}); }
  void request(const char* method, Json params) {
    ++asked_;
    say({{"id", asked_}, {"method", method}, {"params", std::move(params)}});
    work();
    fuzz::require(answers_[asked_] == 1, "a request has one answer", method);
  }
  void open(std::string_view text) {
    notify("initialized", Json::object());
    notify("textDocument/didOpen",
           {{"textDocument", {{"uri", kUri}, {"languageId", "yaml"}, {"version", 1}, {"text", text}}}});
    work();
  }
  /// The findings that were last published.
  [[nodiscard]] const Json& findings() const { return findings_; }
  void work() { hear(server_.work()); }

 private:
  void say(Json message) {
    message["jsonrpc"] = "2.0";
    hear(server_.take(message.dump()));
  }
  void hear(const std::vector<std::string>& messages) {
    for (const std::string& text : messages) {
      const Json message = Json::parse(text);
      if (message.contains("id") && !message.contains("method")) ++answers_[message.at("id").get<int>()];
      if (lsp::text_at(message, "method").ends_with("publishDiagnostics")) {
        findings_ = message.at("params").at("diagnostics");
      }
    }
  }

  EmptyHost host_;
  lsp::Server server_{host_, "0"};
  std::map<int, int> answers_;
  int asked_ = 0;
  Json findings_;
};

/// The position of an offset; characters are units of UTF-16.
Json position(std::string_view text, std::size_t offset) {
  std::size_t line = 0, character = 0;
  for (std::size_t i = 0; i < offset; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool ends = byte == '\n' || (byte == '\r' && (i + 1 == text.size() || text[i + 1] != '\n'));
    line += ends ? 1 : 0;
    if (ends) {
      character = 0;
    } else if ((byte & 0xC0U) != 0x80) {
      character += byte >= 0xF0 ? 2 : 1;
    }
  }
  return {{"line", line}, {"character", character}};
}

/// An offset between two characters, and not within a line end.
std::size_t offset_in(std::string_view text, fuzz::Random& random) {
  std::size_t offset = random.below(text.size() + 1);
  const auto inside = [&] {
    return offset > 0 && offset < text.size() &&
           ((static_cast<unsigned char>(text[offset]) & 0xC0U) == 0x80 || text.substr(offset - 1, 2) == "\r\n");
  };
  while (inside()) --offset;
  return offset;
}

/// Replaces a random range, in the text and at the client.
void edit(Client& client, std::string& text, int version, fuzz::Random& random) {
  static constexpr std::array<std::string_view, 14> kPieces{
      "", "\n", "  ", "- ", ": ", "{", "'", "#", "---\n", "\xC3\xA9", "\r", "\xF0\x9F\x98\x80", "a", "  replicas: 2\n"};
  std::size_t begin = offset_in(text, random), end = offset_in(text, random);
  if (begin > end) std::swap(begin, end);
  if (random.once_in(2)) end = begin;
  const std::string piece(random.one_of(kPieces));
  const Json range{{"start", position(text, begin)}, {"end", position(text, end)}};
  client.notify("textDocument/didChange", {{"textDocument", {{"uri", kUri}, {"version", version}}},
                                           {"contentChanges", {{{"range", range}, {"text", piece}}}}});
  text.replace(begin, end - begin, piece);
}

void ask(Client& client, std::string_view text, fuzz::Random& random) {
  Json at = position(text, offset_in(text, random));
  if (random.once_in(8)) at["character"] = random.below(1000);
  const Json document{{"uri", kUri}};
  Json params{{"textDocument", document}, {"position", at}};
  static constexpr std::array kMethods{"textDocument/hover",      "textDocument/completion",
                                       "textDocument/definition", "textDocument/codeAction",
                                       "textDocument/codeLens",   "textDocument/documentSymbol"};
  params["range"] = {{"start", at}, {"end", position(text, text.size())}};
  params["context"] = {{"diagnostics", Json::array()}};
  client.request(random.one_of(kMethods), std::move(params));
}

/// Bytes as a stream of messages, to a server of their own.
void send_bytes(std::string_view bytes) {
  EmptyHost host;
  lsp::Server server(host, "0");
  lsp::Framing framing;
  framing.add(bytes);
  for (lsp::Frame frame = framing.next(); frame.of == lsp::Frame::Of::kBody; frame = framing.next()) {
    server.take(frame.text);
  }
  server.take(bytes);
  server.work();
}

void check(std::string_view input) {
  send_bytes(input);
  if (!fuzz::is_clean_text(input)) return;  // which JSON can carry
  fuzz::Random random(std::hash<std::string_view>{}(input));
  std::string text(input);
  Client client;
  client.open(text);
  for (int step = 2; step < 10; ++step) {
    if (random.once_in(3)) {
      ask(client, text, random);
    } else {
      edit(client, text, step, random);
    }
  }
  client.work();
  Client second;
  second.open(text);
  fuzz::require(client.findings() == second.findings(), "edits end as opening the final text does", text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  check({reinterpret_cast<const char*>(data), size});
  return 0;
}
