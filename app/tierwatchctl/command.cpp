// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"

#include "exitcode.h"

namespace tierwatch {

void Command::startAfter(const QFuture<Result<void>>& connected)
{
    whenDone(connected, [this](const Result<void>& result) {
        if (result)
            start();
        else
            fail(result.error());
    });
}

void Command::end()
{
    if (out().isWritten())
        Q_EMIT finished(ExitDone);
    else
        fail(notWritten());
}

Error Command::notWritten()
{
    return {ErrorCode::Internal, tr("Not all could be written to standard output.")};
}

Error Command::cancelled()
{
    return {ErrorCode::Cancelled, tr("It was given up before an answer came.")};
}

void Command::fail(const Error& error)
{
    out().fail(error);
    Q_EMIT finished(exitCodeOf(error.code));
}

} // namespace tierwatch
