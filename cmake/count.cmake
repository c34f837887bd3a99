# Runs PROGRAM, which leaves its counts in the folder COUNTS, over the examples.
cmake_policy(VERSION 3.25)  # a script has none
file(REMOVE_RECURSE ${COUNTS})
file(MAKE_DIRECTORY ${COUNTS})

set(root ${CMAKE_CURRENT_LIST_DIR}/..)
file(GLOB stores ${root}/examples/*/*.yaml ${root}/schemas/examples/*.yaml)  # sorted by CMake
foreach(store IN LISTS stores)
  foreach(command validate render)
    execute_process(COMMAND ${PROGRAM} ${command} --jobs=1 --feast-version=master ${store} OUTPUT_QUIET ERROR_QUIET)
  endforeach()
endforeach()

file(GLOB counted ${COUNTS}/*)
if(NOT counted)
  message(FATAL_ERROR "${PROGRAM} has counted nothing")
endif()
file(WRITE ${COUNTS}/counted "")
