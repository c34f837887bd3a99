#include "spool.hpp"

#include <fcntl.h>
#include <sys/sendfile.h>
#include <sys/types.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <utility>
#include <vector>

#include "base/embedded.hpp"
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

/// The script as it is in the output, or an empty text.
std::string_view script() {
  static const EmbeddedFile* const file = embedded_file("templates/merge_secrets.py");
  return file == nullptr ? std::string_view() : file->block;
}

/// Writes small texts to standard output together.
class Together {
 public:
  Together() { text_.reserve(2 * kPiece); }

  [[nodiscard]] bool add(std::string_view text) {
    if (text.size() >= kPiece) return flush() && write_stdout(text);
    text_ += text;
    return text_.size() < kPiece || flush();
  }
  [[nodiscard]] bool flush() {
    if (text_.empty()) return true;
    const bool fine = write_stdout(text_);
    text_.clear();
    return fine;
  }

 private:
  std::string text_;
};

/// Reads a file from a place on, piece by piece, and then a text.
class Kept {
 public:
  Kept(int file, std::size_t from, std::size_t in_file, std::string_view text)
      : file_(file), at_(from), in_file_(in_file), text_(text), piece_(from < in_file ? kPiece : 0) {
    if (from > in_file) text_.remove_prefix(std::min(from - in_file, text_.size()));
  }

  /// Passes the next `count` bytes on; returns false if that fails.
  [[nodiscard]] bool pass(std::size_t count, Together& out) {
    while (count > 0) {
      if (rest_.empty() && !refill()) return false;
      const std::string_view next = rest_.substr(0, count);
      if (!out.add(next)) return false;
      rest_.remove_prefix(next.size());
      count -= next.size();
    }
    return true;
  }

 private:
  bool refill() {
    if (at_ >= in_file_) {
      rest_ = std::exchange(text_, {});
      return !rest_.empty();
    }
    ssize_t n = 0;
    do {
      n = ::pread(file_, piece_.data(), std::min(piece_.size(), in_file_ - at_), static_cast<off_t>(at_));
    } while (n < 0 && errno == EINTR);
    if (n <= 0) return false;
    at_ += static_cast<std::size_t>(n);
    rest_ = {piece_.data(), static_cast<std::size_t>(n)};
    return true;
  }

  int file_;
  std::size_t at_, in_file_;
  std::string_view text_, rest_;
  std::vector<char> piece_;
};

}  // namespace

Spool::~Spool() {
  if (file_ >= 0) ::close(file_);
}

void Spool::append(std::string_view text) {
  for (std::size_t at = text.find(script()); at != std::string_view::npos && !script().empty();
       at = text.find(script())) {
    keep(text.substr(0, at));
    scripts_.push_back(kept());
    text.remove_prefix(at + script().size());
  }
  keep(text);
}

void Spool::keep(std::string_view text) {
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
  if (from < in_file_ && scripts_.empty()) from = send_file(from);
  Kept kept_text(file_, from, in_file_, text_);
  Together out;
  for (const std::size_t script_at : scripts_) {
    if (!kept_text.pass(script_at - from, out) || !out.add(script())) return false;
    from = script_at;
  }
  return kept_text.pass(kept() - from, out) && out.flush();
}

}  // namespace feastctl::cli
