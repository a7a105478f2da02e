// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/wake.h"
#include "metrics/estimates.h"
#include "metrics/ledger.h"
#include "metrics/recorder.h"
#include "metrics/requestlog.h"
#include "metrics/rollups.h"
#include "values/savings.h"

#include <stop_token>
#include <thread>

namespace tierwatch {

class CacheFile;
struct FlushBatch;

struct AccountingOptions
{
    std::chrono::milliseconds flushInterval{1000};
    qint64 logMaxRows = 1'000'000; ///< of performance_log; older rows go
    qint64 logMaxAgeMs = 30LL * 86'400'000;
};

/// Counts and times every request of one engine and keeps the figures. record(), addEvictions() and
/// estimateMs() are for the hot path; its own thread rolls records up and stores them each second,
/// or when about 1,000 wait. On a file that is only viewed new figures stay in memory. What asks
/// for figures may read the cache file: not on the GUI thread. Owned by whoever owns the engine;
/// the cache file and the clock outlive it.
class Accounting final
{
public:
    using FlushStep = std::function<Result<void>(Connection&)>;
    using Committed = std::function<void()>;
    using HitSource = std::function<void(std::vector<HitTally>&)>;

    Accounting(CacheFile& file, const Clock& clock, AccountingOptions options = {});
    /// Stores what waits.
    ~Accounting();
    Q_DISABLE_COPY_MOVE(Accounting)

    [[nodiscard]] NameTable& types() { return m_types; }
    [[nodiscard]] NameTable& users() { return m_users; }

    void record(const AccessRecord& record) noexcept { m_recorder.record(record); }
    /// Whether a hit that begins now is to be timed and recorded, rather than counted by the hit
    /// source.
    [[nodiscard]] bool samples(qint64 steadyMs) noexcept { return m_recorder.samples(steadyMs); }
    /// Who counts hits by itself; asked at every flush. An empty one ends it: what waited is taken
    /// over first, and the source is never called again.
    void setHitSource(HitSource source);
    /// Entries of the type that were pushed out of a tier; the next flush counts them.
    void addEvictions(quint32 typeId, qint64 count = 1);
    /// Values that a tier did not take.
    void addRefused(qint64 count) { m_refused.fetch_add(count, std::memory_order_relaxed); }
    /// The average time of the type's uncached queries in ms; absent before the first.
    [[nodiscard]] std::optional<double> estimateMs(quint32 typeId) const noexcept
    {
        return m_estimates.averageMs(typeId);
    }

    /// Learns of uncached queries of the type that were measured elsewhere, not asked for through
    /// the cache: the average alone knows of them. Stored with the next flush.
    void learn(quint32 typeId, double sumMs, qint64 samples);

    /// Has `step` run, on the writer's thread, in the transaction of each later flush that writes
    /// something; it may be run a second time after all of the first was undone, and what it wrote
    /// stands once `committed` is called. Gives its number.
    int addFlushStep(FlushStep step, Committed committed = {});
    /// The step is not running when this returns, and never will again.
    void removeFlushStep(int number);
    /// Rolls up and stores what waits, now; returns when it is committed.
    Result<void> flush();

    [[nodiscard]] Rollups& rollups() { return m_rollups; }
    [[nodiscard]] History history(const HistoryQuery& query);
    [[nodiscard]] ResponseTimes responseTimes(const ResponseTimesQuery& query);
    [[nodiscard]] Savings savings();
    /// By company up to the last flush.
    [[nodiscard]] Result<SavingsReport> savings(const SavingsQuery& query);
    /// Since the counters began.
    [[nodiscard]] Tally totals() { return m_rollups.totals(); }
    [[nodiscard]] std::vector<TypeTally> typeTotals() { return m_rollups.typeTotals(); }
    [[nodiscard]] LatencyTotals latencyTotals() { return m_rollups.latencyTotals(); }
    /// Requests that are in no figure, because a buffer was full.
    [[nodiscard]] qint64 dropped() const { return static_cast<qint64>(m_recorder.dropped()); }
    /// Requests that are in the figures but not in the log, because it could not keep up.
    [[nodiscard]] qint64 unlogged() const { return m_log.unlogged(); }

private:
    struct Step
    {
        FlushStep write;
        Committed committed;
    };
    void run(const std::stop_token& stop);
    void wake();
    void restore();
    [[nodiscard]] std::vector<StoredSaving> onlyInMemory(const Ledger::Period& period);
    void collect();
    void collectHits();
    void learnHitTimes();
    void collectEvictions(qint64 nowMs);
    void collectLosses(qint64 nowMs);
    [[nodiscard]] FlushBatch nextBatch();
    Result<void> store(FlushBatch batch);
    void removeExpired();

    CacheFile& m_file;
    const Clock& m_clock;
    const AccountingOptions m_options;
    NameTable m_types;
    NameTable m_users;
    Rollups m_rollups;
    SlotArray<std::atomic<qint64>> m_evictions;
    std::atomic<qint64> m_refused{0};

    std::mutex m_flushMutex; ///< one flush at a time; guards the next ten, estimates for writing
    Estimates m_estimates;
    RequestLog m_log;
    Ledger m_ledger;
    std::vector<AccessRecord> m_drained;
    HitSource m_hitSource;
    std::map<quint32, double> m_hitMs; ///< what a hit from memory takes, by type, as last timed
    std::map<int, Step> m_steps;
    int m_lastStep = 0;
    bool m_restored = false;
    qint64 m_nextRemovalMs = 0; ///< on the steady clock
    qint64 m_droppedCounted = 0;

    std::mutex m_wakeMutex;
    Wake m_wakeUp;
    std::atomic<bool> m_woken{false};
    Recorder m_recorder;
    std::jthread m_thread; ///< last: it uses all of the above
};

} // namespace tierwatch
