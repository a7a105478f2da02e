# SPDX-FileCopyrightText: 2026 The Tierwatch authors
# SPDX-License-Identifier: MIT

find_path(TIERWATCH_BOOTSTRAP_ICONS check-circle-fill.svg
  PATH_SUFFIXES share/bootstrap-icons/svg share/bootstrap-icons bootstrap-icons/icons
  DOC "Folder with the SVG files of Bootstrap Icons")
if(NOT TIERWATCH_BOOTSTRAP_ICONS)
  message(FATAL_ERROR
    "The icons of the program are taken from Bootstrap Icons, which is not here. "
    "Install the package bootstrap-icons (apt-get install bootstrap-icons), or set "
    "TIERWATCH_BOOTSTRAP_ICONS to the folder that holds its SVG files.")
endif()

# tierwatch_collect_icons(LIST OUTPUT): reads lines "our-name file" of LIST and writes, for each
# path element of each file, one line "our-name rule path" to OUTPUT.
function(tierwatch_collect_icons list output)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${list})
  file(STRINGS ${list} rows REGEX "^[a-z]")
  set(lines "")
  foreach(row IN LISTS rows)
    string(REGEX MATCH "^([^ ]+) +([^ ]+)$" matched "${row}")
    set(name ${CMAKE_MATCH_1})
    set(file ${TIERWATCH_BOOTSTRAP_ICONS}/${CMAKE_MATCH_2}.svg)
    if(NOT matched OR NOT EXISTS ${file})
      message(FATAL_ERROR "${list}: no such icon in ${TIERWATCH_BOOTSTRAP_ICONS}: ${row}")
    endif()
    file(READ ${file} svg)
    string(REGEX MATCHALL "<path[^>]*>" paths "${svg}")
    foreach(path IN LISTS paths)
      set(rule nonzero)
      if(path MATCHES "fill-rule=\"evenodd\"")
        set(rule evenodd)
      endif()
      string(REGEX MATCH " d=\"([^\"]*)\"" matched "${path}")
      string(APPEND lines "${name} ${rule} ${CMAKE_MATCH_1}\n")
    endforeach()
  endforeach()
  file(CONFIGURE OUTPUT ${output} CONTENT "${lines}" @ONLY)
endfunction()
