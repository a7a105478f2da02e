# SPDX-FileCopyrightText: 2026 The Tierwatch authors
# SPDX-License-Identifier: MIT

# tierwatch_test(NAME LABEL label SOURCES file... [LIBRARIES target...] [TIMEOUT seconds])
# One executable a unit, on a home of its own, without a display. The test also carries the name of
# its folder as a label, and for either label the target LABEL-tests builds what has it. A test of a
# library that is not built here is left out.
function(tierwatch_test name)
  cmake_parse_arguments(T "" "LABEL;TIMEOUT" "SOURCES;LIBRARIES" ${ARGN})
  foreach(library IN LISTS T_LIBRARIES)
    if(library MATCHES "^tierwatch::" AND NOT TARGET ${library})
      return()
    endif()
  endforeach()
  if(NOT T_TIMEOUT)
    set(T_TIMEOUT 60)
  endif()
  if(TIERWATCH_SANITIZE)
    math(EXPR T_TIMEOUT "${T_TIMEOUT} * 5")
  endif()

  add_executable(${name} ${T_SOURCES})
  target_link_libraries(${name} PRIVATE tierwatch_testsupport ${T_LIBRARIES} tierwatch_options)
  if(NOT T_LIBRARIES) # other libraries bring definitions that would not fit
    target_precompile_headers(${name} REUSE_FROM tierwatch_testsupport)
  endif()
  get_filename_component(folder ${CMAKE_CURRENT_SOURCE_DIR} NAME)
  foreach(label ${T_LABEL} ${folder})
    if(NOT TARGET ${label}-tests)
      add_custom_target(${label}-tests)
    endif()
    add_dependencies(${label}-tests ${name})
  endforeach()

  add_test(NAME ${name} COMMAND ${name})
  set(home ${CMAKE_BINARY_DIR}/test-homes/${name})
  file(MAKE_DIRECTORY ${home})
  set_tests_properties(${name} PROPERTIES LABELS "${T_LABEL};${folder}" TIMEOUT ${T_TIMEOUT} ENVIRONMENT
    "QT_QPA_PLATFORM=offscreen;LANG=C.UTF-8;HOME=${home};XDG_CONFIG_HOME=${home}/config;XDG_DATA_HOME=${home}/data;XDG_CACHE_HOME=${home}/cache;XDG_STATE_HOME=${home}/state")
endfunction()
