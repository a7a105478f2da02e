// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "cache/breaker.h"
#include "cache/engineoptions.h"
#include "cache/storetier.h"
#include "storage/barrierjournal.h"

namespace tierwatch {

/// A second tier that may fail without breaking a caller: while it is out of order it holds
/// nothing, takes nothing, and invalidations go to a journal beside it, which is applied before it
/// is used again. Any thread; owned by the engine.
class GuardedTier final : public StoreTier
{
public:
    struct Hooks
    {
        /// Has recover() called soon, on a thread that may wait.
        std::function<void()> recoverSoon = {};
        /// Raises a barrier over everything in memory, with a stamp reserved above all given so
        /// far.
        std::function<Result<quint64>()> raiseOverAll = {};
        /// It is in use again: what was left undone meanwhile can go on.
        std::function<void()> recovered = {};
        /// Something that a person should see, in a sentence.
        std::function<void(const QString&)> warn = {};
    };

    /// Applies what the journal holds from an earlier run. Blocks on the disk.
    GuardedTier(std::unique_ptr<StoreTier> inner, const EngineOptions& options, const Clock& clock);

    /// Before anybody else has it.
    void setHooks(Hooks hooks) { m_hooks = std::move(hooks); }
    /// The probe: repairs what is damaged, applies the journal, tries. Blocks on the disk.
    void recover();
    [[nodiscard]] bool isUsable() const { return m_trusted.load() && m_reads.isClosed(); }
    /// Why it is out of order, for people; absent where it is in order.
    [[nodiscard]] std::optional<QString> problem() const;

    [[nodiscard]] Result<std::optional<FoundEntry>> find(const QByteArray& key) override;
    [[nodiscard]] Result<std::optional<FoundEntry>> findInTrash(const QByteArray& key) override;
    bool put(StoredEntry entry, StillValid stillValid) override;
    void flush() override { m_inner->flush(); }
    [[nodiscard]] std::optional<Error> putFailure() override { return m_inner->putFailure(); }
    Result<std::optional<QString>> repair() override { return m_inner->repair(); }
    Result<void> raise(const Invalidation& invalidation, const Meanwhile& meanwhile) override;
    [[nodiscard]] Result<std::vector<std::pair<Scope, Barrier>>> barriers() override;
    [[nodiscard]] Result<std::vector<Invalidation>> purges() override;
    [[nodiscard]] Result<std::vector<Invalidation>> unfinished() override;
    void noteHit(const QByteArray& key) override { m_inner->noteHit(key); }
    [[nodiscard]] Result<quint64> reserveStamps(quint64 from, quint64 count) override;
    [[nodiscard]] Result<quint64> nextStamp() override;
    Result<Removed> sweep(const Invalidation& invalidation, int most) override;
    Result<Removed> removeExpired(qint64 nowMs, int most) override;
    Result<Removed> evict(qint64 bytesToFree, int most) override;
    Result<std::optional<qint64>> purgeTrash(const Invalidation& purge,
                                             std::optional<qint64> cursor, int most) override;
    Result<Removed> emptyTrash(qint64 nowMs, int most) override;
    Result<Removed> trimTrash(int most) override;
    [[nodiscard]] Result<Removed> trashSize() override;
    Result<void> finish(quint64 stamp, bool undone) override;
    [[nodiscard]] Result<std::optional<Invalidation>> invalidation(quint64 stamp) override;
    Result<bool> beginUndo(quint64 stamp, qint64 nowMs) override;
    Result<Returned> restore(const Invalidation& undone, quint64 newStamp, qint64 nowMs,
                             std::optional<qint64> cursor, int most) override;
    Result<void> noteChange(qint64 companyId, const Barrier& change) override;
    [[nodiscard]] Result<EntrySizes> size(qint64 nowMs) override;
    [[nodiscard]] Result<std::vector<PreviewRow>> preview(const Scope& scope,
                                                          qint64 nowMs) override;
    [[nodiscard]] Result<EntryTrace> trace(const QByteArray& key) override
    {
        return m_inner->trace(key);
    }
    [[nodiscard]] Result<std::vector<Invalidation>> invalidationsOf(const Scope& scope,
                                                                    int most) override
    {
        return m_inner->invalidationsOf(scope, most);
    }
    [[nodiscard]] Result<Removed> extent(const Scope& scope, qint64 nowMs) override;
    Result<void> keepLastCleanUp(qint64 nowMs) override;
    [[nodiscard]] Result<std::optional<qint64>> lastCleanUp() override;

private:
    [[nodiscard]] bool mayWrite();
    void recoverIfDue();
    void noteFailure(Breaker& breaker, const Error& error);
    template <class T>
    Result<T> noted(Breaker& breaker, Result<T> result);
    /// An operation that may be left out while nothing can be written.
    template <class Work>
    Result<Removed> maintenance(Work work);
    /// An operation that somebody waits for the outcome of.
    template <class T, class Work>
    Result<T> action(Work work);
    [[nodiscard]] quint64 highestWaiting() const;
    void tell(const QString& sentence) const;
    /// It can't be begun anew while somebody reads what was there before; no read of ours lasts.
    void noteLog(qint64 bytes);
    Result<void> putInOrder();
    Result<void> repairIfSuspect();
    Result<void> applyJournal();
    Result<void> invalidateAll();
    Result<void> probe();
    void makeRoom();

    const std::unique_ptr<StoreTier> m_inner;
    const Clock& m_clock;
    Hooks m_hooks;
    Breaker m_reads;
    Breaker m_writes;
    std::atomic<bool> m_trusted{true};   ///< every invalidation is in it
    std::atomic<bool> m_suspect{false};  ///< a failure looked like damage
    std::atomic<bool> m_reported{false}; ///< that it is out of order
    std::atomic<bool> m_stuck{false};    ///< that it can't be repaired was reported
    std::atomic<bool> m_full{false};     ///< a row found no room since it was last made
    std::atomic<bool> m_longLog{false};  ///< that its log is too long was reported
    mutable std::mutex m_mutex;          ///< guards the rest
    BarrierJournal m_journal;
    QString m_lastFailure;               ///< of the store, for people
    std::vector<Invalidation> m_waiting; ///< as in the journal
    int m_losses = 0; ///< invalidations kept nowhere: everything in it must be invalidated
};

} // namespace tierwatch
