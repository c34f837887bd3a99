# Profile-guided optimization: the library is compiled twice. The first build counts what the examples make it do, and from
# the counts the compiler learns the usual paths. A fleet takes a tenth less time, and the program is a bit smaller, because
# code that the examples never run is optimized for size. Counting uses one thread, so that the same sources give the same
# counts, and with them the same program (tests/release/reproducible_test.py). Link-time optimization was tried as well:
# a tenth slower, because related files are compiled together anyway.
option(FEASTCTL_PROFILE_GUIDED "Compile the library twice, the second time for what the examples make it do (GCC)" OFF)

# Call it once all sources of `library` are known; `program` is an object library that contains the main function.
function(feastctl_profile library program)
  if(NOT FEASTCTL_PROFILE_GUIDED OR NOT CMAKE_CXX_COMPILER_ID STREQUAL "GNU" OR CMAKE_CROSSCOMPILING)
    return()
  endif()
  set(counts ${CMAKE_BINARY_DIR}/counts)
  # The counts are found by the name of the object's file, of which -dumpdir takes the folder: it is the library's name.
  set(names -fprofile-prefix-path=${CMAKE_BINARY_DIR} -dumpdir ${library}-)

  set(counting ${library}_counting)
  get_target_property(sources ${library} SOURCES)
  get_target_property(options ${library} COMPILE_OPTIONS)
  add_library(${counting} STATIC ${sources})
  target_compile_features(${counting} PUBLIC cxx_std_20)
  target_include_directories(${counting} PRIVATE $<TARGET_PROPERTY:${library},INCLUDE_DIRECTORIES>)
  target_compile_options(${counting} PRIVATE ${options} -fprofile-generate=${counts} ${names})
  add_executable(feastctl_counting $<TARGET_OBJECTS:${program}>)
  target_link_libraries(feastctl_counting PRIVATE ${counting} $<TARGET_PROPERTY:${library},LINK_LIBRARIES>
                                                 $<TARGET_PROPERTY:${program},LINK_LIBRARIES>)
  target_link_options(feastctl_counting PRIVATE -fprofile-generate)

  add_custom_command(OUTPUT ${counts}/counted
    COMMAND ${CMAKE_COMMAND} -DPROGRAM=$<TARGET_FILE:feastctl_counting> -DCOUNTS=${counts}
            -P ${CMAKE_SOURCE_DIR}/cmake/count.cmake
    DEPENDS feastctl_counting ${CMAKE_SOURCE_DIR}/cmake/count.cmake
    COMMENT "Counting what the examples make the library do" VERBATIM)
  add_custom_target(feastctl_counts DEPENDS ${counts}/counted)
  add_dependencies(${library} feastctl_counts)
  target_compile_options(${library} PRIVATE -fprofile-use=${counts} ${names} -Wno-missing-profile)
  set_target_properties(${library} PROPERTIES CXX_COMPILER_LAUNCHER "")  # a compiler cache does not notice changed counts
endfunction()
