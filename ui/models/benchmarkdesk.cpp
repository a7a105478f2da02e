// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/benchmarkdesk.h"

#include "models/whendone.h"

namespace tierwatch {

namespace {

constexpr int tickMs = 250;

} // namespace

BenchmarkDesk::BenchmarkDesk(QObject* parent) : QObject(parent)
{
    m_tick.setSingleShot(true);
    m_tick.setInterval(tickMs);
    connect(&m_tick, &QTimer::timeout, this, &BenchmarkDesk::poll);
}

template <class T, class F>
void BenchmarkDesk::receive(const QFuture<Result<T>>& future, F take)
{
    whenDone(future, this, [this, visit = m_visit, take](const Result<T>& reply) {
        if (visit == m_visit)
            take(reply);
    });
}

void BenchmarkDesk::setTarget(CacheTarget* target)
{
    ++m_visit;
    m_target = target;
    m_tick.stop();
    m_polling = m_starting = false;
    m_progress = {};
    m_plan = {};
    if (m_watched)
        readAll();
}

void BenchmarkDesk::setWatched(bool watched)
{
    m_watched = watched;
    if (watched)
        readAll();
    else
        m_tick.stop();
}

void BenchmarkDesk::readAll()
{
    readEstimate();
    readRuns();
    poll();
}

void BenchmarkDesk::setPlan(const BenchmarkPlan& plan)
{
    if (plan == m_plan)
        return;
    m_plan = plan;
    readEstimate();
}

void BenchmarkDesk::readEstimate()
{
    if (!m_target || !m_watched)
        return;
    const auto show = [this, planned = ++m_planned](const Result<BenchmarkEstimate>& estimate) {
        if (planned != m_planned)
            return; // of a plan that was changed since
        if (estimate)
            Q_EMIT estimated(*estimate);
        else if (estimate.error().code != ErrorCode::NotAvailable)
            Q_EMIT failed(estimate.error().message);
    };
    receive(m_target->read(BenchmarkEstimateQuery{m_plan}), show);
}

void BenchmarkDesk::readRuns()
{
    if (!m_target || !m_watched)
        return;
    receive(m_target->read(BenchmarksQuery{}), [this](const Result<Benchmarks>& benchmarks) {
        if (benchmarks)
            Q_EMIT runsRead(*benchmarks);
        else if (benchmarks.error().code != ErrorCode::NotAvailable)
            Q_EMIT failed(benchmarks.error().message);
    });
}

void BenchmarkDesk::poll()
{
    if (!m_target || !m_watched || m_polling)
        return;
    m_polling = true;
    receive(m_target->read(BenchmarkProgressQuery{}),
            [this](const Result<BenchmarkProgress>& progress) {
                m_polling = false;
                if (progress)
                    take(*progress);
            });
}

void BenchmarkDesk::take(const BenchmarkProgress& progress)
{
    const bool endedElsewhere = m_progress.running && !progress.running && !m_starting;
    m_progress = progress;
    if (endedElsewhere) {
        readRuns();
        readEstimate();
    }
    if (isRunning() && m_watched)
        m_tick.start();
    Q_EMIT progressed();
}

void BenchmarkDesk::start()
{
    if (!m_target || isRunning())
        return;
    m_starting = true;
    receive(m_target->act(Benchmark{m_plan}),
            [this](const Result<BenchmarkRun>& run) { ended(run); });
    Q_EMIT progressed();
    m_tick.start();
}

void BenchmarkDesk::ended(const Result<BenchmarkRun>& run)
{
    m_starting = false;
    m_progress = {};
    Q_EMIT progressed();
    if (run)
        Q_EMIT finished(*run);
    else
        Q_EMIT failed(run.error().message);
    readRuns();
    readEstimate();
    poll(); // another one may be under way
}

void BenchmarkDesk::cancel()
{
    if (!m_target)
        return;
    receive(m_target->act(CancelBenchmark{}), [this](const Result<BenchmarkProgress>& progress) {
        if (progress)
            take(*progress);
        else
            Q_EMIT failed(progress.error().message);
    });
}

} // namespace tierwatch
