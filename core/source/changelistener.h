// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "source/sourceoptions.h"

#include <QThread>

#include <atomic>
#include <chrono>
#include <functional>

namespace tierwatch {

/// Listens to what a source database tells whoever listens on a channel, on a connection and a
/// thread of its own, and says when there was something; also when the connection was made anew, as
/// something may have been missed. Never the only way to learn of a change: a database that is
/// down tells nothing. Made and destroyed on one thread, which waits for its end.
class ChangeListener final
{
public:
    struct Options
    {
        SourceOptions source;
        QString channel;
        std::chrono::milliseconds debounce{500}; ///< what comes in this time counts once
        std::chrono::milliseconds beat{30'000};  ///< how soon a lost connection is noticed
        std::chrono::milliseconds leastPause{1'000};
        std::chrono::milliseconds mostPause{60'000}; ///< the pauses before it is made anew double
    };
    /// Called on the listener's thread; must be quick.
    using Heard = std::function<void()>;

    ChangeListener(Options options, Heard heard);
    ~ChangeListener();
    Q_DISABLE_COPY_MOVE(ChangeListener)

    [[nodiscard]] bool isListening() const { return m_listening; }

private:
    class Worker;

    std::atomic<bool> m_listening = false;
    QThread m_thread;
};

} // namespace tierwatch
