/// @file
/// @brief Defers signals that end the program while files are changed.
#pragma once

#include <csignal>

namespace feastctl::cli {

/// Defers SIGINT, SIGTERM, SIGHUP and SIGPIPE for its lifetime: the change is completed or undone before the signal
/// ends the program.
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

  /// Whether a signal is pending, so that a change that is not yet visible should be undone.
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
