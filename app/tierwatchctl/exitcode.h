// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

namespace tierwatch {

/// What the program ends with, the same for every command; the manual lists them.
enum ExitCode {
    ExitDone = 0,
    ExitFailed = 1,       ///< the target, its disk, its database or the output failed
    ExitUsage = 2,        ///< the command line can't be understood, or is wrong
    ExitNotFound = 3,     ///< what was named does not exist
    ExitNotAllowed = 4,   ///< a token, a role or a certificate forbids it, or it is only viewed
    ExitNotAvailable = 5, ///< this target can't do it
    ExitNotOpened = 6,    ///< the target could not be opened
    ExitTimeout = 7,
};

[[nodiscard]] ExitCode exitCodeOf(ErrorCode code);

} // namespace tierwatch
