// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/clock.h"
#include "cache/pace.h"
#include "storage/entriesscan.h"

#include <map>

namespace tierwatch {

/// Counts all entries of a file and their bytes, a slice at a time, since that reads every value. A
/// new count begins when somebody looks, and takes no more than a twentieth of the time. One
/// thread.
class EntryCensus final
{
public:
    struct Count
    {
        std::vector<AnswerAge> ages;    ///< by company, then type
        std::vector<PreviewRow> prices; ///< by type, dearest first
        qint64 bytes = 0;
        qint64 atMs = 0; ///< Unix ms, when it began
    };

    explicit EntryCensus(const Clock& clock) : m_clock(clock) {}
    Q_DISABLE_COPY_MOVE(EntryCensus)

    /// Begins a count where one is due; true if it did.
    bool begin();
    /// Somebody changed what there is: the next begin() begins.
    void setDue() { m_dueMs = 0; }
    [[nodiscard]] bool isRunning() const { return m_running; }
    /// Counts one slice.
    Result<void> step(Connection& connection);
    /// The last that was finished.
    [[nodiscard]] const std::optional<Count>& last() const { return m_last; }

private:
    void add(const ScannedGroup& group);
    void finish();

    const Clock& m_clock;
    Pace m_pace{10, 5000};
    bool m_running = false;
    qint64 m_cursor = 0;
    qint64 m_startedMs = 0; ///< Unix ms
    qint64 m_spentMs = 0;
    qint64 m_dueMs = 0; ///< steady
    std::map<std::pair<std::optional<qint64>, QString>, ScannedGroup> m_groups;
    std::optional<Count> m_last;
};

} // namespace tierwatch
