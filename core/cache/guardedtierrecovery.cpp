// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "cache/guardedtier.h"

#include <QCoreApplication>
#include <QLoggingCategory>

#include <algorithm>

namespace tierwatch {

namespace {

Q_LOGGING_CATEGORY(logRecovery, "tierwatch.store")

QString tr(const char* text)
{
    return QCoreApplication::translate("tierwatch::GuardedTier", text);
}

} // namespace

void GuardedTier::recover()
{
    if (const Result<void> done = putInOrder(); !done) {
        qCWarning(logRecovery).noquote() << done.error().message << done.error().detail;
        m_writes.open();
        if (!m_reads.isClosed())
            m_reads.open();
        const std::lock_guard lock(m_mutex);
        m_lastFailure = done.error().message;
        return;
    }
    {
        const std::lock_guard lock(m_mutex);
        if (!m_trusted.load())
            return m_writes.open(); // an invalidation went into the journal meanwhile
        m_lastFailure.clear();
        m_reads.close();
        m_writes.close();
    }
    makeRoom();
    if (m_reported.exchange(false))
        tell(tr("The cache file is in use again."));
    if (m_hooks.recovered)
        m_hooks.recovered();
}

Result<void> GuardedTier::putInOrder()
{
    if (const Result<void> repaired = repairIfSuspect(); !repaired)
        return repaired;
    if (const Result<void> applied = applyJournal(); !applied)
        return applied;
    return probe();
}

/// What has failed in a way that damage would is opened anew and looked through, never asked to do
/// the same again.
Result<void> GuardedTier::repairIfSuspect()
{
    if (!m_suspect.load())
        return {};
    const Result<std::optional<QString>> movedTo = m_inner->repair();
    if (!movedTo) {
        if (!m_stuck.exchange(true))
            tell(movedTo.error().message); // tried again every time, told once
        return movedTo.error();
    }
    m_suspect.store(false);
    m_stuck.store(false);
    if (!*movedTo)
        return {};
    tell(tr("The cache file was damaged. It was moved to %1, and a new one was begun.")
             .arg(**movedTo));
    const std::lock_guard lock(m_mutex);
    m_trusted.store(false);
    ++m_losses;
    return {};
}

Result<void> GuardedTier::applyJournal()
{
    std::unique_lock lock(m_mutex);
    while (!m_trusted.load()) {
        const std::vector<Invalidation> waiting = m_waiting;
        const int losses = m_losses;
        lock.unlock();
        for (const Invalidation& invalidation : waiting) {
            if (const Result<void> raised = m_inner->raise(invalidation, {}); !raised)
                return raised;
        }
        if (losses > 0) {
            if (const Result<void> raised = invalidateAll(); !raised)
                return raised;
        }
        lock.lock();
        if (m_waiting.size() != waiting.size() || m_losses != losses)
            continue; // one more came meanwhile
        if (const Result<void> cleared = m_journal.clear(); !cleared)
            return cleared;
        m_waiting.clear();
        m_losses = 0;
        m_trusted.store(true);
    }
    return {};
}

/// Where nobody knows any more what was invalidated, everything is.
Result<void> GuardedTier::invalidateAll()
{
    const Result<quint64> stamp = m_hooks.raiseOverAll();
    if (!stamp)
        return stamp.error();
    return m_inner->raise({.stamp = *stamp, .wallMs = m_clock.wallMs(), .purge = true}, {});
}

/// One small write and one read.
Result<void> GuardedTier::probe()
{
    const Result<quint64> written = m_inner->reserveStamps(1, 1);
    if (!written)
        return written.error();
    const auto read = m_inner->find(QByteArray());
    if (!read)
        return read.error();
    return {};
}

/// Where the disk is full, new rows go where old ones were: a tenth of them goes.
void GuardedTier::makeRoom()
{
    constexpr int mostRows = 1000;
    if (!m_full.exchange(false))
        return;
    if (const auto size = m_inner->size(m_clock.wallMs()))
        (void)m_inner->evict(std::max<qint64>(size->bytes / 10, 1), mostRows);
}

} // namespace tierwatch
