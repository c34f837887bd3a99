#include "lsp/framing.hpp"

#include <doctest/doctest.h>

using namespace feastctl::lsp;
using Of = Frame::Of;

namespace {

/// What a stream contains, read in pieces of `size` bytes: `body`, or `!` for garbage and `.` for the end.
std::vector<std::string> frames(std::string_view stream, std::size_t size) {
  Framing framing;
  std::vector<std::string> result;
  while (!stream.empty()) {
    framing.add(stream.substr(0, size));
    stream.remove_prefix(std::min(size, stream.size()));
    for (Frame frame = framing.next(); frame.of != Of::kNothing; frame = framing.next()) {
      result.emplace_back(frame.of == Of::kBody ? std::string(frame.text) : frame.of == Of::kGarbage ? "!" : ".");
      if (frame.of == Of::kEnd) return result;
    }
  }
  return result;
}

using Strings = std::vector<std::string>;

}  // namespace

TEST_SUITE("lsp/framing") {
  TEST_CASE("messages come out whole, however they arrive") {
    const std::string stream = framed("{}") + framed("") + "content-length:3\n\nabc" +
                               "Content-Type: x\r\nContent-Length: 1\r\n\r\n{" + framed("last");
    for (const std::size_t size : {1, 2, 7, 1000}) CHECK(frames(stream, size) == Strings{"{}", "", "abc", "{", "last"});
  }

  TEST_CASE("half a message waits") {
    CHECK(frames("Content-Length: 5\r\n\r\nabc", 100).empty());
    CHECK(frames("Content-Length: 5\r\n", 100).empty());
  }

  TEST_CASE("a header without a length is skipped") {
    for (const std::string_view header :
         {"Host: a\r\n\r\n", "Content-Length: x\r\n\r\n", "Content-Length: -1\r\n\r\n", "\r\n\r\n"}) {
      CHECK(frames(std::string(header) + framed("a"), 100) == Strings{"!", "a"});
    }
  }

  TEST_CASE("a stream ends that cannot be understood any more") {
    CHECK(frames(std::string(20000, 'x'), 1000) == Strings{"."});
    CHECK(frames("Content-Length: 99999999999999999999999999\r\n\r\n", 1000) == Strings{"."});
    CHECK(frames("Content-Length: 1000000000\r\n\r\n", 1000) == Strings{"."});
  }
}
