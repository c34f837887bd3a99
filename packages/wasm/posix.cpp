#include "posix.hpp"

#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <cstdlib>
#include <cstring>

extern "C" {

char* mkdtemp(char* name) {
  constexpr int kTurns = 100;
  constexpr char kLetters[] = "abcdefghijklmnopqrstuvwxyz012345";
  constexpr std::size_t kRandom = 6;
  char* const end = name + std::strlen(name);
  for (int turn = 0; turn < kTurns; ++turn) {
    unsigned char bytes[kRandom];
    if (::getentropy(bytes, sizeof bytes) != 0) return nullptr;
    for (std::size_t i = 0; i < kRandom; ++i) end[i - kRandom] = kLetters[bytes[i] % (sizeof kLetters - 1)];
    if (::mkdir(name, S_IRWXU) == 0) return name;
    if (errno != EEXIST) return nullptr;
  }
  return nullptr;
}

int flock(int /*fd*/, int /*how*/) {
  return 0;
}
int waitpid(pid_t /*child*/, int* /*status*/, int /*options*/) {
  return unsupported();
}
ssize_t sendfile(int /*out*/, int /*in*/, off_t* /*at*/, size_t /*size*/) {
  return unsupported();
}

}  // extern "C"

namespace {

/// A module starts in the root folder; the caller names the current one.
const struct StartInFolder {
  StartInFolder() {
    const char* folder = std::getenv("PWD");
    if (folder != nullptr) static_cast<void>(::chdir(folder));
  }
} start_in_folder;

}  // namespace
