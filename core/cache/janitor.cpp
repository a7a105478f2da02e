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
constexpr auto gap = std::chrono::milliseconds(5);

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
    m_stopping.store(true);
    m_wake.stop(m_thread, m_mutex);
}

void Janitor::sweepSoon(const Invalidation& invalidation)
{
    soon([this, invalidation] {
        if (const Result<void> swept = sweep(invalidation); !swept)
            warn(swept.error());
    });
}

void Janitor::soon(std::function<void()> task)
{
    if (!m_store)
        return;
    {
        const std::lock_guard lock(m_mutex);
        if (m_stopping)
            return; // the next start does it
        m_queue.push_back(std::move(task));
    }
    m_wake.one();
}

void Janitor::waitUntilIdle()
{
    std::unique_lock lock(m_mutex);
    m_idle.wait(lock, [this] { return m_queue.empty() && !m_busy; });
}

void Janitor::work(const std::stop_token& stop)
{
    while (!stop.stop_requested()) {
        const std::function<void()> task = nextTask(stop);
        if (stop.stop_requested())
            break;
        if (task)
            task();
        keepWithinLimitIfDue();
        cleanUpIfDue();
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

/// Nothing after a while in which there was none.
std::function<void()> Janitor::nextTask(const std::stop_token& stop)
{
    std::unique_lock lock(m_mutex);
    m_wake.waitFor(lock, stop, pause, [this] { return !m_queue.empty(); });
    std::function<void()> task;
    if (!m_queue.empty()) {
        task = std::move(m_queue.front());
        m_queue.pop_front();
    }
    m_busy = bool(task);
    return task;
}

/// Also while one invalidation follows the other.
void Janitor::keepWithinLimitIfDue()
{
    const auto now = std::chrono::steady_clock::now();
    if (!m_store || now < m_nextLook)
        return;
    m_nextLook = now + pause;
    keepWithinLimit();
}

/// What is left when the program stops is covered by its barrier all the same: the next start
/// sweeps.
Result<void> Janitor::sweep(const Invalidation& invalidation)
{
    Pace pace;
    while (!m_stopping) {
        const Result<Removed> removed = m_store->sweep(invalidation, pace.rows());
        if (!removed)
            return removed.error();
        if (removed->rows == 0) {
            if (const Result<void> purged = purgeTrash(invalidation); !purged || m_stopping)
                return purged;
            return m_store->finish(invalidation.stamp, false);
        }
        pace.took(removed->tookMs);
        letOthersIn();
    }
    return {};
}

/// Who waits for the file's lock looks again every few milliseconds only.
void Janitor::letOthersIn()
{
    std::unique_lock lock(m_mutex);
    m_idle.wait_for(lock, gap, [this] { return m_stopping.load(); });
}

Result<void> Janitor::purgeTrash(const Invalidation& purge)
{
    Pace pace;
    std::optional<qint64> cursor;
    while (purge.purge && !m_stopping) {
        const qint64 startedMs = m_clock.steadyMs();
        const auto next = m_store->purgeTrash(purge, cursor, pace.rows());
        if (!next)
            return next.error();
        if (!*next)
            break;
        cursor = *next;
        pace.took(m_clock.steadyMs() - startedMs);
    }
    return {};
}

void Janitor::keepWithinLimit()
{
    if (const Result<void> emptied = emptyTrash(); !emptied)
        return warn(emptied.error());
    while (!m_stopping) {
        const Result<qint64> excess = excessBytes();
        if (!excess)
            return warn(excess.error());
        if (*excess <= 0)
            return;
        // What nobody is served from goes first.
        const Result<Removed> trimmed = m_store->trimTrash(batch);
        if (!trimmed)
            return warn(trimmed.error());
        if (trimmed->rows > 0)
            continue;
        const Result<Removed> removed = m_store->evict(*excess, batch);
        if (!removed)
            return warn(removed.error());
        m_evicted.fetch_add(removed->rows);
        if (removed->rows == 0)
            return;
    }
}

/// By how much the store is too large; a little more than it is, so that a full one is not trimmed
/// row by row.
Result<qint64> Janitor::excessBytes()
{
    if (m_options.storeMaxBytes <= 0)
        return qint64(0);
    const Result<EntrySizes> size = m_store->size(m_clock.wallMs());
    if (!size)
        return size.error();
    const Result<Removed> trash = m_store->trashSize();
    if (!trash)
        return trash.error();
    const qint64 bytes = size->bytes + trash->bytes;
    if (bytes <= m_options.storeMaxBytes)
        return qint64(0);
    return bytes - m_options.storeMaxBytes + m_options.storeMaxBytes / 20;
}

Result<void> Janitor::emptyTrash()
{
    while (!m_stopping) {
        const Result<Removed> removed = m_store->emptyTrash(m_clock.wallMs(), batch);
        if (!removed)
            return removed.error();
        if (removed->rows == 0)
            break;
    }
    return {};
}

void Janitor::cleanUpIfDue()
{
    if (m_options.cleanUpIntervalMs <= 0 || m_clock.steadyMs() < m_nextCleanUpMs)
        return;
    m_nextCleanUpMs = m_clock.steadyMs() + m_options.cleanUpIntervalMs;
    const Result<CleanedUp> done = cleanUp();
    if (!done)
        warn(done.error());
    else if (m_cleanedUp)
        m_cleanedUp(*done);
}

Result<CleanedUp> Janitor::cleanUp()
{
    CleanedUp sum{m_clock.wallMs()};
    const MemorySize before = m_memory.size();
    const qint64 dropped = m_memory.removeInvalid(m_clock.steadyMs());
    if (m_options.mode == CacheMode::Memory) { // else it is the rows that count
        sum.entries = dropped;
        sum.bytes = std::max<qint64>(0, before.bytes - m_memory.size().bytes);
    }
    while (m_store && !m_stopping) {
        const Result<Removed> removed = m_store->removeExpired(sum.atMs, batch);
        if (!removed)
            return removed.error();
        sum.entries += removed->rows;
        sum.bytes += removed->bytes;
        if (removed->rows == 0)
            break;
    }
    if (m_store) {
        if (const Result<void> emptied = emptyTrash(); !emptied)
            return emptied.error();
        if (const Result<void> kept = m_store->keepLastCleanUp(sum.atMs); !kept)
            return kept.error();
    }
    return sum;
}

} // namespace tierwatch
