// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "cache/storetier.h"

#include <QSemaphore>

#include <atomic>
#include <functional>

namespace tierwatch::test {

/// A second tier in front of a real one, for tests: calls `onFind` and `onPut` first (to delay or
/// to interfere), fails every operation while `failing` is set, and while not `sweeping` leaves the
/// rows behind a barrier where they are, as if the program ended before it removed them.
class WrappedTier final : public StoreTier
{
public:
    explicit WrappedTier(std::unique_ptr<StoreTier> inner) : m_inner(std::move(inner)) {}

    std::function<void()> onFind;
    std::function<void()> onPut;
    std::atomic<bool> failing{false};
    std::atomic<bool> sweeping{true};
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
    void noteHit(const QByteArray& key) override { m_inner->noteHit(key); }
    bool put(StoredEntry entry, StillValid stillValid) override
    {
        if (onPut)
            onPut();
        return !failing && m_inner->put(std::move(entry), std::move(stillValid));
    }
    void flush() override { m_inner->flush(); }
    Result<void> raiseBarrier(const Scope& scope, const Barrier& barrier,
                              const QString& who) override
    {
        if (failing)
            return broken();
        return m_inner->raiseBarrier(scope, barrier, who);
    }
    Result<std::vector<std::pair<Scope, Barrier>>> barriers() override
    {
        return m_inner->barriers();
    }
    Result<quint64> reserveStamps(quint64 from, quint64 count) override
    {
        if (failing)
            return broken();
        return m_inner->reserveStamps(from, count);
    }
    Result<quint64> nextStamp() override { return m_inner->nextStamp(); }
    Result<Removed> removeCovered(const Scope& scope, const Barrier& barrier, int most) override
    {
        return sweeping ? m_inner->removeCovered(scope, barrier, most) : Removed{};
    }
    Result<Removed> removeExpired(qint64 nowMs, int most) override
    {
        return m_inner->removeExpired(nowMs, most);
    }
    Result<Removed> evict(qint64 bytes, int most) override { return m_inner->evict(bytes, most); }
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
    Result<void> keepLastCleanUp(qint64 nowMs) override { return m_inner->keepLastCleanUp(nowMs); }
    Result<std::optional<qint64>> lastCleanUp() override { return m_inner->lastCleanUp(); }

private:
    /// As a disk that is busy elsewhere: nobody ever releases this.
    void delay() const { (void)QSemaphore().tryAcquire(1, delayMs); }
    static Error broken() { return {ErrorCode::Storage, QStringLiteral("The disk failed.")}; }

    std::unique_ptr<StoreTier> m_inner;
};

} // namespace tierwatch::test
