// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "models/snapshot.h"
#include "target/cachetarget.h"

#include <QTimer>

#include <chrono>

namespace tierwatch {

/// Asks a target for everything a window shows, in one batch a tick. Batches never overlap: a slow
/// target stretches its own interval, and one that gives nothing at all is asked ever less often,
/// until somebody refreshes or it says that it is back. Nothing is asked while paused or while
/// nobody watches. Lives in the GUI thread and never waits there; the owner keeps clock and target
/// alive.
class Poller final : public QObject
{
    Q_OBJECT
public:
    using Interval = std::chrono::milliseconds;

    explicit Poller(const Clock& clock, QObject* parent = nullptr);

    /// Null stops; answers of the target before are dropped.
    void setTarget(CacheTarget* target);
    /// Asks anew at once; answers for the range before are dropped.
    void setRange(Range range);
    /// Zero means by hand: only refresh() asks.
    void setInterval(Interval interval);
    /// What to ask of the ledger with each batch; nothing while no page shows it. Asks at once.
    void setSavings(const std::optional<SavingsQuery>& query);
    void setPaused(bool paused);
    /// Whether anybody can see the window.
    void setWatched(bool watched);
    /// Whether the page that shows the freshness report is looked at.
    void setFreshnessWanted(bool wanted);
    /// Asks now, or as soon as the running batch is in; also while paused.
    void refresh();

    /// The interval in force: the one asked for, or longer where the target needs longer.
    [[nodiscard]] Interval pace() const;
    /// From one batch to the next: the pace, or longer where the last ones all failed.
    [[nodiscard]] Interval pause() const;
    [[nodiscard]] bool slow() const { return pace() > m_interval && m_interval.count() > 0; }
    /// Batches asked for since the poller was made.
    [[nodiscard]] qint64 batches() const { return m_batches; }

Q_SIGNALS:
    void arrived(const tierwatch::SnapshotPtr& snapshot);
    /// No answer came within three intervals; arrived() ends it.
    void overdue();
    void paceChanged();

private:
    struct Batch
    {
        std::shared_ptr<Snapshot> snapshot = std::make_shared<Snapshot>();
        int missing = 0;
        qint64 startedNs = 0;
    };

    void begin();
    void follow(const TargetState& state);
    void collectAll(const std::shared_ptr<Batch>& batch);
    template <class Part, class Q>
    void collect(const std::shared_ptr<Batch>& batch, Part Snapshot::*part, Q query);
    void arrivedOne(const std::shared_ptr<Batch>& batch);
    void finish(const std::shared_ptr<Batch>& batch);
    void measure(double tookMs);
    void schedule();
    void forget();
    [[nodiscard]] bool automatic() const;

    const Clock& m_clock;
    CacheTarget* m_target = nullptr;
    Range m_range;
    std::optional<SavingsQuery> m_savings;
    Interval m_interval{1000};
    bool m_paused = false;
    bool m_watched = false;
    bool m_freshnessWanted = false;
    bool m_again = false; ///< a batch was wanted while another was under way
    double m_lastTookMs = 0;
    int m_failures = 0; ///< batches in a row that gave nothing
    qint64 m_batches = 0;
    std::shared_ptr<Batch> m_running;
    QTimer m_tick;
    QTimer m_overdue;
};

} // namespace tierwatch
