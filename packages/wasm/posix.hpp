/// @file
/// @brief What Linux has and WASI lacks, as far as cli/ uses it; the compiler includes it before each file of cli/.
///
/// A call fails as it would on a file system without the feature: cli/ has a way out for each of them. Locks and
/// signals succeed without effect, because a module has one thread, and nobody else sees its files.
#pragma once

#include <fcntl.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

using siginfo_t = struct NoSignalInfo;  // sys/wait.h names it

#define O_PATH O_RDONLY
#define O_TMPFILE (O_DIRECTORY | O_CREAT)  // which opens nothing
#define SIG_BLOCK 0
#define SIG_SETMASK 2

extern "C" {
char* mkdtemp(char* name);  // posix.cpp
}

inline int unsupported() {
  errno = ENOSYS;
  return -1;
}

inline mode_t umask(mode_t /*mask*/) {
  return 0;
}
inline int fchown(int /*fd*/, uid_t /*user*/, gid_t /*group*/) {
  return unsupported();
}
/// WASI knows no modes: new files get those of the caller's umask.
inline int mode_is_kept(int /*fd*/, mode_t /*mode*/) {
  return 0;
}
#define fchmod mode_is_kept
inline ssize_t copy_file_range(int /*in*/, off_t* /*in_at*/, int /*out*/, off_t* /*out_at*/, size_t /*size*/,
                               unsigned /*flags*/) {
  return unsupported();  // libc++'s file systems call it
}
inline void* map_nothing(void* /*at*/, size_t /*size*/, int /*protection*/, int /*flags*/, int /*fd*/, off_t /*from*/) {
  unsupported();
  return MAP_FAILED;
}
#define mmap map_nothing
inline int madvise(void* /*at*/, size_t /*size*/, int /*advice*/) {
  return unsupported();
}
inline int mkostemp(char* /*name*/, int /*flags*/) {
  return unsupported();
}
inline pid_t fork() {
  return unsupported();
}
inline int execvp(const char* /*file*/, char* const* /*arguments*/) {
  return unsupported();
}

inline int sigemptyset(sigset_t* /*set*/) {
  return 0;
}
inline int sigaddset(sigset_t* /*set*/, int /*signal*/) {
  return 0;
}
inline int sigismember(const sigset_t* /*set*/, int /*signal*/) {
  return 0;
}
inline int sigpending(sigset_t* /*set*/) {
  return 0;
}
inline int pthread_sigmask(int /*how*/, const sigset_t* /*set*/, sigset_t* /*before*/) {
  return 0;
}
