# SPDX-FileCopyrightText: 2026 The Tierwatch authors
# SPDX-License-Identifier: MIT
# Builds for Windows on Debian or Ubuntu, with mingw-w64. TIERWATCH_WINDOWS_QT, a variable of CMake or of
# the environment, is the folder of a Qt for Windows that was built with the same compiler.

set(CMAKE_SYSTEM_NAME Windows)
set(CMAKE_SYSTEM_PROCESSOR x86_64)
set(CMAKE_CXX_COMPILER x86_64-w64-mingw32-g++-posix)
set(CMAKE_RC_COMPILER x86_64-w64-mingw32-windres)

if(NOT TIERWATCH_WINDOWS_QT)
  set(TIERWATCH_WINDOWS_QT "$ENV{TIERWATCH_WINDOWS_QT}")
endif()
if(NOT EXISTS "${TIERWATCH_WINDOWS_QT}/lib/cmake/Qt6/Qt6Config.cmake")
  message(FATAL_ERROR "TIERWATCH_WINDOWS_QT is \"${TIERWATCH_WINDOWS_QT}\", where there is no Qt 6 for Windows.")
endif()
set(CMAKE_TRY_COMPILE_PLATFORM_VARIABLES TIERWATCH_WINDOWS_QT)

# moc and rcc are those of the machine that builds.
set(QT_HOST_PATH /usr)
set(QT_HOST_PATH_CMAKE_DIR /usr/lib/${CMAKE_HOST_SYSTEM_PROCESSOR}-linux-gnu/cmake)

set(CMAKE_PREFIX_PATH ${TIERWATCH_WINDOWS_QT}/lib/cmake)
set(CMAKE_FIND_ROOT_PATH ${TIERWATCH_WINDOWS_QT} /usr/x86_64-w64-mingw32)
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE BOTH)

# Tests run under Wine, where it is installed.
find_program(TIERWATCH_WINE NAMES wine64 wine PATHS /usr/lib/wine)
if(TIERWATCH_WINE)
  set(CMAKE_CROSSCOMPILING_EMULATOR ${TIERWATCH_WINE})
endif()
