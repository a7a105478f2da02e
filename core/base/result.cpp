// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "base/result.h"

using namespace Qt::StringLiterals;

namespace tierwatch {

QString errorName(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidArgument:
        return u"invalid_argument"_s;
    case ErrorCode::NotFound:
        return u"not_found"_s;
    case ErrorCode::NotAvailable:
        return u"not_available"_s;
    case ErrorCode::NotSignedIn:
        return u"not_signed_in"_s;
    case ErrorCode::NotTrusted:
        return u"not_trusted"_s;
    case ErrorCode::NotAllowed:
        return u"not_allowed"_s;
    case ErrorCode::Locked:
        return u"locked"_s;
    case ErrorCode::Unreadable:
        return u"unreadable"_s;
    case ErrorCode::NotACache:
        return u"not_a_cache"_s;
    case ErrorCode::NewerVersion:
        return u"newer_version"_s;
    case ErrorCode::Storage:
        return u"storage"_s;
    case ErrorCode::Source:
        return u"source"_s;
    case ErrorCode::Timeout:
        return u"timeout"_s;
    case ErrorCode::Cancelled:
        return u"cancelled"_s;
    case ErrorCode::Internal:
        break;
    }
    return u"internal"_s;
}

} // namespace tierwatch
