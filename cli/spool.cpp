#include "spool.hpp"

#include <fcntl.h>
#include <sys/sendfile.h>
#include <sys/types.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <vector>

#include "io.hpp"

namespace feastctl::cli {

namespace {

constexpr std::size_t kMostInMemory = std::size_t{4} * 1024 * 1024;
constexpr std::size_t kPiece = std::size_t{256} * 1024;

/// A new unnamed file, or -1.
int open_nameless() {
  const char* folder = std::getenv("TMPDIR");  // NOLINT(concurrency-mt-unsafe): nothing sets variables
  if (folder == nullptr || *folder == '\0') folder = "/tmp";
  if (const int fd = ::open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600); fd >= 0) return fd;
  std::string name = std::string(folder) + "/feastctl.XXXXXX";  // a file system without O_TMPFILE
  const int fd = ::mkostemp(name.data(), O_CLOEXEC);
  if (fd >= 0) ::unlink(name.c_str());
  return fd;
}

}  // namespace

Spool::~Spool() {
  if (file_ >= 0) ::close(file_);
}

void Spool::append(std::string_view text) {
  // Growing step by step would copy the text and touch new memory each time.
  if (text_.size() + text.size() > kPiece && text_.capacity() < kMostInMemory) text_.reserve(kMostInMemory + kPiece);
  text_ += text;
  // Once there is a file, small pieces stay in the processor's cache.
  const std::size_t most = in_file_ == 0 ? kMostInMemory : kPiece;
  if (text_.size() > most && !file_failed_) move_to_file();
}

void Spool::move_to_file() {
  if (file_ < 0) file_ = open_nameless();
  std::size_t written = 0;
  while (file_ >= 0 && written < text_.size()) {
    const auto at = static_cast<off_t>(in_file_ + written);
    const ssize_t n = ::pwrite(file_, text_.data() + written, text_.size() - written, at);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) break;
    written += static_cast<std::size_t>(n);
  }
  file_failed_ = written < text_.size();
  text_.erase(0, written);
  in_file_ += written;
}

std::size_t Spool::send_file(std::size_t from) const {
  auto at = static_cast<off_t>(from);
  while (static_cast<std::size_t>(at) < in_file_) {
    const ssize_t n = ::sendfile(STDOUT_FILENO, file_, &at, in_file_ - static_cast<std::size_t>(at));
    if (n == 0 || (n < 0 && errno != EINTR)) break;
  }
  return static_cast<std::size_t>(at);
}

bool Spool::print(std::size_t from) const {
  if (from < in_file_) from = send_file(from);
  std::vector<char> piece(in_file_ > from ? kPiece : 0);
  while (from < in_file_) {
    const std::size_t wanted = std::min(piece.size(), in_file_ - from);
    const ssize_t n = ::pread(file_, piece.data(), wanted, static_cast<off_t>(from));
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0 || !write_stdout({piece.data(), static_cast<std::size_t>(n)})) return false;
    from += static_cast<std::size_t>(n);
  }
  return write_stdout(std::string_view(text_).substr(std::min(from - in_file_, text_.size())));
}

}  // namespace feastctl::cli
