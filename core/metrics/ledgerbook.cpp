// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "metrics/ledgerbook.h"

#include "metrics/resolutions.h"

namespace tierwatch {

namespace {

Saved savedBy(const PerformanceRow& row)
{
    if (!row.hit)
        return {0, 1, 0, 0};
    return {1, 0, row.saved() ? 0 : 1, row.saved().value_or(0)};
}

} // namespace

LedgerBook::LedgerBook()
{
    m_levels.try_emplace(Ledger::everMs);
    for (const Ledger::Level& level : Ledger::levels)
        m_levels.try_emplace(level.lengthMs);
}

void LedgerBook::absorb(std::span<const PerformanceRow> rows, qint64 nowMs)
{
    for (const PerformanceRow& row : rows) {
        const Key key{row.type, m_companies.of(row.companyId)};
        const Saved saved = savedBy(row);
        m_levels[Ledger::everMs][0][key] += saved;
        for (const Ledger::Level& level : Ledger::levels)
            if (nowMs - row.timeMs <= level.keepMs)
                m_levels[level.lengthMs][floorTo(row.timeMs, level.lengthMs)][key] += saved;
    }
}

void LedgerBook::trim(qint64 nowMs)
{
    for (const Ledger::Level& level : Ledger::levels) {
        Stretches& stretches = m_levels[level.lengthMs];
        stretches.erase(stretches.begin(), stretches.lower_bound(nowMs - level.keepMs));
    }
}

LedgerSource LedgerBook::source() const
{
    LedgerSource source;
    source.sums = [this](const Ledger::Period& period) -> Result<std::vector<StoredSaving>> {
        return sums(period);
    };
    source.since = [this]() -> Result<std::optional<qint64>> {
        const Stretches& stretches = m_levels.at(Ledger::levels.back().lengthMs);
        if (stretches.empty())
            return std::optional<qint64>();
        return std::optional(stretches.begin()->first);
    };
    return source;
}

std::vector<StoredSaving> LedgerBook::sums(const Ledger::Period& period) const
{
    std::map<Key, Saved> sums;
    const Stretches& stretches = m_levels.at(period.lengthMs);
    const auto end = stretches.lower_bound(period.toMs);
    for (auto stretch = stretches.lower_bound(period.fromMs); stretch != end; ++stretch)
        for (const auto& [key, saved] : stretch->second)
            sums[key] += saved;
    std::vector<StoredSaving> rows;
    rows.reserve(sums.size());
    for (const auto& [key, saved] : sums)
        rows.push_back({period.lengthMs, period.fromMs, key.first, key.second, saved.queries,
                        saved.misses, saved.unpriced, saved.databaseMs});
    return rows;
}

} // namespace tierwatch
