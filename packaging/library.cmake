# The library for other CMake projects: find_package(feastctl), feastctl::lib, #include <feastctl/feastctl.hpp>.
# Headers are installed by what the public ones include, so that none is missing and none too many.
include(CMakePackageConfigHelpers)
set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/feastctl)

install(TARGETS feastctl_lib EXPORT feastctl DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT library)
install(EXPORT feastctl NAMESPACE feastctl:: FILE feastctlTargets.cmake DESTINATION ${package_folder} COMPONENT library)
configure_package_config_file(feastctlConfig.cmake.in ${CMAKE_CURRENT_BINARY_DIR}/feastctlConfig.cmake
                              INSTALL_DESTINATION ${package_folder})
# Before 1.0.0 a new minor version may change the interface.
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/feastctlConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/feastctlConfig.cmake ${CMAKE_CURRENT_BINARY_DIR}/feastctlConfigVersion.cmake
        DESTINATION ${package_folder} COMPONENT library)

install(CODE "
  set(FROM \"${CMAKE_SOURCE_DIR}/lib\")
  set(TO \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_INCLUDEDIR}/feastctl\")
  set(PUBLIC_HEADERS feastctl.hpp report/report.hpp)
  include(\"${CMAKE_CURRENT_SOURCE_DIR}/install_headers.cmake\")" COMPONENT library)
