// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"

#include "exitcode.h"

namespace tierwatch {

void Command::fail(const Error& error)
{
    out().fail(error);
    Q_EMIT finished(exitCodeOf(error.code));
}

} // namespace tierwatch
