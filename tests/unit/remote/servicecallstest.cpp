// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "remote/servicecalls.h"

#include "storage/sqltime.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr qint64 nowMs = 1'790'000'000'000;
constexpr qint64 dayMs = 86'400'000;
constexpr qint64 never = 9'223'372'036'854'775'807;

template <class Q>
bool isRead(const typename Q::Reply& told)
{
    const QByteArray body = QJsonDocument(codec::toJson(told).toObject()).toJson();
    return callOf(Query(Q{}), ServicePatience()).read({200, body, {}, {}}).ok();
}

} // namespace

/// What a service tells is drawn from its beginning to its end: one that tells of ages to come must
/// not take that long.
class ServiceCallsTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsNoHistoryThatCannotBeDrawn_data();
    void readsNoHistoryThatCannotBeDrawn();
    void readsNoSavingsOfDaysThatNeverCome();
    void readsNoLagOfAges();
    void readsNoFigureThatCannotBeReckonedWith();
    void readsNamesAndPostingsWhateverTheirNumber();
    void readsEntriesThatNeverEnd();
    void readsNoTimesOfARunThatCannotBeReckonedWith();
    void cutsNoNumberToItsType();
};

void ServiceCallsTest::readsNoHistoryThatCannotBeDrawn_data()
{
    QTest::addColumn<qint64>("fromMs");
    QTest::addColumn<qint64>("toMs");
    QTest::addColumn<qint64>("stepMs");
    QTest::newRow("of a million years") << qint64{0} << qint64{31'556'952'000'000'000} << qint64{1};
    QTest::newRow("of a hundred years") << nowMs << nowMs + 36'525 * dayMs << qint64{1000};
    QTest::newRow("beyond all calendars") << never - 1 << never << qint64{1000};
    QTest::newRow("before there were computers") << -nowMs << -nowMs + 1000 << qint64{1000};
    QTest::newRow("that goes back") << nowMs << nowMs - 1000 << qint64{1000};
    QTest::newRow("without steps") << nowMs << nowMs + 1000 << qint64{0};
    QTest::newRow("of steps back") << nowMs << nowMs + 1000 << qint64{-1000};
}

void ServiceCallsTest::readsNoHistoryThatCannotBeDrawn()
{
    QFETCH(const qint64, fromMs);
    QFETCH(const qint64, toMs);
    QFETCH(const qint64, stepMs);
    QVERIFY(!isRead<HistoryQuery>({fromMs, toMs, stepMs, {}, {}, {}}));
    QVERIFY(isRead<HistoryQuery>({nowMs - 3660 * dayMs, nowMs, dayMs, {}, {}, {}}));
}

void ServiceCallsTest::readsNoSavingsOfDaysThatNeverCome()
{
    SavingsReport report;
    report.toMs = nowMs;
    report.days = {{nowMs - dayMs, {}}};
    QVERIFY(isRead<SavingsQuery>(report));
    report.days.push_back({never, {}});
    QVERIFY(!isRead<SavingsQuery>(report));
    report.days.clear();
    report.toMs = never;
    QVERIFY(!isRead<SavingsQuery>(report));
}

void ServiceCallsTest::readsNoLagOfAges()
{
    FreshnessReport report;
    report.lags = {{u"main"_s, 7, {{nowMs, 60'000}, {nowMs + 1, {}}}}};
    QVERIFY(isRead<FreshnessQuery>(report));
    report.lags[0].points[1].behindMs = never;
    QVERIFY(!isRead<FreshnessQuery>(report));
    Watermarks watermarks;
    watermarks.alarmMs = 60'000;
    QVERIFY(isRead<WatermarksQuery>(watermarks));
    watermarks.alarmMs = never;
    QVERIFY(!isRead<WatermarksQuery>(watermarks));
}

/// Each of them is added to others, or multiplied.
void ServiceCallsTest::readsNoFigureThatCannotBeReckonedWith()
{
    Stats stats;
    stats.totals.memory = 70'000'000'000'000;
    stats.memory.limitBytes = never; // is no more than shown
    QVERIFY(isRead<StatsQuery>(stats));
    for (const qint64 number : {qint64{1} << 53, never, -never}) {
        stats.totals.memory = number;
        QVERIFY(!isRead<StatsQuery>(stats));
        LatencyTotals totals{{1}, {{u"invoices"_s, Origin::Memory, 1, 0, {number}}}};
        QVERIFY(!isRead<LatencyTotalsQuery>(totals));
        totals.totals[0].within = {1};
        QVERIFY(isRead<LatencyTotalsQuery>(totals));
    }
}

/// They are numbers of the database's, which may use all that there are.
void ServiceCallsTest::readsNamesAndPostingsWhateverTheirNumber()
{
    CompanyWatermark company;
    company.companyId = never;
    company.sourceValue = never;
    Watermarks watermarks;
    watermarks.companies.push_back(company);
    QVERIFY(isRead<WatermarksQuery>(watermarks));
    watermarks.companies[0].failures = never;
    QVERIFY(!isRead<WatermarksQuery>(watermarks));
}

/// Another program may write infinity into its file, which is told as far away.
void ServiceCallsTest::readsEntriesThatNeverEnd()
{
    EntryRow row;
    row.createdMs = -sqltime::toMs(std::numeric_limits<double>::infinity());
    row.expiresMs = sqltime::toMs(std::numeric_limits<double>::infinity());
    EntriesPage page;
    page.rows.push_back(row);
    QVERIFY(isRead<EntriesQuery>(page));
    page.rows[0].expiresMs = never;
    QVERIFY(!isRead<EntriesQuery>(page));
}

void ServiceCallsTest::readsNoTimesOfARunThatCannotBeReckonedWith()
{
    const auto runWith = [](const QByteArray& seconds) {
        ServiceAnswer answer{200, "[1]", {}, {}};
        answer.headers = {{"Cache-Status", "tierwatch; ttl=" + seconds + "; detail=memory:none"},
                          {"Age", seconds}};
        return callOf(Query(RunQuery{u"one"_s}), ServicePatience()).read(answer);
    };
    const auto answerOf = [](const Result<Reply>& reply) { return std::get<RunAnswer>(*reply); };
    const auto usual = runWith("12");
    QVERIFY(usual);
    QCOMPARE(answerOf(usual).lifeLeftMs, 12'000);
    for (const char* seconds : {"9223372036854775807", "-9223372036854775808"}) {
        const auto run = runWith(seconds);
        QVERIFY(run);
        QVERIFY(qAbs(answerOf(run).ageMs) < never / 2);
        QCOMPARE(answerOf(run).lifeLeftMs, answerOf(run).ageMs);
    }
}

void ServiceCallsTest::cutsNoNumberToItsType()
{
    QCOMPARE(*codec::fromJson<int>(QJsonValue(qint64{1} << 30)), 1 << 30);
    QVERIFY(!codec::fromJson<int>(QJsonValue((qint64{1} << 32) + 7)));
    QVERIFY(!codec::fromJson<quint64>(QJsonValue(qint64{-1})));
    QCOMPARE(*codec::fromJson<qint64>(QJsonValue(never)), never);
}

} // namespace tierwatch

QTEST_GUILESS_MAIN(tierwatch::ServiceCallsTest)
#include "servicecallstest.moc"
