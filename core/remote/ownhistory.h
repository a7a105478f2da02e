// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/clock.h"
#include "base/wake.h"
#include "remote/countskeeper.h"
#include "values/stats.h"

#include <QFuture>
#include <QPromise>

namespace tierwatch {

/// The history of services that tell their figures of now alone, kept here, in one file for all of
/// them, so that it outlives this program. Written every few seconds, on a thread of its own, which
/// begins with the first service that tells anything. Several programs may keep theirs in the same
/// folder. Any thread; shared by its targets.
class OwnHistory final
{
public:
    static constexpr auto fileName = "history.db";

    explicit OwnHistory(const QString& folder,
                        std::shared_ptr<const Clock> clock = std::make_shared<SystemClock>());
    /// Writes what was noted.
    ~OwnHistory();
    Q_DISABLE_COPY_MOVE(OwnHistory)

    /// What a service told just now; `place` is its address, and which of its servers.
    void note(const QString& place, const Stats& stats);
    /// From the time on that it was first noted; NotAvailable, with the reason, where none can be
    /// kept.
    [[nodiscard]] QFuture<Result<History>> history(const QString& place, const HistoryQuery& query);

private:
    struct Question
    {
        QString place;
        HistoryQuery query;
        std::shared_ptr<QPromise<Result<History>>> answering;
    };
    struct Work
    {
        std::vector<PlacedCounters> told;
        std::vector<Question> questions;
    };

    void begin();
    void run(const std::stop_token& stop);
    /// Sleeps until there is something to do, or for as long as what was told may wait.
    [[nodiscard]] Work next(const std::stop_token& stop, bool somethingWaits);

    const QString m_path;
    const std::shared_ptr<const Clock> m_clock;
    std::mutex m_mutex;
    Wake m_wake;
    Work m_work;
    std::jthread m_thread; ///< last: it uses all of the above
};

} // namespace tierwatch
