// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "signals.h"

#include "exitcode.h"

#include <csignal>
#include <cstdlib>
#include <utility>

namespace tierwatch {

namespace {

constexpr int lookEveryMs = 50;

/// A signal handler may do no more than set these; the event loop looks.
volatile std::sig_atomic_t endings = 0;
volatile std::sig_atomic_t reloads = 0;
std::sig_atomic_t seenEndings = 0;
std::sig_atomic_t seenReloads = 0;

void noteEnd(int)
{
    if (endings > 0)
        std::_Exit(EndedAtOnce);
    endings = 1;
}

#ifdef SIGHUP
void noteReload(int)
{
    reloads = reloads + 1;
}
#endif

} // namespace

Signals::Signals()
{
    std::signal(SIGINT, noteEnd);
    std::signal(SIGTERM, noteEnd);
#ifdef SIGHUP
    std::signal(SIGHUP, noteReload);
#endif
    connect(&m_timer, &QTimer::timeout, this, &Signals::look);
    m_timer.start(lookEveryMs);
}

Signals::~Signals()
{
    // A second signal still ends what takes too long after this.
    m_timer.stop();
}

void Signals::look()
{
    if (std::exchange(seenReloads, reloads) != reloads)
        Q_EMIT reloadWanted();
    if (endings > 0 && std::exchange(seenEndings, 1) == 0)
        Q_EMIT endWanted();
}

} // namespace tierwatch
