/// @file
/// @brief Signals that end programs, kept waiting while files are changed.
#pragma once

#include <csignal>

namespace feastctl::cli {

/// Keeps SIGINT, SIGTERM, SIGHUP and SIGPIPE waiting as long as it lives: a change is done or undone, and then the
/// program ends as the signal wants.
class SignalsHeld {
 public:
  SignalsHeld() {
    sigemptyset(&held_);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE}) sigaddset(&held_, signal);
    pthread_sigmask(SIG_BLOCK, &held_, &before_);
  }
  ~SignalsHeld() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  SignalsHeld(const SignalsHeld&) = delete;
  SignalsHeld& operator=(const SignalsHeld&) = delete;

  /// Whether one is waiting, so that what has not begun to be visible is better undone.
  [[nodiscard]] bool waiting() const {
    sigset_t pending;
    sigemptyset(&pending);
    sigpending(&pending);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE}) {
      if (sigismember(&pending, signal) == 1 && sigismember(&before_, signal) == 0) return true;
    }
    return false;
  }

 private:
  sigset_t held_{}, before_{};
};

}  // namespace feastctl::cli
