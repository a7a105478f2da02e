// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QHash>
#include <QSet>

#include <chrono>
#include <optional>
#include <set>
#include <vector>

namespace tierwatch {

/// When each of many is to be asked again: spread evenly over the interval, one question at a time
/// each, a slow one less often, one that fails ever less often, and never many in one moment. It
/// only reckons; who owns it asks. Times are of a steady clock, ms. Not thread-safe.
class PollSchedule final
{
public:
    enum class Outcome {
        Answered,
        Failed,
        Waits ///< not asked again before hurry()
    };
    struct Due
    {
        std::vector<int> ask;
        std::vector<int> overdue; ///< asked before, and still without an answer
    };
    static constexpr std::chrono::milliseconds longestPause{60'000};

    /// Zero means that only hurry() has anybody asked.
    void setInterval(std::chrono::milliseconds interval, qint64 nowMs);
    [[nodiscard]] std::chrono::milliseconds interval() const { return m_interval; }
    /// To be asked at once.
    void add(int id, qint64 nowMs);
    void remove(int id);
    /// To be asked now, or again once the question under way has ended.
    void hurry(int id, qint64 nowMs);
    void ended(int id, Outcome outcome, qint64 nowMs);
    enum class Who { All, Hurried };
    /// Who is to be asked; they count as being asked from now on.
    [[nodiscard]] Due take(qint64 nowMs, Who who = Who::All);
    [[nodiscard]] bool isAnyHurried() const { return !m_hurried.isEmpty(); }
    /// When there is something to take; absent = not before somebody hurries or has ended.
    [[nodiscard]] std::optional<qint64> nextMs() const;
    /// Between two questions to this one, as of its last answer.
    [[nodiscard]] std::chrono::milliseconds pace(int id) const;
    /// When it is asked again; absent while it is asked, or waits.
    [[nodiscard]] std::optional<qint64> dueMs(int id) const;

private:
    struct Entry
    {
        double phase = 0; ///< 0 to 1, of an interval
        qint64 dueMs = -1;
        qint64 startedMs = 0;
        qint64 paceMs = 0;
        int failures = 0;
        bool isAsked = false;
        bool waits = false;
        bool again = false;
    };

    void plan(int id, Entry& entry, qint64 dueMs);
    void forgetPlan(int id, Entry& entry);
    [[nodiscard]] qint64 inPhase(const Entry& entry, qint64 notBefore) const;
    [[nodiscard]] std::size_t mostAtOnce() const;

    std::chrono::milliseconds m_interval{2000};
    QHash<int, Entry> m_entries;
    std::set<std::pair<qint64, int>> m_plan;
    QSet<int> m_hurried; ///< and not asked since
    qint64 m_takenMs = 0;
    int m_added = 0;
};

} // namespace tierwatch
