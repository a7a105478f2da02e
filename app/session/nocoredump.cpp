// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "nocoredump.h"

#include <QtGlobal>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#endif

namespace tierwatch {

void leaveNoCoreDump()
{
#ifdef Q_OS_UNIX
    const rlimit none{0, 0};
    (void)::setrlimit(RLIMIT_CORE, &none); // lowering a limit is always allowed
#endif
}

} // namespace tierwatch
