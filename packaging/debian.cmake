# The Debian package, by CPack. Its version has a revision, for the program is not written for Debian only.
set(debian ${CMAKE_CURRENT_BINARY_DIR}/debian)
file(MAKE_DIRECTORY ${debian})
set(saved_epoch "$ENV{SOURCE_DATE_EPOCH}")
set(ENV{SOURCE_DATE_EPOCH} ${epoch})
string(TIMESTAMP debian_date "%a, %d %b %Y %H:%M:%S +0000" UTC)
string(TIMESTAMP copyright_year "%Y" UTC)
set(ENV{SOURCE_DATE_EPOCH} "${saved_epoch}")
if(saved_epoch STREQUAL "")
  unset(ENV{SOURCE_DATE_EPOCH})
endif()

configure_file(debian/changelog.in ${debian}/changelog.Debian @ONLY)
configure_file(debian/copyright.in ${debian}/copyright @ONLY)
if(GZIP)
  add_custom_command(OUTPUT ${debian}/changelog.Debian.gz ${debian}/changelog.gz
    COMMAND ${GZIP} -9nc ${debian}/changelog.Debian > ${debian}/changelog.Debian.gz
    COMMAND ${GZIP} -9nc ${CMAKE_SOURCE_DIR}/CHANGELOG.md > ${debian}/changelog.gz
    DEPENDS ${debian}/changelog.Debian ${CMAKE_SOURCE_DIR}/CHANGELOG.md VERBATIM)
  add_custom_target(debian_files ALL DEPENDS ${debian}/changelog.Debian.gz ${debian}/changelog.gz)
  install(FILES ${debian}/copyright ${debian}/changelog.Debian.gz ${debian}/changelog.gz
          DESTINATION ${doc_folder} COMPONENT debian EXCLUDE_FROM_ALL)
endif()
install(FILES debian/lintian-overrides DESTINATION ${CMAKE_INSTALL_DATADIR}/lintian/overrides RENAME feastctl
        COMPONENT debian EXCLUDE_FROM_ALL)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_CONTACT "${FEASTCTL_MAINTAINER}")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_COMPONENTS_ALL program debian)
set(CPACK_COMPONENTS_GROUPING ALL_COMPONENTS_IN_ONE)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_PACKAGE_NAME feastctl)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION admin)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
if(FEASTCTL_STATIC)
  set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS OFF)
else()
  set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
endif()
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "render Feast FeatureStores to Kubernetes manifests, offline")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION "feastctl reads FeatureStore objects (feast.dev/v1), checks and defaults them
as the Feast operator and the Kubernetes API server would, and prints the
manifests that the operator would create, for GitOps without the operator.
.
It opens no network connection and contacts no cluster.")
set(CPACK_OUTPUT_CONFIG_FILE ${CMAKE_BINARY_DIR}/CPackConfig.cmake)
include(CPack)
