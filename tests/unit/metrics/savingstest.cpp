// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "accountingfixture.h"

#include <algorithm>

using namespace tierwatch;
using namespace tierwatch::test;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 hourMs = 3'600'000;
constexpr qint64 dayMs = 24 * hourMs;

AccessRecord of(AccessRecord record, std::optional<qint64> company)
{
    record.companyId = company;
    return record;
}

} // namespace

/// The ledger on a real file: what it says of companies, types and days, and after a restart.
class SavingsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyCompanyHasItsSavingsInEachPeriod();
    void aTrendIsAgainstThePeriodBefore();
    void withoutAPeriodBeforeThereIsNoTrend();
    void savingsSurviveARestart();
    void whatCostsMoreThanItSavesIsNegative();
    void hitsWithoutAMeasurementAreCountedAndTheirTypeNamed();
    void theCompaniesSumUpToTheWhole();
    void daysBeginByTheAskersClock();
    void companiesThatWereNotToldApartBeforeAreSaidSo();
    void aViewedFileShowsWhatIsOnlyInMemory();
    void stretchesPastTheirTimeAreRemoved();

private:
    static SavingsReport reportOf(AccountingFixture& fixture, std::optional<qint64> lengthMs,
                                  qint64 utcOffsetMs = 0)
    {
        const auto report = fixture.accounting->savings(SavingsQuery{lengthMs, 31, utcOffsetMs});
        return report ? *report : SavingsReport{};
    }
    static Saved companyOf(const SavingsReport& report, qint64 company)
    {
        const auto row =
            std::ranges::find(report.companies, std::optional(company), &SavedByCompany::companyId);
        return row == report.companies.end() ? Saved{} : row->saved;
    }
};

void SavingsTest::everyCompanyHasItsSavingsInEachPeriod()
{
    AccountingFixture fixture;
    fixture.record({of(hit(0, 2), 1)});
    QVERIFY(fixture.flush());
    fixture.clock.advanceMs(5 * dayMs);
    fixture.record({of(hit(0), 1), of(miss(0), 1), of(hit(0), 2), of(hit(0, 2), 2), hit(0)});
    QVERIFY(fixture.flush());
    const SavingsReport day = reportOf(fixture, dayMs);
    QCOMPARE(day.companies.size(), size_t(3));
    QCOMPARE(companyOf(day, 1), (Saved{1, 1, 0, 99}));
    QCOMPARE(companyOf(day, 2), (Saved{2, 0, 0, 198}));
    QVERIFY(!day.companies.back().companyId && !day.companies.back().others);
    QCOMPARE(companyOf(reportOf(fixture, 7 * dayMs), 1), (Saved{2, 1, 0, 198}));
    QCOMPARE(companyOf(reportOf(fixture, {}), 1), (Saved{2, 1, 0, 198}));
    QCOMPARE(day.both.size(), size_t(4));
    QCOMPARE(day.types.size(), size_t(2));
    QCOMPARE(day.types[0].type, u"ageing"_s);
    QCOMPARE(day.types[1].saved, (Saved{3, 1, 0, 297}));
    QVERIFY(!reportOf(fixture, {}).fromMs);
}

void SavingsTest::aTrendIsAgainstThePeriodBefore()
{
    AccountingFixture fixture;
    fixture.record({of(hit(0), 1), of(hit(0), 1), of(hit(0), 2)});
    QVERIFY(fixture.flush());
    fixture.clock.advanceMs(dayMs + 2 * hourMs);
    fixture.record({of(hit(0), 1), of(hit(0), 3)});
    QVERIFY(fixture.flush());
    const SavingsReport report = reportOf(fixture, dayMs);
    QCOMPARE(report.total.queries, 2);
    QCOMPARE(report.before->queries, 3);
    QCOMPARE(report.companies.size(), size_t(2));
    QCOMPARE(report.companies[0].before->queries, 2);
    QCOMPARE(report.companies[1].before->queries, 0);
    QCOMPARE(report.types[0].before->queries, 3);
}

void SavingsTest::withoutAPeriodBeforeThereIsNoTrend()
{
    AccountingFixture fixture;
    fixture.record({of(hit(0), 1)});
    QVERIFY(fixture.flush());
    const SavingsReport report = reportOf(fixture, dayMs);
    QVERIFY(!report.before && !report.companies[0].before && !report.types[0].before);
    QVERIFY(!reportOf(fixture, {}).before);
}

void SavingsTest::savingsSurviveARestart()
{
    AccountingFixture fixture;
    fixture.record({of(hit(0), 1), of(hit(0), 2)});
    fixture.reopen();
    fixture.record({of(hit(0), 1)});
    QVERIFY(fixture.flush());
    fixture.reopen();
    for (const std::optional<qint64> length : {std::optional(dayMs), std::optional<qint64>()}) {
        const SavingsReport report = reportOf(fixture, length);
        QCOMPARE(report.total, (Saved{3, 0, 0, 297}));
        QCOMPARE(companyOf(report, 1), (Saved{2, 0, 0, 198}));
    }
}

void SavingsTest::whatCostsMoreThanItSavesIsNegative()
{
    AccountingFixture fixture;
    AccessRecord renewal = of(miss(0), 2);
    renewal.renewal = true;
    fixture.record({of(request(0, Origin::Disk, 30, 5), 1), of(hit(0), 2), renewal, renewal});
    QVERIFY(fixture.flush());
    const SavingsReport report = reportOf(fixture, dayMs);
    QCOMPARE(companyOf(report, 1), (Saved{1, 0, 0, -25}));
    QCOMPARE(companyOf(report, 2), (Saved{1, 0, 0, 99 - 200}));
    QCOMPARE(report.total.databaseMs, -126.0);
    QCOMPARE(fixture.accounting->savings().today.databaseMs.value(), -126.0);
    QCOMPARE(fixture.logRows().size(), size_t(2));
}

void SavingsTest::hitsWithoutAMeasurementAreCountedAndTheirTypeNamed()
{
    AccountingFixture fixture;
    fixture.record({of(request(0, Origin::Disk, 3), 1), of(hit(0, 2), 1)});
    QVERIFY(fixture.flush());
    const SavingsReport report = reportOf(fixture, dayMs);
    QCOMPARE(report.unpriced, std::vector{u"ledger"_s});
    QCOMPARE(companyOf(report, 1), (Saved{2, 0, 1, 99}));
}

void SavingsTest::theCompaniesSumUpToTheWhole()
{
    AccountingFixture fixture;
    for (int hours = 0; hours < 40; ++hours) {
        fixture.record({of(hit(0), hours % 3), of(hit(0, 2), hours % 5), of(miss(0), 1)});
        QVERIFY(fixture.flush());
        fixture.clock.advanceMs(hourMs);
    }
    for (const qint64 length : {7 * dayMs, 30 * dayMs}) {
        const SavingsReport report = reportOf(fixture, length);
        Saved companies, both;
        for (const SavedByCompany& row : report.companies)
            companies += row.saved;
        for (const SavedByBoth& row : report.both)
            both += row.saved;
        QCOMPARE(companies, report.total);
        QCOMPARE(both, report.total);
    }
}

void SavingsTest::daysBeginByTheAskersClock()
{
    AccountingFixture fixture;
    const qint64 midnightMs = fixture.clock.wallMs() / dayMs * dayMs + dayMs;
    fixture.clock.setWallMs(midnightMs - 90 * 60'000);
    fixture.record({hit(0)});
    QVERIFY(fixture.flush());
    fixture.clock.setWallMs(midnightMs + 90 * 60'000);
    fixture.record({hit(0), hit(0)});
    QVERIFY(fixture.flush());
    const SavingsReport utc = reportOf(fixture, dayMs);
    QCOMPARE(utc.days.size(), size_t(2));
    QCOMPARE(utc.days[0].startMs, midnightMs - dayMs);
    QCOMPARE(utc.days[1].saved.queries, 2);
    const SavingsReport east = reportOf(fixture, dayMs, 2 * hourMs);
    QCOMPARE(east.days.size(), size_t(1));
    QCOMPARE(east.days[0].startMs, midnightMs - 2 * hourMs);
    QCOMPARE(east.days[0].saved.queries, 3);
}

void SavingsTest::companiesThatWereNotToldApartBeforeAreSaidSo()
{
    AccountingFixture fixture;
    fixture.record({of(hit(0), 1)});
    QVERIFY(fixture.flush());
    const auto emptied = fixture.file->writer().run(
        [](Connection& connection) { return connection.exec(u"DELETE FROM tw_savings"_s); });
    QVERIFY(emptied);
    fixture.clock.advanceMs(12 * hourMs);
    fixture.record({of(hit(0), 1)});
    QVERIFY(fixture.flush());
    const SavingsReport day = reportOf(fixture, dayMs);
    QCOMPARE(day.total.queries, 2);
    QCOMPARE(companyOf(day, 1).queries, 1);
    QVERIFY(day.companiesSinceMs && *day.companiesSinceMs <= fixture.clock.wallMs());
    QVERIFY(reportOf(fixture, {}).companiesSinceMs);
    fixture.clock.advanceMs(12 * hourMs);
    QVERIFY(!reportOf(fixture, dayMs / 2).companiesSinceMs);
    QVERIFY(!reportOf(fixture, dayMs / 2).companies.empty());
}

void SavingsTest::aViewedFileShowsWhatIsOnlyInMemory()
{
    AccountingFixture fixture;
    fixture.record({of(hit(0), 1)});
    QVERIFY(fixture.flush());
    fixture.reopen(AccountingFixture::Mode::ReadOnly);
    fixture.record({of(hit(0), 1), of(hit(0), 2)});
    QVERIFY(fixture.flush());
    const SavingsReport report = reportOf(fixture, dayMs);
    QCOMPARE(companyOf(report, 1).queries, 2);
    QCOMPARE(companyOf(report, 2).queries, 1);
    QCOMPARE(report.total.queries, 3);
}

void SavingsTest::stretchesPastTheirTimeAreRemoved()
{
    AccountingFixture fixture;
    fixture.record({of(hit(0), 1)});
    QVERIFY(fixture.flush());
    fixture.clock.advanceMs(62 * dayMs);
    fixture.record({of(hit(0), 1)});
    QVERIFY(fixture.flush());
    fixture.file->writer().flush();
    SavingsTable table(fixture.file->reader());
    for (const Ledger::Level& level : Ledger::levels)
        QCOMPARE(table.sums(level.lengthMs, 0, fixture.clock.wallMs() + 1)->at(0).hits, 1);
    QCOMPARE(table.sums(Ledger::everMs, 0, 1)->at(0).hits, 2);
}

QTEST_GUILESS_MAIN(SavingsTest)
#include "savingstest.moc"
