# What the program links: libyaml, and the parts of libc++ and libc++abi that it uses, with exceptions.
add_library(wasm_runtime STATIC ${CMAKE_CURRENT_LIST_DIR}/exceptions.cpp ${CMAKE_CURRENT_LIST_DIR}/sort.cpp
                                ${CMAKE_CURRENT_LIST_DIR}/to_chars.cpp)
set(abi ${FEASTCTL_WASM_LIB}/libcxxabi/src)
foreach(part IN ITEMS cxa_aux_runtime cxa_default_handlers cxa_exception cxa_exception_storage cxa_guard
        cxa_handlers cxa_personality cxa_vector cxa_virtual fallback_malloc private_typeinfo stdlib_exception
        stdlib_new_delete stdlib_stdexcept stdlib_typeinfo)
  target_sources(wasm_runtime PRIVATE ${abi}/${part}.cpp)
endforeach()
set(cxx ${FEASTCTL_WASM_LIB}/libcxx/src)
foreach(part IN ITEMS algorithm any atomic bind call_once charconv chrono condition_variable condition_variable_destructor error_category exception functional
        future        hash ios ios.instantiations iostream locale memory memory_resource mutex mutex_destructor new_handler new_helpers
        optional ostream stdexcept string system_error thread typeinfo variant vector fstream
        filesystem/directory_entry filesystem/directory_iterator filesystem/filesystem_clock filesystem/filesystem_error
        filesystem/int128_builtins filesystem/operations filesystem/path)
  target_sources(wasm_runtime PRIVATE ${cxx}/${part}.cpp)
endforeach()
target_include_directories(wasm_runtime PRIVATE ${cxx} ${abi} ${FEASTCTL_WASM_LIB}/libcxx/libc)
target_compile_definitions(wasm_runtime PRIVATE _LIBCPP_BUILDING_LIBRARY _LIBCXXABI_BUILDING_LIBRARY
  LIBCXX_BUILDING_LIBCXXABI _LIBCXXABI_HAS_THREAD_API_PTHREAD _LIBCXXABI_USE_LLVM_UNWINDER=1)
target_compile_options(wasm_runtime PRIVATE -fwasm-exceptions)
target_compile_features(wasm_runtime PRIVATE cxx_std_23)
set_source_files_properties(${cxx}/filesystem/operations.cpp PROPERTIES
  COMPILE_OPTIONS "-include;${CMAKE_CURRENT_LIST_DIR}/posix.hpp")
# The tag of exceptions.cpp is assembler, which the linker sees only in a compiled object.
set_source_files_properties(${CMAKE_CURRENT_LIST_DIR}/exceptions.cpp PROPERTIES COMPILE_OPTIONS -fno-lto)
# Reading a number is as fast without this algorithm's tables, 11 kB of the compressed module, unless it has many digits.
set_source_files_properties(${cxx}/charconv.cpp PROPERTIES
  COMPILE_DEFINITIONS LIBC_COPT_STRTOFLOAT_DISABLE_EISEL_LEMIRE)
set_target_properties(wasm_runtime PROPERTIES UNITY_BUILD OFF)

# Its C files are old C and not ours.
add_library(wasm_libyaml STATIC ${FEASTCTL_WASM_LIB}/libunwind/src/Unwind-wasm.c)
foreach(part IN ITEMS api parser reader scanner)
  target_sources(wasm_libyaml PRIVATE ${FEASTCTL_WASM_TOOLS}/libyaml/src/${part}.c)
endforeach()
target_include_directories(wasm_libyaml PUBLIC ${FEASTCTL_WASM_TOOLS}/libyaml/include
                                        PRIVATE ${FEASTCTL_WASM_LIB}/libunwind/include)
target_compile_definitions(wasm_libyaml PRIVATE YAML_VERSION_MAJOR=0 YAML_VERSION_MINOR=2 YAML_VERSION_PATCH=5
                                                "YAML_VERSION_STRING=\"0.2.5\"" _LIBUNWIND_HIDE_SYMBOLS)
target_compile_options(wasm_libyaml PRIVATE -w -fwasm-exceptions)
set_target_properties(wasm_libyaml PROPERTIES UNITY_BUILD OFF)
add_library(PkgConfig::LIBYAML ALIAS wasm_libyaml)

# The headers of fmt and CLI11 alone, as /usr/include has those of another C library beside them.
set(headers ${CMAKE_BINARY_DIR}/headers)
file(MAKE_DIRECTORY ${headers})
foreach(library IN ITEMS fmt CLI)
  file(CREATE_LINK /usr/include/${library} ${headers}/${library} SYMBOLIC)
endforeach()
include_directories(SYSTEM ${headers})
# Messages have no other floating-point numbers than double; fmt would link printf() for them.
add_compile_definitions(FMT_USE_FLOAT=0 FMT_USE_LONG_DOUBLE=0)
add_library(CLI11::CLI11 INTERFACE IMPORTED GLOBAL)
add_library(Threads::Threads INTERFACE IMPORTED GLOBAL)
