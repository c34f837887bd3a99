#include "spool.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "io.hpp"

namespace feastctl::cli {

namespace {

constexpr std::size_t kMostPlain = std::size_t{4} * 1024 * 1024;
constexpr std::size_t kHugePage = std::size_t{2} * 1024 * 1024;
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

/// Writes texts to standard output, many with one call. They must stay until `flush`.
class Gathered {
 public:
  [[nodiscard]] bool add(std::string_view text) {
    if (text.empty()) return true;
    parts_.push_back({const_cast<char*>(text.data()), text.size()});
    return parts_.size() < kMostParts || flush();
  }
  [[nodiscard]] bool flush() {
    std::span<iovec> left(parts_);
    while (!left.empty()) {
      const ssize_t n = ::writev(STDOUT_FILENO, left.data(), static_cast<int>(left.size()));
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) return stdout_failed();
      left = without(left, static_cast<std::size_t>(n));
    }
    parts_.clear();
    return true;
  }

 private:
  static constexpr std::size_t kMostParts = 256;

  /// What is left after `count` bytes.
  static std::span<iovec> without(std::span<iovec> parts, std::size_t count) {
    while (!parts.empty() && count >= parts.front().iov_len) {
      count -= parts.front().iov_len;
      parts = parts.subspan(1);
    }
    if (count > 0) parts.front() = {static_cast<char*>(parts.front().iov_base) + count, parts.front().iov_len - count};
    return parts;
  }

  std::vector<iovec> parts_;
};

}  // namespace

bool PlainText::append(std::string_view text) {
  if (large_ == nullptr) {
    if (small_.size() + text.size() <= kPiece) return small_ += text, true;
    large_.reset(static_cast<char*>(std::aligned_alloc(kHugePage, kMostPlain)));
    if (large_ == nullptr) return false;
    ::madvise(large_.get(), kMostPlain, MADV_HUGEPAGE);
    used_ = small_.copy(large_.get(), small_.size());
  }
  if (text.size() > kMostPlain - used_) return false;
  std::memcpy(large_.get() + used_, text.data(), text.size());
  used_ += text.size();
  return true;
}

PackedText::~PackedText() {
  if (file_ >= 0) ::close(file_);
}

void PackedText::append(std::string_view text) {
  while (!text.empty()) {
    text = packer_.fill(text);
    if (!packer_.full()) return;
    const std::size_t before = packed_.size();
    packer_.pack(packed_);
    sizes_.push_back(static_cast<std::uint32_t>(packed_.size() - before));
    if (packed_.size() > kPiece && !file_failed_) move_to_file();
  }
}

void PackedText::move_to_file() {
  if (file_ < 0) file_ = open_nameless();
  std::size_t written = 0;
  while (file_ >= 0 && written < packed_.size()) {
    const auto at = static_cast<off_t>(in_file_ + written);
    const ssize_t n = ::pwrite(file_, packed_.data() + written, packed_.size() - written, at);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) break;
    written += static_cast<std::size_t>(n);
  }
  file_failed_ = written < packed_.size();
  packed_.erase(0, written);
  in_file_ += written;
}

/// Reads the text again, block by block.
class PackedReader {
 public:
  explicit PackedReader(const PackedText& text) : text_(&text) {}

  /// The next text, valid until the next call; empty at the end, or if it cannot be read.
  std::string_view next() {
    if (block_ == text_->sizes_.size()) return std::exchange(block_, block_ + 1), text_->packer_.block();
    if (block_ > text_->sizes_.size()) return {};
    const std::size_t size = text_->sizes_[block_++];
    if (!read(size)) return {};
    return unpacker_.unpack(piece_);
  }

 private:
  /// Reads the next `size` bytes, of which the first ones may be in the file and the others in memory.
  bool read(std::size_t size) {
    piece_.resize(size);
    std::size_t done = 0;
    while (done < size && at_ < text_->in_file_) {
      const ssize_t n = ::pread(text_->file_, piece_.data() + done, std::min(size - done, text_->in_file_ - at_),
                                static_cast<off_t>(at_));
      if (n < 0 && errno == EINTR) continue;
      if (n <= 0) return false;
      done += static_cast<std::size_t>(n);
      at_ += static_cast<std::size_t>(n);
    }
    const std::size_t left = size - done;
    if (left == 0) return true;
    std::memcpy(piece_.data() + done, text_->packed_.data() + (at_ - text_->in_file_), left);
    at_ += left;
    return true;
  }

  const PackedText* text_;
  BlockUnpacker unpacker_;
  std::string piece_;
  std::size_t block_ = 0, at_ = 0;
};

namespace {

/// Reads what was kept, from a place on: a text, and then compressed blocks.
class Kept {
 public:
  Kept(std::string_view text, const PackedText* packed, std::size_t from) : rest_(text) {
    if (packed != nullptr) packed_.emplace(*packed);
    rest_.remove_prefix(std::min(from, rest_.size()));
  }

  /// Passes the next `count` bytes on; returns false if that fails.
  [[nodiscard]] bool pass(std::size_t count, Gathered& out) {
    while (count > 0) {
      if (rest_.empty()) {
        if (!out.flush()) return false;  // the next block takes the place of this one
        if (packed_) rest_ = packed_->next();
        if (rest_.empty()) return false;
      }
      const std::string_view next = rest_.substr(0, count);
      if (!out.add(next)) return false;
      rest_.remove_prefix(next.size());
      count -= next.size();
    }
    return true;
  }

 private:
  std::string_view rest_;
  std::optional<PackedReader> packed_;
};

}  // namespace

void Spool::append(const JoinedText& text) {
  const std::string_view whole = text.text;
  std::size_t done = 0;
  for (const auto& [at, constant] : text.constants) {
    append(whole.substr(done, at - done));
    constants_.push_back({kept(), constant});
    done = at;
  }
  append(whole.substr(done));
}

void Spool::append(std::string_view text) {
  if (rest_ == nullptr) {
    if (text_.append(text)) return;
    rest_ = std::make_unique<PackedText>();
  }
  rest_->append(text);
}

bool Spool::print(std::size_t from) const {
  Kept kept_text(text_.view(), rest_.get(), from);
  Gathered out;
  for (const auto& [at, constant] : constants_) {
    if (!kept_text.pass(at - from, out) || !out.add(constant)) return false;
    from = at;
  }
  return kept_text.pass(kept() - from, out) && out.flush();
}

}  // namespace feastctl::cli
