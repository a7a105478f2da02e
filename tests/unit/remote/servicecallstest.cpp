// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "remote/servicecalls.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

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

} // namespace tierwatch

QTEST_GUILESS_MAIN(tierwatch::ServiceCallsTest)
#include "servicecallstest.moc"
