// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "remote/servicehealth.h"

#include <QTest>

#include <vector>

using namespace std::chrono_literals;

namespace tierwatch {

class ServiceHealthTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void pausesGrowAlsoWhereSomethingElseAnswers();
    void whoSaysWhoItIsIsLookedForSoon();
    void ofQuestionsUnderWayTogetherOneFailureCounts();
    void oneQuestionThatSucceedsInEachRoundKeepsItClosed();
    void aProbeThatFailsMayBeFollowedByAnother();

private:
    /// So many questions at once, each answered so.
    static void askTogether(ServiceHealth& health, const std::vector<int>& statuses)
    {
        const int round = health.round();
        for (const int status : statuses)
            health.count({status, "{}"}, round);
    }
};

/// A page to sign in at, say: it comes with the status that all is well.
void ServiceHealthTest::pausesGrowAlsoWhereSomethingElseAnswers()
{
    ServiceHealth health(30s);
    const ServiceAnswer page{200, "<html>"};
    ServiceHealth::Pause pause = 0ms;
    for (int i = 0; i < 5; ++i) {
        health.note(page);
        health.count(page, health.round());
        const ServiceHealth::Pause next = health.nextPause();
        QVERIFY2(next > pause, qPrintable(QString::number(next.count())));
        pause = next;
    }
    QVERIFY(pause >= 16s);
}

void ServiceHealthTest::whoSaysWhoItIsIsLookedForSoon()
{
    ServiceHealth health(30s);
    for (int i = 0; i < 4; ++i)
        (void)health.nextPause();
    health.recognise(false);
    QVERIFY(health.nextPause() < 2s);
}

void ServiceHealthTest::ofQuestionsUnderWayTogetherOneFailureCounts()
{
    ServiceHealth health(30s);
    askTogether(health, {502, 502, 502, 502, 502});
    QVERIFY(!health.isOpen());
    askTogether(health, {502, 502, 502, 502, 502});
    QVERIFY(!health.isOpen());
    askTogether(health, {502, 502, 502, 502, 502});
    QVERIFY(health.isOpen());
    QVERIFY(health.refusal(true));
}

void ServiceHealthTest::oneQuestionThatSucceedsInEachRoundKeepsItClosed()
{
    ServiceHealth health(30s);
    for (int i = 0; i < 10; ++i) {
        askTogether(health, {500, 500, 200, 500});
        QVERIFY(!health.isOpen());
        askTogether(health, {200, 500, 500, 500});
        QVERIFY(!health.isOpen());
    }
}

/// Somebody who asks who it is may fail while the probe is under way.
void ServiceHealthTest::aProbeThatFailsMayBeFollowedByAnother()
{
    ServiceHealth health(0ms);
    for (int i = 0; i < 3; ++i)
        askTogether(health, {503});
    QVERIFY(health.isOpen());
    QVERIFY(!health.refusal(true));
    health.begin();
    QVERIFY2(health.refusal(true), "one at a time");
    askTogether(health, {503, 503});
    QVERIFY(health.isOpen());
    QVERIFY(!health.refusal(true));
    health.begin();
    askTogether(health, {200});
    QVERIFY(!health.isOpen());
}

} // namespace tierwatch

QTEST_GUILESS_MAIN(tierwatch::ServiceHealthTest)
#include "servicehealthtest.moc"
