/// @file
/// @brief Delivers the results of several threads in order.
#pragma once

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "base/arena.hpp"

namespace feastctl {

/// Whether the program can start threads; a WebAssembly module cannot.
#ifdef __wasm__
inline constexpr bool kHasThreads = false;
#else
inline constexpr bool kHasThreads = true;
#endif

/// Accepts numbered results and delivers 0, 1, 2, …, each as soon as all earlier ones have arrived. A thread that is
/// far ahead of the slowest waits, so that pending results cannot exhaust memory.
template <typename T>
class InOrder {
 public:
  /// `deliver` is called by whichever thread completes the sequence, never by two at once.
  InOrder(std::size_t window, std::function<void(T&&)> deliver) : waiting_(window), deliver_(std::move(deliver)) {}

  void put(std::size_t number, T&& result) {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] { return number < next_ + waiting_.size(); });
    waiting_[number % waiting_.size()] = std::move(result);
    if (delivering_) return;  // that thread delivers this one, too
    delivering_ = true;
    while (auto& first = waiting_[next_ % waiting_.size()]) {
      T ready = std::move(*first);
      first.reset();
      lock.unlock();  // others can go on meanwhile
      deliver_(std::move(ready));
      lock.lock();
      ++next_;
      room_.notify_all();
    }
    delivering_ = false;
  }

 private:
  std::mutex mutex_;
  std::condition_variable room_;
  std::vector<std::optional<T>> waiting_;
  std::size_t next_ = 0;     ///< the number of the result to deliver
  bool delivering_ = false;  ///< a thread is delivering
  std::function<void(T&&)> deliver_;
};

/// How many of `jobs` threads are worthwhile for that many stores.
inline std::size_t threads_for(std::size_t stores, unsigned jobs) {
  return kHasThreads ? std::clamp<std::size_t>(jobs, 1, std::max<std::size_t>(stores / 4, 1)) : 1;
}

/// Runs `worker` on `threads` threads, including this one. Each receives a function that returns the number of the next
/// item to process, until all of `count` are taken.
template <typename Worker>
void share_out(std::size_t count, std::size_t threads, const Worker& worker) {
  std::atomic<std::size_t> next = 0;
  const auto take = [&]() -> std::optional<std::size_t> {
    const std::size_t number = next++;
    return number < count ? std::optional(number) : std::nullopt;
  };
  std::vector<std::jthread> helpers;
  for (std::size_t i = 1; i < threads; ++i) helpers.emplace_back([&] { worker(take); });
  worker(take);
}

/// Calls `work(number, arena)` to make a T of each of `count` items, on as many threads as are worthwhile, and passes
/// them to `deliver` in order. The arena is reset after each item.
template <typename T, typename Work>
void work_in_order(std::size_t count, unsigned jobs, const Work& work, const std::function<void(T&&)>& deliver) {
  constexpr std::size_t kWindow = 256;
  InOrder<T> results(std::clamp<std::size_t>(count, 1, kWindow), deliver);
  share_out(count, threads_for(count, jobs), [&](const auto& take) {
    Arena arena;
    for (auto number = take(); number; number = take()) {
      results.put(*number, work(*number, arena));
      arena.reset();
    }
  });
}

}  // namespace feastctl
