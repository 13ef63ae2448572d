# SPDX-License-Identifier: MIT
# What `cmake --install` copies, and what makes find_package(slope) work there.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)
set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/slope)

install(TARGETS slope EXPORT slope)
install(EXPORT slope NAMESPACE slope:: FILE slopeTargets.cmake DESTINATION ${package_dir})
if(TARGET slope-gtest)
  # A file of its own, since it is of use only to those who have GoogleTest.
  install(TARGETS slope-gtest EXPORT slope-gtest)
  install(EXPORT slope-gtest NAMESPACE slope:: FILE slopeGtestTargets.cmake DESTINATION ${package_dir})
endif()
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
if(TARGET slope-program)
  install(TARGETS slope-program)
endif()

configure_package_config_file(cmake/slopeConfig.cmake.in slopeConfig.cmake INSTALL_DESTINATION ${package_dir})
# Before 1.0 every minor version may change the interface.
write_basic_package_version_file(slopeConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(
  FILES ${PROJECT_BINARY_DIR}/slopeConfig.cmake ${PROJECT_BINARY_DIR}/slopeConfigVersion.cmake
        cmake/FindGMP.cmake cmake/FindMPFR.cmake cmake/FindMPFI.cmake
  DESTINATION ${package_dir})
