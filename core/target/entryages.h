// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "values/freshness.h"

#include <mutex>

namespace tierwatch {

class WorkspaceCache;

/// Counts the entries on disk by company and type, with the oldest of each. That reads all of
/// them, so it is done anew after ten seconds at the soonest, and never for more than a twentieth
/// of the time. Any thread; blocks on the disk where it counts. The cache outlives it.
class EntryAges final
{
public:
    explicit EntryAges(WorkspaceCache& cache) : m_cache(cache) {}
    Q_DISABLE_COPY_MOVE(EntryAges)

    /// Somebody changed what there is: the next call counts.
    void setDue();
    /// Fills in what was counted last, and when.
    Result<void> fill(FreshnessReport& report);

private:
    struct Counted
    {
        std::vector<AnswerAge> ages;
        qint64 atMs = 0;
    };

    [[nodiscard]] bool isDue() const;
    Result<void> count();

    WorkspaceCache& m_cache;
    std::mutex m_counting;      ///< held by the one who counts
    mutable std::mutex m_mutex; ///< guards the rest
    std::optional<Counted> m_counted;
    qint64 m_dueMs = 0; ///< steady
};

} // namespace tierwatch
