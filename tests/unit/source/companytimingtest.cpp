// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "source/companywatch.h"

#include "support/fakeclock.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

/// When a company is asked again, and what counts as a change of its data.
class CompanyTimingTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anotherAnswerIsAChangeWhetherHigherOrLower();
    void afterAFailureTheSameAnswerIsAChange();
    void itWaitsLongerAfterEachFailureButNotForEver();
    void theIntervalIsAsLongAsTheJitterSays();
    void changesOneAfterTheOtherAreABulkLoad();
    void aChangeRightAfterAFirstAnswerIsNoBulkLoad();

private:
    static constexpr qint64 intervalMs = 60'000;

    /// A change from what the cached data is known to have seen.
    bool answers(CompanyWatch& watch, qint64 maxId, double factor = 1)
    {
        return watch.answered(mark(maxId), m_clock.now(), {intervalMs, factor});
    }
    void fails(CompanyWatch& watch)
    {
        watch.failed({ErrorCode::Source, u"down"_s, {}}, m_clock.now(), {intervalMs, 1});
    }
    [[nodiscard]] static SourceMark mark(qint64 maxId)
    {
        return {u"books"_s, maxId, QByteArray::number(maxId)};
    }
    [[nodiscard]] qint64 pauseMs(const CompanyWatch& watch) const
    {
        return watch.dueMs() - m_clock.steadyMs();
    }

    FakeClock m_clock;
};

void CompanyTimingTest::anotherAnswerIsAChangeWhetherHigherOrLower()
{
    CompanyWatch watch(u"main"_s, 1, mark(5));
    QVERIFY(watch.isDue(m_clock.steadyMs()));
    QVERIFY(!answers(watch, 5));
    QVERIFY(!watch.hasMoved());
    QVERIFY(answers(watch, 6));
    QVERIFY(watch.hasMoved());
    QVERIFY(answers(watch, 3));
    QVERIFY(watch.hasMoved());
}

void CompanyTimingTest::afterAFailureTheSameAnswerIsAChange()
{
    CompanyWatch watch(u"main"_s, 1, mark(5));
    QVERIFY(!answers(watch, 5));
    fails(watch);
    QCOMPARE(watch.state(m_clock.now()).state, Freshness::NotChecked);
    QVERIFY(answers(watch, 5));
}

void CompanyTimingTest::itWaitsLongerAfterEachFailureButNotForEver()
{
    CompanyWatch watch(u"main"_s, 1, {});
    for (const qint64 minutes : {1, 2, 4, 8, 15, 15}) {
        fails(watch);
        QCOMPARE(pauseMs(watch), minutes * 60'000);
    }
    (void)answers(watch, 5);
    QCOMPARE(pauseMs(watch), intervalMs);
}

void CompanyTimingTest::theIntervalIsAsLongAsTheJitterSays()
{
    CompanyWatch watch(u"main"_s, 1, {});
    for (const double factor : {0.9, 1.1}) {
        (void)answers(watch, 5, factor);
        const auto dueMs = m_clock.steadyMs() + static_cast<qint64>(intervalMs * factor);
        QVERIFY(!watch.isDue(dueMs - 1));
        QVERIFY(watch.isDue(dueMs));
    }
}

void CompanyTimingTest::changesOneAfterTheOtherAreABulkLoad()
{
    CompanyWatch watch(u"main"_s, 1, mark(5));
    (void)answers(watch, 6);
    QVERIFY(!watch.isMoving());
    (void)answers(watch, 7);
    QVERIFY(watch.isMoving());
    (void)answers(watch, 7);
    QVERIFY(!watch.isMoving());
    (void)answers(watch, 8);
    QVERIFY(!watch.isMoving());
}

void CompanyTimingTest::aChangeRightAfterAFirstAnswerIsNoBulkLoad()
{
    CompanyWatch watch(u"main"_s, 1, {});
    QVERIFY(answers(watch, 5));
    QVERIFY(watch.hasMoved() && watch.isFirst());
    QVERIFY(answers(watch, 6));
    QVERIFY(watch.hasMoved() && !watch.isFirst());
    QVERIFY(!watch.isMoving());
    QVERIFY(answers(watch, 7));
    QVERIFY(watch.isMoving());
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::CompanyTimingTest)
#include "companytimingtest.moc"
