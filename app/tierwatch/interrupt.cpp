// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "interrupt.h"

#include <csignal>

namespace tierwatch {

namespace {

/// A signal handler may do no more than set this; the thread looks.
volatile std::sig_atomic_t interrupted = 0;

void note(int)
{
    interrupted = 1;
}

} // namespace

Interrupt::Interrupt() : m_thread([this](const std::stop_token& ended) { watch(ended); })
{
    std::signal(SIGINT, note);
    std::signal(SIGTERM, note);
}

Interrupt::~Interrupt()
{
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
}

void Interrupt::watch(const std::stop_token& ended)
{
    std::unique_lock lock(m_mutex);
    while (!ended.stop_requested() && interrupted == 0)
        m_pause.wait_for(lock, ended, std::chrono::milliseconds(50),
                         [] { return interrupted != 0; });
    if (interrupted != 0)
        m_source.request_stop();
}

} // namespace tierwatch
