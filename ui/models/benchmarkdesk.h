// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "target/cachetarget.h"

#include <QPointer>
#include <QTimer>

namespace tierwatch {

/// Everything a page asks of a target about benchmarks: what one would cost, how far the one that
/// runs is, those of before. Asks only while somebody watches; starts and cancels. GUI thread,
/// where it never waits.
class BenchmarkDesk final : public QObject
{
    Q_OBJECT
public:
    explicit BenchmarkDesk(QObject* parent = nullptr);

    /// Null lets go of it; answers of the target before are dropped.
    void setTarget(CacheTarget* target);
    void setWatched(bool watched);
    /// Asks anew what it would cost.
    void setPlan(const BenchmarkPlan& plan);
    void start();
    void cancel();

    [[nodiscard]] const BenchmarkPlan& plan() const { return m_plan; }
    [[nodiscard]] const BenchmarkProgress& progress() const { return m_progress; }
    /// Here or by somebody else.
    [[nodiscard]] bool isRunning() const { return m_starting || m_progress.running; }

Q_SIGNALS:
    void estimated(const tierwatch::BenchmarkEstimate& estimate);
    void progressed();
    void runsRead(const tierwatch::Benchmarks& benchmarks);
    /// What was started here is over.
    void finished(const tierwatch::BenchmarkRun& run);
    /// A question or an action failed; a sentence for people.
    void failed(const QString& sentence);

private:
    template <class T, class F>
    void receive(const QFuture<Result<T>>& future, F take);
    void readAll();
    void readEstimate();
    void readRuns();
    void poll();
    void take(const BenchmarkProgress& progress);
    void ended(const Result<BenchmarkRun>& run);

    QPointer<CacheTarget> m_target;
    quint64 m_visit = 0; ///< which target it is, counted
    bool m_watched = false;
    bool m_polling = false;
    bool m_starting = false; ///< started here, and not over
    BenchmarkPlan m_plan;
    quint64 m_planned = 0; ///< which plan it is, counted
    BenchmarkProgress m_progress;
    QTimer m_tick;
};

} // namespace tierwatch
