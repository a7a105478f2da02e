// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <thread>

namespace tierwatch {

/// Turns Ctrl+C, and being asked to end, into a request to stop, so that long work without a
/// display can tidy up. One at a time, made and destroyed on the main thread; the token is for any.
class Interrupt final
{
public:
    Interrupt();
    ~Interrupt();
    Q_DISABLE_COPY_MOVE(Interrupt)

    [[nodiscard]] std::stop_token token() const { return m_source.get_token(); }

private:
    void watch(const std::stop_token& ended);

    std::stop_source m_source;
    std::mutex m_mutex;
    std::condition_variable_any m_pause;
    std::jthread m_thread; ///< last: it uses all of the above
};

} // namespace tierwatch
