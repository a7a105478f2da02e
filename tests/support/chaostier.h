// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "cache/storetier.h"

#include <QRandomGenerator>
#include <QSemaphore>

#include <atomic>

namespace tierwatch::test {

/// A second tier in front of a real one that fails as a disk does: the operations from one to
/// another number, or each with a probability, or late. Set it up before it is used.
class ChaosTier final : public StoreTier
{
public:
    explicit ChaosTier(std::unique_ptr<StoreTier> inner) : m_inner(std::move(inner)) {}

    std::atomic<int> failFrom{0}; ///< the number of the first operation that fails; 0 = none
    std::atomic<int> failures{1}; ///< how many in a row
    std::atomic<int> percent{0};  ///< of operations that fail by chance
    std::atomic<int> delayMs{0};

    [[nodiscard]] int operations() const { return m_operations; }
    [[nodiscard]] int failed() const { return m_failed; }

    Result<std::optional<FoundEntry>> find(const QByteArray& key) override
    {
        return run<std::optional<FoundEntry>>([&] { return m_inner->find(key); });
    }
    Result<std::optional<FoundEntry>> findInTrash(const QByteArray& key) override
    {
        return run<std::optional<FoundEntry>>([&] { return m_inner->findInTrash(key); });
    }
    void noteHit(const QByteArray& key) override { m_inner->noteHit(key); }
    bool put(StoredEntry entry, StillValid stillValid) override
    {
        if (!fails())
            return m_inner->put(std::move(entry), std::move(stillValid));
        m_putFailed = true;
        return true; // as a row that fails later, in the queue
    }
    std::optional<Error> putFailure() override
    {
        return m_putFailed.exchange(false) ? std::optional(broken()) : m_inner->putFailure();
    }
    Result<std::optional<QString>> repair() override
    {
        return run<std::optional<QString>>([&] { return m_inner->repair(); });
    }
    void flush() override { m_inner->flush(); }
    Result<void> raise(const Invalidation& invalidation, const Meanwhile& meanwhile) override
    {
        return run<void>([&] { return m_inner->raise(invalidation, meanwhile); });
    }
    Result<std::vector<std::pair<Scope, Barrier>>> barriers() override
    {
        return run<std::vector<std::pair<Scope, Barrier>>>([&] { return m_inner->barriers(); });
    }
    Result<std::vector<Invalidation>> purges() override
    {
        return run<std::vector<Invalidation>>([&] { return m_inner->purges(); });
    }
    Result<std::vector<Invalidation>> unfinished() override
    {
        return run<std::vector<Invalidation>>([&] { return m_inner->unfinished(); });
    }
    Result<quint64> reserveStamps(quint64 from, quint64 count) override
    {
        return run<quint64>([&] { return m_inner->reserveStamps(from, count); });
    }
    Result<quint64> nextStamp() override
    {
        return run<quint64>([&] { return m_inner->nextStamp(); });
    }
    Result<Removed> sweep(const Invalidation& invalidation, int most) override
    {
        return run<Removed>([&] { return m_inner->sweep(invalidation, most); });
    }
    Result<Removed> removeExpired(qint64 nowMs, int most) override
    {
        return run<Removed>([&] { return m_inner->removeExpired(nowMs, most); });
    }
    Result<Removed> evict(qint64 bytes, int most) override
    {
        return run<Removed>([&] { return m_inner->evict(bytes, most); });
    }
    Result<std::optional<qint64>> purgeTrash(const Invalidation& purge,
                                             std::optional<qint64> cursor, int most) override
    {
        return run<std::optional<qint64>>([&] { return m_inner->purgeTrash(purge, cursor, most); });
    }
    Result<Removed> emptyTrash(qint64 nowMs, int most) override
    {
        return run<Removed>([&] { return m_inner->emptyTrash(nowMs, most); });
    }
    Result<Removed> trimTrash(int most) override
    {
        return run<Removed>([&] { return m_inner->trimTrash(most); });
    }
    Result<Removed> trashSize() override
    {
        return run<Removed>([&] { return m_inner->trashSize(); });
    }
    Result<void> finish(quint64 stamp, bool undone) override
    {
        return run<void>([&] { return m_inner->finish(stamp, undone); });
    }
    Result<std::optional<Invalidation>> invalidation(quint64 stamp) override
    {
        return run<std::optional<Invalidation>>([&] { return m_inner->invalidation(stamp); });
    }
    Result<bool> beginUndo(quint64 stamp, qint64 nowMs) override
    {
        return run<bool>([&] { return m_inner->beginUndo(stamp, nowMs); });
    }
    Result<Returned> restore(const Invalidation& undone, quint64 newStamp, qint64 nowMs,
                             std::optional<qint64> cursor, int most) override
    {
        return run<Returned>(
            [&] { return m_inner->restore(undone, newStamp, nowMs, cursor, most); });
    }
    Result<void> noteChange(qint64 companyId, const Barrier& change) override
    {
        return run<void>([&] { return m_inner->noteChange(companyId, change); });
    }
    Result<EntrySizes> size(qint64 nowMs) override
    {
        return run<EntrySizes>([&] { return m_inner->size(nowMs); });
    }
    Result<std::vector<PreviewRow>> preview(const Scope& scope, qint64 nowMs) override
    {
        return run<std::vector<PreviewRow>>([&] { return m_inner->preview(scope, nowMs); });
    }
    Result<EntryTrace> trace(const QByteArray& key) override
    {
        return run<EntryTrace>([&] { return m_inner->trace(key); });
    }
    Result<std::vector<Invalidation>> invalidationsOf(const Scope& scope, int most) override
    {
        return run<std::vector<Invalidation>>(
            [&] { return m_inner->invalidationsOf(scope, most); });
    }
    Result<Removed> extent(const Scope& scope, qint64 nowMs) override
    {
        return run<Removed>([&] { return m_inner->extent(scope, nowMs); });
    }
    Result<void> keepLastCleanUp(qint64 nowMs) override
    {
        return run<void>([&] { return m_inner->keepLastCleanUp(nowMs); });
    }
    Result<std::optional<qint64>> lastCleanUp() override
    {
        return run<std::optional<qint64>>([&] { return m_inner->lastCleanUp(); });
    }

private:
    template <class T, class Work>
    Result<T> run(Work work)
    {
        if (delayMs > 0)
            (void)QSemaphore().tryAcquire(1, delayMs); // nobody ever releases it
        return fails() ? Result<T>(broken()) : work();
    }
    bool fails()
    {
        const int number = ++m_operations;
        const int from = failFrom;
        const bool failing = (from > 0 && number >= from && number < from + failures) ||
                             QRandomGenerator::global()->bounded(100) < percent;
        m_failed += failing;
        return failing;
    }
    static Error broken() { return {ErrorCode::Storage, QStringLiteral("The disk failed.")}; }

    const std::unique_ptr<StoreTier> m_inner;
    std::atomic<int> m_operations{0};
    std::atomic<int> m_failed{0};
    std::atomic<bool> m_putFailed{false};
};

} // namespace tierwatch::test
