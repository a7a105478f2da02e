// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/clock.h"
#include "cache/engineoptions.h"
#include "cache/stamps.h"
#include "cache/storetier.h"
#include "values/undo.h"

#include <condition_variable>
#include <set>

namespace tierwatch {

class Janitor;

/// Invalidates, purges and undoes. An invalidation stands until it is undone; a row is valid unless
/// one stands over it. An undo lowers no barrier: what it brings back gets a new stamp, above all
/// barriers raised so far, unless one that still stands covers its old stamp. Any thread; owned by
/// the engine, which owns what it refers to. `store` may be null.
class Invalidator final
{
public:
    Invalidator(const EngineOptions& options, StoreTier* store, Barriers& barriers, Stamps& stamps,
                MemoryTier& memory, Janitor& janitor, const Clock& clock);
    Q_DISABLE_COPY_MOVE(Invalidator)

    enum class Verb { Invalidate, Purge };

    /// Raises the barriers of earlier runs and goes on with what they left undone.
    void resume();
    /// The same with the rows alone: the store was out of order for a while.
    void resumeRows();
    /// For a store that has lost count of what was invalidated: a barrier over everything, in
    /// memory only, with a stamp above all that the store holds.
    [[nodiscard]] Result<quint64> raiseOverAll();
    /// Durable on return; counts what it reached while the disk works. Blocks on the disk.
    Result<Invalidated> invalidate(Verb verb, const Scope& scope, const QString& who);
    /// Blocks until its rows are back. Errors: NotFound, NotAvailable (too late, undone already).
    Result<Undone> undo(quint64 id);
    /// The company's data changed at the source, whether or not that invalidates: no undo of what
    /// was invalidated before brings its rows back. Blocks on the disk.
    Result<void> noteChange(qint64 companyId);

private:
    /// A stamp that is not yet in the store; an undo waits for those before its own.
    class Pending;

    void goOn(const Invalidation& unfinished);
    [[nodiscard]] Result<Invalidation> undoable(quint64 id) const;
    [[nodiscard]] quint64 stampAfterAllPending();
    Result<Undone> bringBack(const Invalidation& undone);
    [[nodiscard]] bool keepsRows() const { return m_store && m_options.mode != CacheMode::Memory; }
    Result<void> keep(const Invalidation& invalidation, Removed& reached);

    const EngineOptions& m_options;
    StoreTier* const m_store;
    Barriers& m_barriers;
    Stamps& m_stamps;
    MemoryTier& m_memory;
    Janitor& m_janitor;
    const Clock& m_clock;
    std::mutex m_mutex; ///< a stamp is drawn and its barrier raised as one
    std::condition_variable m_stored;
    std::set<quint64> m_pending;
};

} // namespace tierwatch
