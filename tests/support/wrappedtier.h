// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "cache/storetier.h"

#include <QSemaphore>

#include <atomic>
#include <functional>

namespace tierwatch::test {

/// A second tier in front of a real one, for tests: calls `onFind` and the like first (to delay or
/// to interfere), fails every operation while `failing` is set, and while not `sweeping` leaves the
/// rows behind a barrier where they are, as if the program ended before it removed them.
class WrappedTier final : public StoreTier
{
public:
    explicit WrappedTier(std::unique_ptr<StoreTier> inner) : m_inner(std::move(inner)) {}

    std::function<void()> onFind;
    std::function<void()> onPut;
    std::function<void()> onRaise;
    std::function<void()> onRestore;
    std::atomic<bool> failing{false};
    std::atomic<bool> sweeping{true};
    std::atomic<int> repairs{0};
    std::atomic<int> looksIntoTrash{0};
    QString failure = QStringLiteral("no detail"); ///< what SQLite would say
    std::atomic<int> delayMs{0};

    Result<std::optional<FoundEntry>> find(const QByteArray& key) override
    {
        delay();
        if (onFind)
            onFind();
        if (failing)
            return broken();
        return m_inner->find(key);
    }
    Result<std::optional<FoundEntry>> findInTrash(const QByteArray& key) override
    {
        ++looksIntoTrash;
        return m_inner->findInTrash(key);
    }
    void noteHit(const QByteArray& key) override { m_inner->noteHit(key); }
    bool put(StoredEntry entry, StillValid stillValid) override
    {
        if (onPut)
            onPut();
        return !failing && m_inner->put(std::move(entry), std::move(stillValid));
    }
    std::optional<Error> putFailure() override { return m_inner->putFailure(); }
    Result<std::optional<QString>> repair() override
    {
        ++repairs;
        return m_inner->repair();
    }
    void flush() override { m_inner->flush(); }
    Result<void> raise(const Invalidation& invalidation, const Meanwhile& meanwhile) override
    {
        if (onRaise)
            onRaise();
        if (failing)
            return broken();
        return m_inner->raise(invalidation, meanwhile);
    }
    Result<std::vector<std::pair<Scope, Barrier>>> barriers() override
    {
        return m_inner->barriers();
    }
    Result<std::vector<Invalidation>> purges() override { return m_inner->purges(); }
    Result<std::vector<Invalidation>> unfinished() override { return m_inner->unfinished(); }
    Result<quint64> reserveStamps(quint64 from, quint64 count) override
    {
        if (failing)
            return broken();
        return m_inner->reserveStamps(from, count);
    }
    Result<quint64> nextStamp() override { return m_inner->nextStamp(); }
    Result<Removed> sweep(const Invalidation& invalidation, int most) override
    {
        return sweeping ? m_inner->sweep(invalidation, most) : Removed{};
    }
    Result<Removed> removeExpired(qint64 nowMs, int most) override
    {
        return m_inner->removeExpired(nowMs, most);
    }
    Result<Removed> evict(qint64 bytes, int most) override { return m_inner->evict(bytes, most); }
    Result<std::optional<qint64>> purgeTrash(const Invalidation& purge,
                                             std::optional<qint64> cursor, int most) override
    {
        return m_inner->purgeTrash(purge, cursor, most);
    }
    Result<Removed> emptyTrash(qint64 nowMs, int most) override
    {
        return m_inner->emptyTrash(nowMs, most);
    }
    Result<Removed> trimTrash(int most) override { return m_inner->trimTrash(most); }
    Result<Removed> trashSize() override { return m_inner->trashSize(); }
    Result<void> finish(quint64 stamp, bool undone) override
    {
        return m_inner->finish(stamp, undone);
    }
    Result<std::optional<Invalidation>> invalidation(quint64 stamp) override
    {
        return m_inner->invalidation(stamp);
    }
    Result<bool> beginUndo(quint64 stamp, qint64 nowMs) override
    {
        return m_inner->beginUndo(stamp, nowMs);
    }
    Result<Returned> restore(const Invalidation& undone, quint64 newStamp, qint64 nowMs,
                             std::optional<qint64> cursor, int most) override
    {
        if (onRestore)
            onRestore();
        return m_inner->restore(undone, newStamp, nowMs, cursor, most);
    }
    Result<void> noteChange(qint64 companyId, const Barrier& change) override
    {
        return m_inner->noteChange(companyId, change);
    }
    Result<EntrySizes> size(qint64 nowMs) override
    {
        delay();
        return m_inner->size(nowMs);
    }
    Result<std::vector<PreviewRow>> preview(const Scope& scope, qint64 nowMs) override
    {
        delay();
        return m_inner->preview(scope, nowMs);
    }
    Result<EntryTrace> trace(const QByteArray& key) override { return m_inner->trace(key); }
    Result<std::vector<Invalidation>> invalidationsOf(const Scope& scope, int most) override
    {
        return m_inner->invalidationsOf(scope, most);
    }
    Result<Removed> extent(const Scope& scope, qint64 nowMs) override
    {
        delay();
        return m_inner->extent(scope, nowMs);
    }
    Result<void> keepLastCleanUp(qint64 nowMs) override { return m_inner->keepLastCleanUp(nowMs); }
    Result<std::optional<qint64>> lastCleanUp() override { return m_inner->lastCleanUp(); }

private:
    /// As a disk that is busy elsewhere: nobody ever releases this.
    void delay() const { (void)QSemaphore().tryAcquire(1, delayMs); }
    [[nodiscard]] Error broken() const
    {
        return {ErrorCode::Storage, QStringLiteral("The disk failed."), failure};
    }

    std::unique_ptr<StoreTier> m_inner;
};

} // namespace tierwatch::test
