#include "mapped_file.hpp"

#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <csignal>
#include <mutex>
#include <vector>

#include "exit_code.hpp"

namespace feastctl::cli {

namespace {

constexpr off_t kLeast = off_t{1} * 1024 * 1024;
constexpr off_t kMost = off_t{256} << 20U;  // the reader refuses more
/// In this time, a search for line ends covers about 15 MB, and processing stores much less.
constexpr std::chrono::milliseconds kRelievePause{5};

void give_back(std::string_view text) {
  ::madvise(const_cast<char*>(text.data()), text.size(), MADV_DONTNEED);
}

/// Ends the program if a file is truncated while it is read: its pages are gone, and nothing has been printed yet.
void end_for_short_file(int /*signal*/) {
  constexpr std::string_view kMessage =
      "feastctl: an input file was truncated while it was being read; run the command again\n";
  [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, kMessage.data(), kMessage.size());
  ::_exit(kUnreadable);
}

}  // namespace

struct MappedFiles::Texts {
  std::mutex mutex;
  std::condition_variable_any stopped;
  std::vector<std::string_view> all;

  Texts() = default;
  Texts(const Texts&) = delete;
  Texts& operator=(const Texts&) = delete;
  ~Texts() {
    for (const std::string_view text : all) ::munmap(const_cast<char*>(text.data()), text.size());
  }

  void give_back_until(const std::stop_token& stop) {
    std::unique_lock lock(mutex);
    while (!stop.stop_requested()) {
      for (const std::string_view text : all) give_back(text);
      stopped.wait_for(lock, stop, kRelievePause, [] { return false; });
    }
  }
};

MappedFiles::MappedFiles() = default;
MappedFiles::MappedFiles(MappedFiles&&) noexcept = default;
MappedFiles::~MappedFiles() = default;

std::optional<std::string_view> MappedFiles::add(int fd) {
  struct stat status {};
  if (::fstat(fd, &status) != 0 || !S_ISREG(status.st_mode) || status.st_size < kLeast || status.st_size > kMost) {
    return std::nullopt;
  }
  if (::lseek(fd, 0, SEEK_CUR) != 0) return std::nullopt;  // standard input that is already partly read
  const auto size = static_cast<std::size_t>(status.st_size);
  void* const at = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, fd, 0);
  if (at == MAP_FAILED) return std::nullopt;  // NOLINT(performance-no-int-to-ptr): the system's own macro
  const std::string_view text(static_cast<const char*>(at), size);
  if (texts_ == nullptr) texts_ = std::make_unique<Texts>();
  std::signal(SIGBUS, end_for_short_file);  // NOLINT(cert-err33-c): without it the signal ends the program
  const std::scoped_lock lock(texts_->mutex);
  texts_->all.push_back(text);
  if (!giving_back_.joinable()) {
    giving_back_ = std::jthread([texts = texts_.get()](const std::stop_token& stop) { texts->give_back_until(stop); });
  }
  return text;
}

}  // namespace feastctl::cli
