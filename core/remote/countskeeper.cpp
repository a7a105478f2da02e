// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "remote/countskeeper.h"

#include "metrics/resolutions.h"

#include <QDir>
#include <QHash>

#include <algorithm>
#include <array>

namespace tierwatch {

namespace {

constexpr qint64 triedAgainMs = 60'000;

struct Kept
{
    qint64 stepMs;
    qint64 keepMs;
};
constexpr qint64 hoursKeptMs = 400 * 86'400'000LL;
constexpr std::array<Kept, 3> keptSteps{{
    {resolutionOf(Level::TenSeconds).lengthMs, resolutionOf(Level::TenSeconds).keepMs},
    {resolutionOf(Level::Minute).lengthMs, resolutionOf(Level::Minute).keepMs},
    {resolutionOf(Level::Hour).lengthMs, hoursKeptMs},
}};

/// Of what a service told within one step, the last is enough.
std::vector<PlacedCounters> thinned(std::vector<PlacedCounters> told)
{
    QHash<QString, qint64> laterSteps;
    std::ranges::reverse(told);
    std::erase_if(told, [&](const PlacedCounters& one) {
        const qint64 step = floorTo(one.counters.atMs, CountsKeeper::finestMs);
        const bool isRepeated = laterSteps.value(one.place, -1) == step;
        laterSteps.insert(one.place, step);
        return isRepeated;
    });
    std::ranges::reverse(told);
    return told;
}

/// Of a number that multiplied might be none any more.
qint64 shareOf(qint64 whole, qint64 passedMs, qint64 lengthMs)
{
    return whole / lengthMs * passedMs + whole % lengthMs * passedMs / lengthMs;
}

/// Nobody tells how hits divide over the tiers: they are all in one.
Tally tallyOf(const CountedStep& counted)
{
    Tally tally;
    tally.disk = counted.hits;
    tally.database = counted.misses;
    return tally;
}

Steps stepsOf(const HistoryQuery& query, qint64 nowMs)
{
    Range range = query.range;
    range.lengthMs = std::max(range.lengthMs, CountsKeeper::finestMs);
    const qint64 most = range.lengthMs / CountsKeeper::finestMs;
    return stepsFor(range, std::min(query.maxPoints, most), nowMs);
}

} // namespace

Error CountsKeeper::unavailable(const Error& why) const
{
    const QString words = why.detail.isEmpty() ? why.message : why.detail;
    return {ErrorCode::NotAvailable,
            tr("This service keeps no history, and none can be kept for it here: %1 can't be used "
               "(%2). See that the file can be written, or move it away to begin anew.")
                .arg(QDir::toNativeSeparators(m_path), words)};
}

Result<void> CountsKeeper::open()
{
    if (m_file)
        return {};
    if (m_failure && m_clock.steadyMs() - m_triedMs < triedAgainMs)
        return *m_failure;
    m_triedMs = m_clock.steadyMs();
    auto opened = CountsFile::open(m_path);
    if (!opened) {
        m_failure = opened.error();
        return *m_failure;
    }
    m_file = *std::move(opened);
    m_failure.reset();
    return m_file->forgetBefore(m_clock.wallMs() - hoursKeptMs);
}

void CountsKeeper::write(std::vector<PlacedCounters> told)
{
    const Result<void> written = tryToWrite(std::move(told));
    m_failure = written ? std::nullopt : std::optional(written.error());
}

Result<void> CountsKeeper::tryToWrite(std::vector<PlacedCounters> told)
{
    if (auto opened = open(); !opened)
        return opened;
    Transaction transaction(m_file->connection());
    if (auto begun = transaction.begin(); !begun)
        return begun;
    for (const PlacedCounters& one : thinned(std::move(told))) {
        if (auto taken = take(one); !taken)
            return taken;
    }
    return transaction.commit();
}

Result<void> CountsKeeper::take(const PlacedCounters& told)
{
    const auto before = m_file->told(told.place);
    if (!before)
        return before.error();
    if (auto noted = Result<void>(); *before) {
        const qint64 passedMs = told.counters.atMs - (*before)->atMs;
        if (passedMs <= 0 && passedMs > -longestMs)
            return {}; // another program was told later
        if (passedMs > 0 && passedMs <= longestMs)
            noted = spread(told.place, **before, told.counters);
        const qint64 hourMs = resolutionOf(Level::Hour).lengthMs;
        if (noted && floorTo((*before)->atMs, hourMs) != floorTo(told.counters.atMs, hourMs))
            noted = removeOld(told.place, told.counters.atMs);
        if (!noted)
            return noted;
    }
    return m_file->tell(told.place, told.counters);
}

/// Whole numbers, which add up to what came whatever the step.
Result<void> CountsKeeper::spread(const QString& place, const ToldCounters& from,
                                  const ToldCounters& to)
{
    if (to.hits < from.hits || to.misses < from.misses)
        return {};
    const qint64 hits = to.hits - from.hits;
    const qint64 misses = to.misses - from.misses;
    const qint64 lengthMs = to.atMs - from.atMs;
    for (const auto& [stepMs, keepMs] : keptSteps) {
        CountedStep before; // up to the step
        for (qint64 startMs = floorTo(from.atMs, stepMs); startMs < to.atMs; startMs += stepMs) {
            const qint64 passedMs = std::min(startMs + stepMs, to.atMs) - from.atMs;
            const CountedStep upTo{startMs, shareOf(hits, passedMs, lengthMs),
                                   shareOf(misses, passedMs, lengthMs)};
            const CountedStep part{startMs, upTo.hits - before.hits, upTo.misses - before.misses};
            before = upTo;
            if (part.hits + part.misses == 0)
                continue;
            if (auto added = m_file->add(place, stepMs, part); !added)
                return added;
        }
    }
    return {};
}

Result<void> CountsKeeper::removeOld(const QString& place, qint64 nowMs)
{
    for (const auto& [stepMs, keepMs] : keptSteps) {
        if (auto removed = m_file->removeBefore(place, stepMs, nowMs - keepMs); !removed)
            return removed;
    }
    return {};
}

Result<History> CountsKeeper::history(const QString& place, const HistoryQuery& query)
{
    if (const auto opened = open(); !opened)
        return unavailable(opened.error());
    if (m_failure)
        return unavailable(*m_failure);
    const qint64 nowMs = m_clock.wallMs();
    const Steps steps = stepsOf(query, nowMs);
    const qint64 lengthMs = steps.toMs - steps.fromMs;
    Level level = steps.level;
    while (!isKept(level, steps.fromMs - lengthMs, nowMs))
        level = coarser(level);
    const auto points = m_file->sums(place, resolutionOf(steps.level).lengthMs, steps.fromMs,
                                     steps.toMs, steps.stepMs);
    const auto previous = m_file->sums(place, resolutionOf(level).lengthMs, steps.fromMs - lengthMs,
                                       steps.fromMs, lengthMs);
    if (!points || !previous)
        return unavailable(points ? previous.error() : points.error());
    History history{steps.fromMs, steps.toMs, steps.stepMs, {}, {}, {}};
    history.points.reserve(points->size());
    for (const CountedStep& counted : *points) {
        history.points.push_back({counted.startMs, tallyOf(counted)});
        history.total += history.points.back().tally;
    }
    for (const CountedStep& counted : *previous)
        history.previous += tallyOf(counted);
    history.countsOnly =
        tr("The dashboard counted this itself, from what the service told while "
           "it was looked at: hits and misses, and nothing of how long they took.");
    return history;
}

} // namespace tierwatch
