// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/clock.h"
#include "cache/storetier.h"
#include "cache/touch.h"

#include <mutex>

namespace tierwatch {

class CacheFile;
class Connection;

/// L2 in the workspace's cache file. Any thread; each reads through a connection of its own and all
/// writes go through the file's one writer. The file outlives it.
class SqliteTier final : public StoreTier
{
public:
    SqliteTier(CacheFile& file, const Clock& clock);

    [[nodiscard]] Result<std::optional<FoundEntry>> find(const QByteArray& key) override;
    void noteHit(const QByteArray& key) override;
    bool put(StoredEntry entry, StillValid stillValid) override;
    void flush() override;
    Result<void> raiseBarrier(const Scope& scope, const Barrier& barrier,
                              const QString& who) override;
    [[nodiscard]] Result<std::vector<std::pair<Scope, Barrier>>> barriers() override;
    [[nodiscard]] Result<quint64> reserveStamps(quint64 from, quint64 count) override;
    [[nodiscard]] Result<quint64> nextStamp() override;
    Result<Removed> removeCovered(const Scope& scope, const Barrier& barrier, int most) override;
    Result<Removed> removeExpired(qint64 nowMs, int most) override;
    Result<Removed> evict(qint64 bytesToFree, int most) override;
    [[nodiscard]] Result<EntrySizes> size(qint64 nowMs) override;
    [[nodiscard]] Result<std::vector<PreviewRow>> preview(const Scope& scope,
                                                          qint64 nowMs) override;
    Result<void> keepLastCleanUp(qint64 nowMs) override;
    [[nodiscard]] Result<std::optional<qint64>> lastCleanUp() override;

    /// Hits on rows since the last call; they wait here so that reading never writes.
    [[nodiscard]] std::vector<Touch> takeTouches();

private:
    using Removal = std::function<Result<Removed>(EntriesTable&)>;
    Result<Removed> remove(const Removal& removal);

    CacheFile& m_file;
    const Clock& m_clock;
    std::mutex m_touchMutex;
    std::vector<Touch> m_touches;
};

} // namespace tierwatch
