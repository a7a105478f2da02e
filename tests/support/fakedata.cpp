// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "support/fakedata.h"

#include "support/faketarget.h"

#include <QDateTime>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

namespace {

constexpr qint64 minuteMs = 60'000;
constexpr qint64 mib = 1024 * 1024;
constexpr double dayMs = 86'400'000;
constexpr double requestsPerSecond = 30.6;

qint64 minutesAgo(qint64 minutes)
{
    return workingDayMs() - 5000 - minutes * minuteMs;
}

/// How many points the hit rate lies below its usual at a time: two dips that heal.
double dipAt(qint64 timeMs)
{
    const auto dip = [timeMs](qint64 minutesBefore, double depth, double healMinutes) {
        const double since = static_cast<double>(timeMs - minutesAgo(minutesBefore)) / minuteMs;
        return since < 0 ? 0 : depth * std::exp(-since / healMinutes);
    };
    return dip(34, 14, 2) + dip(14, 3, 1.5);
}

Tally tallyAt(qint64 timeMs, qint64 stepMs)
{
    const double wave = std::sin(static_cast<double>(timeMs) / 137'000) +
                        0.6 * std::sin(static_cast<double>(timeMs) / 41'000);
    const double requests = requestsPerSecond * static_cast<double>(stepMs) / 1000;
    const double memory = 71.9 + wave - dipAt(timeMs) * 0.6;
    const double database = 5.6 - 0.3 * wave + dipAt(timeMs);
    Tally tally;
    tally.memory = qRound64(requests * memory / 100);
    tally.database = qRound64(requests * database / 100);
    tally.disk = std::max<qint64>(0, qRound64(requests) - tally.memory - tally.database);
    tally.responseMs =
        static_cast<double>(tally.database) * 560 + static_cast<double>(tally.hits()) * 0.07;
    tally.uncachedMs = static_cast<double>(tally.answered()) * 515;
    tally.savedMs = tally.uncachedMs - tally.responseMs;
    return tally;
}

Tally previousTally(qint64 lengthMs)
{
    Tally tally = tallyAt(minutesAgo(90), lengthMs);
    const qint64 lost = tally.answered() / 50;
    tally.disk -= lost;
    tally.database += lost;
    return tally;
}

TypeTimes times(const char* type, double cachedMs, double databaseMs)
{
    const Latency cached{9000, cachedMs * 1.2, cachedMs, cachedMs * 3, cachedMs * 9};
    const Latency database{600, databaseMs * 1.1, databaseMs, databaseMs * 1.6, databaseMs * 2.2};
    return {QLatin1StringView(type), cached, database, 9000 * databaseMs};
}

Event event(qint64 id, qint64 minutesBefore, EventKind kind)
{
    Event event;
    event.id = id;
    event.timeMs = minutesAgo(minutesBefore);
    event.kind = kind;
    return event;
}

Event invalidation(qint64 id, qint64 minutesBefore, qint64 company, qint64 entries, double dip)
{
    Event done = event(id, minutesBefore, EventKind::Invalidated);
    done.scope.companyId = company;
    done.entries = entries;
    done.hitRateBefore = 94;
    done.hitRateLowest = 94 - dip;
    return done;
}

PreviewRow row(const char* type, qint64 entries, double size, qint64 asked, double seconds)
{
    return {QLatin1StringView(type), entries,       qRound64(size * mib), asked,
            seconds * 1000,          seconds * 1500};
}

BenchmarkFigure figureOf(double ms)
{
    return {20, ms * 1.1, ms, ms * 0.8, ms * 2};
}

/// Some minutes ago; `pace` times as long as usual in the database.
BenchmarkRun benchmarkRun(qint64 id, qint64 minutesBefore, double pace)
{
    BenchmarkRun run;
    run.id = id;
    run.startedMs = minutesAgo(minutesBefore);
    run.tookMs = 61'000;
    run.who = u"ioana.pop"_s;
    run.companyId = 1;
    run.rounds = 20;
    const ResponseTimes times = richTimes();
    for (const TypeTimes& type : times.types)
        run.rows.push_back({type.type, type.type, 20, figureOf(*type.cached.medianMs / 40),
                            figureOf(*type.cached.medianMs * 2),
                            figureOf(*type.database.medianMs * pace)});
    return run;
}

CompanyWatermark watched(qint64 id, qint64 value, qint64 secondsAgo, qint64 postings,
                         qint64 entries)
{
    CompanyWatermark company;
    company.source = u"main"_s;
    company.companyId = id;
    company.state = Freshness::Current;
    company.cachedValue = company.sourceValue = value;
    company.lag = 0;
    company.checkedMs = company.currentMs = workingDayMs() - secondsAgo * 1000;
    company.nextMs = workingDayMs() + (30 - secondsAgo) * 1000;
    if (postings > 0) {
        company.changedMs = minutesAgo(postings);
        company.changedBy = postings;
        company.changedEntries = entries;
        company.invalidations = postings;
    }
    return company;
}

/// Taken in within half a minute at each of these times, and now behind for `nowMs`.
CompanyLag lagOf(qint64 id, const std::vector<int>& minutes, qint64 nowMs)
{
    CompanyLag lag{u"main"_s, id, {{minutesAgo(55), 0}}};
    for (const int minute : minutes) {
        const qint64 at = minutesAgo(minute);
        for (const LagPoint& point :
             {LagPoint{at - 30'000, 0}, LagPoint{at, 30'000}, LagPoint{at, 0}})
            lag.points.push_back(point);
    }
    lag.points.push_back({workingDayMs() - nowMs, 0});
    lag.points.push_back({workingDayMs(), nowMs});
    return lag;
}

} // namespace

qint64 workingDayMs()
{
    return QDateTime(QDate::currentDate(), QTime(14, 32, 5)).toMSecsSinceEpoch();
}

Stats richStats()
{
    Stats stats;
    stats.enabled = stats.globalEnabled = stats.userEnabled = true;
    stats.autoInvalidateUnavailable = u"This workspace has no watermark monitor yet."_s;
    stats.username = u"ioana.pop"_s;
    stats.hitRate = 93.2;
    stats.hits = 94'123'060;
    stats.misses = 6'863'000;
    stats.savings = {
        {1'482'100, 8.75 * dayMs}, {8'619'400, 50.98 * dayMs}, {94'123'060, 557 * dayMs}};
    stats.memory = {2118, 40, 103 * mib, 256 * mib, 0, 0};
    stats.disk = {7192, 310, 351 * mib, 1024 * mib, 0, 0};
    stats.lastCleanupMs = minutesAgo(32);
    return stats;
}

History richHistory(const HistoryQuery& query)
{
    History history;
    history.toMs = query.range.endMs.value_or(workingDayMs());
    history.fromMs = history.toMs - query.range.lengthMs;
    history.stepMs = std::max<qint64>(1000, query.range.lengthMs / 360);
    for (qint64 start = history.fromMs; start < history.toMs; start += history.stepMs) {
        history.points.push_back({start, tallyAt(start, history.stepMs)});
        history.total += history.points.back().tally;
    }
    history.previous = previousTally(query.range.lengthMs);
    return history;
}

ResponseTimes richTimes()
{
    return {{times("dashboard_totals", 0.041, 184), times("invoices_by_month", 0.058, 395),
             times("receivables_ageing", 0.073, 1120), times("top_partners", 0.062, 68),
             times("treasury_forecast", 0.066, 528), times("trial_balance", 0.096, 742)}};
}

Events richEvents()
{
    Event second = invalidation(9, 14, 5, 214, 3);
    second.who = u"mihai.radu"_s;
    second.recoveredAfterMs = 2 * minuteMs;
    second.invalidationId = second.id;
    second.undoUntilMs = second.timeMs + 30 * minuteMs;
    Event cleanUp = event(8, 32, EventKind::CleanedUp);
    cleanUp.entries = 1204;
    cleanUp.bytes = qRound64(58.3 * mib);
    Event first = invalidation(7, 34, 2, 1104, 14);
    first.who = u"ioana.pop"_s;
    first.recoveredAfterMs = 6 * minuteMs;
    Event user = event(6, 41, EventKind::Switched);
    user.subject = u"user"_s;
    user.scope.username = u"mihai.radu"_s;
    user.enabled = true;
    user.who = u"mihai.radu"_s;
    Event opened = event(5, 56, EventKind::Opened);
    opened.who = u"ioana.pop"_s;
    return {{second, cleanUp, first, user, opened}};
}

SavingsReport richSavings(const SavingsQuery& query)
{
    const double periodDays =
        static_cast<double>(query.lengthMs.value_or(76 * qint64(dayMs))) / dayMs;
    const auto saved = [&](double perDay, double hours, double hitRate) {
        Saved one;
        one.queries = qRound64(perDay * periodDays);
        one.misses = qRound64(perDay * periodDays * (100 / hitRate - 1));
        one.databaseMs = hours * periodDays * 3'600'000;
        return one;
    };
    const auto before = [&](Saved now, double share) -> std::optional<Saved> {
        if (!query.lengthMs)
            return std::nullopt;
        now.databaseMs *= share;
        return now;
    };
    SavingsReport report;
    report.toMs = workingDayMs();
    if (query.lengthMs)
        report.fromMs = report.toMs - *query.lengthMs;
    const auto type = [&](const char* name, const Saved& one) {
        report.types.push_back({QLatin1StringView(name), one, before(one, 0.9)});
        report.total += one;
    };
    type("dashboard_totals", saved(540'000, 27.6, 97));
    type("invoices_by_month", saved(135'000, 14.8, 91));
    type("receivables_ageing", saved(184'000, 57.2, 92));
    type("top_partners", saved(41'000, -0.4, 73.2));
    type("treasury_forecast", saved(73'000, 10.7, 80.9));
    type("trial_balance", saved(259'000, 65.1, 94));
    const double parts[] = {0.31, 0.24, 0.19, 0.14, 0.08, 0.04};
    for (qint64 company = 1; company <= 6; ++company) {
        const double part = parts[company - 1];
        const Saved one = saved(1'232'000 * part, 175 * part, 95 - double(company));
        report.companies.push_back({company, false, one, before(one, 0.8 + 0.1 * double(company))});
    }
    const qint64 today = QDateTime(QDate::currentDate(), QTime(0, 0)).toMSecsSinceEpoch();
    for (qint64 day = query.days - 1; day >= 0; --day) {
        if (day == 4)
            continue; // nobody asked
        const double weekend = day % 7 == 2 ? 0.2 : 1;
        Saved one = saved(0, 0, 93);
        one.queries = qRound64(1'232'000 * weekend * (day == 0 ? 0.6 : 1));
        one.databaseMs = 175 * 3'600'000.0 * weekend * (day == 0 ? 0.6 : 1) + double(day) * 9e6;
        report.days.push_back({today - day * qint64(dayMs), one});
    }
    return report;
}

Catalog richCatalog()
{
    return {{{1, u"Alfa Construct"_s},
             {2, u"Carpatia Foods"_s},
             {3, u"Delta Energy"_s},
             {4, u"Dobrogea Logistics"_s},
             {5, u"Euxin Shipping"_s},
             {6, u"Transilvania Textiles"_s}},
            {{u"dashboard_totals"_s, u"Dashboard totals"_s},
             {u"invoices_by_month"_s, u"Invoices by month"_s},
             {u"receivables_ageing"_s, u"Receivables ageing"_s},
             {u"top_partners"_s, u"Top partners"_s},
             {u"treasury_forecast"_s, u"Treasury forecast"_s},
             {u"trial_balance"_s, u"Trial balance"_s}}};
}

Preview richPreview(const Scope& scope)
{
    Preview price;
    price.validEntries = 6280;
    if (scope.companyId == 6)
        return price;
    price.rows = {
        row("receivables_ageing", 232, 15.9, 158, 188), row("trial_balance", 214, 37.2, 142, 114),
        row("dashboard_totals", 452, 2.6, 391, 77),     row("invoices_by_month", 268, 7.3, 171, 72),
        row("treasury_forecast", 190, 5, 104, 59),      row("top_partners", 152, 2.8, 62, 5)};
    if (scope.type)
        std::erase_if(price.rows, [&](const PreviewRow& one) { return one.type != *scope.type; });
    for (const PreviewRow& one : price.rows) {
        price.entries += one.entries;
        price.bytes += one.bytes;
        price.reloadMs += one.reloadMs;
        price.reloadMostMs += one.reloadMostMs;
    }
    price.hitRateNow = 93.2;
    price.hitRateAfter = 71;
    price.warmUpMs = 7 * minuteMs;
    return price;
}

BenchmarkEstimate richEstimate(const BenchmarkPlan& plan)
{
    BenchmarkEstimate estimate;
    const ResponseTimes times = richTimes();
    for (const TypeTimes& type : times.types) {
        const bool planned =
            !plan.queries || std::ranges::find(*plan.queries, type.type) != plan.queries->end();
        estimate.candidates.push_back(
            {type.type, type.type, {}, true, {}, planned, type.database.meanMs});
        if (!planned)
            continue;
        estimate.databaseQueries += plan.rounds;
        estimate.databaseMs += *type.database.meanMs * static_cast<double>(plan.rounds);
    }
    return estimate;
}

Benchmarks richBenchmarks()
{
    BenchmarkRun run = benchmarkRun(12, 25, 1);
    run.rows[2] = {u"receivables_ageing"_s,     u"receivables_ageing"_s, 7, {}, {}, {},
                   u"no such table: receipts"_s};
    BenchmarkRun cancelled = benchmarkRun(10, 600, 1.4);
    cancelled.cancelled = true;
    cancelled.rows.resize(2);
    cancelled.rows[1].rounds = 7;
    return {{run, benchmarkRun(11, 190, 0.82), cancelled}};
}

Watermarks richWatermarks()
{
    Watermarks told{true, 30'000, {}};
    told.alarmMs = 300'000;
    told.companies = {watched(1, 812'444, 9, 4, 2011),  watched(2, 731'907, 15, 61, 1088),
                      watched(3, 1'048'211, 2, 0, 0),   watched(4, 402'318, 22, 0, 0),
                      watched(5, 518'760, 11, 12, 166), watched(6, 655'102, 4, 0, 0)};
    CompanyWatermark& behind = told.companies[2];
    behind.state = Freshness::Behind;
    behind.sourceValue = 1'066'451;
    behind.lag = 18'240;
    behind.currentMs = workingDayMs() - 190'000;
    behind.behindSinceMs = workingDayMs() - 160'000;
    CompanyWatermark& silent = told.companies[3];
    silent.state = Freshness::NotChecked;
    silent.sourceValue.reset();
    silent.lag.reset();
    silent.lastError = u"The database refused the connection."_s;
    silent.failures = 3;
    silent.nextMs = workingDayMs() + 40'000;
    return told;
}

FreshnessReport richFreshness()
{
    FreshnessReport report;
    report.countedMs = workingDayMs() - 4000;
    report.dayInvalidations = 31;
    report.dayEntries = 24'310;
    const std::vector<std::vector<int>> minutes{{12, 15, 16, 14, 15, 16}, {18, 44, 39, 36, 51, 57},
                                                {9, 24, 25, 25, 25, 25},  {21, 38, 33, 30, 47, 49},
                                                {7, 7, 6, 7, 7, -1},      {0, 1, 2, 11, 31, 42}};
    const Catalog catalog = richCatalog();
    for (std::size_t company = 0; company < minutes.size(); ++company) {
        for (std::size_t type = 0; type < catalog.types.size(); ++type) {
            const int age = minutes[company][type];
            if (age >= 0)
                report.ages.push_back({qint64(company) + 1, catalog.types[type].type, 200 + 7 * age,
                                       company == 3 ? 48 : 0,
                                       workingDayMs() - age * minuteMs - 8000, 60 * minuteMs});
        }
    }
    report.lags = {lagOf(3, {41, 27}, 190'000), lagOf(4, {33}, 0), lagOf(1, {49, 22, 9}, 0),
                   lagOf(2, {36, 12}, 0),       lagOf(5, {17}, 0), lagOf(6, {}, 0)};
    report.lags[1].points.back().behindMs.reset();
    return report;
}

void fillRich(FakeTarget& target)
{
    target.estimate = richEstimate;
    target.benchmarks = richBenchmarks();
    target.run = benchmarkRun(13, 0, 1.1);
    target.stats = richStats();
    target.history = richHistory;
    target.times = richTimes();
    target.events = richEvents();
    target.watermarks = richWatermarks();
    target.freshness = richFreshness();
    target.catalog = richCatalog();
    target.preview = richPreview;
    target.savings = richSavings;
}

void fillEmptySample(FakeTarget& target)
{
    target.title = u"Sample accounting"_s;
    target.sample = true;
    target.stats = richStats();
    target.stats.hitRate.reset();
    target.stats.hits = target.stats.misses = 0;
    target.stats.savings = {};
    target.stats.memory = {0, 0, 0, 64 * mib, 0, 0};
    target.stats.disk = {0, 0, 0, 1024 * mib, 0, 0};
    target.stats.lastCleanupMs.reset();
    target.stats.sampleLoad = SampleLoadState{};
    target.times = {};
    target.events = {};
    target.catalog = richCatalog();
    target.history = [](const HistoryQuery& query) {
        History empty;
        empty.toMs = workingDayMs();
        empty.fromMs = empty.toMs - query.range.lengthMs;
        return empty;
    };
}

} // namespace tierwatch::test
