// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "cache/janitor.h"

#include <QLoggingCategory>

#include <algorithm>

namespace tierwatch {

namespace {

Q_LOGGING_CATEGORY(logJanitor, "tierwatch.janitor")

/// Rows a transaction: small enough that no lock is held for 50 ms.
constexpr int batch = 1000;
constexpr auto pause = std::chrono::seconds(5);

void warn(const Error& error)
{
    qCWarning(logJanitor).noquote() << error.message << error.detail;
}

} // namespace

Janitor::Janitor(const EngineOptions& options, StoreTier* store, MemoryTier& memory,
                 const Clock& clock, Listener cleanedUp)
    : m_options(options),
      m_store(options.readOnly ? nullptr : store),
      m_memory(memory),
      m_clock(clock),
      m_cleanedUp(std::move(cleanedUp)),
      m_nextCleanUpMs(clock.steadyMs() + options.cleanUpIntervalMs)
{
    m_thread = std::jthread([this](const std::stop_token& stop) { work(stop); });
}

Janitor::~Janitor()
{
    stop();
}

void Janitor::stop()
{
    m_thread.request_stop();
    if (m_thread.joinable())
        m_thread.join();
}

void Janitor::removeSoon(const Scope& scope, const Barrier& barrier)
{
    if (!m_store)
        return;
    {
        const std::lock_guard lock(m_mutex);
        if (m_thread.get_stop_token().stop_requested())
            return; // the next start does it
        m_queue.emplace_back(scope, barrier);
    }
    m_wake.notify_one();
}

void Janitor::waitUntilIdle()
{
    std::unique_lock lock(m_mutex);
    m_idle.wait(lock, [this] { return m_queue.empty() && !m_busy; });
}

void Janitor::work(const std::stop_token& stop)
{
    while (!stop.stop_requested()) {
        std::optional<std::pair<Scope, Barrier>> task;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait_for(lock, stop, pause, [this] { return !m_queue.empty(); });
            if (!m_queue.empty()) {
                task = std::move(m_queue.front());
                m_queue.pop_front();
            }
            m_busy = task.has_value();
        }
        if (stop.stop_requested())
            break;
        if (task)
            removeCovered(stop, task->first, task->second);
        keepWithinLimitIfDue(stop);
        cleanUpIfDue(stop);
        {
            const std::lock_guard lock(m_mutex);
            m_busy = false;
        }
        m_idle.notify_all();
    }
    const std::lock_guard lock(m_mutex);
    m_queue.clear();
    m_busy = false;
    m_idle.notify_all();
}

/// What is left when the program stops is covered by its barrier all the same: the next start
/// sweeps.
void Janitor::removeCovered(const std::stop_token& stop, const Scope& scope, const Barrier& barrier)
{
    while (!stop.stop_requested()) {
        const Result<Removed> removed = m_store->removeCovered(scope, barrier, batch);
        if (!removed)
            return warn(removed.error());
        if (removed->rows == 0)
            return;
    }
}

/// Also while one invalidation follows the other.
void Janitor::keepWithinLimitIfDue(const std::stop_token& stop)
{
    const auto now = std::chrono::steady_clock::now();
    if (!m_store || m_options.storeMaxBytes <= 0 || now < m_nextLook)
        return;
    m_nextLook = now + pause;
    keepWithinLimit(stop);
}

void Janitor::keepWithinLimit(const std::stop_token& stop)
{
    while (!stop.stop_requested()) {
        const Result<EntrySizes> size = m_store->size(m_clock.wallMs());
        if (!size)
            return warn(size.error());
        if (size->bytes <= m_options.storeMaxBytes)
            return;
        // A little more than needed, so that a full tier is not trimmed row by row.
        const qint64 target = m_options.storeMaxBytes - m_options.storeMaxBytes / 20;
        const Result<Removed> removed = m_store->evict(size->bytes - target, batch);
        if (!removed)
            return warn(removed.error());
        m_evicted.fetch_add(removed->rows);
        if (removed->rows == 0)
            return;
    }
}

void Janitor::cleanUpIfDue(const std::stop_token& stop)
{
    if (m_options.cleanUpIntervalMs <= 0 || m_clock.steadyMs() < m_nextCleanUpMs)
        return;
    m_nextCleanUpMs = m_clock.steadyMs() + m_options.cleanUpIntervalMs;
    const Result<CleanedUp> done = cleanUp(stop);
    if (!done)
        warn(done.error());
    else if (m_cleanedUp)
        m_cleanedUp(*done);
}

Result<CleanedUp> Janitor::cleanUp(const std::stop_token& stop)
{
    CleanedUp sum{m_clock.wallMs()};
    const MemorySize before = m_memory.size();
    const qint64 dropped = m_memory.removeInvalid(m_clock.steadyMs());
    if (m_options.mode == CacheMode::Memory) { // else it is the rows that count
        sum.entries = dropped;
        sum.bytes = std::max<qint64>(0, before.bytes - m_memory.size().bytes);
    }
    while (m_store && !stop.stop_requested()) {
        const Result<Removed> removed = m_store->removeExpired(sum.atMs, batch);
        if (!removed)
            return removed.error();
        sum.entries += removed->rows;
        sum.bytes += removed->bytes;
        if (removed->rows == 0)
            break;
    }
    if (m_store) {
        if (const Result<void> kept = m_store->keepLastCleanUp(sum.atMs); !kept)
            return kept.error();
    }
    return sum;
}

} // namespace tierwatch
