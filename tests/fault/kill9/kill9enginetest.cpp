// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "enginework.h"
#include "killer.h"
#include "support/otherprogram.h"
#include "support/quiet.h"

using namespace Qt::StringLiterals;

namespace tierwatch::test {

/// A process that loads and invalidates through an engine is killed at random moments; an engine of
/// this process goes on where it stopped.
class Kill9EngineTest final : public QObject
{
    Q_OBJECT
    static constexpr int mostDelayUs = 10'000; ///< some rounds' time

private Q_SLOTS:
    void init();
    void cleanup();
    void noValueOutlivesAnInvalidationThatReturned();
    void aSecondProcessIsRefusedUntilTheFirstIsGone();

private:
    [[nodiscard]] bool open() { return m_workspace->open({}, enginework::withoutSweeping).ok(); }
    void workUntilKilled(bool sweeping);
    void checkEveryReport();
    void checkEveryReportIsCached(Origin origin);

    SystemClock m_clock;
    std::unique_ptr<TempWorkspace> m_workspace;
    qint64 m_round = 0;                   ///< the next
    QHash<QByteArray, qint64> m_promised; ///< by key: no value up to this is served
    qint64 m_served = 0;
    qint64 m_refused = 0;
};

void Kill9EngineTest::init()
{
    m_workspace = std::make_unique<TempWorkspace>(m_clock);
    m_round = m_served = m_refused = 0;
    m_promised.clear();
}

void Kill9EngineTest::cleanup()
{
    m_workspace.reset();
}

void Kill9EngineTest::workUntilKilled(bool sweeping)
{
    Killer killer("TIERWATCH_KILL9_ENGINE", {m_workspace->folder(), QString::number(m_round),
                                             sweeping ? u"sweep"_s : u"keep"_s});
    QVERIFY(killer.awaitLines(QRandomGenerator::global()->bounded(1, 25)));
    const QList<qint64> returned = killer.kill(mostDelayUs);
    for (const qint64 round : returned) {
        for (const Request& request : enginework::allReports()) {
            if (enginework::covers(enginework::scopeOf(round), request))
                m_promised[CacheKey::of(request)->text()] = round;
        }
    }
    // The round after the last that returned may have loaded, and may have invalidated.
    m_round = returned.last() + 1;
}

void Kill9EngineTest::checkEveryReport()
{
    for (const Request& request : enginework::allReports()) {
        const auto answer = m_workspace->engine().fetch(
            request, [this]() -> Result<QByteArray> { return QByteArray::number(m_round); });
        QVERIFY(answer);
        const QByteArray key = CacheKey::of(request)->text();
        QCOMPARE_GT(answer->value.toLongLong(), m_promised.value(key, -1));
        m_served += answer->origin == Origin::Disk;
        m_refused += answer->reason == MissReason::Invalidated;
    }
}

void Kill9EngineTest::checkEveryReportIsCached(Origin origin)
{
    for (const Request& request : enginework::allReports()) {
        const auto answer = m_workspace->engine().fetch(
            request, []() -> Result<QByteArray> { return QByteArray("not cached"); });
        QVERIFY(answer);
        QCOMPARE(answer->origin, origin);
    }
}

void Kill9EngineTest::noValueOutlivesAnInvalidationThatReturned()
{
    const Quiet quiet;
    for (int kill = 0; kill < 20 && !QTest::currentTestFailed(); ++kill) {
        workUntilKilled(kill % 2 == 1);
        QCOMPARE(OtherProgram(m_workspace->cachePath()).rows(u"PRAGMA integrity_check"_s),
                 QStringList{u"ok"_s});
        QVERIFY(open());
        checkEveryReport();
        checkEveryReportIsCached(Origin::Memory);
        m_workspace->engine().settle();
        m_workspace->close();
        QVERIFY(open());
        checkEveryReportIsCached(Origin::Disk);
        m_workspace->close();
        ++m_round;
    }
    // Rows of both kinds were there to be judged.
    QCOMPARE_GT(m_served, 0);
    QCOMPARE_GT(m_refused, 0);
    QUIET(quiet);
}

void Kill9EngineTest::aSecondProcessIsRefusedUntilTheFirstIsGone()
{
    Killer killer("TIERWATCH_KILL9_ENGINE", {m_workspace->folder(), u"0"_s, u"sweep"_s});
    QVERIFY(killer.awaitLines(1));
    const Result<void> second = m_workspace->open();
    QVERIFY(!second);
    QCOMPARE(second.error().code, ErrorCode::Locked);
    QVERIFY(second.error().message.contains(QString::number(killer.child().processId())));
    QVERIFY(killer.awaitLines(3));
    killer.kill(0);
    QVERIFY(m_workspace->open().ok());
    QVERIFY(!m_workspace->cache().isViewOnly());
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::Kill9EngineTest)
#include "kill9enginetest.moc"
