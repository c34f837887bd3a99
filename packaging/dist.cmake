# The files of a release, in <build folder>/dist: `cmake --workflow --preset release`, or the target `dist`.
# Beside what the program needs these take python3 (the SBOM), GNU tar, gzip and dpkg.
set(platform linux-${CMAKE_SYSTEM_PROCESSOR})
set(dist_name feastctl-${PROJECT_VERSION}-${platform})
set(sbom ${CMAKE_CURRENT_BINARY_DIR}/feastctl.cdx.json)
find_program(PYTHON3 python3)

if(FEASTCTL_STATIC AND GZIP AND PYTHON3 AND CMAKE_GENERATOR STREQUAL "Ninja" AND NOT CMAKE_CROSSCOMPILING)
  install(FILES ${sbom} DESTINATION ${doc_folder} COMPONENT archive EXCLUDE_FROM_ALL)
  install(FILES ${sbom} DESTINATION ${doc_folder} COMPONENT debian EXCLUDE_FROM_ALL)
  add_custom_target(dist
    COMMAND ${PYTHON3} ${CMAKE_CURRENT_SOURCE_DIR}/sbom.py ${CMAKE_BINARY_DIR} $<TARGET_FILE:feastctl> ${PROJECT_VERSION}
            ${FEASTCTL_LICENSE} ${epoch} ${sbom}
    COMMAND ${CMAKE_COMMAND} -E env SOURCE_DATE_EPOCH=${epoch} ${CMAKE_COMMAND} -DBUILD=${CMAKE_BINARY_DIR} -DNAME=${dist_name}
            -DSBOM=${sbom} -DBOM_NAME=feastctl-${PROJECT_VERSION}.cdx.json -P ${CMAKE_CURRENT_SOURCE_DIR}/make_dist.cmake
    COMMENT "Making the files of a release in dist/" VERBATIM)
  add_dependencies(dist feastctl man completions debian_files)
endif()
