// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/clock.h"
#include "cache/storetier.h"
#include "cache/touch.h"

#include <atomic>
#include <mutex>

namespace tierwatch {

class CacheFile;

/// L2 in the workspace's cache file. Any thread; each reads through a connection of its own and all
/// writes go through the file's one writer. The file outlives it.
class SqliteTier final : public StoreTier
{
public:
    SqliteTier(CacheFile& file, Clock& clock);

    [[nodiscard]] Result<std::optional<FoundEntry>> find(const QByteArray& key) override;
    [[nodiscard]] Result<std::optional<FoundEntry>> findInTrash(const QByteArray& key) override;
    void noteHit(const QByteArray& key) override;
    bool put(StoredEntry entry, StillValid stillValid) override;
    [[nodiscard]] std::optional<Error> putFailure() override;
    Result<std::optional<QString>> repair() override;
    void flush() override;
    Result<void> raise(const Invalidation& invalidation, const Meanwhile& meanwhile) override;
    [[nodiscard]] Result<std::vector<std::pair<Scope, Barrier>>> barriers() override;
    [[nodiscard]] Result<std::vector<Invalidation>> purges() override;
    [[nodiscard]] Result<std::vector<Invalidation>> unfinished() override;
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
    [[nodiscard]] Result<EntryTrace> trace(const QByteArray& key) override;
    [[nodiscard]] Result<std::vector<Invalidation>> invalidationsOf(const Scope& scope,
                                                                    int most) override;
    [[nodiscard]] Result<Removed> extent(const Scope& scope, qint64 nowMs) override;
    Result<void> keepLastCleanUp(qint64 nowMs) override;
    [[nodiscard]] Result<std::optional<qint64>> lastCleanUp() override;

    /// Hits on rows since the last call; they wait here so that reading never writes.
    [[nodiscard]] std::vector<Touch> takeTouches();

private:
    CacheFile& m_file;
    Clock& m_clock;
    std::atomic<qint64> m_knownFailures{0};
    std::mutex m_touchMutex;
    std::vector<Touch> m_touches;
};

} // namespace tierwatch
