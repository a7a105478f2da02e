// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "metrics/estimates.h"

#include "records.h"

#include <QTest>

using namespace tierwatch;
using namespace tierwatch::test;

class EstimatesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void beforeTheFirstSampleThereIsNone();
    void onlyAnswersOfTheDatabaseTeachIt();
    void theAverageGoesOnFromTheStoredOne();
    void aDatabaseThatBecameSlowerShows();
    void whatIsNotStoredYetIsKeptUntilItIs();
};

void EstimatesTest::beforeTheFirstSampleThereIsNone()
{
    const Estimates estimates;
    QVERIFY(!estimates.averageMs(0));
    QVERIFY(!estimates.averageMs(1'000'000));
}

void EstimatesTest::onlyAnswersOfTheDatabaseTeachIt()
{
    Estimates estimates;
    estimates.learn({hit(0), failed(0)});
    QVERIFY(!estimates.averageMs(1));
    estimates.learn({request(0, Origin::Database, 130, 100), request(0, Origin::Bypassed, 200)});
    QCOMPARE(*estimates.averageMs(1), 150.0);
    QVERIFY(!estimates.averageMs(2));
}

void EstimatesTest::theAverageGoesOnFromTheStoredOne()
{
    Estimates estimates;
    estimates.learn({miss(0)});
    estimates.restore(1, 500, 3);
    QCOMPARE(*estimates.averageMs(1), (3 * 500.0 + 100) / 4);
}

void EstimatesTest::aDatabaseThatBecameSlowerShows()
{
    Estimates estimates;
    estimates.restore(1, 10, 1'000'000);
    estimates.learn(std::vector(400, miss(0)));
    QVERIFY(*estimates.averageMs(1) > 65);
}

void EstimatesTest::whatIsNotStoredYetIsKeptUntilItIs()
{
    Estimates estimates;
    estimates.restore(1, 500, 3);
    QVERIFY(estimates.unstored().empty());
    estimates.learn({miss(0), miss(0), miss(0, 2)});
    estimates.learn({miss(0)});
    QCOMPARE(estimates.unstored().at(1).samples, 3);
    QCOMPARE(estimates.unstored().at(1).ms, 300.0);
    QCOMPARE(estimates.unstored().at(2).samples, 1);
    estimates.settle();
    QVERIFY(estimates.unstored().empty());
}

QTEST_GUILESS_MAIN(EstimatesTest)
#include "estimatestest.moc"
