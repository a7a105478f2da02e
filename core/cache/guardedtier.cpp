// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "cache/guardedtier.h"

#include "storage/sqlerror.h"

#include <QCoreApplication>
#include <QLoggingCategory>

#include <algorithm>
#include <iterator>

namespace tierwatch {

namespace {

Q_LOGGING_CATEGORY(logGuard, "tierwatch.store")

QString tr(const char* text)
{
    return QCoreApplication::translate("tierwatch::GuardedTier", text);
}

Error outOfOrder()
{
    return {ErrorCode::Storage,
            tr("The cache file is out of order for now, and reports go on without it. Try again "
               "once it is in use again.")};
}

} // namespace

GuardedTier::GuardedTier(std::unique_ptr<StoreTier> inner, const EngineOptions& options,
                         const Clock& clock)
    : m_inner(std::move(inner)),
      m_clock(clock),
      m_reads(clock, options.breakerFailures, options.breakerOpenMs),
      m_writes(clock, options.breakerFailures, options.breakerOpenMs),
      m_journal(options.journalPath)
{
    const BarrierJournal::Content left = m_journal.read();
    m_waiting = left.invalidations;
    m_losses = left.damaged ? 1 : 0;
    if (m_waiting.empty() && m_losses == 0)
        return;
    m_trusted.store(false);
    m_hooks.raiseOverAll = [this] { return m_inner->reserveStamps(highestWaiting() + 1, 1); };
    if (const Result<void> applied = applyJournal(); !applied)
        m_writes.open();
    m_hooks.raiseOverAll = {};
}

void GuardedTier::tell(const QString& sentence) const
{
    qCWarning(logGuard).noquote() << sentence;
    if (m_hooks.warn)
        m_hooks.warn(sentence);
}

void GuardedTier::recoverIfDue()
{
    if (m_hooks.recoverSoon && (m_writes.takeProbe() || m_reads.takeProbe()))
        m_hooks.recoverSoon();
}

std::optional<QString> GuardedTier::problem() const
{
    if (isUsable() && m_writes.isClosed())
        return std::nullopt;
    const std::lock_guard lock(m_mutex);
    return m_lastFailure.isEmpty() ? outOfOrder().message : m_lastFailure;
}

void GuardedTier::noteFailure(Breaker& breaker, const Error& error)
{
    {
        const std::lock_guard lock(m_mutex);
        m_lastFailure = error.message;
    }
    if (tellsOfFullDisk(error))
        m_full.store(true);
    if (tellsOfDamage(error)) {
        m_suspect.store(true);
        m_reads.open();
        m_writes.open();
    } else {
        breaker.failed();
    }
    if (!breaker.isClosed() && !m_reported.exchange(true))
        tell(tr("The cache file fails, and reports go on without it: %1").arg(error.message));
}

template <class T>
Result<T> GuardedTier::noted(Breaker& breaker, Result<T> result)
{
    if (result)
        breaker.succeeded();
    else
        noteFailure(breaker, result.error());
    return result;
}

bool GuardedTier::mayWrite()
{
    if (m_trusted.load() && m_writes.isClosed())
        return true;
    recoverIfDue();
    return false;
}

template <class Work>
Result<Removed> GuardedTier::maintenance(Work work)
{
    return mayWrite() ? noted(m_writes, work()) : Result<Removed>(Removed{});
}

template <class T, class Work>
Result<T> GuardedTier::action(Work work)
{
    return mayWrite() ? noted(m_writes, work()) : Result<T>(outOfOrder());
}

Result<std::optional<FoundEntry>> GuardedTier::find(const QByteArray& key)
{
    if (isUsable())
        return noted(m_reads, m_inner->find(key));
    recoverIfDue();
    return std::optional<FoundEntry>();
}

Result<std::optional<FoundEntry>> GuardedTier::findInTrash(const QByteArray& key)
{
    return isUsable() ? noted(m_reads, m_inner->findInTrash(key)) : std::optional<FoundEntry>();
}

bool GuardedTier::put(StoredEntry entry, StillValid stillValid)
{
    if (const auto failure = m_inner->putFailure())
        noteFailure(m_writes, *failure);
    return isUsable() && mayWrite() && m_inner->put(std::move(entry), std::move(stillValid));
}

Result<void> GuardedTier::raise(const Invalidation& invalidation, const Meanwhile& meanwhile)
{
    Result<void> kept = outOfOrder();
    if (mayWrite()) {
        kept = noted(m_writes, m_inner->raise(invalidation, meanwhile));
        if (kept)
            return kept;
    }
    const std::lock_guard lock(m_mutex);
    m_trusted.store(false);
    if (m_writes.isClosed())
        m_writes.open();
    if (!m_reported.exchange(true))
        tell(tr("An invalidation could not be written into the cache file, which is not used "
                "until that is done: %1")
                 .arg(kept.error().message));
    const Result<void> journaled = m_journal.append(invalidation);
    if (!journaled) {
        ++m_losses;
        return journaled;
    }
    m_waiting.push_back(invalidation);
    return {};
}

quint64 GuardedTier::highestWaiting() const
{
    const std::lock_guard lock(m_mutex);
    quint64 highest = 0;
    for (const Invalidation& invalidation : m_waiting)
        highest = std::max(highest, invalidation.stamp);
    return highest;
}

Result<std::vector<std::pair<Scope, Barrier>>> GuardedTier::barriers()
{
    auto stored = noted(m_reads, m_inner->barriers());
    if (!stored)
        return stored;
    const std::lock_guard lock(m_mutex);
    for (const Invalidation& waiting : m_waiting)
        stored->push_back({waiting.scope, {waiting.stamp, waiting.wallMs, waiting.byMonitor()}});
    return stored;
}

Result<quint64> GuardedTier::reserveStamps(quint64 from, quint64 count)
{
    auto first =
        noted(m_writes, m_inner->reserveStamps(std::max(from, highestWaiting() + 1), count));
    if (first)
        return first;
    // The stamps that are given out now may be given again by the next run.
    const std::lock_guard lock(m_mutex);
    ++m_losses;
    m_trusted.store(false);
    if (m_writes.isClosed())
        m_writes.open();
    return first;
}

Result<quint64> GuardedTier::nextStamp()
{
    const auto next = noted(m_reads, m_inner->nextStamp());
    return next ? std::max(*next, highestWaiting() + 1) : next;
}

Result<std::vector<Invalidation>> GuardedTier::purges()
{
    auto stored = noted(m_reads, m_inner->purges());
    if (!stored)
        return stored;
    const std::lock_guard lock(m_mutex);
    std::ranges::copy_if(m_waiting, std::back_inserter(*stored), &Invalidation::purge);
    return stored;
}

Result<std::vector<Invalidation>> GuardedTier::unfinished()
{
    return noted(m_reads, m_inner->unfinished());
}

Result<Removed> GuardedTier::sweep(const Invalidation& invalidation, int most)
{
    return action<Removed>([&] { return m_inner->sweep(invalidation, most); });
}

Result<Removed> GuardedTier::removeExpired(qint64 nowMs, int most)
{
    return maintenance([&] { return m_inner->removeExpired(nowMs, most); });
}

Result<Removed> GuardedTier::evict(qint64 bytesToFree, int most)
{
    return maintenance([&] { return m_inner->evict(bytesToFree, most); });
}

Result<std::optional<qint64>> GuardedTier::purgeTrash(const Invalidation& purge,
                                                      std::optional<qint64> cursor, int most)
{
    return action<std::optional<qint64>>([&] { return m_inner->purgeTrash(purge, cursor, most); });
}

Result<Removed> GuardedTier::emptyTrash(qint64 nowMs, int most)
{
    return maintenance([&] { return m_inner->emptyTrash(nowMs, most); });
}

Result<Removed> GuardedTier::trimTrash(int most)
{
    return maintenance([&] { return m_inner->trimTrash(most); });
}

Result<Removed> GuardedTier::trashSize()
{
    return noted(m_reads, m_inner->trashSize());
}

Result<void> GuardedTier::finish(quint64 stamp, bool undone)
{
    return action<void>([&] { return m_inner->finish(stamp, undone); });
}

Result<std::optional<Invalidation>> GuardedTier::invalidation(quint64 stamp)
{
    return action<std::optional<Invalidation>>([&] { return m_inner->invalidation(stamp); });
}

Result<bool> GuardedTier::beginUndo(quint64 stamp, qint64 nowMs)
{
    return action<bool>([&] { return m_inner->beginUndo(stamp, nowMs); });
}

Result<Returned> GuardedTier::restore(const Invalidation& undone, quint64 newStamp, qint64 nowMs,
                                      std::optional<qint64> cursor, int most)
{
    return action<Returned>(
        [&] { return m_inner->restore(undone, newStamp, nowMs, cursor, most); });
}

Result<void> GuardedTier::noteChange(qint64 companyId, const Barrier& change)
{
    return action<void>([&] { return m_inner->noteChange(companyId, change); });
}

Result<EntrySizes> GuardedTier::size(qint64 nowMs)
{
    auto size = noted(m_reads, m_inner->size(nowMs));
    if (size)
        noteLog(size->logBytes);
    return size;
}

void GuardedTier::noteLog(qint64 bytes)
{
    constexpr qint64 mib = 1024 * 1024;
    const bool isLong = bytes > 64 * mib;
    if (!m_longLog.exchange(isLong) && isLong)
        tell(tr("The log beside the cache file has grown to %1 MiB, since another program has been "
                "reading the file all along. End that program before the disk is full.")
                 .arg(bytes / mib));
}

Result<std::vector<PreviewRow>> GuardedTier::preview(const Scope& scope, qint64 nowMs)
{
    return noted(m_reads, m_inner->preview(scope, nowMs));
}

Result<Removed> GuardedTier::extent(const Scope& scope, qint64 nowMs)
{
    return noted(m_reads, m_inner->extent(scope, nowMs));
}

Result<void> GuardedTier::keepLastCleanUp(qint64 nowMs)
{
    return action<void>([&] { return m_inner->keepLastCleanUp(nowMs); });
}

Result<std::optional<qint64>> GuardedTier::lastCleanUp()
{
    return noted(m_reads, m_inner->lastCleanUp());
}

} // namespace tierwatch
