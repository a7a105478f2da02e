// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "faultyservice.h"
#include "remote/servicetarget.h"
#include "support/quiet.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace tierwatch::test {

/// A dashboard asks several questions at once, each second.
class ServiceBreakerTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void oneHiccupIsOneFailure();
    void routesThatFailLeaveTheOthersAlone();
    void aLostOneIsLookedForOnlyWhileSomebodyAsks();

private:
    void connectTarget(const ServicePatience& patience = {});
    /// Each answered with this status, but the figures.
    void failWith(const QByteArray& status, const QByteArray& figuresStatus);
    /// All that a window asks, at once; false where an answer does not come.
    [[nodiscard]] bool askAll();

    std::unique_ptr<Quiet> m_quiet;
    std::unique_ptr<FaultyService> m_service;
    std::unique_ptr<ServiceTarget> m_target;
};

void ServiceBreakerTest::init()
{
    m_quiet = std::make_unique<Quiet>();
    m_service = std::make_unique<FaultyService>();
}

void ServiceBreakerTest::cleanup()
{
    m_target.reset();
    m_service.reset();
    QUIET(*m_quiet);
    m_quiet.reset();
}

void ServiceBreakerTest::connectTarget(const ServicePatience& patience)
{
    ServiceTargetOptions options{m_service->url(), "tw_c2VjcmV0IG9mIHRoZSB0ZXN0"};
    options.patience = patience;
    m_target = *ServiceTarget::open(options);
    const auto connected = m_target->connected();
    QTRY_VERIFY_WITH_TIMEOUT(connected.isFinished(), 20'000);
    QVERIFY(connected.result());
}

void ServiceBreakerTest::failWith(const QByteArray& status, const QByteArray& figuresStatus)
{
    m_service->answering = [status, figuresStatus](const QByteArray& request) {
        const bool isFigures = request.startsWith("GET /api/cache/figures ");
        return Said{FaultyService::answer(isFigures ? figuresStatus : status, "{}"), false};
    };
}

bool ServiceBreakerTest::askAll()
{
    const auto figures = m_target->read(StatsQuery{});
    const auto history = m_target->read(HistoryQuery{});
    const auto times = m_target->read(ResponseTimesQuery{});
    const auto events = m_target->read(EventsQuery{});
    const auto watermarks = m_target->read(WatermarksQuery{});
    return QTest::qWaitFor(
        [&] {
            return figures.isFinished() && history.isFinished() && times.isFinished() &&
                   events.isFinished() && watermarks.isFinished();
        },
        20'000);
}

void ServiceBreakerTest::oneHiccupIsOneFailure()
{
    connectTarget();
    failWith("502 Bad", "502 Bad");
    QVERIFY(askAll());
    QCOMPARE(m_service->asked.size(), 5);
    QVERIFY(!m_target->state().sentence.contains(u"in a row"));
    QVERIFY(askAll());
    QVERIFY(askAll());
    QCOMPARE(m_service->asked.size(), 15);
    QVERIFY2(m_target->state().sentence.startsWith(u"It failed 3 times in a row"),
             qPrintable(m_target->state().sentence));
    QVERIFY(askAll());
    QCOMPARE(m_service->asked.size(), 15);
}

void ServiceBreakerTest::routesThatFailLeaveTheOthersAlone()
{
    connectTarget();
    failWith("500 Error", "200 OK");
    for (int i = 1; i <= 6; ++i) {
        QVERIFY(askAll());
        QCOMPARE(m_service->asked.size(), 5 * i);
    }
    QCOMPARE(m_target->state(), TargetState{});
}

void ServiceBreakerTest::aLostOneIsLookedForOnlyWhileSomebodyAsks()
{
    connectTarget({.wanted = 1s});
    m_service->end();
    const auto asked = m_target->read(StatsQuery{});
    QTRY_VERIFY_WITH_TIMEOUT(asked.isFinished(), 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(m_target->state().kind, TargetState::Kind::Failed, 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(!m_target->looksForIt(), 30'000);
    m_service->listen();
    QVERIFY(!m_target->looksForIt());
    const auto askedAgain = m_target->read(StatsQuery{});
    QVERIFY(m_target->looksForIt());
    QTRY_COMPARE_WITH_TIMEOUT(m_target->state(), TargetState{}, 20'000);
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::ServiceBreakerTest)
#include "servicebreakertest.moc"
