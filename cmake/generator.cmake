# feastctl_generator(NAME SOURCE): a program that runs during the build and writes sources of the library. Its command is
# in the variable NAME. If the build is for another machine, the generator is compiled for this one.
function(feastctl_generator name source)
  if(NOT CMAKE_CROSSCOMPILING)
    add_executable(${name} ${source})
    target_link_libraries(${name} PRIVATE nlohmann_json::nlohmann_json)
    target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR}/lib)
    feastctl_warnings(${name})
    set(${name} ${name} PARENT_SCOPE)
    return()
  endif()
  find_program(FEASTCTL_HOST_CXX NAMES $ENV{CXX} c++ g++ clang++ REQUIRED NO_CMAKE_FIND_ROOT_PATH)
  set(program ${CMAKE_CURRENT_BINARY_DIR}/${name})
  set(input ${CMAKE_CURRENT_SOURCE_DIR}/${source})
  add_custom_command(OUTPUT ${program}
    COMMAND ${FEASTCTL_HOST_CXX} -std=c++20 -O1 -I${CMAKE_SOURCE_DIR}/lib ${input} -o ${program}
    DEPENDS ${input} VERBATIM)
  set(${name} ${program} PARENT_SCOPE)
endfunction()
