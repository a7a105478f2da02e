// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "exitcode.h"

namespace tierwatch {

ExitCode exitCodeOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidArgument:
        return ExitUsage;
    case ErrorCode::NotFound:
        return ExitNotFound;
    case ErrorCode::NotSignedIn:
    case ErrorCode::NotTrusted:
    case ErrorCode::NotAllowed:
        return ExitNotAllowed;
    case ErrorCode::NotAvailable:
        return ExitNotAvailable;
    case ErrorCode::Locked:
    case ErrorCode::Unreadable:
    case ErrorCode::NotACache:
    case ErrorCode::NewerVersion:
        return ExitNotOpened;
    case ErrorCode::Timeout:
        return ExitTimeout;
    case ErrorCode::Storage:
    case ErrorCode::Source:
    case ErrorCode::Cancelled:
    case ErrorCode::Internal:
        break;
    }
    return ExitFailed;
}

} // namespace tierwatch
