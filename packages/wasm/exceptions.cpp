/// The two ends of C++ exceptions that the toolchain leaves open.
#include <cstddef>

// The tag that every throw and catch names; LLVM defines it in its compiler-rt, which zig replaces.
__asm__(
    "  .globl __cpp_exception\n"
    "  .tagtype __cpp_exception i32\n"
    "__cpp_exception:\n");

/// An uncaught exception would print its type: with this, by its mangled name, for 60 kB less.
extern "C" char* __cxa_demangle(const char* /*name*/, char* /*buffer*/, std::size_t* /*size*/, int* status) {
  if (status != nullptr) *status = -1;
  return nullptr;
}
