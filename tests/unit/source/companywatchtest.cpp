// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "source/companywatch.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

namespace {

constexpr CompanyWatch::Timing timing{60'000, 1};

Moment at(qint64 ms)
{
    return {1'790'000'000'000 + ms, ms * 1'000'000};
}

SourceMark mark(qint64 postings)
{
    return {u"alfa"_s, postings, QByteArray::number(postings)};
}

/// Checked once and taken in; from then on nobody invalidates by itself.
CompanyWatch settled()
{
    CompanyWatch watch(u"main"_s, 1, {});
    (void)watch.answered(mark(100), at(0), timing);
    watch.invalidated(at(0), 5);
    return watch;
}

} // namespace

class CompanyWatchTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFirstAnswerIsAChangeOfUnknownSize()
    {
        const CompanyWatermark told = settled().state(at(1));
        QCOMPARE(told.state, Freshness::Current);
        QVERIFY(told.changedMs && !told.changedBy);
        QCOMPARE(told.changedEntries.value(), 5);
        QCOMPARE(told.currentMs.value(), at(0).wallMs);
    }

    void aQuestionIsUnderWayUntilItIsAnswered()
    {
        CompanyWatch watch = settled();
        watch.asked();
        QVERIFY(watch.state(at(1)).checking);
        watch.failed(Error{ErrorCode::Source, u"It is down."_s}, at(2), timing);
        QVERIFY(!watch.state(at(3)).checking);
    }

    void aCompanyThatAPersonEmptiedIsNotBehindAnyMore()
    {
        CompanyWatch watch = settled();
        QVERIFY(watch.answered(mark(112), at(1000), timing));
        QCOMPARE(watch.state(at(2000)).state, Freshness::Behind);
        QCOMPARE(watch.state(at(2000)).changedBy.value(), 12);
        watch.emptied(at(3000));
        const CompanyWatermark told = watch.state(at(4000));
        QCOMPARE(told.state, Freshness::Current);
        QCOMPARE(told.lag.value(), 0);
        QVERIFY(!told.behindSinceMs);
        QCOMPARE(watch.lag().points(0, at(4000).wallMs).back().behindMs.value(), 0);
        QVERIFY(!watch.answered(mark(112), at(5000), timing));
    }

    void whatIsBroughtBackIsAsFarBehindAsItWas()
    {
        CompanyWatch watch = settled();
        (void)watch.answered(mark(112), at(1000), timing);
        watch.emptied(at(2000));
        watch.refilled(at(3000));
        QCOMPARE(watch.state(at(4000)).state, Freshness::Behind);
        QCOMPARE(watch.state(at(4000)).lag.value(), 12);
        QVERIFY(watch.answered(mark(112), at(5000), timing));
    }

    void whatIsBroughtBackWithoutAChangeIsCurrent()
    {
        CompanyWatch watch = settled();
        watch.emptied(at(1000));
        watch.refilled(at(2000));
        QCOMPARE(watch.state(at(3000)).state, Freshness::Current);
        QVERIFY(!watch.answered(mark(100), at(4000), timing));
    }

    void whatTheMonitorTookOutSinceDoesNotComeBack()
    {
        CompanyWatch watch = settled();
        watch.emptied(at(1000));
        QVERIFY(watch.answered(mark(112), at(2000), timing));
        watch.invalidated(at(2000), 3);
        watch.refilled(at(3000));
        QCOMPARE(watch.state(at(4000)).state, Freshness::Current);
    }
};

} // namespace tierwatch::test

QTEST_APPLESS_MAIN(tierwatch::test::CompanyWatchTest)
#include "companywatchtest.moc"
