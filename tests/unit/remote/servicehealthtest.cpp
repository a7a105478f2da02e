// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "remote/servicehealth.h"

#include <QTest>

using namespace std::chrono_literals;

namespace tierwatch {

class ServiceHealthTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void pausesGrowAlsoWhereSomethingElseAnswers();
    void whoSaysWhoItIsIsLookedForSoon();
};

/// A page to sign in at, say: it comes with the status that all is well.
void ServiceHealthTest::pausesGrowAlsoWhereSomethingElseAnswers()
{
    ServiceHealth health(30s);
    const ServiceAnswer page{200, "<html>"};
    ServiceHealth::Pause pause = 0ms;
    for (int i = 0; i < 5; ++i) {
        health.note(page);
        health.count(page);
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

} // namespace tierwatch

QTEST_GUILESS_MAIN(tierwatch::ServiceHealthTest)
#include "servicehealthtest.moc"
