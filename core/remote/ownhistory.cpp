// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "remote/ownhistory.h"

#include "base/async.h"

#include <QDir>

#include <algorithm>
#include <iterator>

using namespace std::chrono_literals;

namespace tierwatch {

namespace {

constexpr std::chrono::milliseconds writtenEvery = 5s;

} // namespace

OwnHistory::OwnHistory(const QString& folder, std::shared_ptr<const Clock> clock)
    : m_path(QDir(folder).absoluteFilePath(QLatin1StringView(fileName))), m_clock(std::move(clock))
{
}

OwnHistory::~OwnHistory()
{
    m_wake.stop(m_thread, m_mutex);
}

void OwnHistory::note(const QString& place, const Stats& stats)
{
    {
        const std::scoped_lock lock(m_mutex);
        begin();
        m_work.told.push_back({place, {m_clock->wallMs(), stats.hits, stats.misses}});
    }
    m_wake.one();
}

QFuture<Result<History>> OwnHistory::history(const QString& place, const HistoryQuery& query)
{
    const auto answering = std::make_shared<QPromise<Result<History>>>();
    answering->start();
    {
        const std::scoped_lock lock(m_mutex);
        begin();
        m_work.questions.push_back({place, query, answering});
    }
    m_wake.one();
    return answering->future();
}

/// Whoever calls it holds the mutex.
void OwnHistory::begin()
{
    if (!m_thread.joinable())
        m_thread = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

OwnHistory::Work OwnHistory::next(const std::stop_token& stop, bool somethingWaits)
{
    Wake::Lock lock(m_mutex);
    const auto isThere = [this] { return !m_work.told.empty() || !m_work.questions.empty(); };
    if (somethingWaits)
        m_wake.waitFor(lock, stop, writtenEvery, isThere);
    else
        m_wake.wait(lock, stop, isThere);
    return std::exchange(m_work, {});
}

/// What was told waits for more of it, so that the disk is not asked all the time.
void OwnHistory::run(const std::stop_token& stop)
{
    CountsKeeper keeper(m_path, *m_clock);
    std::vector<PlacedCounters> waiting;
    std::optional<qint64> writtenMs;
    for (bool ends = false; !ends;) {
        Work work = next(stop, !waiting.empty());
        ends = stop.stop_requested();
        std::ranges::move(work.told, std::back_inserter(waiting));
        const qint64 nowMs = m_clock->steadyMs();
        const bool due = ends || !writtenMs || nowMs - *writtenMs >= writtenEvery.count();
        if (due && !waiting.empty()) {
            keeper.write(std::exchange(waiting, {}));
            writtenMs = nowMs;
        }
        for (const Question& question : work.questions)
            resolve(*question.answering, keeper.history(question.place, question.query));
    }
}

} // namespace tierwatch
