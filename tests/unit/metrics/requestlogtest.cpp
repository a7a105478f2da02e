// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "metrics/requestlog.h"

#include "records.h"

#include <QTest>

using namespace tierwatch;
using namespace tierwatch::test;
using namespace Qt::StringLiterals;

class RequestLogTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void aHitIsARowWithWhatItSaved();
    void aMissSavesNothing();
    void whatTheCacheHadNoPartInHasNoSaving();
    void withoutAnEstimateTheColumnsAreEmpty();
    void nobodyAndNoCompanyAreEmpty();
    void rowsWaitUntilTheyAreRemoved();
    void moreThanItsPaceIsLeftOutAndCounted();
    void aBoundedNumberWaits();

private:
    PerformanceRow rowOf(const AccessRecord& record);

    std::unique_ptr<NameTable> m_types;
    std::unique_ptr<NameTable> m_users;
    std::unique_ptr<RequestLog> m_log;
};

void RequestLogTest::init()
{
    m_types = std::make_unique<NameTable>();
    m_users = std::make_unique<NameTable>();
    m_log = std::make_unique<RequestLog>(*m_types, *m_users);
    QCOMPARE(m_types->idOf(u"invoices"_s), 1U);
    QCOMPARE(m_users->idOf(u"ana"_s), 1U);
}

PerformanceRow RequestLogTest::rowOf(const AccessRecord& record)
{
    m_log->add({record}, 0);
    return m_log->rows(1).at(0);
}

void RequestLogTest::aHitIsARowWithWhatItSaved()
{
    AccessRecord record = request(1'790'000'000'123, Origin::Disk, 2, 100);
    record.companyId = 12;
    record.userId = 1;
    const PerformanceRow row = rowOf(record);
    QCOMPARE(row.type, u"invoices"_s);
    QCOMPARE(row.companyId, std::optional<qint64>(12));
    QCOMPARE(row.username, std::optional(u"ana"_s));
    QVERIFY(row.hit);
    QCOMPARE(row.responseMs, 2.0);
    QCOMPARE(*row.estimatedMs, 100.0);
    QCOMPARE(*row.savedMs, 98.0);
    QCOMPARE(row.timeMs, 1'790'000'000'123);
}

void RequestLogTest::aMissSavesNothing()
{
    const PerformanceRow row = rowOf(miss(0));
    QVERIFY(!row.hit);
    QCOMPARE(*row.estimatedMs, 100.0);
    QCOMPARE(*row.savedMs, 0.0);
}

void RequestLogTest::whatTheCacheHadNoPartInHasNoSaving()
{
    const PerformanceRow bypassed = rowOf(request(0, Origin::Bypassed, 90, 90));
    QVERIFY(!bypassed.hit);
    QVERIFY(!bypassed.savedMs);
    m_log->remove(1);
    const PerformanceRow error = rowOf(failed(0));
    QVERIFY(!error.hit);
    QVERIFY(!error.savedMs);
    QVERIFY(!error.estimatedMs);
}

void RequestLogTest::withoutAnEstimateTheColumnsAreEmpty()
{
    const PerformanceRow row = rowOf(request(0, Origin::Memory, 1));
    QVERIFY(row.hit);
    QVERIFY(!row.estimatedMs);
    QVERIFY(!row.savedMs);
}

void RequestLogTest::nobodyAndNoCompanyAreEmpty()
{
    const PerformanceRow row = rowOf(hit(0));
    QVERIFY(!row.companyId);
    QVERIFY(!row.username);
}

void RequestLogTest::rowsWaitUntilTheyAreRemoved()
{
    m_log->add({hit(1), hit(2), hit(3)}, 0);
    QCOMPARE(m_log->rows(2).size(), std::size_t(2));
    QCOMPARE(m_log->rows(2).at(0).timeMs, 1);
    m_log->remove(2);
    QCOMPARE(m_log->rows(10).size(), std::size_t(1));
    QCOMPARE(m_log->rows(10).at(0).timeMs, 3);
}

void RequestLogTest::moreThanItsPaceIsLeftOutAndCounted()
{
    constexpr auto pace = static_cast<std::size_t>(RequestLog::mostPerSecond);
    m_log->add(std::vector(pace + 10, hit(0)), 5000);
    QCOMPARE(m_log->unlogged(), 10);
    m_log->add({hit(0)}, 5999);
    QCOMPARE(m_log->unlogged(), 11);
    m_log->add({hit(0)}, 6000);
    QCOMPARE(m_log->unlogged(), 11);
    QCOMPARE(m_log->rows(2 * pace).size(), pace + 1);
}

void RequestLogTest::aBoundedNumberWaits()
{
    constexpr auto pace = static_cast<std::size_t>(RequestLog::mostPerSecond);
    for (qint64 second = 0; second < 5; ++second)
        m_log->add(std::vector(pace, hit(second)), second * 1000);
    QCOMPARE(m_log->rows(5 * pace).size(), RequestLog::mostWaiting);
    QCOMPARE(m_log->unlogged(), qint64(5 * pace - RequestLog::mostWaiting));
    QCOMPARE(m_log->rows(1).at(0).timeMs, 3); // the latest stay
}

QTEST_GUILESS_MAIN(RequestLogTest)
#include "requestlogtest.moc"
