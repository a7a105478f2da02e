// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/wake.h"
#include "source/invalidationtally.h"
#include "source/sources.h"
#include "source/watermarkstore.h"
#include "values/watermarks.h"

#include <atomic>
#include <map>
#include <mutex>
#include <thread>

namespace tierwatch {

class WorkspaceCache;

/// Asks the sources, for every company with cached data, for a row that changes when its data does,
/// and invalidates the company when the row is not the one that the cached data has seen. A first
/// answer, no answer, and a number that went back count as changes; where the whole source is down,
/// its data stays for whoever may be served stale, and counts as changed once it is back. Works on
/// a thread of its own while the switch for auto-invalidation is on; the other functions may be
/// called on any thread. The cache outlives it.
class WatermarkMonitor final
{
    Q_DECLARE_TR_FUNCTIONS(tierwatch::WatermarkMonitor)
public:
    struct Options
    {
        qint64 intervalMs = 60'000; ///< until another one is set
        double jitter = 0.1;        ///< by which share an interval is longer or shorter, at most
        qint64 alarmMs = 0;         ///< told, no more; 0 = there is no limit
    };

    WatermarkMonitor(std::shared_ptr<const Sources> sources, WorkspaceCache& cache,
                     Options options);
    ~WatermarkMonitor();
    Q_DISABLE_COPY_MOVE(WatermarkMonitor)

    /// Who its invalidations are by.
    [[nodiscard]] static QString who();
    /// Whether any source has a watermark query: else there is nothing to watch.
    [[nodiscard]] static bool canWatch(const Sources& sources);

    void start();
    /// Waits for a question under way.
    void stop();
    /// Asks now, whatever is due, about one company or all; blocks on the sources. NotFound where
    /// the company has no cached data.
    Result<Watermarks> checkNow(std::optional<qint64> companyId);
    /// Has the thread ask about the companies of a source as soon as it can; returns at once.
    void checkSoon(const QString& source);
    /// From now on, and in later runs too; errors: those of the cache file. Blocks on it.
    Result<void> setInterval(qint64 intervalMs);
    /// What is known; never blocks on a source.
    [[nodiscard]] Watermarks state() const;

    /// A person took out, or brought back, what is cached of one company or of all. Never blocks.
    void noteEmptied(std::optional<qint64> companyId);
    void noteRefilled();
    /// How far behind the companies were in the range, and what was invalidated in a day. Reads
    /// the events of earlier runs at its first call: not on the GUI thread.
    void fill(FreshnessReport& report, const Range& range);

    /// What the thread does again and again: asks about each company that is due. Gives how many
    /// milliseconds nothing will be due. Blocks on the sources.
    qint64 runDue();

private:
    using Key = std::pair<QString, qint64>; ///< source and company

    void work(const std::stop_token& stop);
    enum class Look { CacheOnly, SourcesToo };
    void lookForCompanies(Look look);
    void watch(const Sources::Source& source, qint64 companyId);
    [[nodiscard]] bool isWatched(const QString& source) const;
    void check(const std::vector<Key>& keys);
    using Down = std::map<QString, Error>; ///< the sources that can't be reached, and why
    void check(const Key& key, Down& down);
    [[nodiscard]] Result<SourceMark> ask(const NamedSource& source, qint64 companyId);
    void tookAnswer(const Key& key, const SourceMark& mark);
    void tookFailure(const Key& key, const Error& error, bool isDown);
    void noteMove(const Key& key);
    /// True where no older value will be served any more.
    bool invalidate(const Key& key, bool quietly);
    [[nodiscard]] bool isOnlyFromThisRun(qint64 companyId);
    void recallInvalidations();
    [[nodiscard]] std::vector<CompanyLag> lags(qint64 fromMs, qint64 nowMs) const;
    [[nodiscard]] bool mayInvalidate() const;
    [[nodiscard]] CompanyWatch::Timing timing();

    const std::shared_ptr<const Sources> m_sources;
    WorkspaceCache& m_cache;
    const Options m_options;
    WatermarkStore m_store;
    std::atomic<qint64> m_intervalMs;
    std::mutex m_asking;              ///< one round at a time
    std::optional<qint64> m_lookedMs; ///< steady; guarded by m_asking; absent = look at once
    mutable std::mutex m_mutex;
    std::map<Key, CompanyWatch> m_watches; ///< guarded by m_mutex; only a round adds
    bool m_hurried = false;                ///< guarded by m_mutex
    InvalidationTally m_tally;             ///< guarded by m_mutex
    const qint64 m_madeMs;
    std::once_flag m_recalled;
    Wake m_wake;
    std::atomic<bool> m_started = false;
    std::jthread m_thread; // last: it uses all of the above
};

} // namespace tierwatch
