// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QHash>

#include <atomic>
#include <mutex>

namespace tierwatch {

/// The keys whose source failed a short while ago. Any thread; while there are none, asking costs
/// one load. Bounded: beyond that many keys, more are not remembered.
class Throttle final
{
public:
    Throttle() = default;
    Q_DISABLE_COPY_MOVE(Throttle)

    void begin(const QByteArray& key, qint64 nowSteadyMs, qint64 lengthMs);
    void end(const QByteArray& key);
    [[nodiscard]] bool holds(const QByteArray& key, qint64 nowSteadyMs) const;

private:
    mutable std::mutex m_mutex;
    QHash<QByteArray, qint64> m_ends;
    std::atomic<bool> m_any{false};
};

} // namespace tierwatch
