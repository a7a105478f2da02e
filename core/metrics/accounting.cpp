// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "metrics/accounting.h"

#include "metrics/flushbatch.h"
#include "metrics/savingsreckoning.h"
#include "metrics/storedfigures.h"
#include "storage/benchmarkstable.h"
#include "storage/cachefile.h"

#include <algorithm>

namespace tierwatch {

namespace {

/// Keeps a transaction, and with it the write lock, to some 20 ms.
constexpr std::size_t mostLogRows = 1000;
constexpr qint64 removalIntervalMs = 10'000;

ReadConnection readerOf(CacheFile& file)
{
    return [&file]() -> Connection& { return file.reader(); };
}

} // namespace

Accounting::Accounting(CacheFile& file, const Clock& clock, AccountingOptions options)
    : m_file(file),
      m_clock(clock),
      m_options(options),
      m_rollups(m_types, loadStored(readerOf(file), m_types)),
      m_log(m_types, m_users),
      m_ledger(m_types),
      m_recorder([this] { wake(); }),
      m_thread([this](const std::stop_token& stop) { run(stop); })
{
}

Accounting::~Accounting()
{
    m_wakeUp.stop(m_thread, m_wakeMutex);
    (void)flush();
}

void Accounting::addEvictions(quint32 typeId, qint64 count)
{
    m_evictions.make(typeId).fetch_add(count, std::memory_order_relaxed);
}

void Accounting::setHitSource(HitSource source)
{
    const std::scoped_lock lock(m_flushMutex);
    collectHits();
    m_hitSource = std::move(source);
}

void Accounting::learn(quint32 typeId, double sumMs, qint64 samples)
{
    const std::scoped_lock lock(m_flushMutex);
    m_estimates.learn(typeId, {sumMs, samples});
}

int Accounting::addFlushStep(FlushStep step, Committed committed)
{
    const std::scoped_lock lock(m_flushMutex);
    m_steps.emplace(++m_lastStep, Step{std::move(step), std::move(committed)});
    return m_lastStep;
}

void Accounting::removeFlushStep(int number)
{
    const std::scoped_lock lock(m_flushMutex);
    m_steps.erase(number);
}

Result<void> Accounting::flush()
{
    const std::scoped_lock lock(m_flushMutex);
    if (!m_restored)
        restore();
    collect();
    if (m_file.access() != CacheFile::Access::ReadWrite)
        return {};
    Result<void> done;
    for (FlushBatch batch = nextBatch(); done && !batch.empty(); batch = nextBatch())
        done = store(std::move(batch));
    if (done)
        removeExpired();
    return done;
}

History Accounting::history(const HistoryQuery& query)
{
    return m_rollups.history(query, m_clock.wallMs());
}

ResponseTimes Accounting::responseTimes(const ResponseTimesQuery& query)
{
    return m_rollups.responseTimes(query.range, m_clock.wallMs());
}

Savings Accounting::savings()
{
    return m_rollups.savings(m_clock.wallMs());
}

Result<SavingsReport> Accounting::savings(const SavingsQuery& query)
{
    LedgerSource ledger = storedLedger(readerOf(m_file));
    ledger.sums = [this, stored = ledger.sums](const Ledger::Period& period) {
        auto rows = stored(period);
        if (rows && m_file.access() != CacheFile::Access::ReadWrite)
            std::ranges::move(onlyInMemory(period), std::back_inserter(*rows));
        return rows;
    };
    return reckonSavings(query, m_rollups, ledger, m_clock.wallMs());
}

/// On a file that is only viewed, where nothing is stored.
std::vector<StoredSaving> Accounting::onlyInMemory(const Ledger::Period& period)
{
    const std::scoped_lock lock(m_flushMutex);
    std::vector<StoredSaving> rows = m_ledger.unstored();
    std::erase_if(rows, [&](const StoredSaving& row) {
        return row.resolutionMs != period.lengthMs || row.startMs < period.fromMs ||
               row.startMs >= period.toMs;
    });
    return rows;
}

void Accounting::run(const std::stop_token& stop)
{
    while (!stop.stop_requested()) {
        (void)flush(); // what could not be stored waits for the next time
        std::unique_lock lock(m_wakeMutex);
        m_wakeUp.waitFor(lock, stop, m_options.flushInterval,
                         [this] { return m_woken.exchange(false); });
    }
}

/// Takes no lock: a wake-up that is missed is made good by the next interval.
void Accounting::wake()
{
    if (!m_woken.exchange(true))
        m_wakeUp.one();
}

void Accounting::restore()
{
    const auto benchmarks = BenchmarksTable(m_file.reader()).all();
    const auto companies = SavingsTable(m_file.reader()).companies();
    if (!benchmarks || !companies)
        return;
    m_ledger.restore(*companies);
    for (const QueryBenchmark& benchmark : *benchmarks)
        m_estimates.restore(m_types.idOf(benchmark.type), benchmark.averageMs, benchmark.samples);
    m_restored = true;
}

void Accounting::collect()
{
    const qint64 nowMs = m_clock.wallMs();
    m_drained.clear();
    m_recorder.drain(m_drained);
    m_rollups.absorb(m_drained);
    m_estimates.learn(m_drained);
    m_log.add(m_drained, m_clock.steadyMs());
    m_ledger.absorb(m_drained);
    learnHitTimes();
    collectHits();
    collectEvictions(nowMs);
    collectLosses(nowMs);
    m_rollups.trim(nowMs);
}

/// The hits that were timed stand for those of their type that were not.
void Accounting::learnHitTimes()
{
    std::map<quint32, Estimates::Sum> timed;
    for (const AccessRecord& record : m_drained) {
        if (!record.hit() || record.origin != Origin::Memory || record.stale)
            continue;
        Estimates::Sum& sum = timed[record.typeId];
        sum.ms += record.responseMs;
        ++sum.samples;
    }
    for (const auto& [typeId, sum] : timed)
        m_hitMs[typeId] = sum.ms / static_cast<double>(sum.samples);
}

void Accounting::collectHits()
{
    if (!m_hitSource)
        return;
    std::vector<HitTally> tallies;
    m_hitSource(tallies);
    std::vector<CountedHits> hits;
    hits.reserve(tallies.size());
    for (const HitTally& tally : tallies) {
        hits.push_back({tally, m_hitMs[tally.typeId], m_estimates.averageMs(tally.typeId)});
        m_log.leaveOut(tally.hits);
    }
    m_rollups.absorb(hits);
    m_ledger.absorb(hits);
}

void Accounting::collectEvictions(qint64 nowMs)
{
    for (quint32 typeId = 0; typeId < m_types.size(); ++typeId) {
        auto* waiting = m_evictions.find(typeId);
        const qint64 count = waiting ? waiting->exchange(0, std::memory_order_relaxed) : 0;
        if (count != 0)
            m_rollups.addEvictions(typeId, count, nowMs);
    }
}

void Accounting::collectLosses(qint64 nowMs)
{
    const qint64 refused = m_refused.exchange(0, std::memory_order_relaxed);
    const qint64 dropped = this->dropped() - std::exchange(m_droppedCounted, this->dropped());
    if (refused != 0 || dropped != 0)
        m_rollups.addLosses(refused, dropped, nowMs);
}

FlushBatch Accounting::nextBatch()
{
    FlushBatch batch;
    batch.nowMs = m_clock.wallMs();
    batch.log = m_log.rows(mostLogRows);
    batch.savings = m_ledger.unstored();
    batch.logMaxRows = m_options.logMaxRows;
    batch.logMaxAgeMs = m_options.logMaxAgeMs;
    for (RollupChange& change : m_rollups.changes()) {
        QString type = m_types.name(change.row.typeId);
        if (change.level == Level::Ever)
            batch.totals.push_back({std::move(type), std::move(change.row.payload)});
        else
            batch.rollups.push_back({resolutionOf(change.level).lengthMs, change.row.startMs,
                                     std::move(type), std::move(change.row.payload)});
    }
    for (const auto& [typeId, sum] : m_estimates.unstored())
        batch.measured.push_back({m_types.name(typeId), sum.ms, sum.samples});
    return batch;
}

Result<void> Accounting::store(FlushBatch batch)
{
    // run() returns when the job is over: it may use what lives here.
    const Result<void> done = m_file.writer().run([&](Connection& connection) {
        Result<void> written = batch.write(connection);
        for (auto step = m_steps.begin(); written && step != m_steps.end(); ++step)
            written = step->second.write(connection);
        return written;
    });
    if (!done)
        return done;
    m_log.remove(batch.log.size());
    m_rollups.settle();
    m_estimates.settle();
    m_ledger.settle();
    for (const auto& [number, step] : m_steps) {
        if (step.committed)
            step.committed();
    }
    return {};
}

void Accounting::removeExpired()
{
    const qint64 steadyMs = m_clock.steadyMs();
    if (steadyMs < m_nextRemovalMs)
        return;
    m_nextRemovalMs = steadyMs + removalIntervalMs;
    (void)m_file.writer().post(
        [nowMs = m_clock.wallMs(), maxAgeMs = m_options.logMaxAgeMs](Connection& connection) {
            return removeExpiredFigures(connection, nowMs, maxAgeMs);
        });
}

} // namespace tierwatch
