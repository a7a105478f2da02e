// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "terminal.h"

#include <QtGlobal>

#ifdef Q_OS_WIN
#include <io.h>
#include <windows.h>
#else
#include <sys/ioctl.h>
#include <unistd.h>
#endif

namespace tierwatch::terminal {

namespace {

bool isTerminal(int descriptor)
{
#ifdef Q_OS_WIN
    return _isatty(descriptor) != 0;
#else
    return isatty(descriptor) != 0;
#endif
}

} // namespace

bool showsOutput()
{
    return isTerminal(1);
}

bool givesInput()
{
    return isTerminal(0);
}

int width()
{
#ifdef Q_OS_WIN
    CONSOLE_SCREEN_BUFFER_INFO info{};
    return GetConsoleScreenBufferInfo(GetStdHandle(STD_OUTPUT_HANDLE), &info) != 0
               ? info.srWindow.Right - info.srWindow.Left + 1
               : 0;
#else
    winsize size{};
    return ioctl(1, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
#endif
}

} // namespace tierwatch::terminal
