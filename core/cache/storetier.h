// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "cache/barriers.h"
#include "storage/entriestable.h"
#include "storage/invalidation.h"

#include <functional>

namespace tierwatch {

/// The contract of any second tier (L2): synchronous, any thread; the engine decides which thread
/// may wait for it. Owned by the engine.
class StoreTier
{
public:
    /// Asked when the row is about to be written; false drops it.
    using StillValid = std::function<bool()>;
    using Meanwhile = std::function<void()>;

    StoreTier() = default;
    virtual ~StoreTier() = default;
    Q_DISABLE_COPY_MOVE(StoreTier)

    [[nodiscard]] virtual Result<std::optional<FoundEntry>> find(const QByteArray& key) = 0;
    /// The last row of that key that an invalidation took out, while it can be undone.
    [[nodiscard]] virtual Result<std::optional<FoundEntry>> findInTrash(const QByteArray& key) = 0;
    /// Counts a hit on the row, without waiting.
    virtual void noteHit(const QByteArray& key) = 0;
    /// Queues the row; false if the queue is full and the row was dropped.
    virtual bool put(StoredEntry entry, StillValid stillValid) = 0;
    /// What a queued row failed of since the last call.
    [[nodiscard]] virtual std::optional<Error> putFailure() = 0;
    /// After a failure that may be damage: opens it anew and looks through it. What is damaged is
    /// moved aside and begun anew; gives where it was moved, or nothing where it is sound.
    virtual Result<std::optional<QString>> repair() = 0;
    /// Blocks until everything queued before is readable.
    virtual void flush() = 0;

    /// Durable on return, against power loss too. Runs `meanwhile` on the calling thread while the
    /// disk works, or not at all.
    virtual Result<void> raise(const Invalidation& invalidation, const Meanwhile& meanwhile) = 0;
    [[nodiscard]] virtual Result<std::vector<std::pair<Scope, Barrier>>> barriers() = 0;
    [[nodiscard]] virtual Result<std::vector<Invalidation>> purges() = 0;
    /// Invalidations whose rows are not yet all gone, undone ones whose rows are not yet back.
    [[nodiscard]] virtual Result<std::vector<Invalidation>> unfinished() = 0;
    [[nodiscard]] virtual Result<quint64> reserveStamps(quint64 from, quint64 count) = 0;
    /// No stamp at or above this one was ever reserved.
    [[nodiscard]] virtual Result<quint64> nextStamp() = 0;

    /// Each looks at no more than `most` rows in one short transaction; none means that it is done.
    /// sweep() takes the rows behind a barrier out, into the trash where it can be undone.
    virtual Result<Removed> sweep(const Invalidation& invalidation, int most) = 0;
    virtual Result<Removed> removeExpired(qint64 nowMs, int most) = 0;
    virtual Result<Removed> evict(qint64 bytesToFree, int most) = 0;
    /// What a purge covers of the trash; from no cursor to the one given, until none is.
    virtual Result<std::optional<qint64>> purgeTrash(const Invalidation& purge,
                                                     std::optional<qint64> cursor, int most) = 0;
    /// What can't be undone any more.
    virtual Result<Removed> emptyTrash(qint64 nowMs, int most) = 0;
    virtual Result<Removed> trimTrash(int most) = 0;
    [[nodiscard]] virtual Result<Removed> trashSize() = 0;
    /// Its rows are all gone or, with `undone`, all back.
    virtual Result<void> finish(quint64 stamp, bool undone) = 0;

    [[nodiscard]] virtual Result<std::optional<Invalidation>> invalidation(quint64 stamp) = 0;
    /// Durable on return: from now on it stands no more. False if it did not any more.
    virtual Result<bool> beginUndo(quint64 stamp, qint64 nowMs) = 0;
    /// Brings rows back step by step, from no cursor to the one given, until none is.
    virtual Result<Returned> restore(const Invalidation& undone, quint64 newStamp, qint64 nowMs,
                                     std::optional<qint64> cursor, int most) = 0;
    /// The company's data changed at the source: no undo of an older invalidation brings its rows
    /// back.
    virtual Result<void> noteChange(qint64 companyId, const Barrier& change) = 0;

    [[nodiscard]] virtual Result<EntrySizes> size(qint64 nowMs) = 0;
    /// Entries and reload cost by type of what a scope covers and is not expired.
    [[nodiscard]] virtual Result<std::vector<PreviewRow>> preview(const Scope& scope,
                                                                  qint64 nowMs) = 0;
    /// What there is of one key, beside its value.
    [[nodiscard]] virtual Result<EntryTrace> trace(const QByteArray& key) = 0;
    /// Those of one scope that are still kept, newest first.
    [[nodiscard]] virtual Result<std::vector<Invalidation>> invalidationsOf(const Scope& scope,
                                                                            int most) = 0;
    /// How much a scope covers that is not expired, told soon: of much it is an estimate.
    [[nodiscard]] virtual Result<Removed> extent(const Scope& scope, qint64 nowMs) = 0;
    virtual Result<void> keepLastCleanUp(qint64 nowMs) = 0;
    [[nodiscard]] virtual Result<std::optional<qint64>> lastCleanUp() = 0;
};

} // namespace tierwatch
