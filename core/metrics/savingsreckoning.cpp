// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "metrics/savingsreckoning.h"

#include "metrics/resolutions.h"

#include <algorithm>

namespace tierwatch {

namespace {

constexpr qint64 minuteMs = 60'000;
constexpr qint64 dayMs = 86'400'000;
constexpr qint64 mostDays = 366;
constexpr qint64 longestMs = 3650 * dayMs;

/// Types in alphabetical order, companies by number, those without one and the others last.
using ByBoth = std::map<std::pair<QString, QString>, Saved>;
using ByCompany = std::map<QString, Saved>;

Saved sumOf(const std::vector<TypeTally>& types)
{
    Saved sum;
    for (const TypeTally& one : types)
        sum += Saved::of(one.tally);
    return sum;
}

Result<ByBoth> read(const LedgerSource& ledger, const std::vector<Ledger::Period>& periods)
{
    ByBoth sums;
    for (const Ledger::Period& period : periods) {
        const auto rows = ledger.sums(period);
        if (!rows)
            return rows.error();
        for (const StoredSaving& row : *rows)
            sums[{row.type, row.company}] += Saved{row.hits, row.misses, row.unpriced, row.savedMs};
    }
    return sums;
}

ByCompany byCompany(const ByBoth& both)
{
    ByCompany companies;
    for (const auto& [key, saved] : both)
        companies[key.second] += saved;
    return companies;
}

std::optional<qint64> idOf(const QString& company)
{
    bool isNumber = false;
    const qint64 id = company.toLongLong(&isNumber);
    return isNumber ? std::optional(id) : std::nullopt;
}

/// One period and the one before it, on their way into a report.
class Reckoning final
{
public:
    Reckoning(const SavingsQuery& query, Rollups& rollups, const LedgerSource& ledger, qint64 nowMs)
        : m_query(query), m_rollups(rollups), m_ledger(ledger), m_nowMs(nowMs)
    {
        m_report.toMs = floorTo(nowMs, minuteMs) + minuteMs;
        if (query.lengthMs)
            m_report.fromMs = m_report.toMs - std::clamp(*query.lengthMs, minuteMs, longestMs) /
                                                  minuteMs * minuteMs;
    }

    Result<SavingsReport> report()
    {
        addTypes();
        addDays();
        if (const Result<void> done = addCompanies(); !done)
            return done.error();
        return m_report;
    }

private:
    [[nodiscard]] qint64 beforeMs() const { return 2 * *m_report.fromMs - m_report.toMs; }
    void addTypes();
    void addDays();
    Result<void> addCompanies();
    Result<void> addCompaniesBefore(qint64 sinceMs);
    [[nodiscard]] bool anythingBetween(qint64 fromMs, qint64 toMs);

    const SavingsQuery& m_query;
    Rollups& m_rollups;
    const LedgerSource& m_ledger;
    const qint64 m_nowMs;
    SavingsReport m_report;
};

void Reckoning::addTypes()
{
    const auto& from = m_report.fromMs;
    const std::vector<TypeTally> types =
        from ? m_rollups.byType(*from, m_report.toMs, m_nowMs) : m_rollups.typeTotals();
    m_report.total = sumOf(types);
    std::vector<TypeTally> before;
    if (from)
        before = m_rollups.byType(beforeMs(), *from, m_nowMs);
    const Saved sumBefore = sumOf(before);
    if (sumBefore.hitRate())
        m_report.before = sumBefore;
    for (const auto& [type, tally] : types) {
        SavedByType row{type, Saved::of(tally), {}};
        if (!row.saved.hitRate() && row.saved.databaseMs == 0)
            continue;
        const auto earlier = std::ranges::find(before, type, &TypeTally::type);
        if (m_report.before)
            row.before = earlier == before.end() ? Saved{} : Saved::of(earlier->tally);
        if (row.saved.unpriced > 0)
            m_report.unpriced.push_back(type);
        m_report.types.push_back(std::move(row));
    }
}

void Reckoning::addDays()
{
    const qint64 count = std::clamp<qint64>(m_query.days, 1, mostDays);
    const qint64 offsetMs = std::clamp(m_query.utcOffsetMs, -dayMs, dayMs);
    const qint64 todayMs = floorTo(m_nowMs + offsetMs, dayMs) - offsetMs;
    for (const HistoryPoint& day : m_rollups.days(todayMs - (count - 1) * dayMs, todayMs + dayMs))
        if (day.tally.answered() > 0)
            m_report.days.push_back({day.startMs, Saved::of(day.tally)});
}

bool Reckoning::anythingBetween(qint64 fromMs, qint64 toMs)
{
    return fromMs < toMs && sumOf(m_rollups.byType(fromMs, toMs, m_nowMs)).queries > 0;
}

Result<void> Reckoning::addCompanies()
{
    const auto& from = m_report.fromMs;
    const auto since = m_ledger.since();
    const auto both = read(m_ledger, from ? Ledger::periods(*from, std::nullopt, m_nowMs)
                                          : std::vector<Ledger::Period>{{Ledger::everMs, 0, 1}});
    if (!since || !both)
        return !since ? since.error() : both.error();
    qint64 told = 0;
    for (const auto& [key, saved] : *both) {
        m_report.both.push_back({key.first, idOf(key.second), key.second == Ledger::others, saved});
        told += saved.queries;
    }
    for (const auto& [company, saved] : byCompany(*both))
        m_report.companies.push_back({idOf(company), company == Ledger::others, saved, {}});
    std::ranges::stable_sort(m_report.companies, [](const auto& a, const auto& b) {
        return a.companyId.has_value() > b.companyId.has_value() ||
               (a.companyId && b.companyId && *a.companyId < *b.companyId);
    });
    const bool late = !from ? told < m_report.total.queries
                            : *since && anythingBetween(*from, std::min(**since, m_report.toMs));
    if (*since && late)
        m_report.companiesSinceMs = *since;
    return from && *since && m_report.before ? addCompaniesBefore(**since) : Result<void>{};
}

Result<void> Reckoning::addCompaniesBefore(qint64 sinceMs)
{
    const qint64 fromMs = *m_report.fromMs;
    if (anythingBetween(beforeMs(), std::min(sinceMs, fromMs)))
        return {};
    const auto both = read(m_ledger, Ledger::periods(beforeMs(), fromMs, m_nowMs));
    if (!both)
        return both.error();
    const ByCompany before = byCompany(*both);
    for (SavedByCompany& row : m_report.companies) {
        const QString company = row.companyId ? QString::number(*row.companyId)
                                : row.others  ? Ledger::others.toString()
                                              : QString();
        const auto earlier = before.find(company);
        row.before = earlier == before.end() ? Saved{} : earlier->second;
    }
    return {};
}

} // namespace

Result<SavingsReport> reckonSavings(const SavingsQuery& query, Rollups& rollups,
                                    const LedgerSource& ledger, qint64 nowMs)
{
    return Reckoning(query, rollups, ledger, nowMs).report();
}

} // namespace tierwatch
