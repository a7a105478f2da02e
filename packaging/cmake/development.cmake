# SPDX-FileCopyrightText: 2026 The Tierwatch authors
# SPDX-License-Identifier: MIT
# What a program needs that embeds the core: cmake --install BUILD --component development

include(CMakePackageConfigHelpers)
set(package ${CMAKE_INSTALL_LIBDIR}/cmake/Tierwatch)

# A static library leaves its resources beside it; a shared one has them in it.
get_target_property(resources tierwatch_core TIERWATCH_RESOURCES)
if(NOT resources)
  set(resources)
endif()
install(TARGETS tierwatch_core ${resources} EXPORT TierwatchTargets COMPONENT development
        OBJECTS DESTINATION ${CMAKE_INSTALL_LIBDIR}/tierwatch)
install(DIRECTORY ${CMAKE_SOURCE_DIR}/core/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/tierwatch
        COMPONENT development FILES_MATCHING PATTERN "*.h")
install(EXPORT TierwatchTargets NAMESPACE tierwatch:: DESTINATION ${package} COMPONENT development)

configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/TierwatchConfig.cmake.in
  ${CMAKE_CURRENT_BINARY_DIR}/TierwatchConfig.cmake INSTALL_DESTINATION ${package})
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/TierwatchConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/TierwatchConfig.cmake
              ${CMAKE_CURRENT_BINARY_DIR}/TierwatchConfigVersion.cmake
        DESTINATION ${package} COMPONENT development)
