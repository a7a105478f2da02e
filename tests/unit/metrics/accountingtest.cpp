// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "accountingfixture.h"

#include "storage/benchmarkstable.h"
#include "storage/rollupstable.h"

using namespace tierwatch;
using namespace tierwatch::test;
using namespace Qt::StringLiterals;

class AccountingTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsFlushedIsInEveryFigure();
    void everyRequestIsARowOfTheLog();
    void benchmarksAreTheAverageOfTheUncachedQueries();
    void manyWaitingRecordsAreStoredWithoutBeingAsked();
    void fewWaitingRecordsAreStoredAfterAWhile();
    void oneFlushStoresHoweverManyWait();
    void evictionsAreInTheNextFlush();
    void aLockedFileLosesNothingAndCountsNothingTwice();
    void theLogKeepsItsNumberOfRows();
    void theLogForgetsWhatIsTooOld();
    void expiredRollupsLeaveTheFile();
    void flushStepsRunInTheSameTransaction();
    void aRemovedStepIsNotRun();
    void countedHitsAreInEveryFigureButTheLog();
    void aHitSourceThatEndsIsAskedOnceMore();
};

void AccountingTest::whatIsFlushedIsInEveryFigure()
{
    AccountingFixture fixture;
    fixture.record({hit(0), hit(0), hit(0), miss(0), hit(0, 2), failed(0)});
    QCOMPARE(fixture.accounting->totals(), Tally());
    QVERIFY(fixture.flush());
    QCOMPARE(fixture.accounting->totals().hits(), 4);
    QCOMPARE(*fixture.total(Range::minutes(5)).hitRate(), 80.0);
    QCOMPARE(fixture.accounting->savings().today, (Saving{4, 4 * 99.0}));
    const ResponseTimes times = fixture.accounting->responseTimes({Range::hours(1)});
    QCOMPARE(times.types.at(1).type, u"ledger"_s);
    QCOMPARE(times.types.at(1).cached.count, 3);
    QCOMPARE(fixture.accounting->dropped(), 0);
}

void AccountingTest::everyRequestIsARowOfTheLog()
{
    AccountingFixture fixture;
    AccessRecord ofAna = hit(0);
    ofAna.userId = fixture.accounting->users().idOf(u"ana"_s);
    ofAna.companyId = 4;
    fixture.record({ofAna, request(0, Origin::Bypassed, 70, 70)});
    QVERIFY(fixture.flush());
    const auto rows = fixture.logRows();
    QCOMPARE(rows.size(), std::size_t(2));
    QCOMPARE(rows[0].type, u"ledger"_s);
    QCOMPARE(rows[0].username, std::optional(u"ana"_s));
    QCOMPARE(rows[0].companyId, std::optional<qint64>(4));
    QVERIFY(rows[0].hit);
    QCOMPARE(rows[0].savedMs, std::optional(99.0));
    QCOMPARE(rows[0].timeMs, fixture.clock.wallMs());
    QVERIFY(!rows[1].hit);
    QVERIFY(!rows[1].savedMs);
    QVERIFY(!rows[1].username);
    QVERIFY(!rows[1].companyId);
}

void AccountingTest::benchmarksAreTheAverageOfTheUncachedQueries()
{
    AccountingFixture fixture;
    QVERIFY(!fixture.accounting->estimateMs(fixture.types[0]));
    fixture.record({miss(0), request(0, Origin::Bypassed, 300, 300), hit(0), failed(0)});
    QVERIFY(fixture.flush());
    QCOMPARE(*fixture.accounting->estimateMs(fixture.types[0]), 200.0);
    const auto benchmarks = BenchmarksTable(fixture.file->reader()).all();
    QVERIFY(benchmarks.ok());
    QCOMPARE(benchmarks->size(), std::size_t(1));
    QCOMPARE(benchmarks->at(0).type, u"ledger"_s);
    QCOMPARE(benchmarks->at(0).averageMs, 200.0);
    QCOMPARE(benchmarks->at(0).samples, 2);
    QCOMPARE(benchmarks->at(0).updatedMs, std::optional(fixture.clock.wallMs()));
}

void AccountingTest::manyWaitingRecordsAreStoredWithoutBeingAsked()
{
    AccountingFixture fixture;
    fixture.record(std::vector(RecordRing::watermark + 1, hit(0)));
    QTRY_VERIFY(fixture.logRows().size() >= RecordRing::watermark);
}

void AccountingTest::fewWaitingRecordsAreStoredAfterAWhile()
{
    QCOMPARE(AccountingOptions().flushInterval, std::chrono::seconds(1));
    AccountingFixture fixture;
    AccountingOptions options;
    options.flushInterval = std::chrono::milliseconds(20);
    fixture.accounting.reset();
    fixture.accounting = std::make_unique<Accounting>(*fixture.file, fixture.clock, options);
    fixture.types = {fixture.accounting->types().idOf(u"ledger"_s)};
    fixture.record({hit(0)});
    QTRY_COMPARE(fixture.logRows().size(), std::size_t(1));
}

void AccountingTest::oneFlushStoresHoweverManyWait()
{
    AccountingFixture fixture;
    fixture.record(std::vector(3500, hit(0)));
    QVERIFY(fixture.flush());
    QCOMPARE(fixture.logRows().size(), std::size_t(3500));
    QCOMPARE(fixture.accounting->totals().memory, 3500);
}

void AccountingTest::evictionsAreInTheNextFlush()
{
    AccountingFixture fixture;
    fixture.accounting->addEvictions(fixture.types[0]);
    fixture.accounting->addEvictions(fixture.types[1], 6);
    QVERIFY(fixture.flush());
    QCOMPARE(fixture.total(Range::minutes(5)).evicted, 7);
    QVERIFY(fixture.flush());
    QCOMPARE(fixture.total(Range::minutes(5)).evicted, 7);
}

void AccountingTest::aLockedFileLosesNothingAndCountsNothingTwice()
{
    AccountingFixture fixture;
    QVERIFY(fixture.flush());
    auto other = Connection::open({fixture.path(), ConnectionOptions::Kind::Writer, 100});
    QVERIFY(other.ok());
    {
        Transaction lock(**other);
        QVERIFY(lock.begin().ok());
        fixture.record({hit(0), miss(0)});
        QCOMPARE(fixture.accounting->flush().error().code, ErrorCode::Locked);
        QCOMPARE(fixture.accounting->totals().answered(), 2);
        fixture.record({hit(0)});
    }
    QVERIFY(fixture.flush());
    QCOMPARE(fixture.logRows().size(), std::size_t(3));
    QCOMPARE(fixture.accounting->totals().answered(), 3);
    fixture.reopen();
    QCOMPARE(fixture.accounting->totals().answered(), 3);
    QCOMPARE(BenchmarksTable(fixture.file->reader()).all()->at(0).samples, 1);
}

void AccountingTest::theLogKeepsItsNumberOfRows()
{
    AccountingOptions options;
    options.logMaxRows = 100;
    AccountingFixture fixture(options);
    for (int round = 0; round < 3; ++round) {
        fixture.record(std::vector(300, hit(0)));
        QVERIFY(fixture.flush());
        QCOMPARE(fixture.logRows().size(), std::size_t(100));
    }
    QCOMPARE(fixture.accounting->totals().memory, 900);
}

void AccountingTest::theLogForgetsWhatIsTooOld()
{
    AccountingFixture fixture;
    fixture.record({hit(0), hit(0)});
    QVERIFY(fixture.flush());
    fixture.clock.advanceMs(31LL * 86'400'000);
    fixture.record({hit(0)});
    QVERIFY(fixture.flush());
    QCOMPARE(fixture.logRows().size(), std::size_t(1));
    QCOMPARE(fixture.accounting->totals().memory, 3);
}

void AccountingTest::expiredRollupsLeaveTheFile()
{
    AccountingFixture fixture;
    fixture.record({hit(0)});
    QVERIFY(fixture.flush());
    const auto stored = [&](Level level) {
        return RollupsTable(fixture.file->reader())
            .between(resolutionOf(level).lengthMs, 0, forEver)
            ->size();
    };
    QCOMPARE(stored(Level::Second), std::size_t(1));
    fixture.clock.advanceMs(7 * 3'600'000);
    QVERIFY(fixture.flush());
    fixture.file->writer().flush();
    QCOMPARE(stored(Level::Second), std::size_t(0));
    QCOMPARE(stored(Level::TenSeconds), std::size_t(0));
    QCOMPARE(stored(Level::Minute), std::size_t(1));
    fixture.clock.advanceMs(100LL * 86'400'000);
    QVERIFY(fixture.flush());
    fixture.file->writer().flush();
    QCOMPARE(stored(Level::Minute), std::size_t(0));
    QCOMPARE(stored(Level::Hour), std::size_t(1));
}

void AccountingTest::flushStepsRunInTheSameTransaction()
{
    AccountingFixture fixture;
    bool fail = true;
    int runs = 0;
    int commits = 0;
    fixture.accounting->addFlushStep(
        [&](Connection&) -> Result<void> {
            ++runs;
            if (fail)
                return Error{ErrorCode::Storage, u"No."_s};
            return {};
        },
        [&] { ++commits; });
    QVERIFY(fixture.flush());
    QCOMPARE(runs, 0); // there was nothing to write
    fixture.record({hit(0)});
    QVERIFY(!fixture.flush());
    QVERIFY(fixture.logRows().empty());
    QCOMPARE(commits, 0);
    fail = false;
    QVERIFY(fixture.flush());
    QCOMPARE(commits, 1);
    QCOMPARE(fixture.logRows().size(), std::size_t(1));
    QVERIFY(runs >= 2);
}

void AccountingTest::aRemovedStepIsNotRun()
{
    AccountingFixture fixture;
    std::vector<QString> ran;
    const auto step = [&](const QString& name) {
        return fixture.accounting->addFlushStep([&ran, name](Connection&) {
            ran.push_back(name);
            return Result<void>();
        });
    };
    const int first = step(u"first"_s);
    step(u"second"_s);
    fixture.accounting->removeFlushStep(first);
    fixture.record({hit(0)});
    QVERIFY(fixture.flush());
    QCOMPARE(ran, std::vector{u"second"_s});
}

void AccountingTest::countedHitsAreInEveryFigureButTheLog()
{
    AccountingFixture fixture;
    fixture.record({request(0, Origin::Memory, 2, 80), miss(0)});
    QVERIFY(fixture.flush());
    std::vector<HitTally> waiting{{fixture.clock.wallMs(), fixture.types[0], 7, 1000, 200, 64'000}};
    fixture.accounting->setHitSource(
        [&](std::vector<HitTally>& tallies) { tallies = std::exchange(waiting, {}); });
    fixture.accounting->setHitSource({});
    QVERIFY(fixture.flush());
    const Tally total = fixture.total(Range::minutes(5));
    QCOMPARE(total.memory, 1001);
    // Each took what the timed one took; 800 tell their own time, 200 go by the mean of their type.
    QCOMPARE(total.responseMs, 1001 * 2.0 + 100);
    QCOMPARE(total.uncachedMs, 64'000 + 200 * 100.0 + 80 + 100);
    QCOMPARE(total.savedMs, 64'000 + 200 * 100.0 - 1000 * 2 + 78);
    QCOMPARE(fixture.logRows().size(), std::size_t(2));
    QCOMPARE(fixture.accounting->unlogged(), 1000);
    QCOMPARE(fixture.accounting->dropped(), 0);
}

void AccountingTest::aHitSourceThatEndsIsAskedOnceMore()
{
    AccountingFixture fixture;
    int asked = 0;
    fixture.accounting->setHitSource([&](std::vector<HitTally>& tallies) {
        tallies.push_back({fixture.clock.wallMs(), fixture.types[0], {}, 5, 5, 0});
        ++asked;
    });
    fixture.accounting->setHitSource({});
    QVERIFY(fixture.flush());
    QCOMPARE(asked, 1);
    QCOMPARE(fixture.accounting->totals().memory, 5);
}

QTEST_GUILESS_MAIN(AccountingTest)
#include "accountingtest.moc"
