# What makes an optimised build hard to attack, and independent of the folder that it is built in. tests/release checks the result.
# Not in debug builds: _FORTIFY_SOURCE needs an optimiser, and the sanitizers see more.
option(FEASTCTL_HARDENING "Harden optimised builds" ON)

# The folder's name would stand wherever a library's header says __FILE__.
add_compile_options(-ffile-prefix-map=${CMAKE_SOURCE_DIR}=. -ffile-prefix-map=${CMAKE_BINARY_DIR}=build)

if(FEASTCTL_HARDENING AND NOT FEASTCTL_SANITIZE AND NOT CMAKE_BUILD_TYPE STREQUAL "Debug")
  add_compile_options(-fstack-protector-strong -fstack-clash-protection -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2)
  add_compile_definitions($<$<COMPILE_LANGUAGE:CXX>:_GLIBCXX_ASSERTIONS>)
  add_link_options(-Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack)
endif()

# Code that can be loaded anywhere. Whoever puts the library into a shared object sets CMAKE_POSITION_INDEPENDENT_CODE.
if(NOT CMAKE_POSITION_INDEPENDENT_CODE AND NOT FEASTCTL_WASM)
  add_compile_options(-fPIE)
endif()

# A linker may know how to pack relocations where the C library's start code cannot read them: only a run tells.
if(FEASTCTL_STATIC AND NOT CMAKE_CROSSCOMPILING)
  include(CheckCXXSourceRuns)
  include(CMakePushCheckState)
  cmake_push_check_state()
  set(CMAKE_REQUIRED_FLAGS -fPIE)
  set(CMAKE_REQUIRED_LINK_OPTIONS -static-pie -Wl,-z,pack-relative-relocs)
  check_cxx_source_runs("int x; int* volatile p = &x; int main() { return p == &x ? 0 : 1; }" FEASTCTL_PACKED_RELOCATIONS)
  cmake_pop_check_state()
endif()
