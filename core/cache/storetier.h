// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "cache/barriers.h"
#include "storage/entriestable.h"

#include <functional>

namespace tierwatch {

/// The contract of any second tier (L2): synchronous, any thread; the engine decides which thread
/// may wait for it. Owned by the engine.
class StoreTier
{
public:
    /// Asked when the row is about to be written; false drops it.
    using StillValid = std::function<bool()>;

    StoreTier() = default;
    virtual ~StoreTier() = default;
    Q_DISABLE_COPY_MOVE(StoreTier)

    [[nodiscard]] virtual Result<std::optional<FoundEntry>> find(const QByteArray& key) = 0;
    /// Counts a hit on the row, without waiting.
    virtual void noteHit(const QByteArray& key) = 0;
    /// Queues the row; false if the queue is full and the row was dropped.
    virtual bool put(StoredEntry entry, StillValid stillValid) = 0;
    /// Blocks until everything queued before is readable.
    virtual void flush() = 0;

    /// Durable on return, against power loss too.
    virtual Result<void> raiseBarrier(const Scope& scope, const Barrier& barrier,
                                      const QString& who) = 0;
    [[nodiscard]] virtual Result<std::vector<std::pair<Scope, Barrier>>> barriers() = 0;
    [[nodiscard]] virtual Result<quint64> reserveStamps(quint64 from, quint64 count) = 0;
    /// No stamp at or above this one was ever reserved.
    [[nodiscard]] virtual Result<quint64> nextStamp() = 0;

    /// Each removes at most `most` rows in one short transaction; none means that it is done.
    virtual Result<Removed> removeCovered(const Scope& scope, const Barrier& barrier, int most) = 0;
    virtual Result<Removed> removeExpired(qint64 nowMs, int most) = 0;
    virtual Result<Removed> evict(qint64 bytesToFree, int most) = 0;

    [[nodiscard]] virtual Result<EntrySizes> size(qint64 nowMs) = 0;
    /// Entries and reload cost by type of what a scope covers and is not expired.
    [[nodiscard]] virtual Result<std::vector<PreviewRow>> preview(const Scope& scope,
                                                                  qint64 nowMs) = 0;
    virtual Result<void> keepLastCleanUp(qint64 nowMs) = 0;
    [[nodiscard]] virtual Result<std::optional<qint64>> lastCleanUp() = 0;
};

} // namespace tierwatch
