# The two modules: feastctl.wasm has the whole command line; playground.wasm has the commands that work on texts in
# memory, for the page and the functions of the npm package, and is as small as possible.
#
# feastctl_module(NAME CLI DATA...): links the objects of CLI and of each DATA with the library.
function(feastctl_module name cli)
  add_executable(${name} ${CMAKE_SOURCE_DIR}/packages/wasm/posix.cpp)
  target_link_libraries(${name} PRIVATE ${cli} ${ARGN} feastctl::lib wasm_runtime)
  # The linker loses some of the handlers of exceptions in code that it generates.
  target_compile_options(${name} PRIVATE -fwasm-exceptions -fno-lto)
  target_compile_options(${cli} PRIVATE -fwasm-exceptions -fno-lto -include ${CMAKE_SOURCE_DIR}/packages/wasm/posix.hpp)
  set_target_properties(${name} PROPERTIES SUFFIX .wasm RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})
endfunction()

target_sources(feastctl_cli PRIVATE ${CMAKE_SOURCE_DIR}/lib/report/formats.cpp)
feastctl_module(feastctl feastctl_cli code_rows embedded_files)

# The commands of the page, with a parser of arguments in place of CLI11: arguments/CLI/App.hpp says why.
get_target_property(sources feastctl_cli SOURCES)
list(FILTER sources EXCLUDE REGEX "command|formats|external_diff|fix_files|output_dir|replace_file|stores_and_bundle")
foreach(command IN ITEMS defaults diff graph render simulate validate version)
  list(APPEND sources command_${command}.cpp)
endforeach()
list(TRANSFORM sources PREPEND ${CMAKE_SOURCE_DIR}/cli/ REGEX "^[^/]+$") # the others are of packages/wasm
add_library(playground_cli OBJECT ${sources} ${CMAKE_SOURCE_DIR}/packages/wasm/playground.cpp
                                  ${CMAKE_SOURCE_DIR}/packages/wasm/formats.cpp
                                  ${CMAKE_SOURCE_DIR}/packages/wasm/arguments/arguments.cpp)
target_include_directories(playground_cli BEFORE PRIVATE ${CMAKE_SOURCE_DIR}/packages/wasm/arguments
  ${CMAKE_SOURCE_DIR}/cli ${CMAKE_BINARY_DIR}/cli $<TARGET_PROPERTY:feastctl_lib,INTERFACE_INCLUDE_DIRECTORIES>)
add_dependencies(playground_cli code_rows)
feastctl_warnings(playground_cli)
feastctl_module(playground playground_cli code_names embedded_templates)
target_sources(playground PRIVATE ${CMAKE_SOURCE_DIR}/packages/wasm/small_libc.cpp)
