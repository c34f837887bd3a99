/// The two ends of C++ exceptions that the toolchain leaves open, and the ends of programs that cannot go on.
#include <__verbose_abort>
#include <cstddef>
#include <cstdlib>

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

// The runtime's last words. They are for its developers, and printf() for them is 10 kB of the compressed module.
extern "C" [[noreturn]] void __abort_message(const char* /*format*/, ...) {
  std::abort();
}
_LIBCPP_BEGIN_NAMESPACE_STD
[[noreturn]] void __libcpp_verbose_abort(const char* /*format*/, ...) noexcept {
  std::abort();
}
_LIBCPP_END_NAMESPACE_STD
