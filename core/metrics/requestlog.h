// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "metrics/accessrecord.h"
#include "metrics/nametable.h"
#include "storage/performancelogtable.h"

#include <deque>

namespace tierwatch {

/// Requests on their way into `performance_log`. It takes as many a second as a log can usefully
/// hold and keeps a bounded number waiting; what it leaves out is counted. For one thread at a
/// time, unlogged() for any.
class RequestLog final
{
public:
    static constexpr qint64 mostPerSecond = 10'000;
    static constexpr std::size_t mostWaiting = 20'000;

    RequestLog(const NameTable& types, const NameTable& users) : m_types(types), m_users(users) {}

    void add(const std::vector<AccessRecord>& records, qint64 steadyMs);
    [[nodiscard]] bool empty() const { return m_waiting.empty(); }
    /// The first `most` as rows; they wait until remove().
    [[nodiscard]] std::vector<PerformanceRow> rows(std::size_t most) const;
    void remove(std::size_t count);
    /// Requests that come without a record.
    void leaveOut(qint64 count) { m_unlogged += count; }
    [[nodiscard]] qint64 unlogged() const { return m_unlogged; }

private:
    [[nodiscard]] bool withinPace(qint64 steadyMs);
    [[nodiscard]] PerformanceRow rowOf(const AccessRecord& record) const;

    const NameTable& m_types;
    const NameTable& m_users;
    std::deque<AccessRecord> m_waiting;
    qint64 m_paceSecond = 0;
    qint64 m_paceTaken = 0;
    std::atomic<qint64> m_unlogged{0};
};

} // namespace tierwatch
