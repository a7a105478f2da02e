// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "remote/servicetarget.h"
#include "remote/signin.h"
#include "sixcalls.h"
#include "support/fakeclock.h"
#include "support/quiet.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

namespace {

constexpr int patienceMs = 40'000;
constexpr qint64 secondMs = 1000;

} // namespace

/// Of a FastAPI service that tells its figures of now alone, the dashboard keeps a history.
class SixCallsHistoryTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void isThereFromTheTimeItWasAttached();
    void outlivesTheTarget();
    void goesOnWithAServiceThatWasRestarted();
    void hasAGapWhereNobodyLooked();
    void keepsThoseOfSourceServersApart();
    void isNotAvailableWhereNoneCanBeKept();

private:
    /// Of ana, at this source server.
    [[nodiscard]] Result<QByteArray> tokenFor(const QString& server);
    [[nodiscard]] bool open();
    template <class T>
    [[nodiscard]] static Result<T> waitFor(QFuture<Result<T>> future)
    {
        if (!QTest::qWaitFor([&] { return future.isFinished(); }, patienceMs))
            return Error{ErrorCode::Timeout, u"the test waited in vain"_s};
        return future.result();
    }
    /// Asks the service so often, and then it its figures, ten seconds after the time before.
    [[nodiscard]] bool look(int asked);
    /// What is known once the figures are written.
    [[nodiscard]] Result<History> history();

    SixCalls m_service;
    std::unique_ptr<Quiet> m_quiet;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<FakeClock> m_clock;
    std::shared_ptr<OwnHistory> m_kept;
    std::unique_ptr<ServiceTarget> m_target;
    QByteArray m_token;
    QString m_server; ///< whose cache is asked
};

void SixCallsHistoryTest::initTestCase()
{
    if (!SixCalls::isThere())
        QSKIP("python3-fastapi or python3-uvicorn is not here");
    QVERIFY(m_service.start());
}

void SixCallsHistoryTest::init()
{
    m_quiet = std::make_unique<Quiet>();
    m_service.setReady(true);
    m_token = "token-of-ana";
    m_server.clear();
    m_folder = std::make_unique<QTemporaryDir>();
    m_clock = std::make_shared<FakeClock>();
    m_kept = std::make_shared<OwnHistory>(m_folder->path(), m_clock);
    QVERIFY(open());
}

void SixCallsHistoryTest::cleanup()
{
    m_target.reset();
    m_kept.reset();
    QUIET(*m_quiet);
    m_quiet.reset();
}

bool SixCallsHistoryTest::open()
{
    ServiceTargetOptions options{m_service.url(), m_token};
    options.history = m_kept;
    m_target = *ServiceTarget::open(std::move(options));
    return waitFor(m_target->connected()).ok();
}

bool SixCallsHistoryTest::look(int asked)
{
    for (int i = 0; i < asked; ++i)
        m_service.ask(u"invoices"_s, 7, u"ana"_s, m_server);
    m_clock->advanceMs(10 * secondMs);
    return waitFor(m_target->read(StatsQuery{})).ok();
}

Result<History> SixCallsHistoryTest::history()
{
    m_kept = std::make_shared<OwnHistory>(m_folder->path(), m_clock);
    if (!open()) // the former target let go of the former history, which wrote all it had
        return Error{ErrorCode::Timeout, u"the service is not there"_s};
    return waitFor(m_target->read(HistoryQuery{Range::hours(1)}));
}

void SixCallsHistoryTest::isThereFromTheTimeItWasAttached()
{
    QVERIFY(m_target->capability(u"history"_s).available);
    QVERIFY(!m_target->capability(u"entries"_s).available);
    QVERIFY(look(5)); // one miss among them, which nobody saw
    QVERIFY(look(3));
    const auto told = history();
    QVERIFY2(told, told ? "" : qPrintable(told.error().message));
    QCOMPARE(told->total.disk, 3);
    QCOMPARE(told->total.database, 0);
    QVERIFY(told->countsOnly);
    QCOMPARE(m_service.calls(u"history"_s), 0);
}

void SixCallsHistoryTest::outlivesTheTarget()
{
    QVERIFY(look(1));
    QVERIFY(look(2));
    QCOMPARE(history()->total.disk, 2);
    QVERIFY(look(4));
    QCOMPARE(history()->total.disk, 6);
}

void SixCallsHistoryTest::goesOnWithAServiceThatWasRestarted()
{
    QVERIFY(look(9));
    QVERIFY(look(2));
    m_service.setReady(true); // its counters are new
    QVERIFY(look(3));         // nobody knows since when
    QVERIFY(look(2));
    const auto told = history();
    QCOMPARE(told->total.disk, 4);
    QCOMPARE(told->total.database, 0);
}

void SixCallsHistoryTest::hasAGapWhereNobodyLooked()
{
    QVERIFY(look(1));
    QVERIFY(look(2));
    m_clock->advanceMs(600 * secondMs);
    QVERIFY(look(50));
    QVERIFY(look(1));
    const auto told = history();
    QCOMPARE(told->points.size(), size_t(2));
    QCOMPARE(told->total.disk, 3);
}

Result<QByteArray> SixCallsHistoryTest::tokenFor(const QString& server)
{
    TargetConnection connection;
    connection.place = m_service.url().toString();
    connection.username = u"ana"_s;
    connection.server = server;
    const auto signIn = *SignIn::at(connection);
    return waitFor(signIn->withPassword(u"password-of-ana"_s));
}

void SixCallsHistoryTest::keepsThoseOfSourceServersApart()
{
    m_service.setSignIn("servers");
    m_server = u"1"_s;
    m_token = *tokenFor(m_server);
    QVERIFY(open());
    QVERIFY(look(1));
    QVERIFY(look(2));
    QCOMPARE(history()->total.disk, 2);
    QVERIFY(m_target->setToken(*tokenFor(u"7"_s)));
    QVERIFY(waitFor(m_target->connected()));
    QVERIFY(waitFor(m_target->read(HistoryQuery{Range::hours(1)}))->points.empty());
    m_token = *tokenFor(u"7"_s);
    QVERIFY(history()->points.empty());
}

void SixCallsHistoryTest::isNotAvailableWhereNoneCanBeKept()
{
    ServiceTargetOptions options{m_service.url(), "token-of-ana"};
    options.history = std::make_shared<OwnHistory>(u"/dev/null/nowhere"_s, m_clock);
    m_target = *ServiceTarget::open(std::move(options));
    QVERIFY(look(1)); // all else works
    const auto told = waitFor(m_target->read(HistoryQuery{}));
    QCOMPARE(told.error().code, ErrorCode::NotAvailable);
    QVERIFY2(told.error().message.contains(u"can't be used"), qPrintable(told.error().message));
    QCOMPARE(m_target->state(), TargetState{});
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::SixCallsHistoryTest)
#include "sixcallshistorytest.moc"
