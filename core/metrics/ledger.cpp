// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "metrics/ledger.h"

#include "metrics/resolutions.h"

namespace tierwatch {

namespace {

bool isAnswer(const AccessRecord& record)
{
    return !record.error && !record.renewal && record.origin != Origin::Bypassed;
}

/// The longest stretch that begins at `fromMs` and ends by `toMs`, not shorter than `finest`.
const Ledger::Level& longestAt(qint64 fromMs, qint64 toMs, std::size_t finest)
{
    for (std::size_t level = Ledger::levels.size() - 1; level > finest; --level) {
        const qint64 lengthMs = Ledger::levels[level].lengthMs;
        if (fromMs % lengthMs == 0 && fromMs + lengthMs <= toMs)
            return Ledger::levels[level];
    }
    return Ledger::levels[finest];
}

} // namespace

std::vector<Ledger::Period> Ledger::periods(qint64 fromMs, std::optional<qint64> toMs, qint64 nowMs)
{
    std::size_t finest = 0;
    while (finest + 1 < levels.size() && nowMs - fromMs > levels[finest].keepMs)
        ++finest;
    const qint64 stepMs = levels[finest].lengthMs;
    const qint64 endMs = toMs ? floorTo(*toMs, stepMs) : floorTo(nowMs, stepMs) + stepMs;
    std::vector<Period> periods;
    for (qint64 atMs = floorTo(fromMs, stepMs); atMs < endMs;) {
        const Level& level = longestAt(atMs, endMs, finest);
        if (periods.empty() || periods.back().lengthMs != level.lengthMs)
            periods.push_back({level.lengthMs, atMs, atMs});
        atMs += level.lengthMs;
        periods.back().toMs = atMs;
    }
    return periods;
}

void Ledger::absorb(const std::vector<AccessRecord>& records)
{
    for (const AccessRecord& record : records) {
        if (!isAnswer(record) && !record.renewal)
            continue;
        Sum& sum = m_unstored[{floorTo(record.wallMs, levels[0].lengthMs), record.typeId,
                               m_companies.of(record.companyId)}];
        sum.savedMs += record.savedMs();
        if (record.renewal)
            continue;
        ++(record.hit() ? sum.hits : sum.misses);
        sum.unpriced += record.hit() && !record.hasEstimate() ? 1 : 0;
    }
}

void Ledger::absorb(const std::vector<CountedHits>& hits)
{
    for (const CountedHits& counted : hits) {
        const HitTally& tally = counted.tally;
        Sum& sum = m_unstored[{floorTo(tally.startMs, levels[0].lengthMs), tally.typeId,
                               m_companies.of(tally.companyId)}];
        sum.hits += tally.hits;
        sum.unpriced += counted.unpriced();
        sum.savedMs += counted.savedMs();
    }
}

std::vector<StoredSaving> Ledger::unstored() const
{
    std::vector<StoredSaving> rows;
    rows.reserve(m_unstored.size() * (levels.size() + 1));
    for (const auto& [key, sum] : m_unstored) {
        rows.push_back(rowOf(key, sum, everMs));
        for (const Level& level : levels)
            rows.push_back(rowOf(key, sum, level.lengthMs));
    }
    return rows;
}

StoredSaving Ledger::rowOf(const Key& key, const Sum& sum, qint64 lengthMs) const
{
    const auto& [startMs, typeId, company] = key;
    return {lengthMs,
            lengthMs == everMs ? 0 : floorTo(startMs, lengthMs),
            m_types.name(typeId),
            company,
            sum.hits,
            sum.misses,
            sum.unpriced,
            sum.savedMs};
}

} // namespace tierwatch
