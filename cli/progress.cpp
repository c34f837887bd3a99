#include "progress.hpp"

#include <fmt/format.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

#include "base/in_order.hpp"
#include "io.hpp"

namespace feastctl::cli {

namespace {

using namespace std::chrono_literals;

/// Writes the line until told to stop.
void tell(const std::stop_token& stop, std::size_t files, const std::atomic<std::size_t>& done) {
  std::mutex mutex;
  std::condition_variable_any bell;
  std::unique_lock lock(mutex);
  const auto begin = std::chrono::steady_clock::now();
  const auto never = [] { return false; };
  bool shown = false;
  for (auto wait = 1000ms; !stop.stop_requested(); wait = 200ms) {
    bell.wait_for(lock, stop, wait, never);
    if (stop.stop_requested()) break;
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - begin);
    write_stderr(fmt::format("\r\x1b[K{} {}, {} stores done, {} s", files, files == 1 ? "file" : "files", done.load(),
                             seconds.count()));
    shown = true;
  }
  if (shown) write_stderr("\r\x1b[K");
}

}  // namespace

void tell_while(const Sources& sources, Options options, const ReadingOptions& reading,
                const std::function<void(const Options&)>& work) {
  if (!kHasThreads || reading.quiet || !stderr_is_terminal()) {
    work(options);
    return;
  }
  std::atomic<std::size_t> done = 0;
  options.done = &done;
  const std::jthread teller([&](const std::stop_token& stop) { tell(stop, sources.size(), done); });
  work(options);
}

Result run_and_tell(const Sources& sources, Options options, const ReadingOptions& reading, const TakeOutput& take,
                    RunCache* cache) {
  Result result;
  tell_while(sources, std::move(options), reading, [&](const Options& telling) {
    result = take ? run(sources, telling, take, cache) : run(sources, telling, cache);
  });
  return result;
}

}  // namespace feastctl::cli
