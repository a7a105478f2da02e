// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/clock.h"
#include "cache/engineoptions.h"
#include "cache/explainer.h"
#include "cache/guardedtier.h"
#include "cache/invalidator.h"
#include "cache/janitor.h"
#include "cache/loads.h"
#include "cache/preparedrequest.h"
#include "cache/stamps.h"
#include "cache/storetier.h"
#include "cache/switches.h"
#include "cache/tierprobe.h"
#include "cache/tiers.h"
#include "metrics/accounting.h"

#include <QFuture>
#include <QPromise>
#include <QThreadPool>

namespace tierwatch {

/// What the engine does or meets by itself; called on any of its threads.
struct EngineListeners
{
    Janitor::Listener cleanedUp = {};                 ///< a clean-up that nobody asked for
    std::function<void(const QString&)> warning = {}; ///< a sentence for people
};

/// The two-tier cache: memory, then the store, then the loader, which runs once a key however many
/// ask. Values are bytes; the engine never looks into them. Any thread may call every function;
/// those that say "blocks" are not for a GUI thread. Destroying it waits for loads under way.
class CacheEngine final
{
public:
    /// `store` may be null: memory only. The others outlive the engine.
    CacheEngine(const EngineOptions& options, std::unique_ptr<StoreTier> store, Switches& switches,
                Accounting& accounting, const Clock& clock, const EngineListeners& listeners = {});
    ~CacheEngine();
    Q_DISABLE_COPY_MOVE(CacheEngine)

    /// InvalidArgument where the request can't make a key.
    [[nodiscard]] Result<PreparedRequest> prepare(Request request);

    /// Blocks: on the store, on the loader, or on somebody else's load of the same key; no longer
    /// than the time-outs of its policy.
    Result<Answer> fetch(const Request& request, const Loader& loader);
    Result<Answer> fetch(const PreparedRequest& request, const Loader& loader);
    /// Never blocks: a memory hit is answered at once, all else on the engine's own threads.
    /// Cancelled where nobody waits any more when its turn comes, or from the beginning.
    [[nodiscard]] QFuture<Result<Answer>> fetchAsync(const Request& request, Loader loader,
                                                     Wanted isWanted = {});

    /// No request that begins after the return is answered with a value loaded before the call.
    /// Durable on return; the rows go in the background. Blocks on the disk. If it fails to be made
    /// durable the error is returned; it still holds for this run of the program. NotAllowed where
    /// the cache is only viewed.
    Result<Invalidated> invalidate(const Scope& scope, const QString& who);
    /// The same for good: fail-safe never serves what it reached, and no undo brings it back.
    Result<Invalidated> purge(const Scope& scope, const QString& who);
    /// Brings back what an invalidation took out, by the id of its answer; what another one that
    /// still stands covers, what changed at the source, was loaded anew or ran out stays away.
    /// Durable on return. Blocks until the rows are back.
    Result<Undone> undo(qint64 id);
    /// For who watches the source: the company's data changed; no undo of what was invalidated
    /// before brings its rows back. Blocks on the disk.
    Result<void> noteSourceChange(qint64 companyId);
    /// Removes what is past its life and its grace from both tiers. Blocks.
    Result<CleanedUp> cleanUp();
    /// Ends the engine's own threads, after the loads under way; nobody may fetch any more. Blocks.
    void stop();
    /// Blocks until every invalidated row is gone and every queued row is readable.
    void settle();

    /// Blocks on the store; absent where it holds no values.
    [[nodiscard]] Result<std::optional<EntrySizes>> storeSize() const;
    [[nodiscard]] Result<std::vector<PreviewRow>> preview(const Scope& scope) const;
    [[nodiscard]] Result<std::optional<qint64>> lastCleanUp() const;
    /// From where a request for this key would be answered, and why. InvalidArgument for no key.
    [[nodiscard]] Result<Explained> explain(const QString& key, const QString& asker) const;

    /// To measure the tiers without disturbing anybody.
    [[nodiscard]] std::unique_ptr<TierProbe> probe();

    [[nodiscard]] MemoryTier& memory() { return m_memory; }
    [[nodiscard]] const EngineOptions& options() const { return m_options; }
    [[nodiscard]] Switches& switches() { return m_switches; }
    [[nodiscard]] QThreadPool& pool() { return m_pool; }
    /// Values the store was too busy to take since the start.
    [[nodiscard]] qint64 unstored() const { return m_tiers.unstored(); }
    /// Pushed out of the store for room since the start.
    [[nodiscard]] qint64 storeEvicted() const { return m_janitor.evicted(); }
    /// Why the store is out of order, while it is.
    [[nodiscard]] std::optional<QString> storeProblem() const;

private:
    using Promise = std::shared_ptr<QPromise<Result<Answer>>>;

    /// Whether the second tier holds values; barriers and stamps are kept in it all the same, so
    /// that an invalidation also holds for rows of earlier runs.
    [[nodiscard]] bool keepsRows() const { return m_options.mode != CacheMode::Memory; }
    void watchStore(const EngineListeners& listeners);
    [[nodiscard]] bool admitted(const Request& request) const
    {
        return m_switches.admit(request.type, request.username);
    }
    [[nodiscard]] bool admitted(const PreparedRequest& request) const
    {
        return admitted(request.request());
    }
    [[nodiscard]] PreparedRequest prepared(Request request, const CacheKey& key);
    struct Start;
    template <class AnyRequest>
    [[nodiscard]] MemoryLook fromMemory(const KeyView& key, const AnyRequest& request,
                                        Start& start);
    Result<Answer> carryOn(const PreparedRequest& request, const Loader& loader, Start& start,
                           MemoryLook& look);
    void runAsync(const PreparedRequest& request, const Loader& loader, MemoryMiss miss,
                  const Moment& started, const Promise& promise);
    [[nodiscard]] float estimateMs(quint32 typeId, const Answer& answer) const;
    void record(const PreparedRequest& request, const Result<Answer>& answer,
                const Moment& started);
    void recordRenewal(const PreparedRequest& request, double loadMs);

    const EngineOptions m_options;
    const Clock& m_clock;
    Switches& m_switches;
    Accounting& m_accounting;
    bool m_counts = false;                ///< the accounting asks this engine for its hits
    std::atomic<qint64> m_wallAheadMs{0}; ///< of the steady clock, as of the last timed request
    GuardedTier* m_guard = nullptr;       ///< the store, where it may be written to
    std::unique_ptr<StoreTier> m_store;
    Barriers m_barriers;
    Stamps m_stamps;
    MemoryTier m_memory;
    Tiers m_tiers;
    Loads m_loads;
    Janitor m_janitor;
    Invalidator m_invalidator;
    QThreadPool m_pool; // last: its tasks use all of the above
};

} // namespace tierwatch
