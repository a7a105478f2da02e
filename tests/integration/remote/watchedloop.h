// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "benchmarks/residentmemory.h"

#include <QJsonDocument>
#include <QTimer>

#include <algorithm>
#include <ctime>

namespace tierwatch::test {

#ifdef TIERWATCH_IS_SANITIZED // with which some things take much longer than others
inline constexpr qint64 leniency = 10;
#else
inline constexpr qint64 leniency = 1;
#endif

/// While one lives, how long the event loop of its thread was busy at a stretch, and how far memory
/// grew. Time is the processor's, of all threads: what else runs on the machine does not count.
class WatchedLoop final
{
public:
    WatchedLoop() : m_before(bench::residentBytes()), m_last(processorMs())
    {
        QObject::connect(&m_ticks, &QTimer::timeout, &m_ticks, [this] { tick(); });
        m_ticks.start(std::chrono::milliseconds(5));
    }

    [[nodiscard]] qint64 longestMs() const { return m_longest; }
    [[nodiscard]] qint64 grownBytes() const { return m_most - m_before; }
    /// A tenth of a second; more where this machine, or this build, takes long for simple things.
    [[nodiscard]] static qint64 bearableMs()
    {
        static const qint64 slowness = [] {
            const qint64 begin = processorMs();
            const QByteArray list = '[' + QByteArray("1,").repeated(1'000'000) + "1]";
            qint64 commas = 0;
            for (const char c : list)
                commas += c == ',' ? 1 : 0;
            return QJsonDocument::fromJson(list).isArray() && commas > 0 ? processorMs() - begin
                                                                         : 0;
        }();
        return leniency * std::max<qint64>(100, 2 * slowness);
    }

private:
    static qint64 processorMs() { return std::clock() * 1000LL / CLOCKS_PER_SEC; }
    void tick()
    {
        m_most = std::max(m_most, bench::residentBytes());
        const qint64 now = processorMs();
        m_longest = std::max(m_longest, now - m_last);
        m_last = processorMs();
    }

    QTimer m_ticks;
    const qint64 m_before;
    qint64 m_most = 0;
    qint64 m_last;
    qint64 m_longest = 0;
};

} // namespace tierwatch::test
