// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "support/targetcontract.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

void TargetContract::init()
{
    m_fixture = make();
    QVERIFY(m_fixture);
}

void TargetContract::cleanup()
{
    m_fixture.reset();
}

void TargetContract::saysWhatItIsAndWhatItCanDo()
{
    QVERIFY(!target().name().isEmpty());
    QVERIFY(!target().kindName().isEmpty());
    QCOMPARE(target().state().kind, TargetState::Kind::Connected);
    QStringList names;
    for (const Capability& capability : target().capabilities()) {
        names << capability.name;
        QVERIFY2(capability.available || !capability.reason.isEmpty(), qPrintable(capability.name));
    }
    QCOMPARE(names, operationNames());
    QVERIFY(!target().capability(u"fly"_s).available);
}

void TargetContract::countsHitsAndMissesAsTheyWere()
{
    ask();
    ask();
    ask();
    ask(u"partners"_s);
    m_fixture->settle();
    const Result<Stats> stats = read(StatsQuery{});
    QVERIFY(stats);
    QCOMPARE(stats->hits, 2);
    QCOMPARE(stats->misses, 2);
    QCOMPARE(stats->hitRate.value(), 50.0);
    QVERIFY(stats->enabled && stats->globalEnabled && stats->userEnabled);
    // Without a disk tier there is no figure for it, and memory holds them.
    QCOMPARE(stats->disk.entries.has_value(), stats->mode != CacheMode::Memory);
    QCOMPARE(stats->disk.entries.value_or(stats->memory.entries.value_or(0)), 2);
    QCOMPARE(stats->savings.total.queries, 2);
    QCOMPARE(stats->savings.today.queries, 2);
}

void TargetContract::tellsHistoryWithRatesInTheRange()
{
    ask();
    ask();
    m_fixture->settle();
    const Result<History> history = read(HistoryQuery{Range::minutes(5), 300});
    QVERIFY(history);
    QCOMPARE(history->total.answered(), 2);
    QCOMPARE(history->total.hitRate().value(), 50.0);
    qint64 sum = 0;
    qint64 last = 0;
    for (const HistoryPoint& point : history->points) {
        sum += point.tally.answered();
        QCOMPARE_GT(point.startMs, last);
        last = point.startMs;
    }
    QCOMPARE(sum, 2);
    QCOMPARE_LE(history->points.size(), size_t(301));
}

void TargetContract::tellsResponseTimesByType()
{
    ask(u"partners"_s);
    ask(u"invoices"_s);
    ask(u"invoices"_s);
    m_fixture->settle();
    const Result<ResponseTimes> times = read(ResponseTimesQuery{Range::minutes(5)});
    QVERIFY(times);
    QCOMPARE(times->types.size(), size_t(2));
    QCOMPARE(times->types[0].type, u"invoices"_s);
    QCOMPARE(times->types[0].cached.count, 1);
    QCOMPARE(times->types[0].database.count, 1);
    QVERIFY(times->types[0].database.medianMs);
    QCOMPARE(times->types[1].cached.count, 0);
    QVERIFY(!times->types[1].cached.medianMs);
}

void TargetContract::tellsWhyMissesWereMisses()
{
    ask(u"invoices"_s, 1);
    ask(u"partners"_s, 2);
    m_fixture->settle();
    QVERIFY(act(Invalidate{{.companyId = 1}}));
    m_fixture->settle();
    ask(u"invoices"_s, 1);
    ask(u"invoices"_s, 1);
    m_fixture->settle();
    const Result<History> history = read(HistoryQuery{Range::minutes(5), 300});
    const Result<Stats> stats = read(StatsQuery{});
    if (stats->detailsUnavailable) { // a log does not tell reasons, and none is invented
        QVERIFY(!stats->detailsUnavailable->isEmpty());
        QCOMPARE(history->total.database, 3);
        QCOMPARE(history->total.misses, MissReasons{});
        return;
    }
    QCOMPARE(history->total.misses, (MissReasons{.first = 2, .byPerson = 1}));
    QCOMPARE(stats->totals.misses, history->total.misses);
    QCOMPARE(stats->types.size(), size_t(2));
    QCOMPARE(stats->types[0].type, u"invoices"_s);
    QCOMPARE(stats->types[0].tally.misses, (MissReasons{.first = 1, .byPerson = 1}));
    QCOMPARE(history->types, stats->types);
}

void TargetContract::tellsWhatWasSavedByTypeAndCompany()
{
    ask(u"invoices"_s, 1);
    ask(u"invoices"_s, 1);
    ask(u"invoices"_s, 1);
    ask(u"partners"_s, 2);
    m_fixture->settle();
    for (const std::optional<qint64> length : {std::optional<qint64>(86'400'000), {}}) {
        const Result<SavingsReport> report = read(SavingsQuery{length});
        QVERIFY(report);
        QCOMPARE(report->total.queries, 2);
        QCOMPARE(report->total.misses, 2);
        QCOMPARE(report->total.databaseMs, read(StatsQuery{})->savings.today.databaseMs.value());
        QCOMPARE(report->types.size(), size_t(2));
        QCOMPARE(report->companies.size(), size_t(2));
        QCOMPARE(report->companies[0].companyId.value(), 1);
        QCOMPARE(report->companies[0].saved.queries, 2);
        QCOMPARE(report->companies[1].saved.hitRate().value(), 0.0);
        QCOMPARE(report->both.size(), size_t(2));
        QCOMPARE(report->days.size(), size_t(1));
        QVERIFY(survivesJson(*report) && survivesJson(SavingsQuery{length}));
    }
}

void TargetContract::previewsAnInvalidationBeforeItIsDone()
{
    ask(u"invoices"_s, 1);
    ask(u"partners"_s, 1);
    ask(u"invoices"_s, 2);
    m_fixture->settle();
    const Result<Preview> preview = read(PreviewQuery{{.companyId = 1}});
    QVERIFY(preview);
    QCOMPARE(preview->entries, 2);
    QCOMPARE(preview->validEntries, 3);
    QCOMPARE(preview->rows.size(), size_t(2));
    QCOMPARE_GT(preview->bytes, 0);
    QCOMPARE_GE(preview->reloadMostMs, preview->reloadMs);
    const QByteArray before = ask(u"invoices"_s, 1);
    QCOMPARE(ask(u"invoices"_s, 1), before);
}

void TargetContract::tellsTheOldestAnswerByCompanyAndType()
{
    ask(u"invoices"_s, 1);
    ask(u"partners"_s, 2);
    m_fixture->settle();
    const Result<FreshnessReport> report = read(FreshnessQuery{});
    QVERIFY(report);
    if (read(StatsQuery{})->mode == CacheMode::Memory) {
        QVERIFY(report->agesUnavailable && report->ages.empty());
        return;
    }
    QVERIFY(report->countedMs && !report->agesUnavailable);
    QCOMPARE(report->ages.size(), size_t(2));
    QCOMPARE(report->ages[1].companyId.value(), 2);
    QCOMPARE(report->ages[1].type, u"partners"_s);
    QCOMPARE(report->ages[1].entries, 1);
    QCOMPARE_LE(report->ages[0].oldestMs.value(), report->ages[1].oldestMs.value());
    QCOMPARE_GT(report->ages[1].lifeMs, 0);
}

void TargetContract::invalidatesACompanyAndNoOther()
{
    const QByteArray one = ask(u"invoices"_s, 1);
    const QByteArray two = ask(u"invoices"_s, 2);
    m_fixture->settle();
    const Result<Invalidated> done = act(Invalidate{{.companyId = 1}});
    QVERIFY(done);
    QCOMPARE(done->entries, 1);
    QVERIFY(ask(u"invoices"_s, 1) != one);
    QCOMPARE(ask(u"invoices"_s, 2), two);
}

void TargetContract::invalidatesATypeOfACompany()
{
    const QByteArray reached = ask(u"invoices"_s, 1);
    const QByteArray otherType = ask(u"partners"_s, 1);
    const QByteArray otherCompany = ask(u"invoices"_s, 2);
    m_fixture->settle();
    QVERIFY(act(Invalidate{{.companyId = 1, .type = u"invoices"_s}}));
    QVERIFY(ask(u"invoices"_s, 1) != reached);
    QCOMPARE(ask(u"partners"_s, 1), otherType);
    QCOMPARE(ask(u"invoices"_s, 2), otherCompany);
}

void TargetContract::invalidatesEverything()
{
    const QByteArray one = ask(u"invoices"_s, 1);
    const QByteArray two = ask(u"partners"_s, 2);
    m_fixture->settle();
    const Result<Invalidated> done = act(Invalidate{});
    QVERIFY(done);
    QCOMPARE(done->entries, 2);
    QVERIFY(ask(u"invoices"_s, 1) != one);
    QVERIFY(ask(u"partners"_s, 2) != two);
}

void TargetContract::undoesAnInvalidationAndTellsIt()
{
    const QByteArray one = ask(u"invoices"_s, 1);
    const QByteArray two = ask(u"invoices"_s, 2);
    m_fixture->settle();
    const Result<Invalidated> done = act(Invalidate{});
    QVERIFY(done);
    if (!lacks<Undo>(ErrorCode::NotAvailable).isEmpty()) {
        QVERIFY(!done->id && !done->undoUntilMs);
        return;
    }
    QVERIFY(done->id);
    if (!done->undoUntilMs) { // a target without a disk keeps nothing to bring back
        const Result<Undone> refused = act(Undo{*done->id});
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::NotAvailable);
        return;
    }
    m_fixture->settle();
    QVERIFY(act(Invalidate{{.companyId = 2}}));
    m_fixture->settle();
    const Result<Undone> undone = act(Undo{*done->id});
    QVERIFY(undone);
    QCOMPARE(undone->entries, 1);
    QCOMPARE(undone->covered, 1);
    QCOMPARE(ask(u"invoices"_s, 1), one);
    QVERIFY(ask(u"invoices"_s, 2) != two);
    QVERIFY(survivesJson(*undone) && survivesJson(*done) && survivesJson(Undo{*done->id}));
    m_fixture->settle();
    const Result<Events> events = read(EventsQuery{});
    QCOMPARE(events->events.size(), size_t(3));
    QCOMPARE(events->events[0].kind, EventKind::Undone);
    QCOMPARE(events->events[0].invalidationId, done->id);
    QCOMPARE(events->events[0].entries, 1);
    QCOMPARE(events->events[0].stayedAway.value(), 1);
    QCOMPARE(events->events[2].undoUntilMs, done->undoUntilMs);
    QCOMPARE(events->events[2].undoneMs.value(), undone->atMs);
    QVERIFY(!events->events[1].undoneMs);
    QCOMPARE(act(Undo{*done->id}).error().code, ErrorCode::NotAvailable);
}

void TargetContract::purgesAndClearsForGood()
{
    const QByteArray one = ask(u"invoices"_s, 1);
    const QByteArray two = ask(u"invoices"_s, 2);
    m_fixture->settle();
    const Result<Invalidated> purged = act(Purge{{.companyId = 1}});
    QVERIFY(purged && !purged->undoUntilMs);
    QCOMPARE(purged->entries, 1);
    QVERIFY(ask(u"invoices"_s, 1) != one);
    QCOMPARE(ask(u"invoices"_s, 2), two);
    m_fixture->settle();
    const qint64 requests = read(StatsQuery{})->hits + read(StatsQuery{})->misses;
    const Result<Invalidated> cleared = act(Clear{});
    QVERIFY(cleared);
    QCOMPARE(cleared->entries, 2);
    QCOMPARE(act(Undo{cleared->id.value_or(1)}).error().code, ErrorCode::NotAvailable);
    QCOMPARE(read(StatsQuery{})->hits + read(StatsQuery{})->misses, requests);
    QVERIFY(ask(u"invoices"_s, 2) != two);
    m_fixture->settle();
    const Result<Events> events = read(EventsQuery{});
    QCOMPARE(events->events[0].kind, EventKind::Cleared);
    QCOMPARE(events->events[1].kind, EventKind::Purged);
    QCOMPARE(events->events[1].scope.companyId.value(), 1);
}

void TargetContract::explainsOneKey()
{
    ask();
    m_fixture->settle();
    const ExplainQuery query{m_fixture->keyOf(u"invoices"_s, 1, u"ana"_s)};
    const Result<Explained> cached = read(query);
    QVERIFY(cached);
    QVERIFY(cached->answeredFrom == Origin::Memory || cached->answeredFrom == Origin::Disk);
    QCOMPARE(cached->companyId.value(), 1);
    const Result<Invalidated> done = act(Invalidate{{.companyId = 1}});
    m_fixture->settle();
    const Result<Explained> gone = read(query);
    QCOMPARE(gone->answeredFrom, Origin::Database);
    QCOMPARE(gone->invalidations.empty(), !done->id);
    if (done->id) {
        QCOMPARE(gone->invalidations.at(0).id, *done->id);
        QCOMPARE(gone->invalidations.at(0).who, target().self().username);
    }
    QVERIFY(survivesJson(*cached) && survivesJson(*gone) && survivesJson(query));
    QCOMPARE(read(ExplainQuery{}).error().code, ErrorCode::InvalidArgument);
    QCOMPARE(read(ExplainQuery{u"no such key"_s})->place, EntryPlace::Nowhere);
}

void TargetContract::measuresNamedQueriesAndLeavesTheFiguresAsTheyWere()
{
    ask();
    ask();
    m_fixture->settle();
    if (!lacks<Benchmark>(ErrorCode::NotAvailable).isEmpty())
        return;
    const Result<Stats> before = read(StatsQuery{});
    const BenchmarkPlan plan{{}, 3, {}};
    const Result<BenchmarkEstimate> estimate = read(BenchmarkEstimateQuery{plan});
    QVERIFY(estimate && !estimate->candidates.empty());
    QCOMPARE(estimate->databaseQueries, 3 * static_cast<qint64>(estimate->candidates.size()));
    const Result<BenchmarkRun> run = act(Benchmark{plan});
    QVERIFY(run);
    QCOMPARE(run->rows.size(), estimate->candidates.size());
    QCOMPARE(run->rows[0].database->count, 3);
    QCOMPARE(run->who, target().self().username);
    QCOMPARE(read(BenchmarksQuery{})->runs.at(0).id, run->id);
    QVERIFY(!read(BenchmarkProgressQuery{})->running);
    QVERIFY(!act(CancelBenchmark{})->running); // there is none, and that is no error
    m_fixture->settle();
    const Result<Stats> after = read(StatsQuery{});
    QCOMPARE(after->hits, before->hits);
    QCOMPARE(after->misses, before->misses);
    QCOMPARE(after->savings.total, before->savings.total);
    QCOMPARE(after->memory.entries, before->memory.entries);
    QCOMPARE(after->disk.entries, before->disk.entries);
    QCOMPARE(read(EventsQuery{})->events.at(0).kind, EventKind::Benchmarked);
    QVERIFY(survivesJson(*run) && survivesJson(*estimate) && survivesJson(Benchmark{plan}));
    QVERIFY(survivesJson(*read(BenchmarksQuery{})) &&
            survivesJson(*read(BenchmarkProgressQuery{})));
}

void TargetContract::refusesABenchmarkThatCannotBe()
{
    if (!lacks<Benchmark>(ErrorCode::NotAvailable).isEmpty())
        return;
    QCOMPARE(act(Benchmark{{{{u"no such query"_s}}, 3, {}}}).error().code, ErrorCode::NotFound);
    QCOMPARE(act(Benchmark{{{}, 0, {}}}).error().code, ErrorCode::InvalidArgument);
    const auto done = waitFor(target().act(Benchmark{}, callerOf(Role::Viewer)));
    QCOMPARE(done.error().code, ErrorCode::NotAllowed);
    QVERIFY(read(BenchmarksQuery{})->runs.empty());
}

void TargetContract::refusesAScopeThatCannotBe()
{
    const QByteArray value = ask();
    const auto done = act(Invalidate{{.companyId = 1, .username = u"ana"_s}});
    QVERIFY(!done);
    QCOMPARE(done.error().code, ErrorCode::InvalidArgument);
    QCOMPARE(ask(), value);
}

void TargetContract::switchesTheCacheOffAndOnForEveryone()
{
    const QByteArray value = ask();
    QVERIFY(act(SetSwitch{SwitchKind::Global, {}, false}));
    QVERIFY(!read(StatsQuery{})->globalEnabled);
    QVERIFY(!read(StatsQuery{})->enabled);
    QVERIFY(ask() != value);
    QVERIFY(act(SetSwitch{SwitchKind::Global, {}, true}));
    QCOMPARE(ask(), value);
    m_fixture->settle();
    const Result<History> history = read(HistoryQuery{Range::minutes(5), 300});
    QCOMPARE(history->total.bypassed, read(StatsQuery{})->detailsUnavailable ? 0 : 1);
    QCOMPARE(history->total.answered(), 2);
}

void TargetContract::switchesTheCacheOffAndOnForOneUser()
{
    const QByteArray ana = ask(u"invoices"_s, 1, u"ana"_s);
    const QByteArray bob = ask(u"invoices"_s, 1, u"bob"_s);
    const Result<SwitchState> state = act(SetSwitch{SwitchKind::User, u"ana"_s, false});
    QVERIFY2(state, qPrintable(state ? QString() : state.error().message + state.error().detail));
    QCOMPARE(state->subject, u"ana"_s);
    QVERIFY(ask(u"invoices"_s, 1, u"ana"_s) != ana);
    QCOMPARE(ask(u"invoices"_s, 1, u"bob"_s), bob);
    QVERIFY(act(SetSwitch{SwitchKind::User, {}, false}));
    QVERIFY(!read(StatsQuery{})->userEnabled);
    QCOMPARE(read(StatsQuery{})->username, target().self().username);
}

void TargetContract::keepsTheAutoInvalidationSwitch()
{
    const bool before = read(StatsQuery{})->autoInvalidate;
    QVERIFY(act(SetSwitch{SwitchKind::AutoInvalidate, {}, !before}));
    QCOMPARE(read(StatsQuery{})->autoInvalidate, !before);
}

void TargetContract::cleansUp()
{
    ask();
    m_fixture->settle();
    const Result<CleanedUp> done = act(CleanUp{});
    QVERIFY(done);
    QCOMPARE(done->entries, 0);
    QVERIFY(read(StatsQuery{})->lastCleanupMs);
}

void TargetContract::recordsWhatWasDoneAndByWhom()
{
    QSignalSpy changed(&target(), &CacheTarget::changed);
    ask();
    m_fixture->settle();
    QVERIFY(act(Invalidate{{.companyId = 1}}));
    QVERIFY(act(SetSwitch{SwitchKind::Global, {}, false}));
    QTRY_COMPARE_GE(changed.count(), 2);
    m_fixture->settle();
    const Result<Events> events = read(EventsQuery{});
    QVERIFY(events);
    QCOMPARE(events->events.size(), size_t(2));
    QCOMPARE(events->events[0].kind, EventKind::Switched);
    QCOMPARE(events->events[0].enabled.value(), false);
    QCOMPARE(events->events[1].kind, EventKind::Invalidated);
    QCOMPARE(events->events[1].scope.companyId.value(), 1);
    QCOMPARE(events->events[1].entries, 1);
    QCOMPARE(events->events[1].who, target().self().username);
}

void TargetContract::refusesWhatTheRoleDoesNotAllow()
{
    const QByteArray value = ask();
    const auto codeOf = [&](auto action, Role role) {
        const auto done = waitFor(target().act(action, callerOf(role)));
        return done ? std::optional<ErrorCode>() : std::optional(done.error().code);
    };
    QCOMPARE(codeOf(Invalidate{}, Role::Viewer), ErrorCode::NotAllowed);
    QCOMPARE(codeOf(Undo{1}, Role::Viewer), lacks<Undo>(ErrorCode::NotAvailable).isEmpty()
                                                ? ErrorCode::NotAllowed
                                                : ErrorCode::NotAvailable);
    QVERIFY(codeOf(Undo{1}, Role::Operator) != ErrorCode::NotAllowed);
    QCOMPARE(codeOf(Purge{}, Role::Operator), ErrorCode::NotAllowed);
    QCOMPARE(codeOf(Clear{}, Role::Operator), ErrorCode::NotAllowed);
    QCOMPARE(codeOf(CleanUp{}, Role::Viewer), ErrorCode::NotAllowed);
    QCOMPARE(codeOf(SetSwitch{SwitchKind::Global, {}, false}, Role::Operator),
             ErrorCode::NotAllowed);
    QCOMPARE(codeOf(SetSwitch{SwitchKind::User, u"ana"_s, false}, Role::Viewer),
             ErrorCode::NotAllowed);
    QVERIFY(!codeOf(SetSwitch{SwitchKind::User, u"guest"_s, false}, Role::Viewer));
    QCOMPARE(ask(), value);
}

void TargetContract::answersEveryQueryAsJsonThatReadsBack()
{
    ask();
    ask();
    m_fixture->settle();
    QVERIFY(act(Invalidate{{.companyId = 1}}));
    QVERIFY(survivesJson(*read(StatsQuery{})));
    QVERIFY(survivesJson(*read(HistoryQuery{})));
    QVERIFY(survivesJson(*read(ResponseTimesQuery{})));
    QVERIFY(survivesJson(*read(EventsQuery{})));
    QVERIFY(survivesJson(*read(CatalogQuery{})));
    QVERIFY(survivesJson(*read(PreviewQuery{})));
    QVERIFY(survivesJson(*read(SavingsQuery{})));
    QVERIFY(survivesJson(*read(FreshnessQuery{})));
}

} // namespace tierwatch::test
