# The order of the code in the program. The kernel loads code in windows of 64 KiB around the page that is missing; what one
# store needs is less than a megabyte of the five, but spread over all of them. cmake/order.ld names the functions that run
# for one store, and the linker puts these together, which takes a sixteenth off the time of a run with one store. A name that
# no longer exists does nothing; tests/bench/order.py writes the file, and the test bench.order says when that is due.
if(FEASTCTL_STATIC AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_BUILD_TYPE STREQUAL "Release" AND NOT FEASTCTL_WASM)
  set(FEASTCTL_ORDERED ON)
  add_compile_options(-ffunction-sections)
endif()

function(feastctl_order program)
  if(FEASTCTL_ORDERED)
    target_link_options(${program} PRIVATE -Wl,-T,${CMAKE_SOURCE_DIR}/cmake/order.ld)
    set_property(TARGET ${program} APPEND PROPERTY LINK_DEPENDS ${CMAKE_SOURCE_DIR}/cmake/order.ld)
  endif()
endfunction()
