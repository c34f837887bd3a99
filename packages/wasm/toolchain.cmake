# Compiles for WASI with zig's clang; packages/wasm/setup installs it.
#
# zig's own libc++ for WASI lacks exceptions (CLI11 needs them), file systems and threads. The program is therefore
# compiled with the headers of libc++ directly, and runtime.cmake compiles the parts of libc++ that it needs.
set(CMAKE_SYSTEM_NAME Generic)
set(CMAKE_SYSTEM_PROCESSOR wasm32)

get_filename_component(FEASTCTL_WASM_TOOLS ${CMAKE_CURRENT_LIST_DIR}/../../build/wasm-tools ABSOLUTE)
set(FEASTCTL_WASM_LIB ${FEASTCTL_WASM_TOOLS}/zig-lib)
if(NOT EXISTS ${FEASTCTL_WASM_TOOLS}/bin/c++)
  message(FATAL_ERROR "the compiler is missing; run packages/wasm/setup")
endif()
set(CMAKE_C_COMPILER ${FEASTCTL_WASM_TOOLS}/bin/cc)
set(CMAKE_CXX_COMPILER ${FEASTCTL_WASM_TOOLS}/bin/c++)
set(CMAKE_AR ${FEASTCTL_WASM_TOOLS}/bin/ar)
set(CMAKE_RANLIB ${FEASTCTL_WASM_TOOLS}/bin/ranlib)
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)

# Every browser since 2022 and Node since 17 know these features.
set(flags "-target wasm32-wasi -mcpu=generic+exception_handling+bulk_memory")
string(APPEND flags " -ffunction-sections -fdata-sections -fno-sanitize=undefined")
string(APPEND flags " -D_WASI_EMULATED_SIGNAL -D_WASI_EMULATED_GETPID -D_WASI_EMULATED_PROCESS_CLOCKS -D_WASI_EMULATED_MMAN")
set(CMAKE_C_FLAGS_INIT "${flags}")

# libc++'s headers before those of the C library, with the settings that its own build would write to __config_site.
string(APPEND flags " -nostdinc++ -nostdlib++ -I${CMAKE_CURRENT_LIST_DIR}/libcxx")
foreach(folder IN ITEMS libcxx/include libcxxabi/include libunwind/include)
  string(APPEND flags " -I${FEASTCTL_WASM_LIB}/${folder}")
endforeach()
foreach(setting IN ITEMS
    _LIBCPP_ABI_VERSION=1 _LIBCPP_ABI_NAMESPACE=__1 _LIBCPP_HAS_MUSL_LIBC=1 _LIBCPP_PSTL_BACKEND_SERIAL
    _LIBCPP_HAS_THREADS=1 _LIBCPP_HAS_THREAD_API_PTHREAD=1 _LIBCPP_HAS_MONOTONIC_CLOCK=1 _LIBCPP_HAS_FILESYSTEM=1
    _LIBCPP_HAS_LOCALIZATION=1 _LIBCPP_HAS_UNICODE=1 _LIBCPP_HAS_WIDE_CHARACTERS=1
    _LIBCPP_HAS_TERMINAL=0 _LIBCPP_HAS_RANDOM_DEVICE=0 _LIBCPP_HAS_TIME_ZONE_DATABASE=0
    _LIBCPP_HAS_VENDOR_AVAILABILITY_ANNOTATIONS=0 _LIBCPP_INSTRUMENTED_WITH_ASAN=0
    _LIBCPP_DISABLE_VISIBILITY_ANNOTATIONS _LIBCXXABI_DISABLE_VISIBILITY_ANNOTATIONS
    _LIBCPP_HARDENING_MODE_DEFAULT=2 _LIBCPP_HARDENING_MODE=_LIBCPP_HARDENING_MODE_NONE
    _LIBCPP_ASSERTION_SEMANTIC_DEFAULT=_LIBCPP_ASSERTION_SEMANTIC_IGNORE)
  string(APPEND flags " -D${setting}")
endforeach()
set(CMAKE_CXX_FLAGS_INIT "${flags}")
foreach(language IN ITEMS C CXX)
  # zig replaces -Oz by -Os. The linker sees the whole program, which takes a sixth off.
  set(CMAKE_${language}_FLAGS_MINSIZEREL "-Oz -Xclang -Oz -flto -DNDEBUG" CACHE STRING "")
endforeach()
set(CMAKE_CXX_LINK_EXECUTABLE
  "${CMAKE_CURRENT_LIST_DIR}/link ${CMAKE_CXX_COMPILER} <TARGET> <OBJECTS> <LINK_LIBRARIES>")
