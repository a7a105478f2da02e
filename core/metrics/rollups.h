// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "metrics/nametable.h"
#include "metrics/rolluppages.h"
#include "values/latencytotals.h"
#include "values/responsetimes.h"
#include "values/stats.h"

#include <mutex>
#include <span>

namespace tierwatch {

/// The history of all requests, by type, at four resolutions (see resolutions.h), and their totals
/// for ever. Pages are loaded when first needed: every call may read the cache file, so it is for
/// any thread but the GUI's. What changed waits for changes() and settled().
class Rollups final
{
public:
    /// `load` gives stored rows, on the thread that asks; empty = nothing is stored.
    Rollups(NameTable& types, RollupPages::Load load);
    Q_DISABLE_COPY_MOVE(Rollups)

    void absorb(const std::vector<AccessRecord>& records);
    void absorb(const std::vector<CountedHits>& hits);
    /// Requests of a log, however long ago: each at the levels that are kept so long.
    void absorb(std::span<const PerformanceRow> rows, qint64 nowMs);
    void addEvictions(quint32 typeId, qint64 count, qint64 nowMs);
    /// What is not of any one type: values refused, requests dropped.
    void addLosses(qint64 refused, qint64 dropped, qint64 nowMs);

    [[nodiscard]] History history(const HistoryQuery& query, qint64 nowMs);
    [[nodiscard]] ResponseTimes responseTimes(const Range& range, qint64 nowMs);
    [[nodiscard]] Savings savings(qint64 nowMs);
    /// By type in alphabetical order, from the finest buckets that are kept so long.
    [[nodiscard]] std::vector<TypeTally> byType(qint64 fromMs, qint64 toMs, qint64 nowMs);
    [[nodiscard]] std::vector<TypeTally> typeTotals();
    /// How long answers took, since the counters began.
    [[nodiscard]] LatencyTotals latencyTotals();
    /// By day, whose first begins at `fromMs`, from whole hours; days without a request are not
    /// there.
    [[nodiscard]] std::vector<HistoryPoint> days(qint64 fromMs, qint64 toMs);
    /// Since the counters began.
    [[nodiscard]] Tally totals();
    /// The steps that have anything, in ascending order.
    [[nodiscard]] std::vector<HistoryPoint> points(const Steps& steps);

    /// What is not stored yet, and the note that what was handed out is stored now; for one thread
    /// at a time.
    [[nodiscard]] std::vector<RollupChange> changes();
    void settle();
    /// Forgets what is past its time or over the limit of pages.
    void trim(qint64 nowMs);
    /// Cells in memory, for tests of its bounds.
    [[nodiscard]] std::size_t cellsInMemory() const;

private:
    using BySecond = std::map<std::pair<qint64, quint32>, Measures>; ///< and by type
    void absorb(const BySecond& bySecond);
    using ByType = std::map<quint32, Tally>;
    using Visit = std::function<void(qint64 startMs, const RollupPages::Bucket&)>;
    void add(qint64 timeMs, quint32 typeId, const Measures& measures, Level finest = Level::Second);
    void visitRange(qint64 fromMs, qint64 toMs, Level finest, const Visit& visit);
    [[nodiscard]] Tally sum(qint64 fromMs, qint64 toMs, Level finest);
    static void addCells(const RollupPages::Bucket& bucket, ByType& sums);
    [[nodiscard]] std::vector<TypeTally> named(const ByType& sums) const;
    [[nodiscard]] std::vector<HistoryPoint> pointsOf(const Steps& steps, ByType* types = nullptr);
    [[nodiscard]] Tally before(const Steps& steps, qint64 nowMs);
    [[nodiscard]] Saving saving(qint64 lengthMs, qint64 nowMs);

    NameTable& m_types;
    mutable std::mutex m_mutex;
    RollupPages m_pages;
};

} // namespace tierwatch
