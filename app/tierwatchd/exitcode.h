// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QTextStream>

namespace tierwatch {

/// What the program says when it ends; its manual has the same list.
enum ExitCode {
    AllWell = 0,
    Failed = 1,      ///< what was asked for could not be done
    WrongUsage = 2,  ///< the command line can't be understood
    CantOpen = 3,    ///< the cache, the workspace, or the control file
    CantListen = 4,  ///< the address, the port, or the certificate
    EndedAtOnce = 5, ///< by a second signal, before all was put away
    BrokenAudit = 6, ///< the audit log is not what was written
    HeldByOther = 7, ///< another program has the cache; it may let it go
};

/// Says on standard error why, for people; the detail is for those who look closer.
[[nodiscard]] inline int failWith(ExitCode code, const Error& error)
{
    QTextStream err(stderr);
    err << "tierwatchd: " << error.message;
    if (!error.detail.isEmpty())
        err << " (" << error.detail << ')';
    err << Qt::endl;
    return code;
}

} // namespace tierwatch
