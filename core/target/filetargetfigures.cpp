// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "cache/explainer.h"
#include "cache/keptswitches.h"
#include "cache/sqlitetier.h"
#include "cache/storedbarriers.h"
#include "metrics/eventeffect.h"
#include "metrics/storedevents.h"
#include "source/benchmarker.h"
#include "source/invalidationtally.h"
#include "target/entrybrowser.h"
#include "target/filetarget.h"

#include <algorithm>
#include <map>
#include <set>

namespace tierwatch {

namespace {

constexpr std::size_t mostEventsOfADay = 10'000;

} // namespace

Result<Reply> FileTarget::reply(const StatsQuery&, const Caller& caller)
{
    Stats stats;
    fillSwitches(stats, caller.username);
    Rollups& rollups = m_figures.rollups();
    stats.setTotals(rollups.totals());
    stats.types = rollups.typeTotals();
    stats.savings = rollups.savings(m_clock.wallMs());
    stats.lastCleanupMs = m_figures.facts().lastCleanUpMs;
    stats.countedBackToMs = m_figures.backToMs();
    if (!m_figures.hasOwn())
        stats.detailsUnavailable = onlyTheOwnerKnows();
    fillSizes(stats);
    return Reply(std::move(stats));
}

void FileTarget::fillSwitches(Stats& stats, const QString& username) const
{
    const FileFacts& facts = m_figures.facts();
    stats.globalEnabled = facts.switches.global;
    stats.enabled = stats.globalEnabled;
    stats.userEnabled = !facts.switches.usersOff.contains(username);
    stats.username = username;
    stats.autoInvalidate = facts.switches.autoInvalidate;
    stats.timedSwitches = facts.switches.timed;
    const auto isKept = [&](SwitchKind kind) {
        return facts.configKeys.contains(configKey(kind, {}));
    };
    if (!m_own && !isKept(SwitchKind::Global))
        stats.globalUnavailable = noSwitches();
    if (isKept(SwitchKind::AutoInvalidate))
        return;
    if (m_options.autoByDefault)
        stats.autoInvalidate = *m_options.autoByDefault;
    else
        stats.autoInvalidateUnavailable = m_own ? onlyTheOwnerKnows() : noSwitches();
}

void FileTarget::fillSizes(Stats& stats) const
{
    const EntrySizes& sizes = m_figures.sizes();
    stats.memory.unavailable = onlyTheOwnerKnows();
    stats.disk.entries = sizes.active;
    stats.disk.expiredEntries = sizes.expired;
    stats.disk.countedMs = m_figures.countedMs();
    if (m_figures.knowsBytes())
        stats.disk.bytes = stats.disk.countedMs ? m_figures.census()->bytes : sizes.bytes;
}

Result<Reply> FileTarget::reply(const HistoryQuery& query, const Caller&)
{
    return Reply(m_figures.rollups().history(query, m_clock.wallMs()));
}

Result<Reply> FileTarget::reply(const ResponseTimesQuery& query, const Caller&)
{
    return Reply(m_figures.rollups().responseTimes(query.range, m_clock.wallMs()));
}

Result<Reply> FileTarget::reply(const SavingsQuery& query, const Caller&)
{
    auto report = reckonSavings(query, m_figures.rollups(), m_figures.ledger(), m_clock.wallMs());
    if (!report)
        return report.error();
    return Reply(*std::move(report));
}

Result<Reply> FileTarget::reply(const EventsQuery& query, const Caller&)
{
    const auto limit = static_cast<std::size_t>(std::clamp(query.limit, qint64{0}, qint64{10'000}));
    return Reply(Events{recentEvents(query.range, limit)});
}

/// Those of the file, and those that were done here; their effect is measured as far as it is not.
std::vector<Event> FileTarget::recentEvents(const Range& range, std::size_t limit)
{
    const qint64 nowMs = m_clock.wallMs();
    const qint64 toMs = range.endMs.value_or(nowMs);
    const qint64 fromMs = toMs - range.lengthMs;
    std::vector<Event> events;
    if (auto stored = readEvents(m_figures.file().reader(), fromMs, toMs, limit))
        events = *std::move(stored);
    {
        const std::scoped_lock lock(m_eventsMutex);
        std::ranges::copy_if(m_events, std::back_inserter(events), [&](const Event& event) {
            return event.timeMs >= fromMs && event.timeMs <= toMs;
        });
    }
    std::ranges::stable_sort(events, std::greater(), &Event::timeMs);
    if (events.size() > limit)
        events.resize(limit);
    for (Event& event : events)
        if (EventEffect::expectedOf(event) && !event.hitRateBefore &&
            isKept(Level::TenSeconds, event.timeMs, nowMs))
            event = withEffect(std::move(event), m_figures.rollups(), nowMs);
    return events;
}

Result<Reply> FileTarget::reply(const CatalogQuery&, const Caller&)
{
    EntriesTable entries(m_figures.file().reader());
    const auto companies = entries.companies();
    const auto types = companies ? entries.types() : companies.error();
    if (!types)
        return types.error();
    const FileFacts& facts = m_figures.facts();
    std::map<qint64, QString> names;
    for (const qint64 company : *companies)
        names[company];
    for (const SchemaMapping& mapping : facts.mappings)
        names[mapping.companyId] = mapping.schema;
    std::set<QString> known(types->begin(), types->end());
    for (const QueryBenchmark& benchmark : facts.benchmarks)
        known.insert(benchmark.type);
    Catalog catalog;
    catalog.companies.reserve(names.size());
    catalog.types.reserve(known.size());
    for (const auto& [id, name] : names)
        catalog.companies.push_back({id, name});
    for (const QString& type : known)
        catalog.types.push_back({type, {}, !facts.switches.typesOff.contains(type)});
    return Reply(std::move(catalog));
}

/// As of the owner's last check, after which it had invalidated what was behind.
Result<Reply> FileTarget::reply(const WatermarksQuery&, const Caller&)
{
    Watermarks told;
    told.running = m_figures.facts().switches.autoInvalidate;
    told.companies.reserve(m_figures.facts().watermarks.size());
    for (const Watermark& mark : m_figures.facts().watermarks) {
        CompanyWatermark company;
        company.source = QStringLiteral("main");
        company.companyId = mark.companyId;
        company.schema = mark.schema;
        company.state = Freshness::Current;
        company.cachedValue = mark.maxId;
        company.sourceValue = mark.maxId;
        company.currentMs = mark.checkedMs;
        company.checkedMs = mark.checkedMs;
        told.companies.push_back(std::move(company));
    }
    return Reply(std::move(told));
}

Result<Reply> FileTarget::reply(const FreshnessQuery&, const Caller&)
{
    FreshnessReport report;
    report.lagsUnavailable = onlyTheOwnerKnows();
    if (m_figures.census()) {
        report.ages = m_figures.census()->ages;
        report.countedMs = m_figures.census()->atMs;
    } else {
        report.agesUnavailable = tr("The entries of this file are being counted.");
    }
    if (!m_own)
        return Reply(std::move(report));
    InvalidationTally tally;
    for (const Event& event : recentEvents(Range::days(1), mostEventsOfADay))
        if (event.kind == EventKind::Invalidated && event.who == monitorName)
            tally.add(event.timeMs, event.entries);
    const InvalidationTally::Sum day = tally.lastDay(m_clock.wallMs());
    report.dayInvalidations = day.invalidations;
    report.dayEntries = day.entries;
    return Reply(std::move(report));
}

Result<Reply> FileTarget::reply(const ExplainQuery& query, const Caller& caller)
{
    const auto key = EntryBrowser(m_figures.file().reader()).keyOf(query);
    if (!key)
        return key.error();
    SqliteTier store(m_figures.file(), m_clock);
    Barriers barriers;
    if (const Result<void> raised = raiseStored(store, barriers); !raised)
        return raised.error();
    EngineOptions options;
    options.mode = CacheMode::Sqlite; // nothing else can be looked into
    const MemoryTier none({}, barriers);
    const Switches switches(m_figures.facts().switches, false, {});
    auto told = Explainer(options, none, &store, barriers, switches, m_clock)
                    .explain(*key, caller.username);
    if (!told)
        return told.error();
    told->memoryUnavailable = onlyTheOwnerKnows();
    return Reply(*std::move(told));
}

/// The averages that the file has, although nothing can be measured here.
Result<Reply> FileTarget::reply(const BenchmarkEstimateQuery&, const Caller&)
{
    BenchmarkEstimate estimate;
    estimate.candidates.reserve(m_figures.facts().benchmarks.size());
    for (const QueryBenchmark& known : m_figures.facts().benchmarks) {
        BenchmarkCandidate candidate;
        candidate.query = known.type;
        candidate.type = known.type;
        candidate.reason = whyNot(QString::fromLatin1(Benchmark::name));
        candidate.averageMs = known.averageMs;
        estimate.candidates.push_back(std::move(candidate));
    }
    return Reply(std::move(estimate));
}

Result<Reply> FileTarget::reply(const BenchmarksQuery& query, const Caller&)
{
    auto runs = Benchmarker::storedRuns(m_figures.file().reader(), query.limit);
    if (!runs)
        return runs.error();
    return Reply(*std::move(runs));
}

Result<Reply> FileTarget::reply(const ConfigQuery&, const Caller&)
{
    if (!m_options.config)
        return Error{ErrorCode::NotAvailable, whyNot(QString::fromLatin1(ConfigQuery::name))};
    return Reply(*m_options.config);
}

} // namespace tierwatch
