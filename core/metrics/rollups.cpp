// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "metrics/rollups.h"

#include <algorithm>
#include <tuple>

namespace tierwatch {

namespace {

constexpr qint64 minuteMs = 60'000;
constexpr qint64 dayMs = 86'400'000;
/// As fine as a chart of the same range, so that both tell the same figures.
constexpr qint64 usualPoints = 600;
constexpr qint64 leastForP95 = 20;
constexpr qint64 leastForP99 = 100;

constexpr std::size_t binsAnEdge = LatencyHistogram::binsPerDecade / 2;

void addTotal(LatencyTotals& all, const QString& type, Origin origin, const LatencyHistogram& times)
{
    if (times.count() > 0)
        all.totals.push_back(
            {type, origin, times.count(), times.sumMs(), times.countsBelow(binsAnEdge)});
}

Latency latencyOf(const LatencyHistogram& times)
{
    Latency latency;
    latency.count = times.count();
    latency.meanMs = times.meanMs();
    latency.medianMs = times.quantileMs(0.5);
    if (latency.count >= leastForP95)
        latency.p95Ms = times.quantileMs(0.95);
    if (latency.count >= leastForP99)
        latency.p99Ms = times.quantileMs(0.99);
    return latency;
}

} // namespace

Rollups::Rollups(NameTable& types, RollupPages::Load load)
    : m_types(types), m_pages(std::move(load))
{
}

void Rollups::absorb(const std::vector<AccessRecord>& records)
{
    BySecond bySecond;
    const qint64 secondMs = resolutionOf(Level::Second).lengthMs;
    for (const AccessRecord& record : records)
        bySecond[{floorTo(record.wallMs, secondMs), record.typeId}].add(record);
    absorb(bySecond);
}

void Rollups::absorb(const std::vector<CountedHits>& hits)
{
    BySecond bySecond;
    for (const CountedHits& counted : hits)
        bySecond[{counted.tally.startMs, counted.tally.typeId}].add(counted);
    absorb(bySecond);
}

void Rollups::absorb(std::span<const PerformanceRow> rows, qint64 nowMs)
{
    std::map<std::tuple<Level, qint64, quint32>, Measures> sums;
    for (const PerformanceRow& row : rows) {
        Level level = Level::Second;
        while (!isKept(level, row.timeMs, nowMs))
            level = coarser(level);
        sums[{level, floorTo(row.timeMs, resolutionOf(level).lengthMs), m_types.idOf(row.type)}]
            .add(row);
    }
    const std::scoped_lock lock(m_mutex);
    for (const auto& [key, measures] : sums)
        add(std::get<qint64>(key), std::get<quint32>(key), measures, std::get<Level>(key));
}

void Rollups::absorb(const BySecond& bySecond)
{
    const std::scoped_lock lock(m_mutex);
    for (const auto& [key, measures] : bySecond)
        add(key.first, key.second, measures);
}

void Rollups::addEvictions(quint32 typeId, qint64 count, qint64 nowMs)
{
    Measures measures;
    measures.tally.evicted = count;
    const std::scoped_lock lock(m_mutex);
    add(nowMs, typeId, measures);
}

void Rollups::addLosses(qint64 refused, qint64 dropped, qint64 nowMs)
{
    Measures measures;
    measures.tally.refused = refused;
    measures.tally.dropped = dropped;
    const std::scoped_lock lock(m_mutex);
    add(nowMs, NameTable::nobody, measures);
}

void Rollups::add(qint64 timeMs, quint32 typeId, const Measures& measures, Level finest)
{
    for (const Resolution& resolution : resolutions) {
        if (resolution.level < finest)
            continue;
        m_pages.add(resolution.level, floorTo(timeMs, resolution.lengthMs), typeId, measures);
    }
}

History Rollups::history(const HistoryQuery& query, qint64 nowMs)
{
    const Steps steps = stepsFor(query.range, query.maxPoints, nowMs);
    ByType types;
    const std::scoped_lock lock(m_mutex);
    History history{steps.fromMs, steps.toMs, steps.stepMs, pointsOf(steps, &types), {}, {}};
    history.types = named(types);
    for (const HistoryPoint& point : history.points)
        history.total += point.tally;
    history.previous = before(steps, nowMs);
    return history;
}

ResponseTimes Rollups::responseTimes(const Range& range, qint64 nowMs)
{
    const Steps steps = stepsFor(range, usualPoints, nowMs);
    std::map<quint32, Measures> byType;
    {
        const std::scoped_lock lock(m_mutex);
        visitRange(steps.fromMs, steps.toMs, steps.level, [&](qint64, const auto& bucket) {
            for (const RollupPages::Cell& cell : bucket.cells)
                (void)byType[cell.typeId].addEncoded(cell.payload);
        });
    }
    ResponseTimes times;
    for (const auto& [typeId, measures] : byType) {
        const LatencyHistogram cached = measures.cached();
        if (cached.count() + measures.database.count() > 0)
            times.types.push_back({m_types.name(typeId), latencyOf(cached),
                                   latencyOf(measures.database), measures.tally.savedMs,
                                   latencyOf(measures.memory), latencyOf(measures.disk)});
    }
    std::ranges::sort(times.types, {}, &TypeTimes::type);
    return times;
}

Savings Rollups::savings(qint64 nowMs)
{
    const Tally total = totals();
    const std::scoped_lock lock(m_mutex);
    return {saving(dayMs, nowMs), saving(7 * dayMs, nowMs), {total.hits(), total.savedMs}};
}

std::vector<TypeTally> Rollups::byType(qint64 fromMs, qint64 toMs, qint64 nowMs)
{
    Level level = Level::Minute;
    while (!isKept(level, fromMs, nowMs))
        level = coarser(level);
    const qint64 bucketMs = resolutionOf(level).lengthMs;
    ByType sums;
    const std::scoped_lock lock(m_mutex);
    visitRange(floorTo(fromMs, bucketMs), floorTo(toMs, bucketMs), level,
               [&](qint64, const auto& bucket) { addCells(bucket, sums); });
    return named(sums);
}

std::vector<TypeTally> Rollups::typeTotals()
{
    ByType sums;
    const std::scoped_lock lock(m_mutex);
    m_pages.visit(Level::Ever, 0, 1, [&](qint64, const auto& bucket) { addCells(bucket, sums); });
    return named(sums);
}

LatencyTotals Rollups::latencyTotals()
{
    std::map<QString, Measures> byType;
    {
        const std::scoped_lock lock(m_mutex);
        m_pages.visit(Level::Ever, 0, 1, [&](qint64, const auto& bucket) {
            for (const RollupPages::Cell& cell : bucket.cells)
                (void)byType[m_types.name(cell.typeId)].addEncoded(cell.payload);
        });
    }
    LatencyTotals all{LatencyHistogram::edgesMs(binsAnEdge), {}};
    for (const auto& [type, measures] : byType) {
        addTotal(all, type, Origin::Memory, measures.memory);
        addTotal(all, type, Origin::Disk, measures.disk);
        addTotal(all, type, Origin::Database, measures.database);
    }
    return all;
}

std::vector<HistoryPoint> Rollups::days(qint64 fromMs, qint64 toMs)
{
    std::vector<HistoryPoint> days;
    const std::scoped_lock lock(m_mutex);
    m_pages.visit(Level::Hour, fromMs, toMs, [&](qint64 startMs, const auto& bucket) {
        const qint64 dayStartMs = fromMs + floorTo(startMs - fromMs, dayMs);
        if (days.empty() || days.back().startMs != dayStartMs)
            days.push_back({dayStartMs, {}});
        days.back().tally += bucket.total;
    });
    return days;
}

Tally Rollups::totals()
{
    const std::scoped_lock lock(m_mutex);
    Tally total;
    m_pages.visit(Level::Ever, 0, 1, [&](qint64, const auto& bucket) { total += bucket.total; });
    return total;
}

std::vector<HistoryPoint> Rollups::points(const Steps& steps)
{
    const std::scoped_lock lock(m_mutex);
    return pointsOf(steps);
}

std::vector<RollupChange> Rollups::changes()
{
    const std::scoped_lock lock(m_mutex);
    return m_pages.changes();
}

void Rollups::settle()
{
    const std::scoped_lock lock(m_mutex);
    m_pages.settle();
}

void Rollups::trim(qint64 nowMs)
{
    const std::scoped_lock lock(m_mutex);
    m_pages.trim(nowMs);
}

std::size_t Rollups::cellsInMemory() const
{
    const std::scoped_lock lock(m_mutex);
    return m_pages.cellCount();
}

/// Covers a range with as few buckets as it takes: long ones inside, finer ones at its ends.
void Rollups::visitRange(qint64 fromMs, qint64 toMs, Level finest, const Visit& visit)
{
    while (fromMs < toMs) {
        const Level level = coarsestAt(fromMs, toMs, finest);
        const qint64 endMs = fromMs + resolutionOf(level).lengthMs;
        m_pages.visit(level, fromMs, endMs, visit);
        fromMs = endMs;
    }
}

Tally Rollups::sum(qint64 fromMs, qint64 toMs, Level finest)
{
    Tally total;
    visitRange(fromMs, toMs, finest, [&](qint64, const auto& bucket) { total += bucket.total; });
    return total;
}

void Rollups::addCells(const RollupPages::Bucket& bucket, ByType& sums)
{
    for (const RollupPages::Cell& cell : bucket.cells)
        if (const std::optional<Tally> tally = Measures::tallyOf(cell.payload))
            sums[cell.typeId] += *tally;
}

std::vector<TypeTally> Rollups::named(const ByType& sums) const
{
    std::vector<TypeTally> types;
    types.reserve(sums.size());
    for (const auto& [typeId, tally] : sums)
        types.push_back({m_types.name(typeId), tally});
    std::ranges::sort(types, {}, &TypeTally::type);
    return types;
}

std::vector<HistoryPoint> Rollups::pointsOf(const Steps& steps, ByType* types)
{
    std::vector<HistoryPoint> points;
    m_pages.visit(steps.level, steps.fromMs, steps.toMs, [&](qint64 startMs, const auto& bucket) {
        const qint64 stepStartMs = floorTo(startMs, steps.stepMs);
        if (points.empty() || points.back().startMs != stepStartMs)
            points.push_back({stepStartMs, {}});
        points.back().tally += bucket.total;
        if (types)
            addCells(bucket, *types);
    });
    return points;
}

/// The range of the same length before, from the finest level that reaches back so far.
Tally Rollups::before(const Steps& steps, qint64 nowMs)
{
    const qint64 lengthMs = steps.toMs - steps.fromMs;
    const qint64 fromMs = steps.fromMs - lengthMs;
    Level level = steps.level;
    while (!isKept(level, fromMs, nowMs))
        level = coarser(level);
    const qint64 bucketMs = resolutionOf(level).lengthMs;
    return sum(floorTo(fromMs, bucketMs), floorTo(steps.fromMs, bucketMs), level);
}

Saving Rollups::saving(qint64 lengthMs, qint64 nowMs)
{
    const qint64 endMs = floorTo(nowMs, minuteMs) + minuteMs;
    const Tally tally = sum(endMs - lengthMs, endMs, Level::Minute);
    return {tally.hits(), tally.savedMs};
}

} // namespace tierwatch
